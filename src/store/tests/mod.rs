//! What every store promises, and what the one on disk promises besides.

#[cfg(feature = "app")]
mod compact;
mod corrections;
mod forget;
#[cfg(feature = "app")]
mod frail;
#[cfg(feature = "app")]
mod import;
#[cfg(feature = "app")]
mod migrate;
#[cfg(feature = "app")]
mod on_disk;
mod places;
#[cfg(feature = "app")]
mod rollup;
pub(crate) mod sample;
mod story;
mod tally;
#[cfg(feature = "app")]
mod together;
