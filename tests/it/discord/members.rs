//! What members see: one reply that helps, and silence where nothing is wrong.

use super::town::Town;
use crate::support::sim::ids;

#[test]
fn a_failing_backup_gets_one_reply_with_cause_reason_step_and_buttons() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, "my backup wont work it says not enough icloud storage");
    let reply = town.sim.wait_for_bot_message(ids::HELP, |message| message.reference == Some(asked.id));
    println!("{}", reply.text());
    assert!(reply.text().contains("iCloud storage is full"), "{}", reply.text());
    assert!(reply.text().contains("not enough icloud storage"), "{}", reply.text());
    assert_eq!(reply.buttons()[..4], ["Fixed it", "Didn't help", "Not my problem", "Talk to a person"]);
    assert!(reply.mentions_that_fired.is_empty(), "{:?}", reply.mentions_that_fired);
}
