//! Choosing in selects: options by label or value; people and roles by id.

use serde_json::{Value, json};

use super::super::Simulator;
use super::super::handle::Interaction;
use super::super::interaction::{Beginning, Kind, begin};
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::Done;
use super::options::resolve;
use super::pressing::usable;

impl Simulator {
    /// A person chooses in the select with this custom id or placeholder. Values are labels or values of options, or
    /// for selects of people and roles ids in digits. With `""` the only select of the message is meant.
    pub(crate) fn select(&self, user: Id, message: Id, select: &str, values: &[&str]) -> Interaction {
        self.handle(self.act(|state| choose(state, user, message, select, values)))
    }

    /// The same, but what the app would refuse comes back as an error.
    pub(crate) fn try_select(
        &self,
        user: Id,
        message: Id,
        select: &str,
        values: &[&str],
    ) -> Done<Interaction> {
        Ok(self.handle(self.shared.with(|state| choose(state, user, message, select, values))?))
    }
}

fn choose(state: &mut State, user: Id, message: Id, select: &str, values: &[&str]) -> Done<Id> {
    let found = usable(state, user, message)?;
    let selects = found.selects();
    let named = |one: &&&Value| one["custom_id"] == select || one["placeholder"] == select;
    let only = || selects.first().filter(|_| select.is_empty() && selects.len() == 1);
    let menu = selects.iter().find(named).or_else(only);
    let menu = *menu.ok_or_else(|| format!("there is no select {select:?} on {:?}", found.text()))?;
    if menu["disabled"] == true {
        return Err("the select is disabled".to_owned());
    }
    let count = values.len() as u64;
    let (least, most) = (menu["min_values"].as_u64().unwrap_or(1), menu["max_values"].as_u64().unwrap_or(1));
    if !(least..=most).contains(&count) {
        return Err(format!("{count} values chosen where {least} to {most} are allowed"));
    }
    let mut data = json!({"custom_id": menu["custom_id"], "component_type": menu["type"], "id": 1});
    if menu["type"] == 3 {
        let chosen = values.iter().map(|value| option(menu, value)).collect::<Done<Vec<_>>>()?;
        data["values"] = json!(chosen);
    } else {
        let kind = menu["type"].as_u64().unwrap_or(0);
        let mut resolved = json!({});
        for value in values {
            let id = parse(value).ok_or_else(|| format!("{value:?} is not an id"))?;
            resolve(state, found.guild, found.channel, kind, id, &mut resolved)?;
        }
        data["values"] = json!(values);
        data["resolved"] = resolved;
    }
    let beginning = Beginning {
        kind: Kind::Component,
        user,
        channel: found.channel,
        message: Some(message),
        opened_by: None,
        data,
    };
    Ok(begin(state, beginning))
}

fn option(menu: &Value, wanted: &str) -> Done<Value> {
    let options = menu["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    let found = options.iter().find(|one| one["label"] == wanted || one["value"] == wanted);
    let labels = || options.iter().map(|one| one["label"].clone()).collect::<Vec<_>>();
    found.map(|one| one["value"].clone()).ok_or_else(|| format!("no option {wanted:?} in {:?}", labels()))
}
