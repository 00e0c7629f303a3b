//! Data folders that are closed and opened again while other tests start programs.

use std::path::Path;

use cloudmedic::store::{OnDisk, StoreError};

/// How often a folder that is taken is tried again.
const TRIES: usize = 10_000;

/// Opens a folder. A program that another test is just starting has everything that is open here for an instant, the
/// lock that was given back among it.
#[track_caller]
pub(crate) fn opened(folder: &Path) -> OnDisk {
    let tries = std::iter::repeat_with(|| OnDisk::open(folder)).take(TRIES);
    let mut settled = tries.skip_while(|opened| matches!(opened, Err(StoreError::Busy { .. })));
    settled.next().expect("somebody holds the folder").expect("the folder opens")
}
