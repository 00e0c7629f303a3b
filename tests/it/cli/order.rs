//! `order`: shown with what came of the steps, pinned and let go, while a chat holds the folder too.

use std::path::Path;

use serde_json::Value;

use super::{Program, case_folder};

const CAUSE: &str = "icloud-storage-full";

fn order(data: &Path, arguments: &[&str]) -> Value {
    let arguments = [&["order"], arguments, &["--format", "json"]].concat();
    serde_json::from_str(&Program::on(data, &arguments).run("").went_well().out).unwrap()
}

fn steps(order: &Value) -> Vec<String> {
    order.as_array().unwrap().iter().map(|row| row["step"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_order_is_pinned_and_let_go() {
    let folder = case_folder();
    let data = folder.path();
    Program::on(data, &["chat"]).run("icloud is full so the backup fails\ndidn't help\n").went_well();
    let written = order(data, &["show", CAUSE]);
    assert_eq!((&written[0]["stands"], &written[0]["answered"]), (&"written".into(), &1.into()), "{written}");
    let own = steps(&written);

    // The step after its neighbors of the same level; what disturbs more stays behind.
    let level = |at: usize| &written[at]["disturbs"];
    let same = (0..own.len()).take_while(|at| level(*at) == level(0)).last().unwrap();
    let pinned = order(data, &["pin", CAUSE, &own[same]]);
    assert_eq!((&steps(&pinned)[0], &pinned[0]["stands"]), (&own[same], &"pinned".into()));
    assert_eq!(order(data, &["show", CAUSE]), pinned);
    assert_eq!(steps(&order(data, &["unpin", CAUSE])), own);

    let told = Program::on(data, &["order", "learned", "off"]).run("").went_well().out;
    assert_eq!(told, "Steps keep the order of their files in server 0.\n");
    let shown = Program::on(data, &["setup", "--server", "5"]).run("").went_well().out;
    assert!(shown.contains("learned order     on"), "another server: {shown}");
}

#[test]
fn names_that_are_none_get_a_sentence() {
    let folder = case_folder();
    let refuses = |arguments: &[&str], parts: &[&str]| {
        let arguments = [&["order"], arguments].concat();
        Program::on(folder.path(), &arguments).run("").failed_with(parts);
    };
    refuses(&["show", "storage-full", "--server", "5"], &["did you mean", CAUSE]);
    refuses(
        &["pin", CAUSE, "check_storag", "--server", "5"],
        &["did you mean check_storage", "the steps of"],
    );
    refuses(&["pin", CAUSE, ",", "--server", "5"], &["order unpin"]);
    let nobody = Program::on(folder.path(), &["order", "show", CAUSE]).run("");
    assert!(nobody.code == Some(1) && nobody.err.contains("name one with --server"), "{nobody:?}");
}
