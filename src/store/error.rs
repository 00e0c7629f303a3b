//! Says what went wrong with the stored cases, in one sentence that names the folder and what to do next.

/// Why the store could not do what was asked.
///
/// It can be cloned, because one failed flush answers every step that waited for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another process has the folder open.
    #[error(
        "another cloudmedic is using the data folder {folder}; close it first, or choose another folder with --data"
    )]
    Busy {
        /// The data folder.
        folder: String,
    },
    /// The folder cannot be made, read or written.
    #[error(
        "the data folder {folder} cannot be used ({why}); make it writable, or choose another one with --data"
    )]
    Folder {
        /// The data folder.
        folder: String,
        /// What the system said.
        why: String,
    },
    /// The files in the folder cannot be read as a store.
    #[error("the data in {folder} is damaged ({why}); {rescue}")]
    Damaged {
        /// The data folder.
        folder: String,
        /// What was found.
        why: String,
        /// What to do next.
        rescue: String,
    },
    /// A newer version of the program wrote the folder.
    #[error(
        "the data in {folder} has format {found}, and this cloudmedic reads up to {known}; install the newer version"
    )]
    Newer {
        /// The data folder.
        folder: String,
        /// The format that was found.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// An earlier write or flush failed: nothing is taken on any more, so that nothing unsaved is shown.
    #[error("nothing more can be saved ({why}); free some disk space or mend the disk, then start again")]
    Stopped {
        /// The first failure.
        why: String,
    },
    /// One record cannot be read; the others can.
    #[error("the record of {what} cannot be read ({why})")]
    Record {
        /// Which record.
        what: String,
        /// What was found.
        why: String,
    },
    /// A record is longer than the store keeps in one piece.
    #[error("the record of {what} is too long to be saved ({bytes} bytes; at most {most})")]
    TooLong {
        /// Which record.
        what: String,
        /// Its length.
        bytes: usize,
        /// The longest that is kept.
        most: usize,
    },
    /// What is to be imported would mix with what is there.
    #[error("the data folder {folder} is not empty; choose an empty one with --data to import into")]
    NotEmpty {
        /// The data folder.
        folder: String,
    },
    /// A line of an import is wrong; nothing of the import is kept.
    #[error(
        "line {number} cannot be imported ({why}); nothing was imported; mend the line, then import again"
    )]
    Line {
        /// Which line, from 1.
        number: u64,
        /// What is wrong with it.
        why: String,
    },
    /// An export could not be written or cleaned.
    #[error(
        "the exports in {folder} could not be written ({why}); nothing is lost, and the old ones are as they were; free \
         some disk space or mend the disk"
    )]
    Exports {
        /// Their folder.
        folder: String,
        /// What went wrong.
        why: String,
    },
    /// The files could not be rewritten, or the old ones not be removed.
    #[error(
        "the data in {folder} could not be rewritten ({why}); nothing is lost, but what was removed is still in its \
         files; free some disk space, then try again"
    )]
    Rewrite {
        /// The data folder.
        folder: String,
        /// What went wrong.
        why: String,
    },
}

#[cfg(feature = "app")]
impl StoreError {
    /// What went wrong, without the folder and the way out where a sentence around it has them.
    pub(super) fn why(self) -> String {
        match self {
            Self::Stopped { why } | Self::Folder { why, .. } => why,
            failure @ (Self::Busy { .. }
            | Self::Damaged { .. }
            | Self::Newer { .. }
            | Self::Record { .. }
            | Self::TooLong { .. }
            | Self::NotEmpty { .. }
            | Self::Line { .. }
            | Self::Exports { .. }
            | Self::Rewrite { .. }) => failure.to_string(),
        }
    }
}
