//! Numbers and labels -> a picture (PNG, SVG), bars for a terminal, or words. Knows no store and no case.
//!
//! Every picture is laid out once, as rectangles, lines and text on a `sheet`; the two file formats only
//! copy that sheet. The letters come from a font inside the program, so that a server without fonts draws the
//! same picture, byte for byte.

mod alt;
mod fold;
mod font;
mod frame;
mod funnel;
mod legend;
mod number;
mod png;
mod rows;
mod scale;
mod sheet;
mod steps;
mod style;
mod svg;
mod text;
mod trend;

use font::Fonts;
use sheet::Sheet;

/// A picture of numbers; everything that it says is in here, so that it can be drawn, printed or told in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// How much of what came when.
    Trend(Trend),
    /// How many got how far.
    Funnel(Funnel),
    /// What works how often.
    Steps(Steps),
}

/// Stacked bars over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// What the picture is about.
    pub title: String,
    /// What is counted, a period: "cases opened a day".
    pub unit: String,
    /// The names of the periods, in order.
    pub dates: Vec<String>,
    /// What is stacked; a missing value counts as zero, values past the last date are left out.
    pub series: Vec<Series>,
    /// How many cases all of this is about.
    pub cases: u64,
}

/// One color of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// One value a period.
    pub values: Vec<u64>,
}

/// How many are left at each stage; the first stage is what the shares are of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    /// What the picture is about.
    pub title: String,
    /// What is counted: "messages".
    pub unit: String,
    /// The stages in order: name and count.
    pub stages: Vec<(String, u64)>,
}

/// The share of each step that worked, among those who said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// What the picture is about.
    pub title: String,
    /// What the shares are: "share of people for whom the step worked".
    pub unit: String,
    /// The steps, in the order in which they are drawn.
    pub rows: Vec<StepBar>,
}

/// A step and how often it worked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepBar {
    /// What the step is called.
    pub name: String,
    /// How many said that it worked.
    pub worked: u64,
    /// How many said whether it worked.
    pub answered: u64,
    /// The share that worked, 0 to 1.
    pub share: f64,
    /// The lower end of the share's 95 % interval, 0 to 1.
    pub low: f64,
    /// The upper end of the share's 95 % interval, 0 to 1.
    pub high: f64,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The letters could not be read.
    #[error("the font of the charts, which is part of the program, cannot be read ({0}); please report this")]
    Font(String),
    /// The picture could not be written as PNG.
    #[error("the chart could not be written as PNG ({0}); try SVG")]
    Png(String),
}

impl Chart {
    /// The picture as SVG, its letters as outlines: it needs no font where it is shown.
    ///
    /// # Errors
    /// If the font inside the program cannot be read.
    pub fn svg(&self) -> Result<String, ChartError> {
        Ok(svg::write(&self.draw()?, self.title(), &self.alt()))
    }

    /// The picture as PNG, 1200 pixels wide and 800 high, less where there are few rows.
    ///
    /// # Errors
    /// If the font inside the program cannot be read or the picture cannot be encoded.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        png::write(&self.draw()?)
    }

    /// What the picture shows, in at most 1000 characters, for people who cannot see it.
    #[must_use]
    pub fn alt(&self) -> String {
        alt::of(self)
    }

    /// Bars of block characters for a terminal of so many columns (20 at least); no color is needed to read them.
    #[must_use]
    pub fn bars(&self, columns: usize) -> String {
        text::bars(self, columns)
    }

    fn title(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.title,
            Self::Funnel(funnel) => &funnel.title,
            Self::Steps(steps) => &steps.title,
        }
    }

    fn draw(&self) -> Result<Sheet, ChartError> {
        let mut sheet = Sheet::new(Fonts::load()?);
        match self {
            Self::Trend(trend) => trend::draw(&mut sheet, trend),
            Self::Funnel(funnel) => funnel::draw(&mut sheet, funnel),
            Self::Steps(steps) => steps::draw(&mut sheet, steps),
        }
        Ok(sheet)
    }
}

#[cfg(test)]
mod tests;
