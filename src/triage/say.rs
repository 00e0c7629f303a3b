//! Names every sentence that the conversation uses; the sentences themselves are in `patterns/replies.en.toml`.

/// Makes the enum of sentences with its names.
macro_rules! replies {
    ($($variant:ident => $name:literal),+ $(,)?) => {
        /// A sentence of `replies.en.toml`. Sentences whose name starts with `chat_` belong to the terminal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the file of sentences says what each one says")]
        pub enum Reply {
            $($variant),+
        }

        impl Reply {
            /// Every sentence, in the order of the file.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// What the file calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }
        }
    };
}

replies! {
    Likely => "likely",
    Perhaps => "perhaps",
    Because => "because",
    AlsoLikely => "also_likely",
    MaybeAlso => "maybe_also",
    Changed => "changed",
    Which => "which",
    WhichNow => "which_now",
    Candidate => "candidate",
    WhichQuestion => "which_question",
    Chosen => "chosen",
    DroppedNext => "dropped_next",
    DroppedAll => "dropped_all",
    ForCause => "for_cause",
    Unclear => "unclear",
    UnclearScreen => "unclear_screen",
    UnclearError => "unclear_error",
    UnclearErrorMeans => "unclear_error_means",
    UnclearFacts => "unclear_facts",
    Meanwhile => "meanwhile",
    LeftOut => "left_out",
    StepQuestion => "step_question",
    LookQuestion => "look_question",
    WaitQuestion => "wait_question",
    ResultQuestion => "result_question",
    Next => "next",
    Skipped => "skipped",
    DoneThen => "done_then",
    TakeYourTime => "take_your_time",
    OnYourVersion => "on_your_version",
    ForceRestartUnknown => "force_restart_unknown",
    DeviceIphone => "device_iphone",
    DeviceIpad => "device_ipad",
    DeviceIpod => "device_ipod",
    DeviceUnknown => "device_unknown",
    BackupQuestion => "backup_question",
    BackupYes => "backup_yes",
    BackupNo => "backup_no",
    Tomorrow => "tomorrow",
    Morning => "morning",
    MorningQuestion => "morning_question",
    AskFields => "ask_fields",
    AskDevice => "ask_device",
    AskVersion => "ask_version",
    AskError => "ask_error",
    AskDuration => "ask_duration",
    AskSteps => "ask_steps",
    And => "and",
    DoubtNeverReleased => "doubt_never_released",
    DoubtNewer => "doubt_newer",
    DoubtMinor => "doubt_minor",
    DoubtTooNew => "doubt_too_new",
    DoubtTooOld => "doubt_too_old",
    DoubtNoSuchDevice => "doubt_no_such_device",
    BelowFloor => "below_floor",
    Noted => "noted",
    NotKnown => "not_known",
    Here => "here",
    NotUnderstood => "not_understood",
    Stale => "stale",
    StaleOver => "stale_over",
    Quiet => "quiet",
    Thanks => "thanks",
    ThanksOpen => "thanks_open",
    CanDo => "can_do",
    Help => "help",
    Resolved => "resolved",
    Habit => "habit",
    Reopened => "reopened",
    CallExhausted => "call_exhausted",
    CallAsked => "call_asked",
    CallUrgent => "call_urgent",
    CallRisk => "call_risk",
    CallUnknown => "call_unknown",
    KeepSafe => "keep_safe",
    PersonHasIt => "person_has_it",
    SummaryOffer => "summary_offer",
    SummaryLead => "summary_lead",
    SummaryTitle => "summary_title",
    CardTitle => "card_title",
    RowWhy => "row_why",
    RowCause => "row_cause",
    RowWords => "row_words",
    RowDevice => "row_device",
    RowVersion => "row_version",
    RowError => "row_error",
    RowDuration => "row_duration",
    RowTried => "row_tried",
    RowStep => "row_step",
    RowComputerBackup => "row_computer_backup",
    RowAdvice => "row_advice",
    NotSaid => "not_said",
    DoesNotKnow => "does_not_know",
    NothingTried => "nothing_tried",
    AboutDays => "about_days",
    CauseNotKnown => "cause_not_known",
    OutcomeOpen => "outcome_open",
    OutcomeWorked => "outcome_worked",
    OutcomeDidNotHelp => "outcome_did_not_help",
    OutcomeSkipped => "outcome_skipped",
    NotTalkedAbout => "not_talked_about",
    BackupOffered => "backup_offered",
    BackupConfirmed => "backup_confirmed",
    BackupDeclined => "backup_declined",
    WhyExhausted => "why_exhausted",
    WhyAsked => "why_asked",
    WhyUrgent => "why_urgent",
    WhyRisk => "why_risk",
    WhyUnknown => "why_unknown",
    LabelFixedIt => "label_fixed_it",
    LabelDidntHelp => "label_didnt_help",
    LabelNotMyProblem => "label_not_my_problem",
    LabelTalkToAPerson => "label_talk_to_a_person",
    LabelSummaryForApple => "label_summary_for_apple",
    LabelBackupCompleted => "label_backup_completed",
    LabelStillFailing => "label_still_failing",
    LabelCheckTomorrow => "label_check_tomorrow",
    LabelNoneOfThese => "label_none_of_these",
    LabelHaveComputerBackup => "label_have_computer_backup",
    LabelNoComputerBackup => "label_no_computer_backup",
}
