//! Numbers and axes.

use super::super::fold::{bands, each, stacked};
use super::super::number::{compact, exact, part, percent, short};
use super::super::scale::Scale;
use super::super::{Chart, Series, Trend};
use super::{CAUSES, trend};

fn inner(chart: Chart) -> Trend {
    match chart {
        Chart::Trend(trend) => trend,
        Chart::Funnel(_) | Chart::Steps(_) => panic!("not a trend"),
    }
}

#[test]
fn large_numbers_are_grouped_or_shortened() {
    assert_eq!([0, 999, 1234, 1_234_567].map(exact), ["0", "999", "1,234", "1,234,567"]);
    assert_eq!([9_999.0, 12_000.0, 3_400_000.0, 1e9].map(short), ["9,999", "12 k", "3.4 M", "1 G"]);
    assert_eq!([999_999, 1_500_000].map(compact), ["999,999", "1.5 M"]);
}

#[test]
fn a_share_of_nothing_is_left_out() {
    assert_eq!(part(1, 0), None);
    assert_eq!(part(412, 5210).as_deref(), Some("7.9%"));
    assert_eq!(percent(f64::NAN, false), "0%");
}

#[test]
fn an_axis_ends_at_or_above_the_largest_value() {
    for largest in [0.0, 1.0, 3.0, 33.0, 100.0, 101.0, 1e9, 1.8e19] {
        let scale = Scale::reaching(largest, 4.0, false);
        assert!(scale.end >= largest, "{scale:?} does not reach {largest}");
        assert!((2..=7).contains(&scale.marks().count()), "{} marks for {largest}", scale.marks().count());
        assert_eq!(scale.step.fract(), 0.0, "there is no half case: {scale:?}");
    }
}

#[test]
fn the_seventh_series_keeps_its_name_and_more_become_other() {
    let seven = bands(&inner(trend(4, &CAUSES, 1)));
    assert_eq!(seven.last().map(|band| band.name.as_str()), Some("Service is down"));
    let eight = [&CAUSES[..], &["Eighth"]].concat();
    let eight = bands(&inner(trend(4, &eight, 1)));
    assert_eq!((eight.len(), eight.last().map(|band| band.name.as_str())), (7, Some("other")));
    assert_eq!(eight.last().map(|band| band.total), Some((16 + 12) * 4 + 2 * 6));
}

#[test]
fn a_series_called_other_is_never_more_than_the_rest() {
    let few = inner(trend(4, &["other", "Small"], 1));
    let names: Vec<_> = bands(&few).into_iter().map(|band| (band.name, band.place)).collect();
    assert_eq!(names, [("Small".to_string(), 0), ("other".to_string(), 6)]);
}

#[test]
fn missing_values_are_zero_and_extra_ones_are_left_out() {
    let series = vec![
        Series { name: "short".into(), values: vec![5] },
        Series { name: "long".into(), values: vec![1, 1, 9] },
    ];
    let trend = Trend { dates: vec!["a".into(), "b".into()], series, ..Trend::default() };
    let totals: Vec<u64> = bands(&trend).into_iter().map(|band| band.total).collect();
    assert_eq!(totals, [5, 2]);
}

#[test]
fn many_days_become_averages_that_keep_the_unit() {
    let long = inner(trend(1100, &CAUSES[..1], 1));
    let each = each(1100, 92);
    let bars = stacked(&long.dates, &bands(&long), each);
    assert_eq!((each, bars.len()), (12, 92));
    assert_eq!(bars[0].total(), 41.5);
}
