//! The desk of a command that finds no bot running: it decides here, and what follows waits for the next start.

use std::sync::Arc;

use jiff::Timestamp;

use super::General;
use crate::desk::deciding::{self, Time};
use crate::desk::{Acts, CurrentKnowledge, Servers};

/// A desk over these servers, or why there is none.
pub(super) fn desk(general: &General, servers: &Arc<Servers>) -> Result<Arc<dyn Acts>, String> {
    let known = general.known().map_err(|error| error.to_string())?;
    let time: Time = Arc::new(Timestamp::now);
    let current = Arc::new(CurrentKnowledge::new(Arc::new(known)));
    Ok(Arc::new(deciding::desk(servers, &current, &time)))
}
