//! Where words stand: inside the picture, large enough, and never over one another.

use super::super::sheet::{Area, Shape, Sheet, Text};
use super::super::style::WIDTH;
use super::{LONG, funnel, hard, step, steps};

fn texts(sheet: &Sheet) -> Vec<&Text> {
    let mut texts = Vec::new();
    for shape in &sheet.shapes {
        match shape {
            Shape::Text(text) => texts.push(text),
            Shape::Box(..) => {}
        }
    }
    texts
}

fn overlap(one: Area, two: Area) -> bool {
    one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom
}

#[test]
fn no_two_labels_overlap() {
    for chart in hard() {
        let sheet = chart.draw().unwrap();
        let texts = texts(&sheet);
        for (at, one) in texts.iter().enumerate() {
            for two in texts.iter().skip(at + 1) {
                assert!(!overlap(one.area(), two.area()), "“{}” lies over “{}”", one.words, two.words);
            }
        }
    }
}

#[test]
fn no_label_leaves_the_picture_and_none_is_too_small_for_a_phone() {
    for chart in hard() {
        let sheet = chart.draw().unwrap();
        for text in texts(&sheet) {
            let area = text.area();
            let inside = area.left >= 0.0
                && area.top >= 0.0
                && area.right <= WIDTH
                && area.bottom <= sheet.height - 8.0;
            assert!(inside, "“{}” at {area:?}", text.words);
            assert!(text.look.size >= 28.0, "“{}” has {}", text.words, text.look.size);
        }
    }
}

#[test]
fn no_bar_leaves_the_picture() {
    for chart in hard() {
        let sheet = chart.draw().unwrap();
        for shape in &sheet.shapes {
            if let Shape::Box(area, _) = shape {
                let inside =
                    area.left >= 0.0 && area.top >= 0.0 && area.right <= WIDTH && area.bottom <= sheet.height;
                assert!(inside, "{area:?} of {}", chart.alt());
            }
        }
    }
}

#[test]
fn a_single_row_makes_a_low_picture() {
    let height = |rows: Vec<_>| steps(rows).draw().unwrap().height;
    assert!(height(vec![step("one", 1, 2)]) < 500.0);
    assert_eq!(height(vec![step("one", 1, 2); 12]), 800.0);
}

#[test]
fn a_lone_large_stage_is_marked_as_cut_so_that_the_others_can_be_compared() {
    let cut = |stages: &[(&str, u64)]| {
        let sheet = funnel(stages).draw().unwrap();
        texts(&sheet).iter().any(|text| text.words.contains("cut short"))
    };
    assert!(cut(&[("a", 5000), ("b", 400)]));
    assert!(!cut(&[("a", 500), ("b", 400)]));
    assert!(!cut(&[("a", 500)]));
}

#[test]
fn of_too_many_steps_those_with_the_most_answers_are_drawn_in_order() {
    let rows = (1..=12).map(|at| step(&format!("step {at}"), 1, if at == 2 { 1 } else { 20 - at })).collect();
    let sheet = steps(rows).draw().unwrap();
    let texts = texts(&sheet);
    let shown: Vec<&str> =
        texts.iter().map(|text| text.words.as_str()).filter(|words| words.starts_with("step")).collect();
    let expected = [1, 3, 4, 5, 6, 7, 8, 9, 10].map(|at| format!("step {at}"));
    assert_eq!(shown, expected);
    assert!(texts.iter().any(|text| text.words.contains("3 more steps")));
}

#[test]
fn names_take_two_lines_before_they_are_cut() {
    let sheet = steps(vec![step(LONG, 1, 2)]).draw().unwrap();
    let lines: Vec<_> = texts(&sheet).iter().map(|text| text.words.clone()).collect();
    assert!(lines.iter().any(|line| line.starts_with("A name")), "{lines:?}");
    assert!(lines.iter().any(|line| line.ends_with('…') && !line.starts_with("A name")), "{lines:?}");
}
