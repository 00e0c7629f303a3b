//! Figures -> charts: the one place where ids get the names that people know.

use std::collections::BTreeMap;

use super::chart::{Chart, Funnel, Series, StepBar, Steps, Trend};
use super::{Figure, Report};
use crate::knowledge::KnowledgeBase;
use crate::shares::{float, wilson};

/// The names of causes and steps, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    names: BTreeMap<String, String>,
}

impl Names {
    /// The titles that the knowledge gives.
    #[must_use]
    pub fn of(knowledge: &KnowledgeBase) -> Self {
        let causes = knowledge.causes.iter().map(|cause| (cause.id.to_string(), cause.title.clone()));
        let steps = knowledge.steps.values().map(|step| (step.id.to_string(), step.title.clone()));
        Self { names: causes.chain(steps).collect() }
    }

    /// The name of an id; where it has none, the id in plain words.
    fn of_id(&self, id: &str) -> String {
        self.names.get(id).cloned().unwrap_or_else(|| id.replace(['_', '-'], " "))
    }
}

impl Report {
    /// The charts of a report, the most telling one first.
    #[must_use]
    pub fn charts(&self, names: &Names) -> Vec<Chart> {
        self.figures.iter().map(|figure| self.chart(figure, names)).collect()
    }

    fn chart(&self, figure: &Figure, names: &Names) -> Chart {
        match figure {
            Figure::Trend { by_day, periods, series } => Chart::Trend(Trend {
                title: self.titled(if *by_day { "Cases by day" } else { "Cases by month" }),
                unit: if *by_day { "cases opened a day" } else { "cases opened a month" }.to_owned(),
                dates: periods.clone(),
                series: series
                    .iter()
                    .map(|(id, values)| Series { name: names.of_id(id), values: values.clone() })
                    .collect(),
                cases: self.cases,
            }),
            Figure::Funnel { stages } => Chart::Funnel(Funnel {
                title: self.titled("From message to resolution"),
                unit: "messages".to_owned(),
                stages: stages.clone(),
            }),
            Figure::Steps { rows } => Chart::Steps(Steps {
                title: self.titled("Which steps work"),
                unit: "share of people for whom the step worked".to_owned(),
                rows: rows
                    .iter()
                    .map(|(id, worked, answered)| bar(names.of_id(id), *worked, *answered))
                    .collect(),
            }),
        }
    }

    fn titled(&self, title: &str) -> String {
        let about = self.about();
        let days = about.split(',').next().unwrap_or_default();
        format!("{title}, {days}")
    }
}

fn bar(name: String, worked: u64, answered: u64) -> StepBar {
    let share = if answered > 0 { float(worked) / float(answered) } else { 0.0 };
    let (low, high) = wilson(share, float(answered));
    StepBar { name, worked, answered, share, low, high }
}
