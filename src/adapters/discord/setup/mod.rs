//! `/setup`: shows and changes the settings of a server.
