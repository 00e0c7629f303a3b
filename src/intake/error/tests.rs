//! On-screen texts as people paste and quote them; an empty expectation means that none is there.

use super::super::testing::{expect, known};

fn expect_errors(rows: &[(&str, &str)]) {
    expect(rows, |intake| known(intake.error));
}

#[test]
fn a_known_text_is_read_as_typed() {
    expect_errors(&[
        ("The last backup could not be completed.", "The last backup could not be completed"),
        ("it says the last backup couldn't be completed, why", "the last backup couldn't be completed"),
        ("THE LAST BACKUP COULD NOT BE COMPLETED. why", "THE LAST BACKUP COULD NOT BE COMPLETED"),
        (
            "screenshot says: This iPad cannot be backed up because there is not enough iCloud storage available. why",
            "This iPad cannot be backed up because there is not enough iCloud storage available",
        ),
        (
            "“You do not have enough space in iCloud to back up this iPhone.” but it's empty",
            "You do not have enough space in iCloud to back up this iPhone",
        ),
        (
            "> Some files were unavailable during the last backup.\nall night",
            "Some files were unavailable during the last backup",
        ),
        (
            "This iPad hasn't been backed up in 4 weeks. Backups happen when this iPad is plugged in, locked, and \
             connected to Wi-Fi.\nhelp",
            "This iPad hasn't been backed up in 4 weeks. Backups happen when this iPad is plugged in, locked, and \
             connected to Wi-Fi",
        ),
        ("an \"Update Apple ID Settings\" prompt stays", "Update Apple ID Settings"),
        (
            "„Das letzte Backup konnte nicht abgeschlossen werden.“",
            "Das letzte Backup konnte nicht abgeschlossen werden",
        ),
    ]);
}

#[test]
fn the_body_is_read_where_title_and_body_are_pasted() {
    expect_errors(&[
        (
            "Verification Failed\nThere was an error connecting to iCloud.\nthen nothing",
            "There was an error connecting to iCloud",
        ),
        (
            "```\niPhone Backup Failed\nYou do not have enough space in iCloud to back up this iPhone.\n```\nhuh",
            "You do not have enough space in iCloud to back up this iPhone",
        ),
        (
            "says \"Verification Failed. There was an error connecting to the Apple ID server.\" and stops",
            "There was an error connecting to the Apple ID server",
        ),
        (
            "popup reads: Sign-In Needed\nEnter the password for your account in Settings.\ni do that",
            "Enter the password for your account in Settings",
        ),
        ("got the \"iPhone Not Backed Up\" popup again", "iPhone Not Backed Up"),
        (
            "\"iPhone Backup Failed. There was a problem completing your backup.\" again",
            "There was a problem completing your backup",
        ),
    ]);
}

#[test]
fn an_unknown_text_is_read_where_it_is_quoted_or_announced() {
    expect_errors(&[
        (
            "it just says \"Unable to complete backup. Check your network connection.\" at home",
            "Unable to complete backup. Check your network connection",
        ),
        (
            "Settings says: iCloud Backup is not available because of a restriction. phone is mine",
            "iCloud Backup is not available because of a restriction",
        ),
        ("alert 'Backup data could not be uploaded' each night", "Backup data could not be uploaded"),
        ("console shows MBErrorDomain/104 each time", "MBErrorDomain/104"),
    ]);
}

#[test]
fn paraphrases_labels_and_talk_are_no_texts() {
    expect_errors(&[
        ("it tells me there's not enough space", ""),
        ("says it failed again", ""),
        ("stuck on \"Estimating time remaining...\" all day", ""),
        ("the \"Back Up Now\" button is grey", ""),
        ("\"Backing up...\" for two days", ""),
        ("says Last backup: Never", ""),
        ("my friend says \"just buy more storage\" lol", ""),
        ("told it to back up to 'This computer' once", ""),
        ("it says 14 hours remaining", ""),
        ("iCloud backup 'failed' again", ""),
        ("> have you tried restarting\nyes", ""),
    ]);
}
