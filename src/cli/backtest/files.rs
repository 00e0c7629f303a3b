//! Which files are meant: those that are named, and in a folder every export, in the order of their parts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Failure;

/// The exporter puts pictures and other attachments into folders that end so; JSON in there is somebody's file.
const ATTACHMENTS: &str = "_Files";

/// The files, folders resolved; `-` stays.
///
/// # Errors
/// When a folder cannot be read, or holds no JSON.
pub(super) fn of(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        gather(path, &mut found).map_err(|error| {
            Failure::Sentence(format!(
                "{} cannot be read ({error}); check the name of the folder",
                path.display()
            ))
        })?;
        if found.is_empty() {
            let told = "holds no file that ends in .json; export the channels with the format JSON into it";
            return Err(Failure::Sentence(format!("{} {told}", path.display())));
        }
        found.sort_by_cached_key(|file| order(file));
        files.extend(found);
    }
    Ok(files)
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            if !entry.file_name().to_string_lossy().ends_with(ATTACHMENTS) {
                gather(&path, found)?;
            }
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
            found.push(path);
        }
    }
    Ok(())
}

/// Names in their order; the parts of one channel (`help [part 2].json` comes after `help.json`) by their number.
fn order(file: &Path) -> (PathBuf, u32) {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let part = name.strip_suffix(']').and_then(|name| name.rsplit_once(" [part "));
    match part.and_then(|(name, number)| Some((name, number.parse().ok()?))) {
        Some((name, number)) => (file.with_file_name(name), number),
        None => (file.with_file_name(name.as_ref()), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_exports_in_the_order_of_their_parts() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["b.json", "a [1] [part 10].json", "a [1] [part 2].json", "a [1].json", "more/c.JSON"];
        for name in names.iter().chain(&["notes.txt", "b.json_Files/data-1A2B3.json"]) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let files = of(&[folder.path().to_owned(), PathBuf::from("-")]).unwrap();
        let shown: Vec<String> = files
            .iter()
            .map(|file| file.strip_prefix(folder.path()).unwrap_or(file).display().to_string())
            .collect();
        assert_eq!(
            shown,
            ["a [1].json", "a [1] [part 2].json", "a [1] [part 10].json", "b.json", "more/c.JSON", "-"]
        );
    }

    #[test]
    fn a_folder_without_an_export_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let Err(Failure::Sentence(told)) = of(&[folder.path().to_owned()]) else {
            panic!("nothing is in it")
        };
        assert!(told.contains("no file that ends in .json"), "{told}");
    }
}
