//! `import`: everything that an export wrote, into an empty data folder.

use std::io::{BufReader, Write as _};
use std::path::PathBuf;

use super::records::{Counts, progress};
use super::{Failure, General, lines};
use crate::config;
use crate::mask::Masker;
use crate::store::{self, OnDisk, Record, StoreError};
use crate::triage::private;

/// Read what `export` wrote into an empty data folder
///
/// All of it is kept, or nothing. Afterwards the bot goes on from there.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file to read; `-` for standard input
    file: PathBuf,
}

/// Masks personal data in what people wrote.
fn clean(masker: &Masker, record: &mut Record) {
    match record {
        Record::Case(case) => private::clean_case(masker, case),
        Record::Correction(correction) => private::clean_correction(masker, correction),
        Record::Work(work) => private::clean_effect(masker, &mut work.effect),
        Record::Seen { .. }
        | Record::Settings { .. }
        | Record::Bookmark { .. }
        | Record::Incident { .. }
        | Record::Watch { .. }
        | Record::Unmatched { .. }
        | Record::Posted(_)
        | Record::LastWork(_) => {}
    }
}

/// Reads every record.
///
/// # Errors
/// When the folder holds something or is in use, the file cannot be read, or a line of it is wrong.
pub fn run(general: &General, command: &Import) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let input = BufReader::new(lines::open(Some(&command.file))?);
    let (mut counts, progress) = (Counts::default(), progress());
    // An export may be older than the masking of personal data, or come from elsewhere.
    let reader = general.reader(&general.knowledge()?);
    let cleaned = store::lines(input).map(|record| {
        record.map(|(number, mut record)| {
            clean(reader.masker(), &mut record);
            (number, record)
        })
    });
    let mut records = cleaned.inspect(|record| {
        if let Ok((_, record)) = record {
            counts.add(record);
            progress.inc(1);
        }
    });
    let read = OnDisk::import(&data, &mut records);
    drop(records);
    progress.finish_and_clear();
    match read {
        Err(StoreError::Busy { folder }) => Err(Failure::Sentence(format!(
            "{folder} is in use by a running cloudmedic; stop it and empty the folder, or choose an empty one with \
             --data to import into"
        ))),
        read => {
            read?;
            let from = command.file.display();
            Ok(writeln!(anstream::stderr().lock(), "Read from {from} into {}: {counts}.", data.display())?)
        }
    }
}
