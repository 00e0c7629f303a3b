//! Makes, copies, removes and syncs folders.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::Path;

/// Makes a folder that only its owner can enter; an existing one stays as it is.
pub(in crate::store) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Copies a folder to another place, where an older copy may be.
pub(super) fn replace_copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    // Under another name until it is whole: an interrupted copy must not take the place of a good one.
    let part = to.with_extension("part");
    remove(&part)?;
    copy(from, &part)?;
    remove(to)?;
    fs::rename(part, to)
}

/// Removes a folder with all that is in it; one that is not there is no error.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) | Ok(()) => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    make(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Makes the names in a folder outlast a loss of power, where the system has a way to ask for that.
pub(in crate::store) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Makes a folder and all that is in it outlast a loss of power.
pub(super) fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else {
            File::options().append(true).open(entry.path())?.sync_all()?;
        }
    }
    sync(folder)
}
