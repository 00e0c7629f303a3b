//! The terminal: colors, wrapping and numbered choices. It shows what it is given and decides nothing.

mod dress;
pub mod paint;
mod screen;
mod typed;

pub use screen::Screen;
pub use typed::{Typed, understand};
