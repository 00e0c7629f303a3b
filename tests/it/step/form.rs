//! What people type into the form, with the real knowledge.

use cloudmedic::intake::{Field, Intake};
use cloudmedic::triage::EventKind;
use cloudmedic::triage::event::Form;

use super::moves::Who;
use super::talk::Talk;

fn filled(form: Form) -> Intake {
    let mut talk = Talk::opened("my icloud backup keeps failing");
    talk.happens(EventKind::Filled(form), Who::Member);
    talk.case().intake.clone()
}

#[test]
fn steps_are_understood_as_people_list_them() {
    for (typed, wanted) in [
        ("restart", vec!["restarted"]),
        ("restarted, other wifi", vec!["changed_network", "restarted"]),
        (
            "Restart, reset network settings, VPN off",
            vec!["reset_network_settings", "restarted", "turned_off_vpn"],
        ),
        ("signed out and in again", vec!["signed_out_in"]),
        ("nothing", vec![]),
        ("i didnt restart it yet", vec![]),
        ("will restart tonight", vec![]),
        ("a rain dance", vec![]),
    ] {
        let mut tried = filled(Form { steps: typed.into(), ..Form::default() }).steps_tried;
        tried.sort();
        assert_eq!(tried, wanted, "{typed:?}");
    }
}

#[test]
fn device_and_version_are_understood_as_people_type_them() {
    let field = |field: Field<String>| match field {
        Field::Known(text) => text,
        Field::Missing => "-".to_owned(),
        Field::Unknown => "?".to_owned(),
    };
    for (typed, device, version) in [
        ("iPhone 13 mini, iOS 17.4.1", "iphone 13 mini", "17.4.1"),
        ("13 pro 17.4", "iphone 13 pro", "17.4"),
        ("iphone 12 ios 18", "iphone 12", "18"),
        ("18.1", "-", "18.1"),
        ("iPad Air 26", "ipad air", "26"),
        ("iphone se, dont know the version", "iphone se", "?"),
        ("iPhone 15", "iphone 15", "-"),
        ("iPad Pro 13", "ipad pro 13", "-"),
        ("iPad Pro 12.9", "ipad pro 12.9", "-"),
        ("no idea", "?", "?"),
    ] {
        let intake = filled(Form { version: typed.into(), ..Form::default() });
        assert_eq!(
            (field(intake.device), field(intake.ios_version)),
            (device.into(), version.into()),
            "{typed:?}"
        );
    }
}

#[test]
fn lengths_of_time_are_understood_as_people_type_them() {
    for (typed, wanted) in [
        ("3 weeks", Some(21)),
        ("2 days", Some(2)),
        ("about a week", Some(7)),
        ("since 10 days", Some(10)),
        ("yesterday", Some(1)),
        ("a long time", None),
    ] {
        let intake = filled(Form { duration: typed.into(), ..Form::default() });
        let Field::Known(duration) = intake.duration else { panic!("{typed:?} is lost") };
        assert_eq!((duration.words.as_str(), duration.days), (typed, wanted));
    }
}
