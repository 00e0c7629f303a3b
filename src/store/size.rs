//! How much room the files of a folder take.

use std::fs;
use std::path::Path;

/// The bytes of all files in a folder and below it. They come and go meanwhile: what cannot be read counts nothing, and
/// links are not followed.
#[must_use]
pub fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(found) if found.is_dir() => size(&entry.path()),
        Ok(found) if found.is_file() => found.len(),
        Ok(_) | Err(_) => 0,
    });
    sizes.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_folder_is_that_of_all_its_files() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir_all(data.path().join("a/b")).unwrap();
        fs::write(data.path().join("one"), [0; 100]).unwrap();
        fs::write(data.path().join("a/b/two"), [0; 11]).unwrap();
        assert_eq!(size(data.path()), 111);
        assert_eq!(size(&data.path().join("nowhere")), 0);
    }
}
