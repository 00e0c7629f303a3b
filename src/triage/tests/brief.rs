//! The block to paste to Apple Support.

use super::*;

#[test]
fn it_holds_what_apple_needs_and_nothing_else_of_the_person() {
    let opening = "icloud backup fails, icloud full, ios 17.4, iphone 13, for 3 weeks, my name is Kim Lee";
    let mut talk = Conversation::opened(opening);
    talk.press(Choice::DidntHelp).press(Choice::TalkToAPerson);
    talk.does(ANN, Deed::Claim).does(ANN, Deed::Note { words: "a private note".into() });
    let block = crate::triage::brief(&talk.context(), talk.case());
    let words = plain(&Message { blocks: vec![block.clone()], ..Message::default() });
    for part in [
        "Device: iPhone 13",
        "iOS version: 17.4",
        "Exact error: not said",
        "Failing for: 3 weeks (about 21 days)",
        "Last good backup: about 2025-09-19",
        "didn't help",
    ] {
        assert!(words.contains(part), "expected {part:?} in:\n{words}");
    }
    for part in ["Kim", "private", "{person", "helper"] {
        assert!(!words.contains(part), "did not expect {part:?} in:\n{words}");
    }
    talk.say("what do i tell apple");
    let given = talk.messages().iter().any(|message| message.blocks.contains(&block));
    assert!(given, "the member gets the same");
}
