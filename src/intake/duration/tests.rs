//! Lengths of time as people write them; an empty expectation means that none is named.

use super::super::testing::{expect, known, read};

fn expect_durations(rows: &[(&str, &str)]) {
    expect(rows, |intake| known(intake.duration).map(|duration| duration.words));
}

#[test]
fn a_length_is_number_and_unit_as_typed() {
    expect_durations(&[
        ("backup failing for 3 weeks", "3 weeks"),
        ("stuck for 3 hours", "3 hours"),
        ("no bckup for 2 mths!!!", "2 mths"),
        ("hasn't backed up in 2 weks", "2 weks"),
        ("hasn't backed up for a month", "a month"),
        ("5 months of no backups", "5 months"),
        ("2 weeks of this", "2 weeks"),
        ("Two weeks now. backup failed", "Two weeks"),
        ("last backup 47 days ago", "47 days"),
        ("failing for a couple of weeks", "a couple of weeks"),
        ("been 4-5 days, backup fails", "4-5 days"),
        ("not backed up for 2 or 3 months", "2 or 3 months"),
        ("no backup in 2.5 weeks", "2.5 weeks"),
        ("stuck for an hour and a half", "an hour and a half"),
        ("hasn't backed up for 100+ days", "100+ days"),
        ("icloud has refused for a fortnight", "a fortnight"),
        ("backup fails, 9 nights in a row", "9 nights"),
        ("it started 6 days ago, backup fails", "6 days"),
        ("3 weeks", "3 weeks"),
        ("ios 17\niphone 15\n5 days", "5 days"),
        ("for the past month the backup fails", "the past month"),
        ("been 1 minute remaining for 5 hrs", "5 hrs"),
        ("no bakup in icloud 4 a mnth", "a mnth"),
        ("a backup that hasnt worked for 3 and a half weeks", "3 and a half weeks"),
        ("1 month 2 weeks without backup", "1 month 2 weeks"),
        ("my phone has gone 71 days without one", "71 days"),
        ("zero nightly runs on the phone (14 nights)", "14 nights"),
        ("backups dead for 3 mnoths", "3 mnoths"),
        ("the backup's 6 weeks old and won't refresh", "6 weeks"),
        ("it worked until 3 weeks ago", "3 weeks"),
        ("a wk and a half like this", "a wk and a half"),
    ]);
}

#[test]
fn since_a_point_in_the_calendar_counts_as_a_whole() {
    expect_durations(&[
        ("fails since last tuesday", "since last tuesday"),
        ("fails since 2 October", "since 2 October"),
        ("fails since October 2nd, always", "since October 2nd"),
        ("nothing since about noon", "since about noon"),
        ("no backup since 6am", "since 6am"),
        ("no backup since 9:30", "since 9:30"),
        ("fails since the 3rd of september", "since the 3rd of september"),
        ("dead since sunday night", "since sunday night"),
        ("phone hasnt backd up since chritsmas", "since chritsmas"),
        ("fails since Thanksgiving", "since Thanksgiving"),
        ("no backup since easter", "since easter"),
        ("no backup since last night. apple down?", "since last night"),
        ("no backup since 10/2", "since 10/2"),
        ("not backed up since march 12 2025", "since march 12 2025"),
        ("fails since the update", ""),
        ("fails since the October update", ""),
        ("fails since 18.2", ""),
        ("fails since I moved", ""),
        ("nothing since about nine this morning", "since about nine this morning"),
        ("fails since the second week of September", "since the second week of September"),
        ("no backup since Whitsun", "since Whitsun"),
        ("me n my bro get bakup faild since liek 4pm", "since liek 4pm"),
        ("no backup since wenesday", "since wenesday"),
        ("no backup since Oct. 3", "since Oct. 3"),
        ("no backup all of october", "all of october"),
        ("it has shown 1 hour since Tuesday night", "since Tuesday night"),
    ]);
}

#[test]
fn lengths_are_read_in_other_languages() {
    expect_durations(&[
        ("seit 3 Wochen kein Backup", "3 Wochen"),
        ("seit einer Woche kein Backup", "einer Woche"),
        ("Backup geht seit gestern nicht", "seit gestern"),
        ("no hace la copia desde hace 2 meses", "2 meses"),
        ("la copia falla desde el lunes", "desde el lunes"),
        ("échec depuis ce matin", "depuis ce matin"),
        ("plus de sauvegarde depuis 3 semaines", "3 semaines"),
        ("il backup non va da ieri", "da ieri"),
        ("não faz backup há 2 meses", "2 meses"),
        ("sinds maandag lukt de backup niet", "sinds maandag"),
        ("не работает с понедельника", "с понедельника"),
        ("бэкап не работает уже 3 недели", "3 недели"),
        ("2週間前からバックアップできません", "2週間"),
        ("昨日からバックアップが失敗します", "昨日から"),
        ("il y a un mois que la sauvegarde ne marche plus", "un mois"),
        ("depuis la semaine dernière plus de sauvegarde", "depuis la semaine dernière"),
        ("al 8 uur bezig met de reservekopie", "8 uur"),
        ("бэкапа нет полгода", "полгода"),
        ("iCloud 백업이 3주째 안 돼요", "3주"),
        ("icloud备份失败已经三天了", "三天"),
        ("ein paar Tage kein Backup", "paar Tage"),
    ]);
}

#[test]
fn other_lengths_are_left_alone() {
    expect_durations(&[
        ("it says 14 hours remaining", ""),
        ("shows about 9 hours left forever", ""),
        ("fails after 20 minutes", ""),
        ("done in ten minutes on home wifi", ""),
        ("only gets an hour of wifi a day", ""),
        ("i charge it for like 20 min at a time", ""),
        ("i left that job 2 months ago", ""),
        ("every 10 minutes the wifi drops", ""),
        ("3 years of photos won't back up", ""),
        ("my trade-in is in 3 days and it won't back up", ""),
        ("i pay 2.99 a month and it fails", ""),
        ("iphone 12 that i've had for 2 years, backup fails", ""),
        ("backup was deleted after 180 days", ""),
        ("unplugged in a drawer for ages", ""),
        ("i've been travelling for 3 months, it never runs", ""),
        ("my 14 year old can't back up", ""),
        ("backup fails, i'm on a 3 month free plan", ""),
        ("it's a 5 min walk to the wifi, backup fails", ""),
        ("backup now ok in 3 min, automatic never", ""),
        ("about 1 up on a good day and the backup fails", ""),
        ("failed on all but two days this term", ""),
        ("number 17, an iPad, does not back up", ""),
        ("a backup dated two years ago sits there and won't go", ""),
    ]);
}

#[test]
fn the_length_of_the_failure_wins_over_the_others() {
    expect_durations(&[
        ("left it 4 hours, it says 6 hours remaining. 58 days now without a backup", "58 days"),
        ("I've had this phone for 3 years, backup fails for 2 weeks now", "2 weeks"),
        ("every video since 2016 is on there, and for 6 weeks it couldn't back up", "6 weeks"),
        ("I changed my password 8 days ago and backups have failed every night since", "8 days"),
    ]);
}

#[test]
fn lengths_are_turned_into_days_where_they_are_certain() {
    let days = |text: &str| known(read(text).duration).and_then(|duration| duration.days);
    assert_eq!(days("no backup for 3 weeks"), Some(21));
    assert_eq!(days("no backup for a month"), Some(30));
    assert_eq!(days("stuck for 5 hours"), Some(0));
    assert_eq!(days("no backup for half a year"), Some(182));
    assert_eq!(days("no backup for 2 weeks and 3 days"), Some(17));
    assert_eq!(days("no backup for a few days"), None);
    assert_eq!(days("no backup since yesterday"), Some(1));
    assert_eq!(days("no backup since saturday"), Some(2));
    assert_eq!(days("no backup since 2 October"), Some(3));
    assert_eq!(days("no backup since December 31"), Some(278), "a date ahead is one of last year");
    assert_eq!(days("no backup since christmas"), None);
}

#[test]
fn a_length_may_be_said_loosely() {
    expect_durations(&[
        ("last one that worked was 50ish days back", "50ish days"),
        ("it's been waiting a fortnight", "a fortnight"),
        ("why nothing's been saved to icloud in 2 weeks?", "2 weeks"),
        ("backup hasn't completed in 7 weeks", "7 weeks"),
        ("\"Turning On Backup\" spinner, 40 minutes so far", "40 minutes"),
        ("says Turning On Backup since an hour", "an hour"),
        ("18 hours on the progress bar, icloud backup", "18 hours"),
        ("it just says backing up, bar at the far left, 31 hours now", "31 hours"),
        ("icloud bakup not workin for a wek", "a wek"),
        ("fazendo backup… já são 31 horas nessa", "31 horas"),
        ("icloud backup hängt schon 14 Stunden", "14 Stunden"),
        ("iCloudバックアップが丸一日動かん", "丸一日"),
    ]);
}

#[test]
fn more_points_of_the_calendar_are_known() {
    expect_durations(&[
        ("no backup from monday", "from monday"),
        ("Backup is running from Thursday evening", "from Thursday evening"),
        ("the last backup is from monday, it fails", ""),
        ("backup stuck since half 8", "since half 8"),
        ("nos falla la copia desde las 5", "desde las 5"),
        ("no backup since morning break", "since morning break"),
        ("no backup since christmas day", "since christmas day"),
        ("no backup since the first of the month", "since the first of the month"),
        ("no backup since 14.11.", "since 14.11"),
        ("no backup since 18.2.", ""),
        ("geen backup sinds vanmiddag", "sinds vanmiddag"),
        ("il backup è bloccato da ieri sera", "da ieri sera"),
        ("бэкап не работает с вчерашнего дня", "с вчерашнего дня"),
    ]);
}

#[test]
fn lengths_said_by_the_way_are_left_alone() {
    expect_durations(&[
        ("three years without a miss, then icloud backup failed", ""),
        ("Sat on 17.6 for a year, no bother. Then icloud backup failed", ""),
        ("six years of drawings in there, icloud backup dies", ""),
        ("only 2 hours of internet a day so icloud backup fails", ""),
        ("30 minutes from the nearest wifi so icloud backup fails", ""),
        ("backups are kept 180 days and mine won't run", ""),
        ("icloud backup dies about 10 minutes in", ""),
        ("put in a pihole last week and icloud backup quit", ""),
        ("nobody in my family can backup 2day", ""),
        ("the iphone is 5 years old and icloud backup fails", ""),
        ("i've had it 3 years and the icloud backup fails", ""),
        ("I bought it 2 months ago and icloud backup never worked", ""),
        ("kept me on the phone for 2 hours, icloud backup still fails", ""),
        ("i was away for two weeks, icloud backup won't run", ""),
        ("it was my one day in a house, icloud backup isn't done", ""),
        ("where I've not worked in a year, and backup won't enable", ""),
        ("3 weeks of failed backups", "3 weeks"),
        ("I still see no progress after 31 hours, stuck at 40%, icloud backup", "31 hours"),
    ]);
}
