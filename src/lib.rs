//! CloudMedic: support-ticket triage for iPhones and iPads that will not back up to iCloud.
//!
//! The middle decides and touches nothing; the edge touches and decides nothing; one small loop joins them.

pub mod diagnosis;

pub mod knowledge;

pub mod reading;
pub mod text;

