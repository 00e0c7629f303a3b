//! A file that is there whole or not at all: written beside its place, and moved there when it is done.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// A file that is being written. Dropping it before its end leaves nothing behind.
#[derive(Debug)]
pub(super) struct Whole {
    path: PathBuf,
    beside: PathBuf,
    out: Option<BufWriter<File>>,
}

impl Whole {
    /// Begins the file; nobody but its owner may read it.
    ///
    /// # Errors
    /// When it cannot be made there.
    pub(super) fn begin(path: &Path) -> Result<Self, Failure> {
        let unusable = |why: &str| {
            Failure::Sentence(format!(
                "{} cannot be written ({why}); choose another place for it",
                path.display()
            ))
        };
        let Some(name) = path.file_name().filter(|_| !path.is_dir()) else {
            return Err(unusable("it is no name of a file"));
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}", std::process::id()));
        let beside = path.with_file_name(hidden);
        let file = open(&beside).map_err(|error| unusable(&error.to_string()))?;
        Ok(Self { path: path.to_owned(), beside, out: Some(BufWriter::new(file)) })
    }

    /// Where to write.
    pub(super) fn out(&mut self) -> impl Write + '_ {
        Out(self.out.as_mut())
    }

    /// Ends the file: it is in its place now.
    ///
    /// # Errors
    /// When not everything could be written.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        Ok(fs::rename(&self.beside, &self.path)?)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // After its end it is not there any more.
        drop(fs::remove_file(&self.beside));
    }
}

/// The file while it is open.
struct Out<'w>(Option<&'w mut BufWriter<File>>);

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Err(io::ErrorKind::WriteZero.into()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), |out| out.flush())
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.jsonl");
        let mut given_up = Whole::begin(&path).unwrap();
        given_up.out().write_all(b"half").unwrap();
        drop(given_up);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        for words in ["first", "second"] {
            let mut file = Whole::begin(&path).unwrap();
            file.out().write_all(words.as_bytes()).unwrap();
            file.end().unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), words);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_place_where_no_file_can_be_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), folder.path().join("no folder").join("a")] {
            let Err(Failure::Sentence(told)) = Whole::begin(&path) else { panic!("{path:?}") };
            assert!(told.contains(path.to_str().unwrap()), "{told}");
        }
    }
}
