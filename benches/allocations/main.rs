//! How often memory is asked for while a message is looked at: not at all for what is off topic, once buffers have grown.
//!
//! `cargo bench --bench allocations` takes a second. It times nothing.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench that cannot go on ends, and tells its figures"
)]

#[path = "../shared/verdict.rs"]
mod verdict;

use allocation_counter::measure;
use cloudmedic::diagnosis::diagnose;
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::reading::Reader;
use cloudmedic::text::Folded;
use verdict::verdict;

/// What people say that has nothing to do with backups, in ASCII.
const OFF_TOPIC: [&str; 9] = [
    "lol same",
    "Anyone up for a game tonight? I'm free after 8:30, maybe 9.",
    "my cat knocked the coffee over AGAIN, that's the third time this week!!!",
    "honestly the new album is sooooo good (way better than the last one)",
    "good morning everyone - who's watching the match tomorrow...",
    "I baked 2 loaves of bread yesterday; they turned out pretty well",
    "see https://example.com/a for the recipe",
    "it's 5pm here and 30c outside",
    "thanks @everyone, 100% agreed",
];
const TOPICAL: [&str; 2] =
    ["my icloud backup failed last night", "iPhone 12 on iOS 17.4 says not enough storage since tuesday"];

fn main() {
    // `cargo test --benches` starts it too.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let base = KnowledgeBase::built_in().unwrap();
    let reader = Reader::built_in(&base);
    let mut scratch = Folded::default();
    let mut understand = |text: &str| {
        if let Some(reading) = reader.read_if_topical_with(text, &mut scratch) {
            std::hint::black_box(diagnose(&base, &reading));
        }
    };
    println!("{:<44}{:>12}{:>10}", "", "allocations", "bytes");
    let mut off_topic = 0;
    for text in OFF_TOPIC.iter().chain(&TOPICAL) {
        understand(text);
        let asked = measure(|| understand(text));
        let shown: String = text.chars().take(42).collect();
        println!("{shown:<44}{:>12}{:>10}", asked.count_total, asked.bytes_total);
        off_topic += if OFF_TOPIC.contains(text) { asked.count_total } else { 0 };
    }
    println!("\noff topic: {off_topic} allocations, budget 0: {}", verdict(off_topic == 0));
}
