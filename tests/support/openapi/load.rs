//! Reads the description: routes with their schemas, and the named schemas that these point to.

use std::collections::BTreeMap;

use jsonschema::Registry;
use serde_json::Value;

use super::Description;
use super::amend;
use super::body::Body;
use super::routes::{Operation, Parameter, Route, Routes};
use super::schema::Schema;

/// Where the named schemas live while they are compiled; a schema finds them by it from anywhere.
pub(super) const HOME: &str = "discord:///";

impl Description {
    /// # Errors
    /// When these bytes are not a description as Discord publishes it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut written: Value = serde_json::from_slice(bytes).map_err(|why| why.to_string())?;
        let paths = written.get_mut("paths").map(Value::take);
        let schemas = written.pointer_mut("/components/schemas").map(Value::take);
        let (Some(Value::Object(paths)), Some(Value::Object(mut schemas))) = (paths, schemas) else {
            return Err(
                "has no `paths` or no `components.schemas`: not Discord's OpenAPI description".to_owned()
            );
        };
        for (name, schema) in &mut schemas {
            amend::schema(name, schema);
        }
        let named = schemas.into_iter().map(|(name, schema)| (format!("{HOME}{name}"), schema));
        let registry = Registry::new().extend(named).and_then(jsonschema::RegistryBuilder::prepare);
        let registry = registry.map_err(|why| why.to_string())?;
        let routes = paths.into_iter().map(|(template, written)| route(template, &written)).collect();
        Ok(Self { routes: Routes(routes), registry })
    }
}

fn route(template: String, written: &Value) -> Route {
    let parameters = list(written, "parameters").filter_map(|one| Some((text(one, "name")?, schema(one)?)));
    let parameters = parameters.collect();
    let methods = written.as_object().into_iter().flatten().filter(|(key, _)| *key != "parameters");
    let operations = methods.map(|(method, one)| (method.to_uppercase(), operation(one))).collect();
    Route { template, parameters, operations }
}

fn operation(written: &Value) -> Operation {
    let mut query = BTreeMap::new();
    for one in list(written, "parameters").filter(|one| text(one, "in").as_deref() == Some("query")) {
        if let (Some(name), Some(schema)) = (text(one, "name"), schema(one)) {
            query.insert(name, Parameter { required: required(one), schema });
        }
    }
    let body = written.get("requestBody").map(|body| Body {
        required: required(body),
        json: body.pointer("/content/application~1json").and_then(schema),
        form: body.pointer("/content/multipart~1form-data").and_then(schema),
    });
    Operation { query, body }
}

fn schema(written: &Value) -> Option<Schema> {
    let mut schema = written.get("schema")?.clone();
    amend::schema("", &mut schema);
    Some(Schema::new(schema))
}

fn required(written: &Value) -> bool {
    written.get("required") == Some(&Value::Bool(true))
}

fn text(written: &Value, key: &str) -> Option<String> {
    written.get(key)?.as_str().map(ToOwned::to_owned)
}

fn list<'v>(written: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    written.get(key).and_then(Value::as_array).into_iter().flatten()
}
