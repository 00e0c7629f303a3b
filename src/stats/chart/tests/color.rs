//! Can everyone see the colors?

use super::super::style::{BACK, Color, OTHER, SERIES, SOFT, TEXT};

fn all() -> Vec<Color> {
    SERIES.into_iter().chain([OTHER]).collect()
}

fn linear(Color(red, green, blue): Color) -> [f64; 3] {
    [red, green, blue].map(|part| match f64::from(part) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    })
}

/// Contrast as WCAG 2 defines it, 1 to 21.
fn contrast(one: Color, two: Color) -> f64 {
    let light = |color| {
        let [red, green, blue] = linear(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, two) = (light(one), light(two));
    one.max(two) / one.min(two)
}

#[test]
fn words_and_bars_stand_out_from_the_background() {
    for color in [TEXT, SOFT] {
        assert!(contrast(color, BACK) >= 7.0, "{color:?}: {}", contrast(color, BACK));
    }
    for color in all() {
        assert!(contrast(color, BACK) >= 3.0, "{color:?}: {}", contrast(color, BACK));
    }
}

/// Colors as someone without one kind of cone sees them; Machado, Oliveira and Fernandes 2009, full severity.
const PROTAN: [[f64; 3]; 3] =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTAN: [[f64; 3]; 3] =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const NORMAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// Lightness and two opponent axes (Oklab), in which distances match what is seen.
fn seen(color: Color, eye: [[f64; 3]; 3]) -> [f64; 3] {
    let color = linear(color);
    let [red, green, blue] =
        eye.map(|row| row.iter().zip(color).map(|(by, part)| by * part).sum::<f64>().clamp(0.0, 1.0));
    let l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue).cbrt();
    let m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue).cbrt();
    let s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

fn apart(one: Color, two: Color, eye: [[f64; 3]; 3]) -> f64 {
    let (one, two) = (seen(one, eye), seen(two, eye));
    one.iter().zip(two).map(|(one, two)| (one - two).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn colorblind_people_can_tell_neighbors_and_all_others_apart() {
    let colors = all();
    for eye in [NORMAL, PROTAN, DEUTAN] {
        for (at, one) in colors.iter().enumerate() {
            for (further, two) in colors.iter().skip(at + 1).enumerate() {
                let (least, apart) = (if further == 0 { 0.1 } else { 0.05 }, apart(*one, *two, eye));
                assert!(apart > least, "{one:?} and {two:?} are only {apart} apart");
            }
        }
    }
}
