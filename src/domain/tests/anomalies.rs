//! What is unusual is found, each kind where it is and nowhere else.

use chrono::NaiveDate;
use serde_json::json;

use super::{Desk, attachment};
use crate::base::holidays::Holiday;
use crate::domain::anomaly::{Anomalies, Anomaly, AnomalyKind};
use crate::domain::carry_out::{CarryOut, Mark};
use crate::domain::rules::pack::{Pack, shipped};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen(desk: &Desk, carry_outs: &[CarryOut], since: &str, until: &str, today: &str) -> Vec<Anomaly> {
    let mut anomalies = Anomalies::between(&desk.registry, day(since), day(until), day(today));
    carry_outs.iter().for_each(|carry_out| anomalies.take(carry_out));
    anomalies.finish()
}

/// Everything until the end of the month, seen on that day.
fn found(desk: &Desk) -> Vec<Anomaly> {
    seen(desk, &desk.carry_outs, "2026-11-01", "2026-11-30", "2026-11-20")
}

fn of(found: &[Anomaly], kind: AnomalyKind) -> Vec<&Anomaly> {
    found.iter().filter(|found| found.kind == kind).collect()
}

#[test]
fn an_ordinary_friday_has_nothing_unusual() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(found(&desk), []);
}

#[test]
fn an_approval_within_a_minute_names_both_entries() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    assert_eq!(of(&found(&desk), AnomalyKind::QuickApproval), Vec::<&Anomaly>::new());
    let mut quick = desk.c(id).clone();
    quick.approvals[0].at = "2026-11-20T10:20:59+09:00".parse().unwrap();
    quick.requested_at = "2026-11-20T10:20:00+09:00".parse().unwrap();
    let entries = vec![quick.index, quick.approvals[0].index];
    let all = seen(&desk, &[quick.clone()], "2026-11-20", "2026-11-20", "2026-11-20");
    let quick_ones = of(&all, AnomalyKind::QuickApproval);
    assert_eq!((quick_ones.len(), quick_ones[0].number, &quick_ones[0].entries), (1, Some(59), &entries));
    // A clock that is behind is a matter of clocks.
    quick.approvals[0].at = "2026-11-20T10:19:59+09:00".parse().unwrap();
    let all = seen(&desk, &[quick], "2026-11-20", "2026-11-20", "2026-11-20");
    assert_eq!(of(&all, AnomalyKind::QuickApproval).len(), 0);
}

#[test]
fn one_pair_is_listed_from_five_on_and_not_where_another_approved_too() {
    let mut desk = Desk::new();
    for _ in 0..4 {
        desk.approved(json!({}));
    }
    assert_eq!(of(&found(&desk), AnomalyKind::OnePair).len(), 0);
    desk.approved(json!({}));
    let all = found(&desk);
    let pairs = of(&all, AnomalyKind::OnePair);
    let people: Vec<&str> = pairs[0].people.iter().map(|person| person.as_str()).collect();
    assert_eq!((people, pairs[0].number, pairs[0].entries.len()), (vec!["tanaka", "sato"], Some(5), 5));
    // Before the period, none of them counts.
    let later = seen(&desk, &desk.carry_outs, "2026-11-21", "2026-11-30", "2026-11-30");
    assert_eq!(of(&later, AnomalyKind::OnePair).len(), 0);
    let other = desk.request(json!({}));
    desk.about(other, "ito", "approval", json!({}));
    assert_eq!(of(&found(&desk), AnomalyKind::OnePair).len(), 0);
}

#[test]
fn nights_and_free_days_are_those_of_who_acts() {
    let mut desk = Desk::new();
    desk.minutes = 11 * 60 + 57;
    let id = desk.approved(json!({}));
    let all = found(&desk);
    // Asked for at 21:58 and 21:59 ends the evening: the approval comes at 21:59.
    assert_eq!(of(&all, AnomalyKind::Night).len(), 0, "{:?}", desk.c(id).requested_at);
    desk.minutes = 12 * 60 - 1;
    let id = desk.approved(json!({}));
    let all = found(&desk);
    let nights: Vec<Vec<u64>> =
        of(&all, AnomalyKind::Night).iter().map(|found| found.entries.clone()).collect();
    assert_eq!(nights, [vec![desk.c(id).index], vec![desk.c(id).approvals[0].index]]);
    // Sunday, and Monday which is a holiday.
    for (minutes, why) in [(2 * 1440, Holiday::Sunday), (3 * 1440, Holiday::National)] {
        let mut desk = Desk::new();
        desk.minutes = minutes;
        desk.request(json!({"on": "2026-11-24"}));
        let all = found(&desk);
        let free = of(&all, AnomalyKind::Holiday);
        assert_eq!((free.len(), free[0].holiday), (1, Some(why)), "{all:?}");
    }
}

#[test]
fn what_is_late_is_listed_with_its_days_whether_it_is_back_or_not() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"due": "2026-11-21"}));
    let out = |today: &str| seen(&desk, &desk.carry_outs, "2026-11-01", "2026-12-31", today);
    assert_eq!(of(&out("2026-11-21"), AnomalyKind::LateReturn).len(), 0);
    let all = out("2026-11-25");
    let late = of(&all, AnomalyKind::LateReturn);
    assert_eq!((late.len(), late[0].on, late[0].number, late[0].at), (1, day("2026-11-22"), Some(4), None));
    desk.minutes = 4 * 1440;
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    let all = seen(&desk, &desk.carry_outs, "2026-11-01", "2026-12-31", "2026-12-31");
    let late = of(&all, AnomalyKind::LateReturn);
    assert_eq!((late[0].on, late[0].number), (day("2026-11-24"), Some(3)));
    assert_eq!(late[0].entries.last(), Some(&desk.c(id).returns[0].index));
}

#[test]
fn an_extension_that_is_agreed_to_after_the_day_makes_nothing_that_was_late_in_time() {
    for (asked_minutes, late_days) in [(0, None), (20 * 1440, Some(23))] {
        let mut desk = Desk::new();
        let id = desk.sealed(json!({"due": "2026-11-28"}));
        desk.minutes = asked_minutes;
        let asked = desk.about(id, "tanaka", "extension", json!({"due": "2026-12-31", "reason": "工期"}));
        desk.about(
            id,
            "sato",
            "extension-answer",
            json!({"approved": true, "extension": asked, "reason": "?"}),
        );
        desk.minutes = 31 * 1440;
        let returning = desk.returning(id, json!({}));
        desk.about(id, "tanaka", "return", returning);
        let all = seen(&desk, &desk.carry_outs, "2026-11-01", "2026-12-31", "2026-12-31");
        let late: Vec<_> = of(&all, AnomalyKind::LateReturn).iter().map(|one| one.number).collect();
        assert_eq!(late, late_days.map(Some).into_iter().collect::<Vec<_>>(), "{asked_minutes}");
    }
}

#[test]
fn what_was_lost_is_not_late_for_ever() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"due": "2026-11-21"}));
    desk.incident(id, "mori", "lost");
    let all = seen(&desk, &desk.carry_outs, "2026-11-01", "2027-12-31", "2027-12-31");
    assert!(of(&all, AnomalyKind::LateReturn).is_empty(), "{all:?}");
}

#[test]
fn a_copy_that_is_held_past_its_day_is_late_though_the_package_was_handed_over() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({"due": "2026-11-21"}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "working", "place": "PC-3"}));
    desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
    let all = seen(&desk, &desk.carry_outs, "2026-11-01", "2026-12-31", "2026-11-25");
    let late = of(&all, AnomalyKind::LateReturn);
    assert_eq!((late.len(), late[0].number, late[0].at), (1, Some(4), None), "{all:?}");
}

#[test]
fn codes_that_nobody_read_back_are_missed_after_a_week() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let on = |today: &str| seen(&desk, &desk.carry_outs, "2026-11-01", "2026-12-31", today);
    assert!(of(&on("2026-11-26"), AnomalyKind::NoArrival).is_empty());
    let all = on("2026-11-27");
    assert_eq!(of(&all, AnomalyKind::NoArrival)[0].number, Some(7));
    assert_eq!(of(&all, AnomalyKind::NoOpening)[0].on, day("2026-11-27"));
    let mut arrived = desk.c(id).clone();
    arrived.arrived_at = Some("2026-11-21T10:00:00+09:00".parse().unwrap());
    let all = seen(&desk, &[arrived.clone()], "2026-11-01", "2026-12-31", "2026-11-27");
    assert!(of(&all, AnomalyKind::NoArrival).is_empty() && of(&all, AnomalyKind::NoOpening).len() == 1);
    // What came to the recipient opened has arrived.
    arrived.arrived_at = None;
    arrived.opened_at = Some("2026-11-21T10:00:00+09:00".parse().unwrap());
    let all = seen(&desk, &[arrived], "2026-11-01", "2026-12-31", "2026-11-27");
    assert!(of(&all, AnomalyKind::NoArrival).is_empty() && of(&all, AnomalyKind::NoOpening).is_empty());
}

#[test]
fn a_passphrase_told_before_the_package_arrived_is_listed() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    desk.about(id, "suzuki", "passphrase-release", json!({"told": "山田", "via": "phone"}));
    let all = found(&desk);
    let early = of(&all, AnomalyKind::EarlyRelease);
    assert_eq!((early.len(), &early[0].entries), (1, &vec![desk.c(id).releases[0].index]));
    let mut late = desk.c(id).clone();
    late.arrived_at = Some("2026-11-20T10:00:00+09:00".parse().unwrap());
    let all = seen(&desk, &[late], "2026-11-01", "2026-12-31", "2026-11-20");
    assert!(of(&all, AnomalyKind::EarlyRelease).is_empty());
    // What one carries for oneself arrives nowhere.
    let own = desk.sealed(json!({}));
    desk.about(own, "suzuki", "passphrase-release", json!({"told": "田中", "via": "phone"}));
    assert_eq!(of(&found(&desk), AnomalyKind::EarlyRelease).len(), 1);
}

#[test]
fn many_copies_and_the_same_content_again_and_again_are_counted() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for copies in 2..=5 {
        assert!(of(&found(&desk), AnomalyKind::ManyCopies).is_empty(), "{copies}");
        desk.about(id, "tanaka", "copy-made", json!({"kind": "working", "place": "PC"}));
    }
    assert_eq!(of(&found(&desk), AnomalyKind::ManyCopies)[0].number, Some(5));
    for _ in 2..5 {
        desk.sent(json!({}));
    }
    assert!(of(&found(&desk), AnomalyKind::RepeatedContent).is_empty());
    desk.sent(json!({}));
    let all = found(&desk);
    let again = of(&all, AnomalyKind::RepeatedContent);
    assert_eq!((again[0].number, again[0].carry_outs.len()), (Some(5), 5));
}

#[test]
fn a_key_that_the_approver_brought_in_is_listed_once_something_left_on_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    assert!(of(&found(&desk), AnomalyKind::OwnKey).is_empty());
    let sato = desk.registry.people.get_mut(&"sato".parse().unwrap()).unwrap();
    sato.keys[0].added_by = sato.id.clone();
    assert_eq!(of(&found(&desk), AnomalyKind::OwnKey)[0].carry_outs, [id]);
    let asked = desk.approved(json!({}));
    assert!(of(&found(&desk), AnomalyKind::OwnKey).iter().all(|found| found.carry_outs != [asked]));
}

#[test]
fn a_key_that_somebody_else_brought_in_is_listed_for_a_quarter_once_its_mark_is_gone() {
    let listed = |days: i64, exported: bool| {
        let mut desk = Desk::new();
        let added = desk.registry.person(&"sato".parse().unwrap()).unwrap().keys[0].added_index;
        desk.minutes += days * 1440;
        let on = day("2026-11-20") + chrono::Duration::days(days);
        let asked = json!({"due": "2027-12-20", "on": on});
        let id = if exported { desk.sealed(asked) } else { desk.approved(asked) };
        desk.minutes -= days * 1440;
        let approval = desk.c(id).approvals[0].clone();
        let all = seen(&desk, &desk.carry_outs, "2026-11-01", "2027-12-31", "2027-12-31");
        let found: Vec<Anomaly> = of(&all, AnomalyKind::NewApprover).into_iter().cloned().collect();
        (found, vec![added, approval.index], approval.marks)
    };
    // At first every screen and form has it.
    let (found, _, marks) = listed(6, true);
    assert!(found.is_empty() && marks.contains(&Mark::NewlyRegistered));
    for days in [8, 90] {
        let (found, entries, marks) = listed(days, true);
        let people: Vec<&str> = found[0].people.iter().map(|person| person.as_str()).collect();
        assert_eq!((people, &found[0].entries, found.len()), (vec!["sato", "kanri"], &entries, 1));
        assert_eq!(found[0].number, u64::try_from(days).ok());
        assert!(!marks.contains(&Mark::NewlyRegistered), "{marks:?}");
    }
    assert!(listed(93, true).0.is_empty() && listed(30, false).0.is_empty());
}

#[test]
fn rules_of_the_offices_own_are_unusual_by_name_version_and_who_brought_them_in() {
    let desk = Desk::new();
    let pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
    let mut anomalies =
        Anomalies::between(&desk.registry, day("2026-11-01"), day("2026-11-30"), day("2026-11-30"));
    anomalies.take_rules(7, "2026-11-20T10:00:00+09:00".parse().unwrap(), &"kanri".parse().unwrap(), &pack);
    let found = anomalies.finish();
    assert_eq!(
        (found.len(), found[0].kind, found[0].entries.as_slice()),
        (1, AnomalyKind::OwnRules, &[7][..])
    );
    assert_eq!((found[0].people[0].as_str(), found[0].people.len()), ("kanri", 1));
    assert_eq!(found[0].detail, Some(format!("tokki {}", pack.version)));
}
