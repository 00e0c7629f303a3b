//! What figures are told apart by, and the words and names for it.

/// What the bot made of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A case was opened with a cause.
    Answer,
    /// A case was opened with a question.
    Ask,
    /// Nothing came of it.
    Silent,
    /// It belongs to a case that is open, or something else came of it.
    Other,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was saved.
    Saved,
    /// There was nothing to save.
    Nothing,
    /// It had been taken on before.
    AlreadySeen,
    /// It could not be saved.
    Failed,
}

/// How Discord answered a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// 2xx.
    Done,
    /// 4xx without 429.
    Refused,
    /// 429.
    TooFast,
    /// 5xx, or an answer that cannot be read.
    Fault,
    /// None.
    Unreachable,
}

/// What came of reading the knowledge again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reload {
    /// It is in use.
    Loaded,
    /// Nothing has changed.
    Unchanged,
    /// It cannot be used; what was in use stays.
    Refused,
}

/// What is measured when somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Pieces of work that are due.
    WorkDue,
    /// Pieces of work that wait for their time.
    WorkWaiting,
    /// Bytes of the data folder.
    StoreBytes,
    /// Open cases.
    OpenCases,
    /// Bytes of memory.
    Memory,
    /// Open files.
    Files,
    /// Whether the bot is ready: 1 or 0.
    Ready,
}

impl Verdict {
    /// Every one of them.
    pub(super) const ALL: [Self; 4] = [Self::Answer, Self::Ask, Self::Silent, Self::Other];

    /// The value of the label.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Ask => "ask",
            Self::Silent => "silent",
            Self::Other => "other",
        }
    }
}

impl Outcome {
    /// Every one of them.
    pub(super) const ALL: [Self; 4] = [Self::Saved, Self::Nothing, Self::AlreadySeen, Self::Failed];

    /// The value of the label.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Nothing => "nothing",
            Self::AlreadySeen => "already_seen",
            Self::Failed => "failed",
        }
    }
}

impl Reload {
    /// Every one of them.
    pub(super) const ALL: [Self; 3] = [Self::Loaded, Self::Unchanged, Self::Refused];

    /// The value of the label.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Loaded => "loaded",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
        }
    }
}

impl Class {
    /// Every one of them.
    pub(super) const ALL: [Self; 5] =
        [Self::Done, Self::Refused, Self::TooFast, Self::Fault, Self::Unreachable];

    /// The value of the label.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Done => "2xx",
            Self::Refused => "4xx",
            Self::TooFast => "429",
            Self::Fault => "5xx",
            Self::Unreachable => "none",
        }
    }
}

impl Level {
    /// Its name and what it tells. Those of the process have the names that every program gives them.
    pub(super) fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::WorkDue => ("cloudmedic_work_due", "Pieces of work that are due and not done"),
            Self::WorkWaiting => ("cloudmedic_work_waiting", "Pieces of work that wait for their time"),
            Self::StoreBytes => ("cloudmedic_store_size_bytes", "Size of all files in the data folder"),
            Self::OpenCases => ("cloudmedic_cases_open", "Open cases, counted once a minute"),
            Self::Memory => ("process_resident_memory_bytes", "Memory of the process"),
            Self::Files => ("process_open_fds", "Open files of the process"),
            Self::Ready => ("cloudmedic_ready", "1 when /readyz answers 200, else 0"),
        }
    }
}
