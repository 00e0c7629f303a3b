//! `classify` to its contract: one answer for every line, in order, whatever the line holds.

use std::sync::{LazyLock, Mutex};

use serde_json::{Value, json};

use super::{Ended, Program, Running};

fn classify(input: impl Into<Vec<u8>>) -> Ended {
    Program::with(&["classify", "--json"]).run(input)
}

/// One that answers line by line for all tests here; it ends when its input does, with the tests.
static CLASSIFIER: LazyLock<Mutex<Running>> =
    LazyLock::new(|| Mutex::new(Program::with(&["classify", "--json"]).start()));

/// What classify makes of texts, each in a line of JSON.
fn answers(texts: &[&str]) -> Vec<Value> {
    let mut classifier = CLASSIFIER.lock().unwrap();
    let mut answer = |text: &&str| {
        classifier.types(&json!({ "text": text }).to_string());
        serde_json::from_str(&classifier.line()).unwrap()
    };
    texts.iter().map(&mut answer).collect()
}

#[test]
fn every_line_of_json_gets_one_answer_in_order_and_a_bad_one_its_number() {
    let mut input = Vec::new();
    for line in [
        &br#"{"id": "first", "text": "icloud is full so the backup fails, iphone 13 on ios 17.4"}"#[..],
        br#"{"id": 2, "text": "anyone up for a game tonight", "more": [1, {}]}"#,
        br#"{"id": "broken", "text": "#,
        b"",
        b"not JSON at all",
        br#"{"id": 6}"#,
        b"{\"id\": 7, \"text\": \"\xff\xfe\"}",
        br#"{"text": "my icloud backup keeps failing"}"#,
        br#"{"id": null, "text": "zero \u0000 byte, icloud backup fails"}"#,
        br#"{"id": "last", "text": ""}"#,
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let ended = classify(input);
    assert_eq!(ended.code, Some(1), "some lines could not be read: {ended:?}");
    let answers = ended.json_lines();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    let null = Value::Null;
    let (first, last) = (json!("first"), json!("last"));
    assert_eq!(ids, [&first, &json!(2), &null, &null, &null, &null, &null, &null, &null, &last]);
    let bad: Vec<u64> = answers.iter().filter_map(|answer| answer["line"].as_u64()).collect();
    assert_eq!(bad, [3, 4, 5, 6, 7], "each bad line is told with its number");
    for answer in &answers {
        let error = answer["error"].as_str();
        assert!(answer["line"].is_null() == error.is_none() && error != Some(""), "{answer}");
    }
    let verdicts = [0, 1, 7, 8, 9].map(|index| answers[index]["verdict"].as_str().unwrap());
    assert_eq!(verdicts, ["answer", "silent", "ask", "ask", "silent"]);
}

#[test]
fn an_answer_has_the_shape_that_was_promised() {
    let answers = answers(&[
        "icloud is full so the backup fails since monday, iphone 13 mini on ios 17.4.1, already restarted",
        "my icloud backup keeps failing, iphone 13",
        "iphone 13 for sale, restarted once",
    ]);
    let keys = |answer: &Value| answer.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for answer in &answers {
        for key in ["id", "verdict", "causes", "evidence", "fields"] {
            assert!(keys(answer).contains(&key.to_owned()), "{key} is missing in {answer}");
        }
    }
    let [told, ask, silent] = &answers[..] else { panic!("{answers:?}") };
    let cause = &told["causes"][0];
    assert_eq!((&cause["id"], &cause["family"]), (&json!("icloud-storage-full"), &json!("storage_full")));
    let fields = json!({
        "ios_version": "17.4.1", "device": "iphone 13 mini", "error": null,
        "duration": "since monday", "steps_tried": ["restarted"],
    });
    assert_eq!(told["fields"], fields);
    assert_eq!((&ask["verdict"], &ask["causes"]), (&json!("ask"), &json!([])));
    assert_eq!(ask["fields"]["device"], "iphone 13");
    assert_eq!((&silent["causes"], &silent["evidence"]), (&json!([]), &json!([])));
    let nothing = json!({
        "ios_version": null, "device": null, "error": null, "duration": null, "steps_tried": [],
    });
    assert_eq!(silent["fields"], nothing);
    for confidence in
        told["causes"].as_array().unwrap().iter().map(|cause| cause["confidence"].as_f64().unwrap())
    {
        assert!(confidence > 0.0 && confidence <= 1.0, "{told}");
    }
}

#[test]
fn evidence_is_the_bytes_of_the_text_as_given() {
    let texts = [
        "😭😭 my iCloud is FULL 😭 so the b\u{301}ackup won’t run 🙏🏽",
        "\u{202e}النسخ الاحتياطي\u{202c} iCloud storage is full, backup fails",
        "**i\u{200b}Cloud**  sto\u{ad}rage\u{a0}is ｆull: the ＢＡＣＫＵＰ fails",
        "> quoted line\n`icloud full`, wi-fi drops all the time, icloud backup stops",
        "mein iphone macht kein backup mehr, da steht nicht genügend icloud speicher",
        "icoud bakcup fialed agian says not enouhg stroage",
    ];
    for (text, answer) in texts.iter().zip(answers(&texts)) {
        let evidence = answer["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "no evidence for {text:?}: {answer}");
        for piece in evidence {
            let [start, end] =
                ["start", "end"].map(|key| usize::try_from(piece[key].as_u64().unwrap()).unwrap());
            assert_eq!(text.get(start..end), piece["text"].as_str(), "{piece}");
            assert!(start < end && piece["pattern"].is_string(), "{piece}");
            let causes = answer["causes"].as_array().unwrap();
            assert!(
                causes.iter().any(|cause| cause["id"] == piece["cause"]),
                "{piece} is for none of {causes:?}"
            );
        }
    }
}

#[test]
fn what_nobody_can_read_is_silence_and_never_a_panic() {
    let flood = format!("i{}cloud", "\u{301}\u{336}\u{489}".repeat(20_000));
    let texts = [
        "😭😭😭👨‍👩‍👧‍👦",
        "",
        " \t ",
        "\u{0}\u{1}\u{7f}\u{feff}",
        "\u{202e}\u{202e}\u{2066}",
        "\u{10ffff}",
        &flood,
    ];
    for (text, answer) in texts.iter().zip(answers(&texts)) {
        let shown: String = text.chars().take(20).collect();
        assert_eq!((&answer["verdict"], &answer["causes"]), (&json!("silent"), &json!([])), "{shown:?}");
    }
}

#[test]
fn plain_lines_have_their_numbers_as_ids() {
    let input = "hello everybody\r\n\r\nicloud is full so the backup fails\n{\"text\": \"x\"}\nmy icloud backup keeps failing";
    let answers = classify(input).went_well().json_lines();
    let told: Vec<(u64, &str)> = answers
        .iter()
        .map(|answer| (answer["id"].as_u64().unwrap(), answer["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(1, "silent"), (2, "silent"), (3, "answer"), (4, "silent"), (5, "ask")]);
    let bad = classify(&b"icloud backup fails\n\xc3\x28 icloud backup fails\nicloud backup fails\n"[..]);
    assert_eq!(bad.code, Some(1), "{bad:?}");
    let lines = bad.json_lines();
    assert_eq!((&lines[0]["id"], &lines[1]["line"], &lines[2]["id"]), (&json!(1), &json!(2), &json!(3)));
}

#[test]
fn an_answer_comes_before_the_next_line_is_typed() {
    let mut running = Program::with(&["classify", "--json"]).start();
    for number in 1..=3 {
        running.types("icloud is full so the backup fails");
        running.shows(&format!("{{\"id\":{number},"));
    }
    assert_eq!(running.end().lines().count(), 3);
}

#[test]
fn nothing_in_gives_nothing_out() {
    let ended = classify("").went_well();
    assert_eq!((ended.out.as_str(), ended.err.as_str()), ("", ""));
}

#[test]
fn a_line_of_ten_megabytes_is_answered_and_the_rest_goes_on() {
    let long = "my icloud is full so the backup fails and it keeps telling me so ".repeat(160_000);
    assert!(long.len() > 10_000_000);
    let input = format!(
        "{}\n{}\n",
        json!({"id": "long", "text": long}),
        json!({"id": "next", "text": "icloud backup fails"})
    );
    let answers = classify(input).went_well().json_lines();
    let told: Vec<_> =
        answers.iter().map(|answer| (answer["id"].as_str(), answer["verdict"].as_str())).collect();
    assert_eq!(told, [(Some("long"), Some("answer")), (Some("next"), Some("ask"))]);
}

#[test]
fn people_read_causes_words_and_fields_without_colors_in_a_pipe() {
    let folder = super::case_folder();
    let file = folder.path().join("messages.txt");
    std::fs::write(
        &file,
        "icloud is full so the backup fails, iphone 13 on ios 17.4\nThe last backup could not be completed.\nnice weather\n",
    )
    .unwrap();
    let ended = Program::with(&["classify", file.to_str().unwrap()]).run("").went_well();
    for part in [
        "1: answer",
        "iCloud storage is full",
        "\"icloud is full\"",
        "17.4",
        "iphone 13",
        "2: ask",
        "3: silent",
    ] {
        assert!(ended.out.contains(part), "expected {part:?} in:\n{}", ended.out);
    }
    assert!(!ended.out.contains('\u{1b}'), "colors in a pipe: {:?}", ended.out);
}

#[test]
fn the_first_minute_is_right() {
    let texts = [
        "it says not enough icloud storage but i have 100gb free??",
        "stuck on estimating time remaining for 2 days, ios 17.4, already restarted",
        "wifi fine, plugged in, still wont back up",
        "The last backup could not be completed.",
    ];
    let answers = answers(&texts);
    let first = |index: usize| answers[index]["causes"][0]["family"].as_str();
    let verdict = |index: usize| answers[index]["verdict"].as_str().unwrap();
    assert_eq!((verdict(0), first(0)), ("answer", Some("storage_full")));
    assert_eq!((verdict(1), first(1)), ("answer", Some("backup_too_large")));
    assert_eq!([verdict(2), verdict(3)], ["ask", "ask"]);
    assert_eq!(answers[1]["fields"]["ios_version"], "17.4");
    assert_eq!(answers[1]["fields"]["duration"], "2 days");
    assert_eq!(answers[1]["fields"]["steps_tried"], json!(["restarted"]));
    assert_eq!(answers[2]["fields"]["steps_tried"], json!(["checked_wifi", "plugged_in"]));
    assert_eq!(answers[3]["fields"]["error"], "The last backup could not be completed");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    Program::with(&["classify", "no/such/messages.txt"])
        .run("")
        .failed_with(&["no/such/messages.txt", "check the name"]);
}
