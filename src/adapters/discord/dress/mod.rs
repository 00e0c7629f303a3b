//! Messages, cards, forms and commands as Discord wants them, within its limits. Pure.
