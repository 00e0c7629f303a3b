//! The description as a whole: found, required, and usable to its last schema.

use std::path::Path;

use serde_json::Value;

use super::super::Description;
use super::super::routes::Route;
use super::description;

#[test]
fn a_missing_description_is_an_error_only_where_it_is_wanted() {
    let nowhere = Path::new("no/such/openapi.json");
    assert!(Description::at(nowhere, false).is_ok_and(|found| found.is_none()));
    let why = Description::at(nowhere, true).err().unwrap_or_default();
    assert!(why.starts_with("no/such/openapi.json: "), "{why}");
    assert!(why.contains("CLOUDMEDIC_DISCORD_OPENAPI"), "{why}");
}

#[test]
fn something_else_than_the_description_is_not_taken_for_it() {
    for other in ["", "[]", "{}", r#"{"paths":{},"components":{}}"#] {
        assert!(Description::read(other.as_bytes()).is_err(), "{other:?}");
    }
}

/// A reference into nothing would only be noticed by the first request that needs it.
#[test]
fn every_schema_can_be_compiled() {
    let Some(description) = description() else { return };
    let compile = |route: &Route| {
        let operations = || route.operations.values();
        let queries = operations().flat_map(|operation| operation.query.values()).map(|one| &one.schema);
        let bodies = operations()
            .filter_map(|operation| operation.body.as_ref())
            .filter_map(|body| body.json.as_ref());
        let all = route.parameters.values().chain(queries).chain(bodies);
        all.fold(0, |compiled, schema| {
            let _problems = schema.check(&Value::Null, "", &description.registry);
            compiled + 1
        })
    };
    let compiled: i32 = description.routes.0.iter().map(compile).sum();
    assert!(compiled > 300, "only {compiled} schemas");
}
