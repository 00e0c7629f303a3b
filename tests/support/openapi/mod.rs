//! Holds every request against Discord's own description of its interface (OpenAPI 3.1).
//!
//! It says what is wrong and where; it answers nothing and knows no state of a server. What Discord documents in
//! words only is in [`rules`], where its description is wrong or too narrow in [`amend`].

#![expect(clippy::panic, reason = "a test that cannot go on says so and ends")]

mod amend;
mod body;
mod explain;
mod load;
mod multipart;
mod routes;
mod rules;
mod schema;
#[cfg(test)]
mod tests;
mod violation;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jsonschema::Registry;

pub(crate) use self::violation::Violation;

use self::routes::Routes;

/// Names another place for the description than `../shared/discord/openapi.json`.
const FILE: &str = "CLOUDMEDIC_DISCORD_OPENAPI";
/// When it is set, a missing description is an error instead of a check that is left out.
const REQUIRE: &str = "CLOUDMEDIC_REQUIRE_OPENAPI";
/// Where the paths of the description begin.
const BASE: &str = "/api/v10";

/// One request as it arrived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'c> {
    /// In capitals.
    pub(crate) method: &'c str,
    /// From `/api/v10` on, without the query.
    pub(crate) path: &'c str,
    /// What stands after the question mark, still encoded.
    pub(crate) query: Option<&'c str>,
    pub(crate) content_type: Option<&'c str>,
    pub(crate) body: &'c [u8],
}

/// Discord's description, amended and ready to check.
#[derive(Debug)]
pub(crate) struct Description {
    routes: Routes,
    registry: Registry<'static>,
}

impl Description {
    /// Reads the description; `None` when it is not there and nobody requires it.
    ///
    /// # Errors
    /// When it is required, or named, and not there; when it is not what we take for Discord's description.
    pub(crate) fn find() -> Result<Option<Self>, String> {
        let named = std::env::var_os(FILE).filter(|name| !name.is_empty()).map(PathBuf::from);
        let wanted = named.is_some() || std::env::var_os(REQUIRE).is_some_and(|value| !value.is_empty());
        let path = named.unwrap_or_else(|| {
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/discord/openapi.json")
        });
        Self::at(&path, wanted)
    }

    fn at(path: &Path, wanted: bool) -> Result<Option<Self>, String> {
        match std::fs::read(path) {
            Ok(bytes) => Self::read(&bytes).map(Some).map_err(|why| format!("{}: {why}", path.display())),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound && !wanted => Ok(None),
            Err(why) => Err(format!(
                "{}: {why}. Put Discord's OpenAPI description there (github.com/discord/discord-api-spec, \
                 specs/openapi.json), or name its path in {FILE}",
                path.display()
            )),
        }
    }

    /// The one description of this run; when there is none, that is said once.
    pub(crate) fn shared() -> Option<&'static Self> {
        static SHARED: LazyLock<Option<Description>> = LazyLock::new(|| {
            let found = Description::find().unwrap_or_else(|why| panic!("{why}"));
            if found.is_none() {
                // Written past `eprintln!`, which the test harness hides when the tests pass.
                let _told = writeln!(
                    std::io::stderr(),
                    "NOT CHECKED: Discord's description is missing, so no request is held against it. \
                     Name its path in {FILE}."
                );
            }
            found
        });
        SHARED.as_ref()
    }

    /// Whether Discord would understand this request; everything that is wrong with it otherwise.
    pub(crate) fn check(&self, call: &Call<'_>) -> Result<(), Violation> {
        let (route, operation) = self.routes.find(call)?;
        let mut problems = route.check_path(call, &self.registry);
        problems.extend(operation.check_query(call, &self.registry));
        problems.extend(body::check(operation.body.as_ref(), call, &self.registry));
        Violation::of(format!("{} {}", call.method, route.template), problems)
    }
}
