//! Where the socket of a data folder is: inside it, or, when that path is too long for a socket, in the folder for
//! passing files under a name made from it.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use crate::fingerprint::Fingerprint;

/// Systems take 104 to 108 bytes, with a zero at the end.
const LONGEST: usize = 100;
const NAME: &str = "ask";

/// The path of the socket of a data folder, which must exist.
pub(super) fn of(data: &Path) -> io::Result<PathBuf> {
    let data = fs::canonicalize(data)?;
    let inside = data.join("socket").join(NAME);
    if inside.as_os_str().len() <= LONGEST {
        return Ok(inside);
    }
    let passing = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = Fingerprint::of(data.as_os_str().as_bytes()).number();
    Ok(passing.join(format!("cloudmedic-{folder:016x}")).join(NAME))
}

/// Makes the folder of a socket, which nobody else can enter; the socket is thus out of reach from its first moment.
///
/// # Errors
/// When somebody else has put something in its place.
pub(super) fn make_folder(socket: &Path, data: &Path) -> io::Result<()> {
    let Some(folder) = socket.parent() else { return Ok(()) };
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) | Ok(()) => {}
    }
    // Not following links: in a shared folder anybody can leave one.
    let found = fs::symlink_metadata(folder)?;
    let ours = found.is_dir() && found.uid() == fs::metadata(data)?.uid();
    if ours && found.mode() & 0o077 == 0 {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "its folder can be entered by others"))
    }
}
