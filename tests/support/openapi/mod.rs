//! Holds every request against Discord's own description of its interface.
