//! What is masked survives nothing, what the fields need survives everything, and masking twice is masking once.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

static BASE: LazyLock<KnowledgeBase> =
    LazyLock::new(|| KnowledgeBase::built_in().expect("the built-in knowledge is free of complaints"));
static MASKER: LazyLock<Masker> = LazyLock::new(|| Masker::new(&BASE));

fn mask(text: &str) -> String {
    MASKER.mask(text).text
}

#[test]
fn what_was_found_is_told_with_its_place_in_the_text_as_typed() {
    let text = "é my id is jane@icloud.com, imei 356938035643809 ok";
    let found = MASKER.find(text);
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (BASE.private.kinds[one.kind].id.as_str(), text.get(one.span.clone()).unwrap()))
        .collect();
    assert_eq!(told, [("email", "jane@icloud.com"), ("imei", "356938035643809")]);
}

#[test]
fn mentions_and_links_into_discord_are_no_numbers() {
    // Of ids like these one in ten has the right sum.
    for id in 0..50_u64 {
        let id = 4_111_111_111_111_111_000 + id;
        let text = format!("<@{id}> <#{id}> <:apple:{id}> https://discord.com/channels/{id}/{id}/{id}");
        assert_eq!(mask(&text), text);
    }
}

/// What people write into the fields.
const FIELDS: [&str; 34] = [
    "iOS 17.4.1",
    "17.4.1 (21E236)",
    "21E236",
    "iphone 13 mini",
    "A2342",
    "iPhone14,5",
    "ipad pro 12.9",
    "5 GB",
    "5 gb of 50gb",
    "200 GB",
    "2 TB",
    "49.3gb left",
    "error -1009",
    "error 4013",
    "NSURLErrorDomain -1001",
    "MBErrorDomain/205",
    "3 weeks",
    "since 2024-03-12",
    "12/03/2024",
    "10:30",
    "01:15 am",
    "2 days 4 hours",
    "$2.99",
    "9,99 €",
    "100%",
    "1,024 photos",
    "50000 photos",
    "The last backup could not be completed.",
    "Not enough iCloud storage",
    "restarted 3 times",
    "iPhone 15 Pro Max 256 GB",
    "backup from 14 March 2025 at 03:12",
    "0x80070057",
    "wifi 5ghz",
];

/// Pieces of which trouble is made: data, cues, brackets, seams.
const PIECES: [&str; 38] = [
    "my ",
    "code",
    "serial",
    "password is ",
    "apple id ",
    "+44 7700 900123",
    "123456",
    "482 913",
    "jane@icloud.com",
    "F2LXK0ABHG7F",
    "356938035643809",
    " ",
    ", ",
    "\n",
    "é",
    "😀",
    "[email]",
    "[",
    "<@123456789>",
    "phone number ",
    "is ",
    "verification ",
    "@",
    "dot com",
    " at gmail",
    "1-800-555-0199",
    "0171 2345678",
    "4111 1111 1111 1111",
    "pin",
    "=",
    ":",
    "imei ",
    "error ",
    "-",
    "000",
    "\u{200B}",
    "٠١٢",
    "ж",
];

fn joined(parts: &[&'static str], most: usize) -> impl Strategy<Value = String> {
    let seam = select(vec![" ", ", ", "\n", "; "]);
    proptest::collection::vec((select(parts.to_vec()), seam), 1..most)
        .prop_map(|parts| parts.into_iter().flat_map(|(part, seam)| [part, seam]).collect())
}

/// A number that a card can have, as its owner writes it.
fn cards() -> impl Strategy<Value = String> {
    let start = select(vec![
        ("4", 16),
        ("4", 13),
        ("4", 19),
        ("51", 16),
        ("2221", 16),
        ("34", 15),
        ("6011", 16),
        ("36", 14),
    ]);
    let rest = proptest::collection::vec(0..10_u8, 19);
    (start, rest, select(vec!["", " ", "-", "\u{A0}", "\u{2011}"])).prop_map(
        |((start, length), rest, seam)| {
            let mut digits: Vec<u8> =
                start.bytes().map(|byte| byte - b'0').chain(rest).take(length - 1).collect();
            digits.push(0);
            while !checks::luhn(&digits) {
                *digits.last_mut().unwrap() += 1;
            }
            let groups: Vec<String> = digits
                .chunks(4)
                .map(|group| group.iter().map(|digit| char::from(b'0' + digit)).collect())
                .collect();
            groups.join(seam)
        },
    )
}

proptest! {
    #[test]
    fn any_text_is_masked_and_masking_twice_is_masking_once(text in any::<String>()) {
        let once = mask(&text);
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn pieces_of_data_in_any_order_are_masked_once_and_for_all(
        parts in proptest::collection::vec(select(PIECES.to_vec()), 0..14)
    ) {
        let once = mask(&parts.concat());
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn what_the_fields_need_is_never_touched(text in joined(&FIELDS, 9)) {
        prop_assert_eq!(mask(&text), text);
    }

    #[test]
    fn no_card_number_survives(before in joined(&FIELDS, 4), card in cards(), after in joined(&FIELDS, 4)) {
        let text = format!("{before}{card} {after}");
        prop_assert!(!mask(&text).contains(&card), "{}", text);
    }

    #[test]
    fn an_address_in_the_middle_of_the_fields_is_masked_and_they_stay(
        before in joined(&FIELDS, 4),
        after in joined(&FIELDS, 4)
    ) {
        let text = format!("{before}my apple id is jane.doe+x@gmail.com {after}");
        prop_assert_eq!(mask(&text), format!("{before}my apple id is [email] {after}"));
    }
}
