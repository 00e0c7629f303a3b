//! The real program, started and killed.
