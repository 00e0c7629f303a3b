//! A damaged data folder, as the person at the terminal sees it: everything is there, or one sentence says what is wrong.

use std::fs;
use std::path::Path;

use super::{Program, case_folder};
use crate::support::long;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn a_damaged_folder_is_told_in_one_sentence_and_never_by_a_panic() {
    let folder = case_folder();
    Program::on(folder.path(), &["chat"]).run("icloud is full so the backup fails\nnope\nnope\n").went_well();
    let whole =
        Program::on(folder.path(), &["cases", "show", "1", "--format", "json"]).run("").went_well().out;
    let mut told = 0;
    for seed in 0..long::size("CLOUDMEDIC_DAMAGE", 12) as u64 {
        let mut random = fastrand::Rng::with_seed(seed);
        let damaged = case_folder();
        copy(&folder.path().join("cases"), &damaged.path().join("cases"));
        let db = damaged.path().join("cases").join("db");
        let mut bytes = fs::read(&db).unwrap();
        let used = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        if random.bool() {
            bytes.truncate(random.usize(0..used));
        } else {
            bytes[random.usize(0..used)] ^= 0x55;
        }
        fs::write(&db, bytes).unwrap();
        let ended = Program::on(damaged.path(), &["cases", "show", "1", "--format", "json"]).run("");
        if ended.code == Some(0) {
            assert_eq!(ended.out, whole, "seed {seed}");
        } else {
            told += 1;
            ended.failed_with(&[
                damaged.path().to_str().unwrap(),
                "is damaged",
                "a copy from before is in",
                "to begin anew",
            ]);
        }
    }
    assert!(told > 0, "nothing was damaged enough: the test shows nothing");
}

#[test]
fn a_folder_of_a_newer_version_is_refused_in_a_sentence() {
    let folder = case_folder();
    Program::on(folder.path(), &["chat"]).run("icloud is full so the backup fails\n").went_well();
    let exported = Program::on(folder.path(), &["export"]).run("").went_well().out;
    // An export of a newer one holds records that are not known here.
    let newer = exported + "{\"something_else\":1}\n";
    let target = case_folder();
    let refused = Program::on(target.path(), &["import", "-"]).run(newer);
    refused.failed_with(&["it is no record of an export", "nothing was imported"]);
}
