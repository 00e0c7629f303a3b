//! Says no as Discord does: an HTTP status, a JSON error code, and for bad forms where the fault lies.

use serde_json::{Map, Value, json};

/// An answer that is an error.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) body: Value,
    /// Why a well-behaved bot would not have asked; nothing when it could not know.
    pub(crate) violation: Option<String>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: u64, message: &str) -> Self {
        Self { status, body: json!({"message": message, "code": code}), violation: None }
    }

    /// A refusal that is the bot's own fault.
    pub(crate) fn fault(status: u16, code: u64, message: &str) -> Self {
        let violation = Some(format!("{code}: {message}"));
        Self { violation, ..Self::new(status, code, message) }
    }

    pub(crate) fn unknown_channel() -> Self {
        Self::new(404, 10003, "Unknown Channel")
    }

    pub(crate) fn unknown_guild() -> Self {
        Self::new(404, 10004, "Unknown Guild")
    }

    pub(crate) fn unknown_member() -> Self {
        Self::new(404, 10007, "Unknown Member")
    }

    pub(crate) fn unknown_message() -> Self {
        Self::new(404, 10008, "Unknown Message")
    }

    pub(crate) fn unknown_user() -> Self {
        Self::new(404, 10013, "Unknown User")
    }

    pub(crate) fn unknown_webhook() -> Self {
        Self::new(404, 10015, "Unknown Webhook")
    }

    pub(crate) fn unknown_interaction() -> Self {
        Self::new(404, 10062, "Unknown interaction")
    }

    pub(crate) fn missing_access() -> Self {
        Self::new(403, 50001, "Missing Access")
    }

    pub(crate) fn missing_permissions() -> Self {
        Self::new(403, 50013, "Missing Permissions")
    }

    pub(crate) fn archived() -> Self {
        Self::new(400, 50083, "Thread is archived")
    }

    pub(crate) fn locked() -> Self {
        Self::new(403, 160_005, "Thread is locked")
    }

    pub(crate) fn empty_message() -> Self {
        Self::fault(400, 50006, "Cannot send an empty message")
    }

    /// A bad form with a single fault.
    pub(crate) fn form(path: &str, code: &str, message: &str) -> Self {
        let mut form = Form::default();
        form.fault(path, code, message);
        form.refusal()
    }
}

/// Collects what is wrong with a body, by dotted path.
#[derive(Debug, Default)]
pub(crate) struct Form {
    faults: Vec<(String, String, String)>,
}

impl Form {
    pub(crate) fn fault(&mut self, path: &str, code: &str, message: &str) {
        self.faults.push((path.to_owned(), code.to_owned(), message.to_owned()));
    }

    /// Notes a fault when something does not hold.
    pub(crate) fn check(&mut self, holds: bool, path: &str, code: &str, message: &str) {
        if !holds {
            self.fault(path, code, message);
        }
    }

    pub(crate) fn done(self) -> Result<(), Refusal> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.refusal()) }
    }

    fn refusal(&self) -> Refusal {
        let mut errors = Value::Object(Map::new());
        let mut said = Vec::new();
        for (path, code, message) in &self.faults {
            let mut at = &mut errors;
            for part in path.split('.') {
                if !at.is_object() {
                    *at = json!({});
                }
                at = &mut at[part];
            }
            if at["_errors"].is_null() {
                *at = json!({"_errors": []});
            }
            if let Some(list) = at["_errors"].as_array_mut() {
                list.push(json!({"code": code, "message": message}));
            }
            said.push(format!("{path}: {message}"));
        }
        let body = json!({"message": "Invalid Form Body", "code": 50035, "errors": errors});
        Refusal { status: 400, body, violation: Some(format!("50035: {}", said.join("; "))) }
    }
}
