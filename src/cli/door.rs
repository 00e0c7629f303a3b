//! Lets other commands ask the process that holds the data folder. Where that cannot be, it goes on without.

use std::io;
use std::path::Path;

use crate::desk::asking::Counter;

/// An open door; closing it ends what is being answered.
#[cfg(unix)]
pub(super) type Opened = Option<crate::desk::socket::Door>;
/// There are no sockets here.
#[cfg(not(unix))]
pub(super) type Opened = ();

/// Opens the door of a data folder.
#[cfg(unix)]
pub(super) fn open(data: &Path, counter: Counter) -> io::Result<Opened> {
    use std::io::Write as _;
    match crate::desk::socket::Door::open(data, counter) {
        Ok(door) => Ok(Some(door)),
        Err(error) => {
            let told =
                format!("cloudmedic: {error}; other commands cannot look at the cases while this one runs");
            writeln!(anstream::stderr().lock(), "{told}")?;
            Ok(None)
        }
    }
}

#[cfg(not(unix))]
pub(super) fn open(_data: &Path, _counter: Counter) -> io::Result<Opened> {
    Ok(())
}
