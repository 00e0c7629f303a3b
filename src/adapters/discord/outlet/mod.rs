//! Carries work out: messages, threads, cards, marks. It looks before it sends a second time.
