//! Simulated days, and the promises of the watch.

mod figures;
mod quiet;
mod random;
mod rolling;
mod server;
mod spikes;
mod watching;
