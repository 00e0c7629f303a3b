//! Lists the files of `patterns/` for the compiler, so that adding a cause needs no Rust.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("patterns");
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut files: Vec<_> = fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut list = String::from("&[\n");
    for file in files {
        let path = file.path();
        if path.extension().is_some_and(|end| end == "toml" || end == "txt") {
            let name = file.file_name();
            writeln!(list, "    ({:?}, include_str!({:?})),", name.to_string_lossy(), path)
                .map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("patterns.rs"), list)
}
