//! Numbers -> words: "1,234", "1.2 M", "62%".

/// With a comma every three digits.
pub(super) fn exact(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// In few characters, for axes and narrow places: exact below ten thousand, then "12 k", "3.4 M", "1.2 G".
pub(super) fn short(value: f64) -> String {
    const UNITS: [(f64, &str); 5] = [(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M")];
    for (size, unit) in UNITS {
        if value >= size * 0.9999 {
            return format!("{} {unit}", plain(value / size));
        }
    }
    if value >= 10_000.0 { format!("{} k", plain(value / 1000.0)) } else { plain(value) }
}

/// In full up to a million.
pub(super) fn compact(count: u64) -> String {
    if count < 1_000_000 { exact(count) } else { short(count as f64) }
}

/// "1 case", "1,234 cases".
pub(super) fn counted(count: u64, one: &str) -> String {
    format!("{} {one}{}", exact(count), if count == 1 { "" } else { "s" })
}

/// At most one digit after the point, none if it is zero.
fn plain(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { exact(rounded as u64) } else { format!("{rounded:.1}") }
}

/// A share of 0 to 1 in percent; below ten percent with one digit after the point where `fine`.
pub(super) fn percent(share: f64, fine: bool) -> String {
    let percent = unit(share) * 100.0;
    if fine && percent > 0.0 && percent < 10.0 { format!("{percent:.1}%") } else { format!("{percent:.0}%") }
}

/// `part` of `whole` in percent; nothing if there is no whole.
pub(super) fn part(part: u64, whole: u64) -> Option<String> {
    (whole > 0).then(|| match part as f64 / whole as f64 {
        more if more > 1.0 => format!("{}%", short((more * 100.0).round())),
        share => percent(share, true),
    })
}

/// Held between 0 and 1; what is no number is 0.
pub(super) fn unit(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}
