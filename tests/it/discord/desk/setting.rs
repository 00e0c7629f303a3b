//! What an administrator sets for the support desk.

use crate::discord::town::{SERVER, Town};
use crate::support::sim::ids;

fn setup(town: &Town, sub: &str, options: &[(&str, &str)]) -> String {
    town.sim.command(ids::ADMIN, ids::MODERATORS_ROOM, &format!("setup {sub}"), options).message().text()
}

#[test]
fn reminders_silence_incidents_and_the_order_of_steps_are_set_and_shown() {
    let town = Town::open();
    let times = setup(&town, "timing", &[("reminder", "6"), ("silence", "72")]);
    assert!(times.contains("after 6 hours") && times.contains("after 72 hours"), "{times}");
    assert!(setup(&town, "incidents", &[("on", "false")]).contains("do not look out"));
    assert!(setup(&town, "learned-order", &[("on", "false")]).contains("order of their files"));
    let settings = town.bot().servers.of(SERVER).unwrap();
    assert_eq!((settings.reminder_hours, settings.silence_hours), (6, 72));
    assert!(!settings.incidents && !settings.learned_order);
    let shown = setup(&town, "show", &[]);
    for words in ["after 6 hours", "after 72 hours", "do not look out", "order of their files"] {
        assert!(shown.contains(words), "{words:?} is missing in:\n{shown}");
    }
    assert!(setup(&town, "incidents", &[("on", "true")]).contains("many people"));
}
