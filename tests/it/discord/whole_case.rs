//! A whole case, from the first message to the statistics, while everything goes wrong.
