//! Wrong usage ends with exit code 2 and says what was expected; help goes to standard output.

use super::Program;

#[test]
fn wrong_usage_ends_with_two() {
    for arguments in [
        &[][..],
        &["talk"],
        &["classify", "--jsn"],
        &["classify", "one", "two"],
        &["cases", "show"],
        &["cases", "show", "one"],
        &["cases", "list", "--format", "xml"],
        &["cases", "list", "--since", "soon"],
        &["cases", "list", "--stage", "done"],
        &["stats", "weather"],
        &["stats", "--chart", "cases.gif"],
        &["cases", "list", "--priority", "very"],
        &["cases", "list", "--page", "0"],
        &["setup", "--server", "5", "--incidents", "maybe"],
        &["eval"],
        &["backtest"],
        &["backtest", "x.json", "--samples", "many"],
        &["chat", "extra"],
    ] {
        let ended = Program::with(arguments).run("");
        assert_eq!(ended.code, Some(2), "{arguments:?}: {ended:?}");
        assert!(ended.out.is_empty() && ended.err.contains("--help"), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn help_names_every_command() {
    let help = Program::with(&["--help"]).run("").went_well().out;
    for command in
        ["chat", "serve", "reload", "classify", "check", "eval", "backtest", "cases", "stats", "export"]
    {
        assert!(help.contains(command), "expected {command:?} in:\n{help}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_is_told_off_who_reads_only_the_beginning() {
    let mut running = Program::with(&["check", "--literals"]).start();
    running.shows("\n");
    running.stops_reading();
}
