//! Devices as people write them; an empty expectation means that none is named.

use super::super::testing::{expect, known};

fn expect_devices(rows: &[(&str, &str)]) {
    expect(rows, |intake| known(intake.device));
}

#[test]
fn a_device_is_read_however_it_is_written() {
    expect_devices(&[
        ("my iPhone 13 mini won't back up", "iphone 13 mini"),
        ("iPhone14 backup fails", "iphone 14"),
        ("iphone14promax backup fails", "iphone 14 pro max"),
        ("iPhone 12Pro Max, stuck", "iphone 12 pro max"),
        ("iphone pro max 15 stuck", "iphone 15 pro max"),
        ("i phone 12 backup dead", "iphone 12"),
        ("ipone 12 wont bakup", "iphone 12"),
        ("iPhone SE (3rd gen), 26.0", "iphone se 3rd gen"),
        ("iphone se 2020", "iphone se 2020"),
        ("iphone se3", "iphone se 3"),
        ("the iPhone 11s never back up", "iphone 11"),
        ("iPhone XS Max fails", "iphone xs max"),
        ("iphone air on 26", "iphone air"),
        ("on an 8+ with 16.7.8", "iphone 8 plus"),
        ("iPad Pro 13 M4, 18.1", "ipad pro 13 m4"),
        ("iPad Pro 11-inch (M4) fails", "ipad pro 11 m4"),
        ("11 inch m4 ipad pro", "ipad pro 11 m4"),
        ("12.9 ipad pro won't", "ipad pro 12.9"),
        ("iPad Pro 12,9 2018", "ipad pro 12.9 2018"),
        ("ipad 9th gen", "ipad 9th gen"),
        ("my 10th gen iPad", "ipad 10th gen"),
        ("m2 ipad air fails", "ipad air m2"),
        ("iPad mini 6 stuck", "ipad mini 6"),
        ("ipad 15.7 fails", "ipad"),
        ("ipod touch 7 on 15.8", "ipod touch 7"),
        ("айфон 15 не делает копию", "iphone 15"),
        ("айпад эйр 4", "ipad air 4"),
        ("iPhone 14です", "iphone 14"),
        ("iPhone 15 Proのバックアップ", "iphone 15 pro"),
        ("l'iphone 12 de ma mère", "iphone 12"),
        ("iphone 12 e ipad", "iphone 12"),
    ]);
}

#[test]
fn the_kind_may_be_left_out() {
    expect_devices(&[
        ("13 mini here", "iphone 13 mini"),
        ("15 plus, build 22D63", "iphone 15 plus"),
        ("14pm on 17.1", "iphone 14 pro max"),
        ("16ProMax", "iphone 16 pro max"),
        ("ios13 on a 6s", "iphone 6s"),
        ("it's a 16e", "iphone 16e"),
        ("se 2020 on 17", "iphone se 2020"),
        ("my xr won't", "iphone xr"),
        ("XS, 18.6.2", "iphone xs"),
        ("on my 14, nothing since the rollout", "iphone 14"),
        ("my 15's backup quits", "iphone 15"),
        ("i have an 11 and it fails", "iphone 11"),
        ("her old 8 won't back up", "iphone 8"),
        ("my mini 6 won't back up", "ipad mini 6"),
        ("my air 5 won't back up", "ipad air 5"),
        ("air 5, 17.7.1, no backup", "ipad air 5"),
        ("26.1 beta, air m2", "ipad air m2"),
        ("M4 Pro 11, iPadOS 26.7", "ipad pro 11 m4"),
        ("my 14 used to back up every night", "iphone 14"),
        ("my 13 Pro's backup stalls", "iphone 13 pro"),
        ("iphone 15 pm / ios 18.2.1", "iphone 15 pro max"),
        ("iphone 14 pro mac", "iphone 14 pro max"),
        ("hasnt run in 11 days. 15, nothing odd in settings", "iphone 15"),
        ("Phone: 13, iOS 18.7.8", "iphone 13"),
        ("dad's 12 won't back up", "iphone 12"),
        ("ip13 backup fails", "iphone 13"),
        ("backups fail. it's an ipad, the 9th gen one", "ipad 9th gen"),
        ("meu iPad 9ª geração não faz backup", "ipad 9th gen"),
    ]);
}

#[test]
fn other_numbers_are_no_devices() {
    expect_devices(&[
        ("my phone won't back up", ""),
        ("my 14 year old set it up", ""),
        ("my 5 devices all fail", ""),
        ("it failed 12 times", ""),
        ("iphone 12 hours stuck", "iphone"),
        ("iphone backup, 13 days now", "iphone"),
        ("50 plus gigs", ""),
        ("stuck for 6 seconds", ""),
        ("ios 17 fails", ""),
        ("my pro plan is full", ""),
        ("no se puede", ""),
        ("stuck for 14s", ""),
        ("at 11 pm it fails", ""),
        ("my 15 min backup never ends", ""),
        ("it's 15 days now", ""),
        ("1) restarted\n2) wifi\n12) nothing", ""),
    ]);
}

#[test]
fn the_affected_device_is_told_from_the_others() {
    expect_devices(&[
        ("iPad mini 6 fails over a hotspot from my iPhone 12", "ipad mini 6"),
        ("my other iPhone 12 backs up, the 13 mini doesn't", "iphone 13 mini"),
        ("moved from my 11 to a 15, the 15 never backed up", "iphone 15"),
        ("I sold my 12 and set up my 15, which won't back up", "iphone 15"),
        ("my old phone was an 8, this is a 15 pro", "iphone 15 pro"),
        ("my wife's iphone 12 backs up fine but my iphone 14 plus won't", "iphone 14 plus"),
        ("My mother's iPhone 11 keeps failing", "iphone 11"),
        ("the backup of my old 8 plus fills it, so my 12 has no room", "iphone 12"),
        ("both my iPhone 12 and my iPad Air 3 fail", "iphone 12"),
        ("both ipads (a 9th gen and a mini 5) fail", "ipad 9th gen"),
        ("three different iPhones fail", "iphone"),
        ("the iPad stops. tried my iPhone's hotspot. ipad air 4", "ipad air 4"),
        ("My other iPad backs up, this one doesn't", "ipad"),
        ("> back up this iPad.\nIt's an iPad 9th gen", "ipad 9th gen"),
        ("This iPhone cannot be backed up, it says. 13 mini", "iphone 13 mini"),
        ("50 GB, 46 of it a snapshot of an XS I recycled. My current one (17) needs 9", "iphone 17"),
        ("there's a backup from my XS in there, so the 15 pro's one says no room", "iphone 15 pro"),
        ("deleted moms ancient iphone 6 backup and still no room", ""),
        ("it lists a backup \"iPhone 11 - Incomplete\" that can't be opened", ""),
    ]);
}

#[test]
fn short_and_spelled_names_are_read() {
    expect_devices(&[
        ("no icloud backup, 12pm 17.3", "iphone 12 pro max"),
        ("backup craps out. x, ios 16.7.8", "iphone x"),
        ("any trick? 13, still on 18.3. icloud backup times out", "iphone 13"),
        ("I have a refurb 12, icloud backup greyed", "iphone 12"),
        ("ancient 6 on 12.4, no icloud backup", "iphone 6"),
        ("bought an ipad pro 11 second hand, icloud backup missing", "ipad pro 11"),
        ("iCloud backup on the 13 still quits", "iphone 13"),
        ("14 here, icloud backup fails", "iphone 14"),
        ("iphone thirteen mini icloud backup fails", "iphone 13 mini"),
        ("8, ios 16.7, icloud backup failed", "iphone 8"),
        ("icloud backup failed on my phone, a 13", "iphone 13"),
        ("icloud backup failed. 14 256gb", "iphone 14"),
        ("Handy ist ein 13er, icloud backup geht nicht", "iphone 13"),
        ("ipad第9世代のバックアップ", "ipad 9th gen"),
        ("iphone six weeks without backup", "iphone"),
    ]);
}
