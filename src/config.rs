//! Settings as written -> checked: the data folder and the pattern folder. It reads no case.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::fingerprint::Fingerprint;
use crate::knowledge::{BUILT_IN, Complaint, Complaints, KnowledgeBase};

/// The longest pattern file that is read, in bytes; the longest that is built in has about a tenth of it.
const LONGEST_FILE: u64 = 4 * 1024 * 1024;
/// The most pattern files in a folder.
const MOST_FILES: usize = 2_000;

/// Why the settings cannot be used: one sentence, or every complaint about a pattern folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No folder was named and the platform names none.
    #[error("there is no home folder to keep the cases in; name a data folder with --data")]
    NoHome,
    /// The pattern folder cannot be read.
    #[error(
        "the pattern folder {folder} cannot be read ({why}); name a folder of pattern files, or leave it out to use the built-in knowledge"
    )]
    Patterns {
        /// The folder.
        folder: String,
        /// What the system said.
        why: String,
    },
    /// The pattern folder holds too much.
    #[error(
        "the pattern folder {folder} holds more than {MOST_FILES} files; name a folder that holds pattern files only"
    )]
    TooMany {
        /// The folder.
        folder: String,
    },
    /// The pattern folder holds no pattern file.
    #[error(
        "the pattern folder {folder} holds no .toml file; copy the folder patterns of the project to start from"
    )]
    NoPatterns {
        /// The folder.
        folder: String,
    },
    /// The pattern files have faults.
    #[error("the knowledge in {folder} cannot be used ({}):\n{complaints}", count(complaints))]
    Faults {
        /// The folder.
        folder: String,
        /// All of them.
        complaints: Complaints,
    },
}

fn count(complaints: &Complaints) -> String {
    match complaints.0.len() {
        1 => "1 complaint".to_owned(),
        many => format!("{many} complaints"),
    }
}

/// Where the data is: the folder that was named, or the platform's own.
///
/// # Errors
/// When none was named and the account has no home folder.
pub fn data_folder(written: Option<&Path>) -> Result<PathBuf, ConfigError> {
    match written {
        Some(folder) => Ok(folder.to_owned()),
        None => etcetera::base_strategy::choose_native_strategy()
            .map(|places| places.data_dir().join("cloudmedic"))
            .map_err(|_| ConfigError::NoHome),
    }
}

/// The knowledge of a folder of pattern files, or without one the knowledge that is built in, which has been checked.
///
/// # Errors
/// When the folder cannot be read, and every complaint about its files, at once.
pub fn knowledge(folder: Option<&Path>) -> Result<KnowledgeBase, ConfigError> {
    match folder {
        None => KnowledgeBase::built_in().map_err(built_in_faults),
        Some(folder) => PatternFiles::read(Some(folder))?.load(),
    }
}

/// The files of a pattern folder, read and not yet checked.
#[derive(Debug, Clone)]
pub struct PatternFiles {
    folder: Option<PathBuf>,
    read: Vec<(String, String)>,
}

impl PatternFiles {
    /// Reads the files of a folder; without one they are those that are built in.
    ///
    /// # Errors
    /// When the folder or one of its files cannot be read, or none is there.
    pub fn read(folder: Option<&Path>) -> Result<Self, ConfigError> {
        let read = folder.map(pattern_files).transpose()?.unwrap_or_default();
        Ok(Self { folder: folder.map(Path::to_owned), read })
    }

    /// Name and text of each file.
    #[must_use]
    pub fn files(&self) -> Vec<(&str, &str)> {
        match self.folder {
            None => BUILT_IN.to_vec(),
            Some(_) => self.read.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
        }
    }

    /// A number that stands for the names and texts of the files: another one when anything in them has changed.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        // No text in UTF-8 holds this byte, so nothing moves from one file into the next unseen.
        let add = |so_far: Fingerprint, text: &str| so_far.and(text.as_bytes()).and(&[0xFF]);
        self.files().into_iter().fold(Fingerprint::NONE, |so_far, (name, text)| add(add(so_far, name), text))
    }

    /// The name of a file as an editor finds it.
    #[must_use]
    pub fn place(&self, file: &str) -> String {
        match &self.folder {
            None => file.to_owned(),
            Some(folder) => folder.join(file).display().to_string(),
        }
    }

    /// Checks the files against each other.
    ///
    /// # Errors
    /// Every complaint at once.
    pub fn load(&self) -> Result<KnowledgeBase, ConfigError> {
        KnowledgeBase::load(&self.files()).map_err(|complaints| match &self.folder {
            None => built_in_faults(complaints),
            Some(folder) => faults(folder, complaints.0),
        })
    }
}

fn built_in_faults(complaints: Complaints) -> ConfigError {
    ConfigError::Faults { folder: "the program itself".to_owned(), complaints }
}

/// Everything that ends in `.toml` or `.txt`, by name, each with its text.
fn pattern_files(folder: &Path) -> Result<Vec<(String, String)>, ConfigError> {
    let shown = folder.display().to_string();
    let unreadable =
        |error: std::io::Error| ConfigError::Patterns { folder: shown.clone(), why: error.to_string() };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|end| end == "toml" || end == "txt") {
            paths.push(path);
        }
        if paths.len() > MOST_FILES {
            return Err(ConfigError::TooMany { folder: shown });
        }
    }
    paths.sort();
    if !paths.iter().any(|path| path.extension().is_some_and(|end| end == "toml")) {
        return Err(ConfigError::NoPatterns { folder: shown });
    }
    let (files, complaints): (Vec<_>, Vec<_>) =
        paths.iter().map(|path| pattern_file(path)).partition(Result::is_ok);
    let complaints: Vec<Complaint> = complaints.into_iter().filter_map(Result::err).collect();
    if complaints.is_empty() {
        Ok(files.into_iter().flatten().collect())
    } else {
        Err(faults(folder, complaints))
    }
}

/// Complaints with the folder before the name of each file, so that an editor finds the place.
fn faults(folder: &Path, mut complaints: Vec<Complaint>) -> ConfigError {
    for complaint in &mut complaints {
        complaint.file = folder.join(&complaint.file).display().to_string();
    }
    ConfigError::Faults { folder: folder.display().to_string(), complaints: Complaints(complaints) }
}

fn pattern_file(path: &Path) -> Result<(String, String), Complaint> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let complain = |place, message| Complaint { file: name.clone(), place, message };
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LONGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(|error| complain(None, format!("the file cannot be read ({error})")))?;
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(complain(None, format!("the file is longer than {LONGEST_FILE} bytes; split it")));
    }
    String::from_utf8(bytes).map(|text| (name.clone(), text)).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let before = String::from_utf8_lossy(good);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        complain(Some((line, column)), "this is not UTF-8; save the file as UTF-8".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        folder
    }

    fn knowledge(folder: &Path) -> Result<KnowledgeBase, ConfigError> {
        PatternFiles::read(Some(folder))?.load()
    }

    fn refusal(files: &[(&str, &[u8])]) -> String {
        knowledge(folder_with(files).path()).unwrap_err().to_string()
    }

    #[test]
    fn a_missing_pattern_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("nowhere");
        let told = knowledge(&missing).unwrap_err().to_string();
        assert!(told.contains("nowhere"), "{told}");
    }

    #[test]
    fn an_empty_pattern_folder_says_what_to_put_there() {
        assert!(refusal(&[]).contains("holds no .toml file"));
        assert!(refusal(&[("notes.txt", b"words")]).contains("holds no .toml file"));
    }

    #[test]
    fn a_pattern_file_that_is_not_utf_8_is_named_with_its_place() {
        let told = refusal(&[("wifi.toml", b"title = \"x\"\nfamily = \"\xff\"")]);
        assert!(told.contains("wifi.toml:2:11:"), "{told}");
    }

    #[test]
    fn every_unreadable_file_is_told_at_once() {
        let told = refusal(&[("a.toml", b"\xff"), ("b.toml", b"\xff")]);
        assert!(
            told.contains("2 complaints") && told.contains("a.toml:1:1") && told.contains("b.toml:1:1"),
            "{told}"
        );
    }

    #[test]
    fn a_pattern_file_that_is_too_long_is_refused_without_reading_it_all() {
        let long = vec![b'#'; usize::try_from(LONGEST_FILE).unwrap() + 10];
        assert!(refusal(&[("long.toml", &long)]).contains("longer than"));
    }

    #[test]
    fn the_fingerprint_of_a_folder_changes_with_every_file_and_with_nothing_else() {
        let of = |files: &[(&str, &[u8])]| {
            PatternFiles::read(Some(folder_with(files).path())).unwrap().fingerprint()
        };
        let one = of(&[("a.toml", b"x"), ("b.toml", b"y")]);
        assert_eq!(of(&[("b.toml", b"y"), ("a.toml", b"x"), ("notes.md", b"z")]), one);
        let others: [&[(&str, &[u8])]; 4] = [
            &[("a.toml", b"x"), ("b.toml", b"z")],
            &[("a.toml", b"x"), ("c.toml", b"y")],
            &[("a.toml", b"xy"), ("b.toml", b"")],
            &[("a.toml", b"x")],
        ];
        others.iter().for_each(|files| assert_ne!(of(files), one, "{files:?}"));
    }

    #[test]
    fn a_named_data_folder_is_taken_as_it_is() {
        assert_eq!(data_folder(Some(Path::new("here"))), Ok(PathBuf::from("here")));
    }
}
