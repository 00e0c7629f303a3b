//! Damaged files of a real store: it opens with everything that was safe, or says in one sentence that it does not, and
//! what was there before can still be had.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fastrand::Rng;

use super::frail::Frail;
use super::sample::{SERVER, commit_of, due, moved, opened, save, say, wake};
use crate::long;
use crate::store::disk::Disk;
use crate::store::{OnDisk, Record, Store, StoreError, record};
use crate::tally::{Section, Span, recount};
use crate::triage::case::{CaseNumber, PersonId, Stage};

/// Files by name, as they are in the folder of a store.
type Files = BTreeMap<String, Vec<u8>>;

/// One change to one file.
#[derive(Debug)]
enum Blow {
    Cut(usize),
    Flip(usize, u8),
    Zero(usize, usize),
    Gone,
}

fn records(store: &dyn Store) -> Vec<Record> {
    store.records().collect::<Result<_, _>>().unwrap()
}

/// Some cases, each of which has moved on and has work.
fn fill(store: &dyn Store, persons: std::ops::Range<u64>) {
    for person in persons {
        let id = PersonId(person);
        let case = opened(store, SERVER, id, &format!("message {person}"));
        let mut step = commit_of(SERVER, id, &format!("press {person}"), Some(&case));
        step.case = Some(moved(&case, Stage::Waiting));
        step.work = vec![due(0, say(&format!("hello {person} {}", "x".repeat(900)))), wake(500)];
        save(store, step);
    }
}

/// A store that was closed, opened again and closed, so that it has all kinds of files; and what it held.
fn sample(data: &Path) -> Vec<Record> {
    fill(&OnDisk::open(data).unwrap(), 1..40);
    let store = OnDisk::open(data).unwrap();
    fill(&store, 40..60);
    records(&store)
}

fn files_in(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}

fn put(files: &Files, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// Where a file has something in it.
fn used(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).map_or(1, |last| last + 1)
}

fn blow(random: &mut Rng, files: &mut Files) -> (String, Blow) {
    let names: Vec<String> = files.keys().cloned().collect();
    let is_log = files.contains_key("db") && random.u8(0..10) < 7;
    let name = if is_log { "db".to_owned() } else { names[random.usize(0..names.len())].clone() };
    let bytes = files.get_mut(&name).unwrap();
    let place = random.usize(0..used(bytes));
    let blow = match random.u8(0..10) {
        0..3 => Blow::Cut(place),
        3..7 => Blow::Flip(place, 1 << random.u8(0..8)),
        7..9 => Blow::Zero(place, 1 << random.usize(0..15)),
        _ => Blow::Gone,
    };
    match blow {
        Blow::Cut(place) => bytes.truncate(place),
        // It may have been cut to nothing before.
        Blow::Flip(place, bit) => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= bit),
        Blow::Zero(place, length) => {
            bytes.iter_mut().skip(place).take(length).for_each(|byte| *byte = 0);
        }
        Blow::Gone => drop(files.remove(&name)),
    }
    (name, blow)
}

/// Whether a folder opens with all of this; asserts that anything else is one sentence, and that the files as they
/// were can be had.
fn is_whole_or_told(data: &Path, before: &[Record], files: &Files, what: &str) -> bool {
    match OnDisk::open(data) {
        Ok(store) => {
            // Without the seal nothing tells an older state from the last one, and the log of the program says so.
            let sealed = files.get("seal").is_some_and(|seal| !seal.is_empty());
            let same = records(&store) == before;
            assert!(same || !sealed, "{what}: it opened with something else");
            true
        }
        Err(error) => {
            let told = error.to_string();
            assert!(
                matches!(error, StoreError::Damaged { .. } | StoreError::Folder { .. }),
                "{what}: {error:?}"
            );
            assert!(told.contains(&data.display().to_string()) && !told.contains('\n'), "{what}: {told}");
            let copy = ["cases.clean", "cases.copy"]
                .map(|name| data.join(name))
                .into_iter()
                .find(|copy| copy.exists());
            let copy = copy.unwrap_or_else(|| panic!("{what}: nothing was copied: {told}"));
            assert_eq!(files_in(&copy), *files, "{what}: the copy is another");
            assert!(
                matches!(error, StoreError::Folder { .. }) || told.contains(&copy.display().to_string()),
                "{told}"
            );
            false
        }
    }
}

#[test]
fn a_damaged_folder_opens_with_everything_or_says_that_it_does_not() {
    let whole = tempfile::tempdir().unwrap();
    let before = sample(whole.path());
    let files = files_in(&whole.path().join("cases"));
    assert!(files.len() >= 4, "{:?}", files.keys());
    let (mut fine, mut told) = (0, 0);
    for seed in 0..long::size("CLOUDMEDIC_DAMAGE", 60) as u64 {
        let mut random = Rng::with_seed(seed);
        let mut files = files.clone();
        let blows: Vec<_> = (0..random.usize(1..3)).map(|_| blow(&mut random, &mut files)).collect();
        let data = tempfile::tempdir().unwrap();
        put(&files, &data.path().join("cases"));
        if random.bool() {
            fs::write(data.path().join("running"), "open\n").unwrap();
        }
        let what = format!("seed {seed}, {blows:?}");
        if is_whole_or_told(data.path(), &before, &files, &what) {
            fine += 1;
        } else {
            told += 1;
            // The second try changes nothing about that.
            is_whole_or_told(data.path(), &before, &files, &format!("{what}, again"));
        }
    }
    assert!(told > 0 && fine > 0, "{told} were told and {fine} were fine: the test shows nothing");
}

#[test]
fn an_emptied_log_is_no_new_store() {
    for (name, gone) in [("db", true), ("db", false)] {
        let data = tempfile::tempdir().unwrap();
        sample(data.path());
        let file = data.path().join("cases").join(name);
        if gone {
            fs::remove_file(&file).unwrap();
        } else {
            fs::write(&file, "").unwrap();
        }
        let error = OnDisk::open(data.path()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    }
}

#[test]
fn what_is_beside_the_log_can_be_lost_without_harm() {
    for name in ["conf", "seal", "snap"] {
        let data = tempfile::tempdir().unwrap();
        let before = sample(data.path());
        let found = fs::read_dir(data.path().join("cases")).unwrap().map(|entry| entry.unwrap().path());
        let lost: Vec<PathBuf> =
            found.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name)).collect();
        assert!(!lost.is_empty(), "there is no {name}");
        lost.iter().for_each(|path| fs::remove_file(path).unwrap());
        assert_eq!(records(&OnDisk::open(data.path()).unwrap()), before, "without {name}");
    }
}

/// Saves are interrupted wherever they can be: of the last one a part is in the file, or none, or all.
#[test]
fn a_torn_last_write_takes_nothing_along() {
    let data = tempfile::tempdir().unwrap();
    sample(data.path());
    let cases = data.path().join("cases");
    let store = OnDisk::open(data.path()).unwrap();
    let (earlier, old) = (records(&store), files_in(&cases));
    fill(&store, 60..61);
    let (later, new) = (records(&store), files_in(&cases));
    let middle = {
        // The first of the two saves of that.
        let mut random = Rng::with_seed(1);
        let (old, new) = (&old["db"], &new["db"]);
        let changed: Vec<usize> =
            (0..new.len()).filter(|place| old.get(*place).copied().unwrap_or(0) != new[*place]).collect();
        assert!(!changed.is_empty());
        let count = long::size("CLOUDMEDIC_DAMAGE", 60).min(changed.len());
        (0..count).map(|_| changed[random.usize(0..changed.len())]).collect::<Vec<_>>()
    };
    drop(store);
    let mut seen = [0; 3];
    for cut in middle {
        let torn = tempfile::tempdir().unwrap();
        let mut files = old.clone();
        let mut db = old["db"].clone();
        db.resize(new["db"].len(), 0);
        db[..cut].copy_from_slice(&new["db"][..cut]);
        files.insert("db".to_owned(), db);
        put(&files, &torn.path().join("cases"));
        fs::write(torn.path().join("running"), "open\n").unwrap();
        let store = OnDisk::open(torn.path()).unwrap_or_else(|error| panic!("cut at {cut}: {error}"));
        let there = records(&store);
        assert!(there.len() >= earlier.len(), "cut at {cut}: something that was safe is gone");
        let kept = earlier.iter().filter(|record| matches!(record, Record::Case(_) | Record::Work(_)));
        assert!(kept.clone().all(|record| there.contains(record)), "cut at {cut}");
        seen[usize::from(there.len() > earlier.len()) + usize::from(there == later)] += 1;
        drop(store);
        OnDisk::open(torn.path()).unwrap();
    }
    assert!(seen[0] > 0, "no cut was within the first save: {seen:?}");
}

#[test]
fn a_store_of_another_day_is_not_taken_for_this_one() {
    let data = tempfile::tempdir().unwrap();
    let cases = data.path().join("cases");
    fill(&OnDisk::open(data.path()).unwrap(), 1..10);
    let old = files_in(&cases);
    let store = OnDisk::open(data.path()).unwrap();
    fill(&store, 10..20);
    drop(store);
    let seal = fs::read(cases.join("seal")).unwrap();
    fs::remove_dir_all(&cases).unwrap();
    put(&old, &cases);
    fs::write(cases.join("seal"), seal).unwrap();
    let error = OnDisk::open(data.path()).unwrap_err().to_string();
    assert!(error.contains("what was saved last is missing"), "{error}");
}

#[test]
fn a_damaged_sum_is_counted_anew_and_holds_up_nobody() {
    let disk = Arc::new(Frail::default());
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    fill(&store, 1..10);
    let count = {
        let mut entries = disk.entries.lock().unwrap();
        let sums = entries.iter_mut().filter(|(key, _)| key.starts_with(record::SUMS));
        sums.map(|(_, value)| *value = b"no sums".to_vec()).count()
    };
    assert!(count > 0, "there is something to damage");
    fill(&store, 10..12);
    let cases: Vec<_> = store.cases(&crate::store::Filter::default()).map(Result::unwrap).collect();
    for section in Section::ALL {
        let recounted = recount(cases.iter(), section, Span::ALL, crate::tally::Grain::Whole);
        let recounted = crate::tally::Sums::of(&recounted);
        assert_eq!(store.sums(None, section, Span::ALL).unwrap(), recounted, "{section:?}");
    }
    let entries = disk.entries.lock().unwrap();
    assert!(!entries.contains_key(record::UNSURE_KEY), "nothing is left to be done");
}

#[test]
fn sums_that_were_being_counted_anew_are_counted_at_the_next_opening() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    fill(&store, 1..5);
    let before = store.sums(None, Section::Cases, Span::ALL).unwrap();
    drop(store);
    {
        let tree = crate::store::tree::Tree::open(data.path()).unwrap();
        let sums: Vec<_> = tree.scan(record::SUMS).map(|entry| (entry.unwrap().0, None)).collect();
        tree.save(sums.into_iter().chain([(record::UNSURE_KEY.to_vec(), Some(Vec::new()))]).collect())
            .unwrap();
    }
    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.sums(None, Section::Cases, Span::ALL).unwrap(), before);
}

/// A store with the cases of three people, of which the second cannot be read.
pub(crate) fn with_a_torn_case() -> OnDisk {
    let disk = Arc::new(Frail::default());
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    fill(&store, 1..4);
    disk.entries.lock().unwrap().insert(record::case_key(SERVER, CaseNumber(2)), b"torn".to_vec());
    store
}

#[test]
fn a_damaged_case_holds_up_nobody_else() {
    let store = with_a_torn_case();
    let error = store.latest_case(SERVER, PersonId(2)).unwrap_err().to_string();
    assert!(error.contains("case 2"), "{error}");
    fill(&store, 4..6);
    assert!(store.latest_case(SERVER, PersonId(3)).unwrap().is_some());
}
