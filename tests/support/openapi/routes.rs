//! Finds the operation that a path means, and checks what stands in the path and in the query.

use std::collections::BTreeMap;

use jsonschema::Registry;

use super::body::Body;
use super::schema::Schema;
use super::violation::{Problem, Violation};
use super::{BASE, Call};

/// All routes of the description.
#[derive(Debug)]
pub(super) struct Routes(pub(super) Vec<Route>);

/// One path template and what can be done there.
#[derive(Debug)]
pub(super) struct Route {
    /// `/channels/{channel_id}/messages`
    pub(super) template: String,
    /// By the name between the braces.
    pub(super) parameters: BTreeMap<String, Schema>,
    /// By the method in capitals.
    pub(super) operations: BTreeMap<String, Operation>,
}

/// One method of a route.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) query: BTreeMap<String, Parameter>,
    pub(super) body: Option<Body>,
}

/// One key of a query.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) required: bool,
    pub(super) schema: Schema,
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

impl Routes {
    /// The route with this path; one with more literal words goes first (`@me` before `{user_id}`).
    pub(super) fn find(&self, call: &Call<'_>) -> Result<(&Route, &Operation), Violation> {
        let unknown = |reason: String| Violation {
            route: format!("{} {}", call.method, call.path),
            problems: vec![Problem::new("", reason)],
        };
        let path = call.path.strip_prefix(BASE).ok_or_else(|| unknown(format!("is not below {BASE}")))?;
        let mut fitting: Vec<&Route> = self.0.iter().filter(|route| route.fits(path)).collect();
        fitting.sort_by_key(|route| route.shape());
        let Some(nearest) = fitting.first() else {
            return Err(unknown("Discord has no such route".to_owned()));
        };
        let operation = fitting.iter().find_map(|route| Some((*route, route.operations.get(call.method)?)));
        operation.ok_or_else(|| {
            let known: Vec<&str> = nearest.operations.keys().map(String::as_str).collect();
            unknown(format!("{} knows no {}, only {}", nearest.template, call.method, known.join(", ")))
        })
    }
}

impl Route {
    fn fits(&self, path: &str) -> bool {
        let mut sent = path.split('/');
        let mut template = self.template.split('/');
        template.all(|ours| sent.next().is_some_and(|theirs| fits(ours, theirs))) && sent.next().is_none()
    }

    /// Which segments are parameters, so that literal ones sort first.
    fn shape(&self) -> Vec<bool> {
        self.template.split('/').map(|segment| parameter(segment).is_some()).collect()
    }

    pub(super) fn check_path(&self, call: &Call<'_>, registry: &Registry<'static>) -> Vec<Problem> {
        let path = call.path.strip_prefix(BASE).unwrap_or(call.path);
        let named = self.template.split('/').map(parameter).zip(path.split('/'));
        let mut problems = Vec::new();
        for (name, text) in named.filter_map(|(name, text)| Some((name?, text))) {
            let place = format!("path/{name}");
            match self.parameters.get(name) {
                Some(schema) => problems.extend(schema.check_text(&[text.to_owned()], &place, registry)),
                None => problems.push(Problem::new(place, "is not described")),
            }
        }
        problems
    }
}

fn fits(ours: &str, theirs: &str) -> bool {
    if parameter(ours).is_some() { !theirs.is_empty() } else { ours == theirs }
}

impl Operation {
    pub(super) fn check_query(&self, call: &Call<'_>, registry: &Registry<'static>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let sent = pairs(call.query.unwrap_or_default());
        for (name, texts) in &sent {
            let place = format!("query/{name}");
            match self.query.get(name) {
                Some(parameter) => problems.extend(parameter.schema.check_text(texts, &place, registry)),
                None => problems.push(Problem::new(place, "Discord does not know this key here")),
            }
        }
        for (name, parameter) in &self.query {
            if parameter.required && !sent.contains_key(name) {
                problems.push(Problem::new(format!("query/{name}"), "is required"));
            }
        }
        problems
    }
}

/// The keys of a query with their values, decoded.
fn pairs(query: &str) -> BTreeMap<String, Vec<String>> {
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut url = reqwest::Url::parse("http://localhost/").unwrap_or_else(|why| panic!("{why}"));
    url.set_query(Some(query));
    for (name, value) in url.query_pairs() {
        pairs.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    pairs
}
