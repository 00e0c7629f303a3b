//! The measures by the names that a threshold uses, and whether a run keeps to its thresholds.

use std::fmt;
use std::str::FromStr;

use super::score::Scores;

/// A number of a run that a threshold can be set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// On-topic messages that got a reply.
    Recall,
    /// Off-topic messages that got one: the only measure that is better when lower.
    FalseReplies,
    /// On-topic messages whose first cause is acceptable.
    FirstCause,
    /// Messages of several causes of which every one was told.
    AllCauses,
    /// F1 of the version.
    IosVersion,
    /// F1 of the device.
    Device,
    /// F1 of the words of the on-screen text.
    Error,
    /// F1 of the words of the duration.
    Duration,
    /// F1 of the steps tried.
    Steps,
    /// The mean of the five fields.
    Fields,
}

/// The least, or of a measure that is better when lower the most, that a run must reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Which measure.
    pub measure: Measure,
    /// From 0 to 1.
    pub value: f64,
}

/// Why a text is no threshold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAThreshold {
    /// There is no `=`.
    #[error("write a threshold as name=value, such as recall=0.95")]
    Form,
    /// The name is not known.
    #[error("there is no measure {0:?}; there are {names}", names = names())]
    Name(String),
    /// The value is no number from 0 to 1.
    #[error("{0:?} is no number from 0 to 1; write a share such as 0.95")]
    Value(String),
}

impl Measure {
    /// Every measure, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Recall,
        Self::FalseReplies,
        Self::FirstCause,
        Self::AllCauses,
        Self::IosVersion,
        Self::Device,
        Self::Error,
        Self::Duration,
        Self::Steps,
        Self::Fields,
    ];

    /// What a threshold calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::FalseReplies => "false-replies",
            Self::FirstCause => "first-cause",
            Self::AllCauses => "all-causes",
            Self::IosVersion => "ios-version",
            Self::Device => "device",
            Self::Error => "error",
            Self::Duration => "duration",
            Self::Steps => "steps",
            Self::Fields => "fields",
        }
    }

    /// Its number in a run, from 0 to 1; `None` where no message tells.
    #[must_use]
    pub fn of(self, scores: &Scores) -> Option<f64> {
        match self {
            Self::Recall => scores.on_topic_recall.share(),
            Self::FalseReplies => scores.false_replies.share(),
            Self::FirstCause => scores.first_cause.share(),
            Self::AllCauses => scores.all_causes.share(),
            Self::IosVersion => scores.fields.ios_version.f1(),
            Self::Device => scores.fields.device.f1(),
            Self::Error => scores.fields.error.f1(),
            Self::Duration => scores.fields.duration.f1(),
            Self::Steps => scores.fields.steps_tried.f1(),
            Self::Fields => scores.fields.mean(),
        }
    }

    const fn is_better_lower(self) -> bool {
        matches!(self, Self::FalseReplies)
    }
}

impl Threshold {
    /// What is wrong with a run, with both numbers; `None` when it keeps to the threshold.
    #[must_use]
    pub fn broken_by(&self, scores: &Scores) -> Option<String> {
        let (name, value) = (self.measure.name(), self.value);
        let Some(share) = self.measure.of(scores) else {
            return Some(format!("{name} cannot be told from these messages (wanted {value})"));
        };
        let (kept, bound) = if self.measure.is_better_lower() {
            (share <= value, "at most")
        } else {
            (share >= value, "at least")
        };
        // Four places: at three, a number just below would read as if it were reached.
        (!kept).then(|| format!("{name} is {share:.4} ({bound} {value})"))
    }
}

impl FromStr for Threshold {
    type Err = NotAThreshold;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').ok_or(NotAThreshold::Form)?;
        let (name, value) = (name.trim(), value.trim());
        let known = Measure::ALL.into_iter().find(|measure| measure.name() == name);
        let measure = known.ok_or_else(|| NotAThreshold::Name(name.to_owned()))?;
        let number = value.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
        number.map(|value| Self { measure, value }).ok_or_else(|| NotAThreshold::Value(value.to_owned()))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn names() -> String {
    Measure::ALL.map(Measure::name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::rate::Rate;
    use super::*;

    fn scores() -> Scores {
        Scores {
            on_topic_recall: Rate { hits: 97, total: 100 },
            false_replies: Rate { hits: 3, total: 100 },
            ..Scores::default()
        }
    }

    fn broken(threshold: &str) -> Option<String> {
        threshold.parse::<Threshold>().unwrap().broken_by(&scores())
    }

    #[test]
    fn a_measure_that_is_reached_exactly_is_kept() {
        assert_eq!(broken("recall=0.97"), None);
        assert_eq!(broken("false-replies=0.03"), None);
    }

    #[test]
    fn what_is_broken_is_told_with_both_numbers() {
        assert_eq!(broken("recall=0.98").as_deref(), Some("recall is 0.9700 (at least 0.98)"));
        assert_eq!(broken("false-replies=0.02").as_deref(), Some("false-replies is 0.0300 (at most 0.02)"));
    }

    #[test]
    fn a_measure_that_no_message_tells_keeps_to_nothing() {
        assert!(broken("device=0").is_some_and(|told| told.contains("cannot be told")));
    }

    #[test]
    fn a_text_that_is_no_threshold_says_what_one_is() {
        for (text, told) in [
            ("recall", "name=value"),
            ("recal=0.9", "there is no measure \"recal\"; there are recall, false-replies"),
            ("recall=95", "no number from 0 to 1"),
            ("recall=", "no number from 0 to 1"),
            ("recall=NaN", "no number from 0 to 1"),
        ] {
            let error = text.parse::<Threshold>().unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn every_measure_is_named_once_and_found_by_its_name() {
        for measure in Measure::ALL {
            let threshold: Threshold = format!(" {measure} = 0.5 ").parse().unwrap();
            assert_eq!(threshold.measure, measure);
        }
    }
}
