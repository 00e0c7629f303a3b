//! Amends the description where Discord itself is wider than it, and closes it where it leaves things open.
//!
//! Each amendment has its reason; whoever adds one makes sure first that Discord accepts what it lets through.

use serde_json::{Map, Value, json};

use super::load::HOME;

/// Amends one schema with everything in it; `name` is empty for one that has none.
pub(super) fn schema(name: &str, schema: &mut Value) {
    walk(schema);
    if name == "SnowflakeType" {
        // Answers have ids as texts; requests may have them as numbers too, and serenity's select menus do.
        *schema = json!({
            "type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "format": "snowflake", "minimum": 0
        });
    }
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, key, allowed) in extra_keys().into_iter().filter(|(schema, ..)| schema.fits(name)) {
        properties.entry(key).or_insert(allowed);
    }
}

/// Whose key it is.
enum Of {
    /// The schema with this name.
    The(&'static str),
    /// Every kind of option of a command.
    CommandOption,
}

impl Of {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::The(ours) => *ours == name,
            Self::CommandOption => name.starts_with("ApplicationCommand") && name.ends_with("Option"),
        }
    }
}

/// Keys that serenity 0.12 sends and the description lacks, with the values that they may have.
fn extra_keys() -> Vec<(Of, &'static str, Value)> {
    let unset = json!({ "enum": [null, false, []] });
    let unsent = json!({ "enum": [null, false] });
    let mut keys = vec![
        // Documented under "Create Global Application Command", missing in the description.
        (Of::The("ApplicationCommandCreateRequest"), "nsfw", json!({ "type": "boolean" })),
        (Of::The("ApplicationCommandUpdateRequest"), "nsfw", json!({ "type": "boolean" })),
        (Of::The("ApplicationCommandPatchRequestPartial"), "nsfw", json!({ "type": "boolean" })),
        // One type serves for embeds that come and embeds that go; Discord does not look at this key.
        (Of::The("RichEmbedImage"), "proxy_url", json!({ "type": "null" })),
        (Of::The("RichEmbedThumbnail"), "proxy_url", json!({ "type": "null" })),
        // The first message of a forum post is sent by the builder of any message.
        (Of::The("BaseCreateMessageCreateRequest"), "tts", unsent.clone()),
        (Of::The("BaseCreateMessageCreateRequest"), "enforce_nonce", unsent),
    ];
    // One type serves for all kinds of options, and what a kind does not have is sent empty.
    for key in [
        "autocomplete",
        "channel_types",
        "choices",
        "max_length",
        "max_value",
        "min_length",
        "min_value",
        "options",
    ] {
        keys.push((Of::CommandOption, key, unset.clone()));
    }
    keys
}

fn walk(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    unions(schema);
    named_values(schema);
    references(schema);
    permissions(schema);
    contents(schema);
    close(schema);
    for (keyword, inner) in schema.iter_mut() {
        match (keyword.as_str(), inner) {
            ("items" | "additionalProperties", inner) => walk(inner),
            ("properties", Value::Object(properties)) => properties.values_mut().for_each(walk),
            ("anyOf" | "allOf", Value::Array(variants)) => variants.iter_mut().for_each(walk),
            _ => {}
        }
    }
}

/// `oneOf` is read as `anyOf`: many variants of Discord's unions overlap, and one fitting variant is enough for it.
fn unions(schema: &mut Map<String, Value>) {
    if let Some(variants) = schema.get("oneOf").filter(|variants| variants.is_array()).cloned() {
        let values: Option<Vec<Value>> =
            variants.as_array().into_iter().flatten().map(|one| one.get("const").cloned()).collect();
        schema.remove("oneOf");
        // A union of single values says the same as their list, and a list makes a shorter reason.
        match values {
            Some(values) => schema.insert("enum".to_owned(), values.into()),
            None => schema.insert("anyOf".to_owned(), variants),
        };
    }
}

/// `enum` with `allOf` names some values of a list that has more; the shorter list decides. An empty one is a
/// mistake: Discord has none where nothing at all is allowed.
fn named_values(schema: &mut Map<String, Value>) {
    match schema.get("enum").and_then(Value::as_array).map(Vec::is_empty) {
        Some(true) => drop(schema.remove("enum")),
        Some(false) => drop(schema.remove("allOf")),
        None => {}
    }
}

fn references(schema: &mut Map<String, Value>) {
    if let Some(Value::String(target)) = schema.get_mut("$ref")
        && let Some(name) = target.strip_prefix("#/components/schemas/")
    {
        *target = format!("{HOME}{name}");
    }
}

/// Bit fields of permissions are described as numbers, but documented and sent as texts: they have more bits than
/// a number of JavaScript holds.
fn permissions(schema: &mut Map<String, Value>) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for key in ["allow", "default_member_permissions", "deny", "permissions"] {
        let types =
            properties.get_mut(key).and_then(|field| field.get_mut("type")).and_then(Value::as_array_mut);
        if let Some(types) = types.filter(|types| types.contains(&json!("integer"))) {
            types.push(json!("string"));
            if let Some(Value::Object(field)) = properties.get_mut(key) {
                field.insert("pattern".to_owned(), json!("^(0|[1-9][0-9]*)$"));
            }
        }
    }
}

/// 4,000 characters are for paying members; a bot's message has 2,000 (documented under "Create Message").
fn contents(schema: &mut Map<String, Value>) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    if properties.contains_key("embeds")
        && let Some(limit) = properties.get_mut("content").and_then(|content| content.get_mut("maxLength"))
    {
        *limit = json!(2_000);
    }
}

/// A key that Discord does not know is a mistake of ours, although Discord is silent about it.
///
/// Forms with files are put together of several open schemas (`allOf`), and only their JSON is checked.
fn close(schema: &mut Map<String, Value>) {
    if schema.contains_key("properties") && !schema.contains_key("additionalProperties") {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
}
