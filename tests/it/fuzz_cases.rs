//! What the fuzzer found, and a sample of what it tried: every one runs through the same functions as in `fuzz/`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::fuzz::{TARGETS, stories};
use crate::support::long;

/// The inputs of a target, by name.
fn cases(target: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/fuzz-cases").join(target);
    let listed = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Runs an input through a target, and names it when that goes wrong.
fn goes_well(target: fn(&[u8]), data: &[u8], name: &str) {
    let ran = catch_unwind(AssertUnwindSafe(|| target(data)));
    assert!(ran.is_ok(), "{name} does harm; what was wrong stands above");
}

#[test]
fn nothing_that_was_kept_does_harm() {
    for (name, target) in TARGETS {
        let cases = cases(name);
        assert!(!cases.is_empty(), "tests/fuzz-cases/{name} is empty; keep a few inputs there");
        for case in cases {
            goes_well(*target, &fs::read(&case).unwrap(), &case.display().to_string());
        }
    }
}

#[test]
fn every_target_has_its_folder_and_its_fuzzer() {
    let mut folders: Vec<String> = fs::read_dir("tests/fuzz-cases")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert_eq!(folders, TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let manifest = fs::read_to_string("fuzz/Cargo.toml").unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("fuzz_targets/{name}.rs")), "fuzz/Cargo.toml knows no {name}");
        let target = fs::read_to_string(format!("fuzz/fuzz_targets/{name}.rs")).unwrap();
        assert!(target.contains(&format!("targets::{name}::run(data)")), "{name} runs something else");
    }
}

#[test]
fn whatever_happens_to_a_case_a_restart_makes_no_difference() {
    let first = long::size("CLOUDMEDIC_STORIES_FROM", 1);
    for seed in first..first + long::size("CLOUDMEDIC_STORIES", 150) {
        let mut random = fastrand::Rng::with_seed(seed as u64);
        let length = random.usize(8..600);
        let data: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(length).collect();
        goes_well(stories::run, &data, &format!("CLOUDMEDIC_STORIES_FROM={seed} CLOUDMEDIC_STORIES=1"));
    }
}
