//! Versions as people write them; an empty expectation means that none is named.

use super::super::testing::{expect, known};

fn expect_versions(rows: &[(&str, &str)]) {
    expect(rows, |intake| known(intake.ios_version));
}

#[test]
fn a_version_is_read_however_it_is_written() {
    expect_versions(&[
        ("iPhone 13, iOS 17.4.1, backup fails", "17.4.1"),
        ("ios17.4 and no backup", "17.4"),
        ("ios 17,4", "17.4"),
        ("iOS 17,4,1 macht kein Backup", "17.4.1"),
        ("IOS26 backup broken", "26"),
        ("i0s 18.2, backup wont finish", "18.2"),
        ("iso 17.2 on it", "17.2"),
        ("ios ver. 17.6", "17.6"),
        ("ios version is 16.7.8", "16.7.8"),
        ("iOS: 18.3.1", "18.3.1"),
        ("version 18.5, nothing works", "18.5"),
        ("v17.4 here", "17.4"),
        ("software version 15.8.3", "15.8.3"),
        ("ipad os 17.7 no backup", "17.7"),
        ("iPadOS 18 no backup", "18"),
        ("running ios13 on it", "13"),
        ("iphone 15 17.4 backup stuck", "17.4"),
        ("still on 15.1 if that matters", "15.1"),
        ("17.4.1 (21E236)", "17.4.1"),
        ("iOS18.3/16ProMax", "18.3"),
        ("айфон 13, айос 17.6", "17.6"),
        ("iOS 17.5です", "17.5"),
        ("It's on 16.5.1 (c)", "16.5.1 (c)"),
    ]);
}

#[test]
fn a_beta_is_kept() {
    expect_versions(&[
        ("26.1 beta 2 and no backup", "26.1 beta 2"),
        ("on the 26 beta", "26 beta"),
        ("ios 27 db3", "27 beta 3"),
        ("ios26.2beta4", "26.2 beta 4"),
        ("26.2 public beta, backups dead", "26.2 beta"),
        ("dev beta 4 of iOS 26 here", "26 beta 4"),
        ("18.4 RC, same problem", "18.4 RC"),
        ("ios 26 beta 2 weeks ago it worked", "26 beta"),
    ]);
}

#[test]
fn a_build_counts_only_where_no_version_is_given() {
    expect_versions(&[
        ("build 22F76, backup fails", "22F76"),
        ("version 23A341", "23A341"),
        ("24a5390f on my 16", "24A5390f"),
        ("ios 17.5 (21F79)", "17.5"),
        ("room 12b3, backup fails", ""),
    ]);
}

#[test]
fn other_numbers_are_no_versions() {
    expect_versions(&[
        ("iPhone 17 won't back up", ""),
        ("my 13 mini won't back up", ""),
        ("iPad Pro 12.9 won't back up", ""),
        ("ipad pro (3rd gen, 12.9) won't back up", ""),
        ("the backup is 17.4 GB", ""),
        ("18.5 mbps down, 2.3 up", ""),
        ("i pay 9.99 a month", ""),
        ("costs $17.99 i think", ""),
        ("router at 192.168.1.1 restarted", ""),
        ("14.2 of 50 gb used", ""),
        ("icloud is at 49.8/50", ""),
        ("failing since 12.10.2025", ""),
        ("on the latest ios", ""),
        ("ios 17 hours of waiting", ""),
        ("battery at 18%", ""),
        ("whatsapp version 24.10", ""),
        ("blocked since the \"Baseline iOS v3\" config", ""),
        ("fails on 26 devices", ""),
        ("on 26 October it failed", ""),
    ]);
}

#[test]
fn the_version_that_is_installed_now_wins() {
    expect_versions(&[
        ("went from 18.6 to 26.0 and it broke", "26.0"),
        ("updated from 17.6 to 18 last week", "18"),
        ("17.6.1 -> 18.0, no backup since", "18.0"),
        ("was on 16.7, now 17.2, still nothing", "17.2"),
        ("it was fine on 18.5, since 18.6 it fails", "18.6"),
        ("after updating to 18.2 nothing backs up", "18.2"),
        ("since the 18.2 update nothing backs up", "18.2"),
        ("haven't updated since 15.1", "15.1"),
        ("there's a pending update to 18.5, I'm on 17.0.3", "17.0.3"),
        ("my phone wants me to install 18.7.2 but i'm staying on 17.7.1", "17.7.1"),
        ("should i update to 18.6? on 18.5 now", "18.5"),
        ("an 18.5 update is available, should I", "18.5"),
        ("my other phone, still on 18.6, is fine. this one is on 26.0", "26.0"),
        ("my wife's is on 17.5 and works. mine is on 18.3.2", "18.3.2"),
        ("my macbook is on 14.6 and syncs. iPhone 13, 17.6.1", "17.6.1"),
        ("downgraded from the 26 beta to 18.6", "18.6"),
        ("it used to work back on iOS 13", ""),
        ("updated to 26 yesterday and boom", "26"),
        ("on 18.6.1 it failed, updated to 18.6.2, still fails", "18.6.2"),
        ("updated to 18.3, then updated to 18.4, no change", "18.4"),
        ("ios 17, 17.4.1 to be exact", "17.4.1"),
        ("17.7, wait no 16.7, it's an 8 plus", "16.7"),
        ("On 26.7 it ran for years, installed 27.0 last Tuesday, nothing since", "27.0"),
        ("hers is on 26.6 and mine 26.7.1", "26.7.1"),
        ("started the night of 17.7. Same model on 17.6 backs up happily", "17.7"),
        ("ipad mini 5 on the till, iPadOS 26.6. Since then it fails", "26.6"),
        ("downloaded 27 for the emojis and the backup is dead", "27"),
        ("it's got 12 on it and won't take anything newer", "12"),
    ]);
}

#[test]
fn where_a_version_got_to_is_said_in_many_ways() {
    expect_versions(&[
        ("never had a fail till 18.7, and now icloud backup fails", "18.7"),
        ("icloud backup worked until 26.1", "26.1"),
        ("icloud backup worked on 18.6 but not on 26.0.1", "26.0.1"),
        ("mine did also get 26.5 at noon, icloud backup fails", "26.5"),
        ("icloud backup fails on 26.3, was fine on 26.2", "26.3"),
        ("updated 18.6 to 26.1 and icloud backup fails", "26.1"),
        ("my app only runs on 15 so I never went past it, backup broke", "15"),
        ("she never updated past 16, icloud backup fails", "16"),
        ("icloud backup failed, iphone 14/18.3", "18.3"),
        ("ever since i went to 18 icloud backup failed", "18"),
        ("27.2 beta 1 fails, the two on 18 were fine", "27.2 beta 1"),
    ]);
}
