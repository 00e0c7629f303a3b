//! Reads `patterns/` for the program, so that adding a cause needs no Rust and starting needs no reading: lists its files
//! for the compiler, and writes the knowledge as it is when they have been read, and its patterns as they are when they
//! have been compiled.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::all,
    reason = "rooms of the library, which is where they are judged; only a part of them is used here"
)]

#[path = "src/fingerprint.rs"]
mod fingerprint;
#[path = "src/flat/mod.rs"]
mod flat;
#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/mask/mod.rs"]
mod mask;
#[path = "src/reading/mod.rs"]
mod reading;
#[path = "src/text/mod.rs"]
mod text;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use knowledge::KnowledgeBase;
use reading::Reader;

/// Stands for what this program makes.
mod built_in {
    pub(crate) const FILES: &[(&str, &str)] = &[];
    pub(crate) const KNOWLEDGE: &[u8] = &[];
    pub(crate) const READER: &[u8] = &[];
}

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("patterns");
    for used in
        ["patterns", "src/fingerprint.rs", "src/flat", "src/knowledge", "src/mask", "src/reading", "src/text"]
    {
        println!("cargo::rerun-if-changed={}", Path::new(&root).join(used).display());
    }
    let files = files(&folder)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    fs::write(out.join("patterns.rs"), list(&folder, &files)?)?;

    // Faults are no failure of the build: the program reads the files again and tells them, each with its place.
    let texts: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let base = KnowledgeBase::load(&texts).ok();
    let knowledge = base.as_ref().map(postcard::to_allocvec).transpose().map_err(io::Error::other)?;
    fs::write(out.join("knowledge.image"), knowledge.unwrap_or_default())?;
    let reader = base.as_ref().map(|base| postcard::to_allocvec(Reader::new(base).compiled()));
    fs::write(out.join("reader.image"), reader.transpose().map_err(io::Error::other)?.unwrap_or_default())
}

/// Name and text of each file, by name.
fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "toml" || end == "txt") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The files as the compiler takes them in.
fn list(folder: &Path, files: &[(String, String)]) -> io::Result<String> {
    let mut list = String::from("&[\n");
    for (name, _) in files {
        writeln!(list, "    ({name:?}, include_str!({:?})),", folder.join(name)).map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    Ok(list)
}
