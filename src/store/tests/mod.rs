//! What every store promises, and what the one on disk promises besides.

#[cfg(feature = "app")]
mod compact;
mod corrections;
#[cfg(feature = "app")]
pub(crate) mod damage;
#[cfg(feature = "app")]
mod exports;
mod forget;
#[cfg(feature = "app")]
mod frail;
#[cfg(feature = "app")]
mod import;
#[cfg(feature = "app")]
pub(crate) mod kept;
#[cfg(feature = "app")]
mod migrate;
#[cfg(feature = "app")]
mod on_disk;
mod places;
mod posted;
#[cfg(feature = "app")]
mod rollup;
pub(crate) mod sample;
mod story;
mod tally;
#[cfg(feature = "app")]
mod together;
mod work;
