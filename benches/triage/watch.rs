//! Criterion as a stopwatch: measures, and gives back the median for the table of ratios.

use std::fs;

use criterion::{BenchmarkId, Criterion};
use tempfile::TempDir;

/// Measures with criterion.
pub(crate) struct Watch {
    criterion: Criterion,
    kept: TempDir,
}

impl Watch {
    pub(crate) fn new(criterion: Criterion) -> Self {
        let kept = tempfile::tempdir().unwrap();
        Self { criterion: criterion.output_directory(kept.path()).without_plots(), kept }
    }

    /// The median time of one go, in nanoseconds.
    pub(crate) fn time<T>(&mut self, group: &str, what: &str, mut go: impl FnMut() -> T) -> f64 {
        let mut measured = self.criterion.benchmark_group(group);
        measured.bench_function(BenchmarkId::from_parameter(what), |bencher| bencher.iter(&mut go));
        measured.finish();
        let file = self.kept.path().join(group).join(what).join("new/estimates.json");
        let told: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        told["median"]["point_estimate"].as_f64().unwrap()
    }
}
