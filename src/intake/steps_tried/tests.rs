//! What counts as tried, and what does not.

use crate::intake::testing::expect;

fn expect_steps(rows: &[(&str, &str)]) {
    expect(rows, |intake| Some(intake.steps_tried.join(" ")));
}

#[test]
fn what_was_done_counts_whether_it_helped_or_not() {
    expect_steps(&[
        ("restarted it, no change", "restarted"),
        ("force restarted it, no change", "force_restarted"),
        ("rebooted the router", "restarted_router"),
        (
            "restarted, updated to the newest iOS, signed out and back in",
            "restarted updated_ios signed_out_in",
        ),
        (
            "apple told me to reset network settings, did that, no change",
            "reset_network_settings contacted_apple",
        ),
        ("wifi is fine and it's on charge", "checked_wifi plugged_in"),
        ("no VPN, deleted the old backup", "turned_off_vpn deleted_old_backup"),
    ]);
}

#[test]
fn questions_plans_denials_and_advice_do_not_count() {
    expect_steps(&[
        ("should i restart it?", ""),
        ("do i have to sign out and back in", ""),
        ("will reset network settings tonight", ""),
        ("haven't restarted it yet", ""),
        ("have not tried signing out", ""),
        ("never signed out and back in", ""),
        ("someone told me to reset network settings", ""),
        ("I'm scared to erase the phone", ""),
        ("would a factory reset help", ""),
        ("thinking of buying more storage", ""),
    ]);
}

#[test]
fn a_step_that_is_only_named_counts_in_a_list_of_things_done_or_with_what_came_of_it() {
    expect_steps(&[
        (
            "tried: reset network, new wifi, signing out",
            "changed_network reset_network_settings signed_out_in",
        ),
        ("what i tried so far:\n- reboot\n- other wifi", "restarted changed_network"),
        ("Sign out? Done. Itunes copy? Done.", "signed_out_in local_backup"),
        ("rebooted, toggling, diff wifi, no luck", "restarted toggled_backup changed_network"),
        ("a reboot? signing out? other wifi?", ""),
        ("havent tried a reboot or signing out", ""),
        ("tried a reboot but not signing out", "restarted"),
    ]);
}

#[test]
fn a_thing_that_is_in_order_counts_as_checked() {
    expect_steps(&[
        ("Wifi? Fine. Charger? Fine.", "checked_wifi plugged_in"),
        ("wifi: yes, charger: yes", "checked_wifi plugged_in"),
        ("the wifi keeps dropping and i have no charger", ""),
    ]);
}

#[test]
fn a_switch_that_springs_back_was_switched() {
    expect_steps(&[
        ("i flip it on and it flips back off by itself", "toggled_backup"),
        ("There was a problem enabling iCloud Backup", "toggled_backup"),
        ("icloud backup is off", ""),
    ]);
}

#[test]
fn what_restarts_by_itself_or_is_no_device_was_not_restarted() {
    expect_steps(&[
        ("phone rebooted by itself twice", ""),
        ("restarted the upload", ""),
        ("can't be opened or deleted", ""),
    ]);
}

#[test]
fn the_text_of_the_screen_is_nobodys_step() {
    expect_steps(&[(
        "Backups happen when this iPhone is plugged in, locked, and connected to Wi-Fi.\nrestarted",
        "restarted",
    )]);
}

#[test]
fn fragments_and_lists_count_as_a_whole() {
    expect_steps(&[
        ("Restarted. Other wifi. Nothing.", "restarted changed_network"),
        ("space, wifi and charger: all fine", "checked_wifi plugged_in"),
        ("wifi is fine, charger", "checked_wifi plugged_in"),
    ]);
}

#[test]
fn advice_that_was_followed_was_done() {
    expect_steps(&[
        ("someone said to delete the old backup, so I did", "deleted_old_backup"),
        ("someone said to delete the old backup", ""),
    ]);
}

#[test]
fn a_condition_that_is_rarely_met_does_not_count() {
    expect_steps(&[
        ("does the car count as plugged in", ""),
        ("it is only plugged in for an hour", ""),
        ("my scanner app was unticked", ""),
        ("the backup restarted from the start", ""),
    ]);
}
