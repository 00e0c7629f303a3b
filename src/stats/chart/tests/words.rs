//! Charts without a picture: for a terminal, and for people who cannot see it.

use textwrap::core::display_width;

use super::super::font::{Fonts, Weight};
use super::{CAUSES, LONG, funnel, good_steps, hard, step, steps, support, trend};

#[test]
fn bars_fit_in_the_columns_given() {
    for chart in hard() {
        for columns in [0, 20, 33, 80, 200] {
            for line in chart.bars(columns).lines() {
                assert!(display_width(line) <= columns.max(20), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn bars_say_every_number_without_color() {
    let bars = trend(3, &CAUSES, 1).bars(80);
    for (words, block) in CAUSES.iter().zip(["██", "░░", "##", "▒▒", "==", "▓▓", "··"]) {
        let line = bars.lines().find(|line| line.contains(words)).unwrap_or_default();
        assert!(line.starts_with(block), "{words}: {line}");
    }
    assert!(bars.contains("day 0002") && bars.contains("n = 609 cases"), "{bars}");
    assert!(!bars.contains('\u{1b}'));
}

#[test]
fn a_longer_bar_means_more() {
    let bars = support().bars(80);
    let long = |name: &str| {
        bars.lines().find(|line| line.starts_with(name)).map_or(0, |line| line.matches('█').count())
    };
    assert!(long("Heard") > long("Answered") && long("Answered") > long("Resolved") && long("Resolved") > 0);
}

#[test]
fn steps_in_a_terminal_say_how_sure_they_are() {
    let bars = good_steps().bars(100);
    assert!(bars.contains("69% (59–79) of 140"), "{bars}");
    assert!(bars.contains('▒') && bars.contains('░'));
}

#[test]
fn a_step_without_an_answer_has_no_bar_and_a_narrow_terminal_gets_numbers_only() {
    let chart = steps(vec![step("Restart", 1, 2), step("Reset", 0, 0)]);
    let bars = chart.bars(80);
    let line = bars.lines().find(|line| line.starts_with("Reset")).unwrap_or_default();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["Reset", "no", "answer", "yet"]);
    let narrow = chart.bars(30);
    assert!(narrow.contains("50% (40–60) of 2") && !narrow.contains('█'), "{narrow}");
}

#[test]
fn alt_text_is_short_and_names_the_largest() {
    for chart in hard() {
        let alt = chart.alt();
        assert!(alt.encode_utf16().count() <= 1000, "{}", alt.len());
        assert!(!alt.contains('\n') && !alt.is_empty());
    }
    assert!(trend(30, &CAUSES, 1).alt().contains("Totals: Storage is full 1,243,"));
    assert!(trend(30, &CAUSES, 1).alt().contains("Most: 217 on day 0003."));
    assert!(support().alt().contains("Heard 5,210 (100%), Answered 412 (7.9%)"));
    assert!(good_steps().alt().contains("Accept the terms 100% of 6"));
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for chart in [trend(0, &[], 1), funnel(&[("a", 0)]), steps(vec![step("a", 0, 0)])] {
        assert!(chart.alt().contains("Nothing to show yet"), "{}", chart.alt());
        assert!(chart.bars(40).contains("Nothing to show yet"));
    }
}

#[test]
fn alt_text_of_signs_that_count_twice_stays_in_bounds() {
    let alt = steps((0..99).map(|_| step(&"🎉".repeat(500), 1, 2)).collect()).alt();
    assert!(alt.encode_utf16().count() <= 1000 && alt.ends_with('…'));
}

#[test]
fn hebrew_is_turned_around_with_its_brackets_and_accents_are_one_letter() {
    let fonts = Fonts::load().unwrap();
    let glyphs = |text: &str| {
        let (letters, _) = fonts.letters(text, Weight::Regular);
        letters.into_iter().map(|letter| letter.glyph.0).collect::<Vec<_>>()
    };
    let mut turned = glyphs("א)ב");
    turned.reverse();
    assert_eq!(glyphs("ב(א").len(), 3);
    assert_ne!(turned, glyphs("א)ב"), "the letters differ");
    assert_eq!(glyphs("אב"), [glyphs("ב"), glyphs("א")].concat());
    assert_eq!(super::super::font::tidy("e\u{301}\n x"), "é x");
}

#[test]
fn the_font_has_what_is_needed_and_signs_that_it_lacks_take_no_room() {
    let fonts = Fonts::load().unwrap();
    let width = |text: &str| fonts.width(text, Weight::Bold, 30.0);
    for letter in "aäéñøšżğßœЖяΩאبع–…“”%€".chars() {
        let (letters, _) = fonts.letters(&letter.to_string(), Weight::Bold);
        assert!(letters.iter().all(|letter| letter.glyph.0 != 0) && !letters.is_empty(), "{letter}");
    }
    assert!(width("🎉") == 0.0 && width("\u{200d}") == 0.0 && width("漢") > 0.0);
    assert!(fonts.width(&fonts.cut(LONG, Weight::Bold, 30.0, 200.0), Weight::Bold, 30.0) <= 200.0);
}
