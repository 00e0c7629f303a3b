//! Lines of an export into a fresh store, and out again: the same lines, or one sentence that names the line.

use std::cell::RefCell;

use cloudmedic::store::{self, OnDisk, Record, Store as _};

/// Imports the bytes as lines.
pub(crate) fn run(data: &[u8]) {
    thread_local! {
        static FOLDER: RefCell<tempfile::TempDir> = RefCell::new(tempfile::tempdir().unwrap());
    }
    // Most inputs break off in their first lines: then no store is needed to say so.
    let read: Result<Vec<(u64, Record)>, _> = store::lines(data).collect();
    let Ok(read) = read else { return };
    for (number, record) in &read {
        let line = store::line(record).unwrap();
        let again: Record = serde_json::from_str(&line).unwrap();
        assert_eq!(store::line(&again).unwrap(), line, "line {number} changes by being kept");
    }
    if read.is_empty() {
        return;
    }
    FOLDER.with_borrow_mut(|folder| {
        *folder = tempfile::tempdir().unwrap();
        stored(folder.path(), data);
    });
}

fn stored(folder: &std::path::Path, data: &[u8]) {
    match OnDisk::import(folder, &mut store::lines(data)) {
        Ok(_) => {
            let store = OnDisk::open(folder).unwrap();
            let out = exported(&store);
            drop(store);
            let second = tempfile::tempdir().unwrap();
            let lines = out.join("\n");
            OnDisk::import(second.path(), &mut store::lines(lines.as_bytes())).unwrap();
            let store = OnDisk::open(second.path()).unwrap();
            assert_eq!(exported(&store), out, "an export of an import differs");
        }
        Err(refused) => assert!(refused.to_string().len() > 20, "no sentence: {refused:?}"),
    }
}

fn exported(store: &OnDisk) -> Vec<String> {
    store.records().map(|record| store::line(&record.unwrap()).unwrap()).collect()
}
