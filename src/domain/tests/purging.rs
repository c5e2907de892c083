//! Attachments are kept for their years, and go by the word of two people who had no part in it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::refusal::{PurgeRefusal, Refusal};
use crate::domain::rules::judge::Unmet;

/// The body that names what a carry-out still has.
fn naming(desk: &Desk, number: u64) -> Value {
    json!({"attachments": desk.c(number).kept_attachments()})
}

/// Why the purge of a carry-out may not be asked for, or agreed to.
#[track_caller]
fn stands_against(desk: &mut Desk, number: u64, author: &str, kind: &str, body: Value) -> PurgeRefusal {
    match desk.refused(number, author, kind, body) {
        Refusal::Purge(refusal) => refusal,
        other => panic!("{other}"),
    }
}

/// The first day on which the rule that keeps it would let it go.
#[track_caller]
fn too_early(desk: &mut Desk, number: u64, body: Value) -> NaiveDate {
    match desk.refused(number, "kanri", "purge", body) {
        Refusal::Rule(broken) => match broken.unmet {
            Unmet::Kept { from, .. } => from,
            other => panic!("{other:?}"),
        },
        other => panic!("{other}"),
    }
}

/// An office in which a carry-out came back and was closed, and everybody's clock went on for `years` and a day.
fn closed(years: i64) -> (Desk, u64) {
    let mut desk = Desk::new();
    desk.ok("kanri", "contract-add", json!({"client": "市役所", "id": "K"}));
    let number = desk.sealed(json!({"contract": "K"}));
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    later(&mut desk, years);
    (desk, number)
}

/// So many years and a day later, by the word of two people who have nothing to do with it.
fn later(desk: &mut Desk, years: i64) {
    desk.years += years;
    desk.minutes += 1440;
    desk.ok("mori", "person-set", json!({"particulars": {}, "person": "mori"}));
    desk.ok("ueda", "person-set", json!({"particulars": {}, "person": "ueda"}));
}

/// A second administrator and a second auditor.
fn more_people(desk: &mut Desk) {
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "ueda", "roles": ["administrator"]}));
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "ito", "roles": ["auditor"]}));
}

#[track_caller]
fn asked(desk: &mut Desk, number: u64) -> Digest {
    let body = naming(desk, number);
    desk.about(number, "kanri", "purge", body)
}

#[test]
fn nothing_is_purged_before_its_day() {
    let (mut desk, number) = closed(4);
    let body = naming(&desk, number);
    let day = too_early(&mut desk, number, body.clone());
    assert_eq!(day.to_string(), "2031-11-21");
    // Five years later to the day it is still kept.
    desk.years = 5;
    desk.minutes = 200;
    too_early(&mut desk, number, body);
    later(&mut desk, 0);
    let purge = asked(&mut desk, number);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(desk.c(number).kept_attachments().is_empty());
}

#[test]
fn nothing_that_is_open_is_purged_however_old_it_is() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    later(&mut desk, 9);
    let body = naming(&desk, number);
    let refused = stands_against(&mut desk, number, "kanri", "purge", body);
    assert_eq!(refused, PurgeRefusal::NotOver { id: "C-0001".into() });
    // Nor what an incident keeps.
    let (mut desk, number) = closed(9);
    desk.incident(number, "mori", "leak");
    let body = naming(&desk, number);
    assert!(matches!(desk.refused(number, "kanri", "purge", body), Refusal::Frozen { .. }));
}

#[test]
fn what_was_refused_or_never_left_is_kept_for_as_long() {
    let mut desk = Desk::new();
    let rejected = desk.request(json!({}));
    desk.about(rejected, "sato", "rejection", json!({"reason": "不要"}));
    let expired = desk.request(json!({}));
    later(&mut desk, 5);
    asked(&mut desk, rejected);
    // Its days ended a week after it could have left: it is kept for five years from there.
    let body = naming(&desk, expired);
    assert_eq!(too_early(&mut desk, expired, body).to_string(), "2031-11-28");
}

#[test]
fn one_person_alone_purges_nothing() {
    let (mut desk, number) = closed(5);
    let (first, second) = (naming(&desk, number), naming(&desk, number));
    for nobody in ["sato", "suzuki", "kimura"] {
        let refused = desk.refused(number, nobody, "purge", first.clone());
        assert!(matches!(refused, Refusal::MissingRole { .. }), "{nobody}: {refused}");
    }
    let purge = asked(&mut desk, number);
    // The same person, whatever role they take on.
    desk.ok(
        "kanri",
        "person-set",
        json!({"particulars": {}, "person": "kanri", "roles": ["administrator", "auditor"]}),
    );
    let refused = stands_against(&mut desk, number, "kanri", "purge-confirm", json!({"purge": purge}));
    assert!(matches!(refused, PurgeRefusal::SamePerson { .. }), "{refused}");
    let refused = stands_against(&mut desk, number, "kanri", "purge", second);
    assert!(matches!(refused, PurgeRefusal::Asked { .. }), "{refused}");
    assert!(matches!(
        desk.refused(number, "sato", "purge-confirm", json!({"purge": purge})),
        Refusal::MissingRole { .. }
    ));
    assert!(!desk.c(number).kept_attachments().is_empty(), "nothing is gone by one person's word");
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(desk.c(number).kept_attachments().is_empty());
}

#[test]
fn nobody_purges_what_they_had_a_part_in() {
    let mut desk = Desk::new();
    for person in ["tanaka", "mori"] {
        let roles = ["requester", "administrator", "auditor"];
        desk.ok("kanri", "person-set", json!({"particulars": {}, "person": person, "roles": roles}));
    }
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "transfer", json!({"to": "mori"}));
    let returning = desk.returning(number, json!({}));
    desk.about(number, "mori", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    later(&mut desk, 5);
    let body = naming(&desk, number);
    for person in ["tanaka", "mori"] {
        let refused = stands_against(&mut desk, number, person, "purge", body.clone());
        assert!(matches!(refused, PurgeRefusal::OwnCarryOut { .. }), "{refused}");
    }
    let purge = asked(&mut desk, number);
    for person in ["tanaka", "mori"] {
        let refused = stands_against(&mut desk, number, person, "purge-confirm", json!({"purge": purge}));
        assert!(matches!(refused, PurgeRefusal::OwnCarryOut { .. }), "{refused}");
    }
}

#[test]
fn a_purge_names_what_the_carry_out_has_and_nothing_else() {
    let (mut desk, number) = closed(5);
    let whole = desk.c(number).kept_attachments();
    let foreign = json!({"sha256": Digest::of(b"of another carry-out"), "size_bytes": 20});
    let with = json!({"attachments": [whole[0], foreign]});
    let refused = stands_against(&mut desk, number, "kanri", "purge", with);
    assert!(matches!(refused, PurgeRefusal::NotItsAttachment { .. }), "{refused}");
    let refused = stands_against(&mut desk, number, "kanri", "purge", json!({"attachments": []}));
    assert!(matches!(refused, PurgeRefusal::OtherAttachments { .. }), "{refused}");
    // What came in between the asking and the agreement was not asked for.
    let purge = asked(&mut desk, number);
    let paper = json!({"sha256": Digest::of(b"a late letter"), "size_bytes": 13});
    let consent = json!({
        "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": paper, "number": "1",
    });
    desk.about(number, "kanri", "consent", consent);
    let refused = stands_against(&mut desk, number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(matches!(refused, PurgeRefusal::NotAsked { .. }), "{refused}");
    asked(&mut desk, number);
}

#[test]
fn a_purge_is_not_said_twice() {
    let (mut desk, number) = closed(5);
    more_people(&mut desk);
    let body = naming(&desk, number);
    let purge = asked(&mut desk, number);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    let again = stands_against(&mut desk, number, "kanri", "purge", body);
    assert!(matches!(again, PurgeRefusal::AlreadyPurged { .. }), "{again}");
    for person in ["ito", "kimura"] {
        let again = stands_against(&mut desk, number, person, "purge-confirm", json!({"purge": purge}));
        assert!(matches!(again, PurgeRefusal::NotAsked { .. }), "{again}");
    }
}

#[test]
fn one_clock_alone_brings_no_day_about() {
    let (mut desk, number) = closed(0);
    more_people(&mut desk);
    // The administrator's clock is five years ahead; everybody else says it is 2026.
    desk.years = 5;
    desk.minutes += 1440;
    let body = naming(&desk, number);
    let refused = stands_against(&mut desk, number, "kanri", "purge", body.clone());
    assert!(matches!(refused, PurgeRefusal::OneClockAlone { others: Some(_), .. }), "{refused}");
    // Whatever else they sign themselves makes no difference.
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "kanri"}));
    let refused = stands_against(&mut desk, number, "kanri", "purge", body);
    assert!(matches!(refused, PurgeRefusal::OneClockAlone { .. }), "{refused}");
}

#[test]
fn a_log_that_goes_on_earlier_contradicts_the_purge() {
    let (mut desk, number) = closed(5);
    let purge = asked(&mut desk, number);
    // A colleague's clock was not set ahead.
    let (years, minutes) = (desk.years, desk.minutes);
    desk.years = 0;
    desk.ok("sato", "person-set", json!({"particulars": {}, "person": "sato"}));
    let entry = desk.entries() - 1;
    (desk.years, desk.minutes) = (years, minutes + 1);
    let refused = stands_against(&mut desk, number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(matches!(refused, PurgeRefusal::ClockContradicted { index, .. } if index == entry), "{refused}");
    // Asked again it waits again; done, the first entry that contradicts it is told once.
    let purge = asked(&mut desk, number);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    let mut told = Vec::new();
    desk.years = 0;
    for _ in 0..2 {
        desk.ok("sato", "person-set", json!({"particulars": {}, "person": "sato"}));
        told.push(desk.registry.purge_contradicted_at(desk.entries() - 1).is_some());
    }
    assert_eq!(told, [true, false]);
}

#[test]
fn an_end_by_a_clock_set_back_is_counted_from_what_others_had_said() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let returning = desk.returning(number, json!({}));
    // Whoever brings it back and whoever confirms it have clocks six years behind.
    desk.years = -6;
    desk.about(number, "tanaka", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    desk.years = 0;
    assert_eq!(desk.c(number).kept_since().to_string(), "2026-11-20");
    later(&mut desk, 1);
    let body = naming(&desk, number);
    too_early(&mut desk, number, body);
}

#[test]
fn one_wrong_clock_keeps_nothing_for_ever() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.years = 70;
    desk.ok("suzuki", "person-set", json!({"particulars": {}, "person": "suzuki"}));
    desk.years = 0;
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    assert_eq!(desk.c(number).kept_since().to_string(), "2026-11-20");
}

#[test]
fn an_attachment_that_came_after_the_purge_is_kept_and_purged_by_itself() {
    let (mut desk, number) = closed(5);
    let purge = asked(&mut desk, number);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    let paper = json!({"sha256": Digest::of(b"a late letter"), "size_bytes": 13});
    let consent =
        json!({"by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": paper, "number": "1"});
    desk.about(number, "kanri", "consent", consent);
    assert_eq!(json!(desk.c(number).kept_attachments()), json!([paper]));
    assert!(desk.c(number).is_purged(&Digest::of(b"evidence")), "{:?}", attachment());
    asked(&mut desk, number);
}

#[test]
fn the_longest_of_all_rules_counts_and_none_makes_it_less_than_five_years() {
    let (mut desk, number) = closed(5);
    let keep = |years: u64| json!({"clause": "7", "demand": {"kind": "retention", "years": years}, "en": "kept", "id": "d-1", "ja": "保存"});
    let directive = |number: &str, years: u64| json!({"contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": number, "rules": [keep(years)]});
    // Asked for while five years were enough; then the client directs ten.
    let purge = asked(&mut desk, number);
    desk.ok("kanri", "directive", directive("1", 10));
    let refused = desk.refused(number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(matches!(refused, Refusal::Rule(_)), "{refused}");
    later(&mut desk, 5);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    let mut office = crate::domain::rules::office::newest().clone();
    office.version += 1;
    office.rules.retain(|rule| rule.id != "office-retention");
    desk.ok("kanri", "pack-set", json!({"pack": office, "source": attachment()}));
    desk.ok("kanri", "contract-add", json!({"client": "市役所", "id": "L"}));
    desk.ok("kanri", "directive", json!({"contract": "L", "dated": "2026-11-20", "evidence": attachment(), "number": "2", "rules": [keep(1)]}));
    assert_eq!(desk.registry.retention(Some(&"L".parse().unwrap())).years, 5);
    assert!(desk.registry.retention(None).rule.is_none());
}

#[test]
fn nobody_agrees_to_a_purge_by_a_clock_behind_its_asking() {
    let (mut desk, number) = closed(5);
    let purge = asked(&mut desk, number);
    desk.minutes -= 2;
    let behind = desk.refused(number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(matches!(behind, Refusal::ClockBehind { .. }), "{behind}");
    // The same minute is not behind.
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
}

#[test]
fn a_log_that_goes_on_exactly_a_day_earlier_does_not_contradict_a_purge() {
    for (earlier, told) in [(1440, false), (1441, true)] {
        let (mut desk, number) = closed(5);
        let purge = asked(&mut desk, number);
        desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
        desk.minutes -= earlier + 1;
        desk.ok("sato", "person-set", json!({"particulars": {}, "person": "sato"}));
        assert_eq!(desk.registry.purge_contradicted_at(desk.entries() - 1).is_some(), told, "{earlier}");
    }
}

#[test]
fn the_last_purge_is_the_one_of_the_latest_day_and_of_a_carry_out_the_last_that_two_signed() {
    let mut desk = Desk::new();
    let numbers = [desk.request(json!({})), desk.request(json!({})), desk.request(json!({}))];
    for number in numbers {
        desk.about(number, "sato", "rejection", json!({"reason": "不要"}));
    }
    later(&mut desk, 5);
    desk.minutes += 1440;
    let mut last = Vec::new();
    for (number, minutes) in numbers.into_iter().zip([0, 60, -30]) {
        desk.minutes += minutes;
        let purge = asked(&mut desk, number);
        assert!(desk.c(number).last_purge().is_none(), "one person alone");
        desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
        let (purged, confirmed) = desk.c(number).last_purge().unwrap();
        assert_eq!((purged.by.as_str(), confirmed.by.as_str()), ("kanri", "kimura"));
        last.push(desk.registry.last_purge.as_ref().unwrap().carry_out);
    }
    // One by a clock that is behind takes no other's place.
    assert_eq!(last, [numbers[0], numbers[1], numbers[1]]);
}

#[test]
fn what_is_said_after_the_end_keeps_nothing_for_longer() {
    let (mut desk, number) = closed(1);
    let since = desk.c(number).kept_since();
    let consent = json!({
        "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "1",
    });
    desk.about(number, "kanri", "consent", consent);
    assert_eq!((desk.c(number).kept_since(), since.to_string().as_str()), (since, "2026-11-20"));
}

#[test]
fn the_years_begin_with_the_latest_that_its_own_or_two_others_said_before_its_end() {
    // A year after it was asked for, by the clocks of whoever returns and confirms it.
    let ended = |years_of_others: i64, years: i64| {
        let mut desk = Desk::new();
        let number = desk.sealed(json!({}));
        let returning = desk.returning(number, json!({}));
        later(&mut desk, years_of_others);
        desk.years = years;
        desk.about(number, "tanaka", "return", returning);
        desk.about(number, "sato", "confirmation", json!({}));
        desk.c(number).kept_since().to_string()
    };
    assert_eq!(ended(0, 1), "2027-11-21");
    // Two others say that it is a year later than those who end it.
    assert_eq!(ended(1, 0), "2027-11-21");
}
