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
        ("it says verification failed at the airbnb", "verification failed"),
        ("says 'iCloud storage is full' daily", "iCloud storage is full"),
        ("yet it says Not Enough Storage each morning instead of backing up", "Not Enough Storage"),
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
        (
            "Verification Failed / There was an error connecting to the Apple ID server.\non three SSIDs",
            "There was an error connecting to the Apple ID server",
        ),
        (
            "Security Delay Required – \"To protect your account, wait 1 hour\". lol",
            "To protect your account, wait 1 hour",
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
        ("underneath \"disabled by your organization\"", "disabled by your organization"),
        (
            "a line, \"This iPad is supervised and managed by Some Trust\"",
            "This iPad is supervised and managed by Some Trust",
        ),
        (
            "air 5, 17.7.1\nUnable to access iCloud account\n^ when it backs up",
            "Unable to access iCloud account",
        ),
        (
            "er staat 'De laatste reservekopie kon niet worden voltooid'",
            "De laatste reservekopie kon niet worden voltooid",
        ),
        ("「前回のバックアップを完了できませんでした」と出ます", "前回のバックアップを完了できませんでした"),
        (
            "```\nError: 1 files are missing encryption keys\n```\nthe phone: \"Some files were unavailable during the last backup\"",
            "Some files were unavailable during the last backup",
        ),
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
        ("the words say only that the last backup couldn't be completed", ""),
        ("I got the letter that my plan \"could not be renewed\"", ""),
        ("It said \"about one minute left\" at teatime", ""),
        ("shows \"iCloud Backup: Off\"", ""),
        ("Don't say \"sign out and in\", did it", ""),
        ("it lists \"45.2 GB of 50 GB used\"", ""),
    ]);
}

#[test]
fn a_text_begins_behind_its_cue() {
    expect_errors(&[
        (
            "keeps saying There was a problem enabling iCloud Backup.",
            "There was a problem enabling iCloud Backup",
        ),
        ("my apple password gets refused with verification failed", "verification failed"),
        ("icloud backup ends with An unknown error occurred", "An unknown error occurred"),
        ("icloud error: Backup failed. Try again later", "Backup failed. Try again later"),
        (
            "jai ce msg en boucle : Impossible de sauvegarder cet iPhone. jfais koi",
            "Impossible de sauvegarder cet iPhone",
        ),
        ("me sale No se pudo completar la última copia", "No se pudo completar la última copia"),
        (
            "[screenshot] iPhone Not Backed Up — This iPhone hasn't been backed up in 12 weeks.",
            "This iPhone hasn't been backed up in 12 weeks",
        ),
    ]);
}

#[test]
fn a_code_takes_its_message_along() {
    expect_errors(&[
        (
            "console spits MBErrorDomain/104 Multiple errors uploading files, each night",
            "MBErrorDomain/104 Multiple errors uploading files",
        ),
        (
            "in the console `MBErrorDomain/104 Multiple errors uploading files`, same folder",
            "MBErrorDomain/104 Multiple errors uploading files",
        ),
    ]);
}

#[test]
fn what_people_say_and_pages_show_is_no_text() {
    expect_errors(&[
        ("icloud backup says not enough storage though Apple promised space", ""),
        ("it shows my `sensor.last_icloud_backup` as old, no backup", ""),
        ("my son did a \"clean up your phone\" thing and no icloud backups", ""),
        ("ça affiche 'environ 14 heures' depuis lundi, la sauvegarde icloud", ""),
        ("it reads: Last backup 11/30, Next Backup 2.1 GB, and below could not be completed", ""),
    ]);
}
