//! What the files hold.

use tiny_skia::Pixmap;

use super::super::style::{BACK, Color, SERIES, series};
use super::super::svg::hex;
use super::{CAUSES, LONG, good_steps, hard, step, steps, support, trend};

fn pixels_of(pixels: &Pixmap, Color(red, green, blue): Color) -> usize {
    let same = |pixel: &&tiny_skia::PremultipliedColorU8| {
        (pixel.red(), pixel.green(), pixel.blue()) == (red, green, blue)
    };
    pixels.pixels().iter().filter(same).count()
}

#[test]
fn the_picture_is_1200_by_800_and_shows_every_series_in_its_color() {
    let png = trend(30, &CAUSES, 1).png().unwrap();
    let pixels = Pixmap::decode_png(&png).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (1200, 800));
    for (place, name) in CAUSES.iter().enumerate() {
        // A swatch of the legend alone has 784.
        let count = pixels_of(&pixels, series(place));
        assert!(count > 2000, "{name}: {count} pixels");
    }
}

#[test]
fn a_picture_of_nothing_says_so_and_has_no_bars() {
    let chart = trend(0, &CAUSES, 1);
    assert!(chart.svg().unwrap().contains("Nothing to show yet"));
    let pixels = Pixmap::decode_png(&chart.png().unwrap()).unwrap();
    assert_eq!(pixels_of(&pixels, SERIES[0]), 0);
    assert!(pixels_of(&pixels, BACK) < 1200 * 800, "there are letters");
}

#[test]
fn the_svg_names_every_series_the_axes_and_the_sample() {
    let svg = trend(30, &CAUSES, 1).svg().unwrap();
    for name in CAUSES.iter().chain(&["Cases by cause", "Cases a day", "Date", "n = 6,181 cases"]) {
        assert!(svg.contains(&format!("aria-label=\"{name}\"")), "{name}");
    }
    for (place, name) in CAUSES.iter().enumerate() {
        assert!(svg.contains(&hex(series(place))), "{name}");
    }
}

#[test]
fn funnel_and_steps_name_their_rows_and_samples() {
    let funnel = support().svg().unwrap();
    for words in ["Heard", "412", "7.9%", "n = 5,210 messages", "% of “Heard”"] {
        assert!(funnel.contains(&format!("aria-label=\"{words}\"")), "{words}");
    }
    let steps = good_steps().svg().unwrap();
    for words in ["Free up storage", "69%", "of 140", "n = 226 answers", "Line: 95% interval"] {
        assert!(steps.contains(&format!("aria-label=\"{words}\"")), "{words}");
    }
}

#[test]
fn the_svg_needs_no_font_and_no_network() {
    for chart in hard() {
        let svg = chart.svg().unwrap();
        for foreign in ["<text", "font-family", "<image", "url(", "<script"] {
            assert!(!svg.contains(foreign), "{foreign}");
        }
        assert!(svg.matches("http").count() == 1, "only the name of the format");
    }
}

#[test]
fn what_people_typed_cannot_break_the_svg() {
    let svg = steps(vec![step("<b> & \"q\"\u{7}\u{fffe}", 1, 2)]).svg().unwrap();
    assert!(svg.contains("aria-label=\"&lt;b&gt; &amp; &quot;q&quot;\""), "{svg}");
    assert!(!svg.contains("<b>") && !svg.contains('\u{7}') && !svg.contains('\u{fffe}'));
}

#[test]
fn nothing_is_too_hard_to_draw_and_no_file_is_large() {
    for chart in hard() {
        let (png, svg) = (chart.png().unwrap(), chart.svg().unwrap());
        assert!(png.len() < 200_000, "{} bytes of PNG: {}", png.len(), chart.alt());
        assert!(svg.len() < 200_000, "{} bytes of SVG: {}", svg.len(), chart.alt());
    }
}

#[test]
fn the_same_numbers_draw_the_same_picture() {
    let chart = trend(30, &CAUSES, 1);
    assert!(chart.png().unwrap() == chart.clone().png().unwrap());
    assert_eq!(chart.svg().unwrap(), chart.clone().svg().unwrap());
    assert!(chart.svg().unwrap() != trend(31, &CAUSES, 1).svg().unwrap());
}

#[test]
fn long_names_end_in_an_ellipsis() {
    let svg = steps(vec![step(LONG, 1, 2)]).svg().unwrap();
    assert!(svg.contains("…\""), "cut");
    assert!(!svg.contains(&format!("aria-label=\"{LONG}\"")));
}
