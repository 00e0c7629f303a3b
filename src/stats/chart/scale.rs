//! The largest value -> round marks on an axis.

/// An axis from zero to `end`, with a mark every `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// From one mark to the next.
    pub(super) step: f64,
    /// The last mark, at or above the largest value.
    pub(super) end: f64,
}

impl Scale {
    /// About `marks` round marks that reach `largest`. Whole numbers only, unless values are averages (`split`).
    pub(super) fn reaching(largest: f64, marks: f64, split: bool) -> Self {
        let largest = if largest.is_finite() { largest.max(0.0) } else { 0.0 };
        let rough = largest / marks.max(1.0);
        let ten = 10_f64.powf(rough.max(1e-3).log10().floor());
        let nice = [1.0, 2.0, 5.0, 10.0].map(|times| times * ten).into_iter().find(|step| *step >= rough);
        let finest = if split { 0.1 } else { 1.0 };
        let step = nice.unwrap_or(ten * 10.0).max(finest);
        Self { step, end: ((largest / step) - 1e-9).ceil().max(1.0) * step }
    }

    /// The marks, zero first.
    pub(super) fn marks(self) -> impl Iterator<Item = f64> {
        let count = (self.end / self.step).round() as u32;
        (0..=count).map(move |at| f64::from(at) * self.step)
    }

    /// Where a value lies, 0 to 1.
    pub(super) fn place(self, value: f64) -> f32 {
        super::number::unit(value / self.end) as f32
    }
}
