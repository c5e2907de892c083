//! Whatever is said in whatever order: nothing panics, checking and applying agree (the desk asserts both), and
//! what must always hold does.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::desk::{CAST, STICK};
use super::{Desk, attachment, under_contract};
use crate::base::digest::Digest;
use crate::domain::body::coming_back::Measured;
use crate::domain::carry_out::{CarryOut, Disposed, Fate, Returned};
use crate::domain::names::{MediumState, Method};

/// What to say next: who (most often somebody who may), which kind, about which carry-out, and how.
pub type Move = (u8, usize, u64, u8);

/// What can be said; the more often, the more it takes to come to something.
pub const KINDS: [&str; 52] = [
    "request",
    "approval",
    "approval",
    "rejection",
    "withdrawal",
    "export-intent",
    "export-intent",
    "export-completed",
    "export-completed",
    "export-completed",
    "export-failed",
    "passphrase-release",
    "receipt",
    "checkout",
    "transfer",
    "undelivered",
    "extension",
    "extension-answer",
    "extension-answer",
    "hand-over",
    "copy-made",
    "return",
    "return",
    "return",
    "return",
    "disposal",
    "disposal",
    "disposal",
    "disposal",
    "disposal",
    "witness",
    "witness",
    "recheck",
    "recheck",
    "confirmation",
    "confirmation",
    "confirmation",
    "confirmation",
    "recall",
    "incident-open",
    "incident-include",
    "incident-update",
    "incident-update",
    "incident-contact",
    "incident-close",
    "incident-close",
    "incident-close",
    "person-leave",
    "person-left",
    "medium-set",
    "stock-take",
    "delegation",
];

/// What else is said here, where years pass.
const PURGING: [&str; 4] = ["purge", "purge", "purge-confirm", "purge-confirm"];

fn person(at: u8) -> &'static str {
    CAST[usize::from(at) % CAST.len()].0
}

/// Somebody who may well say this.
fn likely(desk: &Desk, kind: &str, number: u64, who: u8) -> String {
    if let Some(author) = under_contract::likely(desk, kind, who) {
        return author;
    }
    let carry_out = desk.c(number);
    let approver = ["sato", "ito", "ueda"][usize::from(who) % 3];
    let anybody = match kind {
        "approval" | "rejection" | "extension-answer" | "confirmation" | "recall" | "delegation" => approver,
        "incident-close" => ["ito", "sato", "kanri"][usize::from(who) % 3],
        "passphrase-release" => "suzuki",
        "person-leave" | "person-left" | "medium-set" | "stock-take" | "purge" => "kanri",
        "purge-confirm" => ["kimura", "kanri"][usize::from(who) % 4 / 3],
        "witness" | "recheck" => "kimura",
        "request" | "withdrawal" | "export-intent" | "export-completed" | "export-failed" => {
            carry_out.requester.as_str()
        }
        "disposal" if who.is_multiple_of(2) => "suzuki",
        _ => carry_out.carrier.as_str(),
    };
    anybody.to_owned()
}

/// A body of this kind; `how` picks among its shapes.
fn body(desk: &Desk, kind: &str, number: u64, how: u8) -> Value {
    if let Some(body) = under_contract::body(desk, kind, number, how) {
        return body;
    }
    let carry_out = desk.c(number);
    let nothing = Digest::of(b"nothing");
    let attempt = carry_out.attempts.last().map_or(nothing, |attempt| attempt.intent_digest);
    let disposal = carry_out.disposals.last().map_or(nothing, |disposed| disposed.digest);
    let extension = carry_out.extensions.last().map_or(nothing, |extended| extended.digest);
    let incident = desk.incidents.last().map_or(nothing, |incident| incident.digest);
    let medium = [STICK, "USB-08", "CARD-1"][usize::from(how) % 3];
    let copies = [
        json!([1]),
        json!([2]),
        json!([1, 2]),
        json!([3]),
        json!([2, 1]),
        json!([1]),
        json!([1]),
        json!([9]),
    ];
    let copies = copies[usize::from(how / 8) % 8].clone();
    let body = match kind {
        "request" => {
            let kind = ["work", "deliver", "repair"][usize::from(how / 3) % 3];
            let (recipient, via) =
                [("self", "usb"), ("city", "usb"), ("sub", "email")][usize::from(how / 9) % 3];
            let medium = if via == "email" { json!(null) } else { json!(medium) };
            let level = (how % 2 + 1).to_string();
            return desk.asking(
                json!({"kind": kind, "level": level, "medium": medium, "recipient": recipient, "via": via}),
            );
        }
        "approval" | "withdrawal" | "confirmation" => json!({}),
        "rejection" => json!({"reason": "不要"}),
        "export-intent" => desk.intent(number),
        "export-completed" => json!({
            "fingerprints": attachment(), "intent": attempt, "package_sha256": nothing, "package_size_bytes": 7,
            "write_level": "V2",
        }),
        "export-failed" => json!({"found": "なし", "intent": attempt, "reason": "crashed"}),
        "passphrase-release" => {
            json!({"told": if how.is_multiple_of(2) { "田中" } else { "山田" }, "via": "phone"})
        }
        "receipt" if how.is_multiple_of(2) => {
            json!({"code": {"digits": Digest::of(b"package").prefix(12), "kind": "arrived"}})
        }
        "receipt" => json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}}),
        "checkout" => json!({"pledge": attachment()}),
        "transfer" => json!({"to": person(how)}),
        "undelivered" => json!({"evidence": attachment()}),
        "extension" => json!({"due": format!("2027-01-{:02}", how % 28 + 1), "reason": "工期"}),
        "extension-answer" => {
            json!({"approved": how.is_multiple_of(2), "extension": extension, "reason": "?"})
        }
        "hand-over" if how.is_multiple_of(2) => json!({"evidence": attachment()}),
        "hand-over" => json!({"evidence": attachment(), "medium_stays": true}),
        "copy-made" => {
            let kind = ["working", "paper", "package", "subcontractor"][usize::from(how) % 4];
            let mut made = json!({"holder": "sub", "kind": kind, "place": "机"});
            if how % 5 == 1 {
                made["device"] = json!(["PC-1", "USB-07"][usize::from(how) % 2]);
            }
            made
        }
        "return" if how.is_multiple_of(4) => {
            json!({"copies": copies, "note": "見つかった", "tool": "sekisho 0.1.0"})
        }
        "return" => {
            let mut body = desk.returning(number, seen(desk, number, how / 4));
            body["copies"] = copies;
            begun(desk, how, body)
        }
        "disposal" => {
            let mut body = match how % 7 {
                0 => {
                    let mut over = desk.overwriting(number, json!({}));
                    let place = seen(desk, number, how / 7)["place"].clone();
                    if !place.is_null() {
                        over["measured"]["place"] = place;
                    }
                    over
                }
                1 => {
                    let measured = desk.measured(number, seen(desk, number, how / 7));
                    Desk::disposing("erase-file", json!({"measured": measured}))
                }
                2 if how.is_multiple_of(3) => Desk::disposing("physical", json!({"evidence": attachment()})),
                2 => {
                    let others = (1..=desk.registry.requests).filter(|other| *other != number);
                    let also: Vec<u64> = others.take(usize::from(how / 32)).collect();
                    let also = if also.is_empty() { json!(null) } else { json!(also) };
                    Desk::disposing("physical", json!({"also": also, "evidence": attachment()}))
                }
                3 => Desk::disposing("declared", json!({"evidence": attachment()})),
                4 => Desk::disposing("dissolve", json!({"note": "溶解"})),
                5 => Desk::key_destroyed(&[], &[1]),
                _ => Desk::key_destroyed(&["田中", "山田"], &[1]),
            };
            body["copies"] = copies;
            begun(desk, how, body)
        }
        "witness" if how.is_multiple_of(4) => {
            let evidence = if how.is_multiple_of(8) {
                attachment()
            } else {
                json!({"sha256": nothing, "size_bytes": 7})
            };
            json!({"disposal": disposal, "external": {"evidence": evidence, "name": "市役所"}})
        }
        "witness" => json!({"disposal": disposal}),
        "recheck" => json!({"bytes": 1000, "changed_sectors": 0, "disposal": disposal, "serial": "S7"}),
        "recall" => json!({"number": format!("R-{}", how % 4)}),
        "incident-open" => {
            let kind = ["lost", "stolen", "leak", "suspected"][usize::from(how) % 4];
            let mut body = json!({"aware": desk.now(), "drill": true, "kind": kind, "medium": medium});
            if how >= 224 {
                body.as_object_mut().unwrap().remove("drill");
            }
            body
        }
        "incident-include" => json!({"incident": incident}),
        "incident-update" => {
            let field = ["written-report", "prevention", "review", "cause"][usize::from(how) % 4];
            return json!({"evidence": attachment(), "field": field, "incident": incident, "text": "書いた"});
        }
        "incident-contact" => return json!({"at": desk.now(), "incident": incident, "whom": "市役所"}),
        "incident-close" => return json!({"incident": incident}),
        "person-leave" if how >= 64 => return json!({"person": "nobody"}),
        "person-left" if how % 2 == 1 => return json!({"person": person(how / 16), "pledged": true}),
        "person-leave" | "person-left" => return json!({"person": person(how / 16)}),
        "medium-set" => {
            let state = if how < 16 { ["lost", "destroyed"][usize::from(how / 3) % 2] } else { "active" };
            return json!({"id": medium, "state": state});
        }
        "stock-take" => return json!({"seen": [medium]}),
        "purge" if how.is_multiple_of(8) => json!({"attachments": [attachment()]}),
        "purge" => json!({"attachments": carry_out.kept_attachments()}),
        "purge-confirm" => {
            let asked = carry_out.purges.last().map_or(nothing, |purged| purged.digest);
            json!({"purge": asked})
        }
        _ => {
            let (from, to) = (person(how / 8), person(how));
            return json!({"from": "2026-11-20", "person": from, "to": to, "until": "2026-12-30"});
        }
    };
    desk.with_request(number, body)
}

/// Perhaps with the word that it was begun before now, or before the last incident.
fn begun(desk: &Desk, how: u8, mut body: Value) -> Value {
    if how.is_multiple_of(5) {
        body["begun"] = json!(desk.entries().saturating_sub(u64::from(how / 16)));
    }
    body
}

/// What a desk saw, other than the package erased at its medium.
fn seen(desk: &Desk, number: u64, how: u8) -> Value {
    let place = |but: &[(&str, Value)]| {
        let mut place = desk.destination(number);
        but.iter().for_each(|(field, value)| place[*field] = value.clone());
        json!({"place": place})
    };
    match how % 14 {
        0 => json!({"gone": false, "in_place": null}),
        1 => json!({"scan": {"bytes": 1000, "found": 0, "unreadable_bytes": 0}}),
        2 => json!({"scan": {"bytes": 999, "found": 0, "unreadable_bytes": 0}}),
        3 => json!({"copies_left": 1}),
        4 => json!({"identified": false}),
        5 => json!({"capacity_bytes": 2000}),
        6 => place(&[("serial", json!("S9"))]),
        7 => place(&[("serial", json!("S9")), ("identified", json!(false))]),
        8 => place(&[("identified", json!(true))]),
        9 => place(&[("medium", json!("USB-99")), ("identified", json!(false))]),
        10 => place(&[("medium", json!("USB-08")), ("serial", json!("S8"))]),
        11 => place(&[("filesystem_uuid", json!("BBBB-0002")), ("identified", json!(false))]),
        12 => place(&[("path", json!("/elsewhere"))]),
        _ => json!({}),
    }
}

/// What is true of every office, whatever was said in it.
fn always(desk: &Desk, before: &Desk) {
    for carry_out in &desk.carry_outs {
        let id = carry_out.id();
        assert_eq!(
            desk.registry.is_carried(carry_out.number),
            carry_out.is_outstanding(),
            "{id}: somebody carries it"
        );
        if carry_out.is_outstanding() {
            assert!(
                desk.carries(carry_out.carrier.as_str()).contains(&carry_out.number),
                "{id}: its carrier"
            );
        }
        let unaccounted = carry_out.copies.iter().filter(|copy| copy.fate == Fate::Held).count();
        if let Some(closed) = &carry_out.closed {
            assert_eq!(unaccounted, 0, "{id}: closed with copies held");
            assert!(
                carry_out.involved().all(|person| *person != closed.by),
                "{id}: confirmed by {}",
                closed.by
            );
        }
        let numbers = carry_out.copies.iter().map(|copy| copy.number);
        assert!(numbers.eq(1..=u64::try_from(carry_out.copies.len()).unwrap()), "{id}: copies count up");
        let was = before.carry_outs.iter().find(|was| was.number == carry_out.number);
        if let Some(was) = was {
            still(desk, was, carry_out);
        }
    }
    for (id, medium) in &before.registry.media {
        let now = &desk.registry.media[id];
        if matches!(medium.state, MediumState::Lost | MediumState::Destroyed) {
            assert!(!matches!(now.state, MediumState::Active | MediumState::Retired), "{id} is used again");
        }
    }
}

/// What happened stays so.
fn still(desk: &Desk, was: &CarryOut, now: &CarryOut) {
    let id = now.id();
    for (before, after) in was.copies.iter().zip(&now.copies) {
        assert!(
            after.fate != Fate::Held || before.fate == Fate::Held,
            "{id}: copy {} is held again",
            after.number
        );
        // Only an opened code that came later takes something back.
        let opened = was.opened_at != now.opened_at;
        let known = was.level_of(before) <= now.level_of(after);
        assert!(known || opened, "{id}: less is known of copy {}", after.number);
        let silenced = matches!(before.fate, Fate::Lost { .. }) && !matches!(after.fate, Fate::Lost { .. });
        let said = now.returns.len() + now.disposals.len() > was.returns.len() + was.disposals.len();
        let arrived = after.fate == Fate::HandedOver && after.medium.is_none();
        assert!(!silenced || said || arrived, "{id}: copy {} is not lost any more", after.number);
    }
    if desk.registry.freezing(now.number).is_some() {
        assert_eq!(was.releases.len(), now.releases.len(), "{id}: told while frozen");
        // What the client orders back is open again, frozen or not.
        assert!(was.closed.is_some() || now.closed.is_none(), "{id}: closed while frozen");
        let overwrote = |returned: &&Returned| {
            returned.body.measured.as_ref().is_some_and(Measured::is_changed) && returned.despite.is_empty()
        };
        let untold =
            |disposed: &&Disposed| disposed.body.method != Method::Key && disposed.despite.is_empty();
        let new = (now.returns.len() > was.returns.len(), now.disposals.len() > was.disposals.len());
        assert!(!new.0 || now.returns.last().filter(overwrote).is_none(), "{id}: erased and not told");
        assert!(!new.1 || now.disposals.last().filter(untold).is_none(), "{id}: disposed of and not told");
    }
    if let Some((purged, confirmed)) = now.last_purge().filter(|done| Some(*done) != was.last_purge()) {
        assert!(purged.by != confirmed.by, "{id}: purged by one person");
        assert!(
            was.involved().all(|person| *person != purged.by && *person != confirmed.by),
            "{id}: purged by its own"
        );
        assert!(
            !was.is_outstanding() && desk.registry.freezing(now.number).is_none(),
            "{id}: purged too soon"
        );
        for at in [purged.at, confirmed.at] {
            assert!(at.date() >= desk.registry.purgeable_from(was), "{id}: purged before its day");
        }
    }
    let over = |carry_out: &CarryOut| carry_out.withdrawn.is_some() || carry_out.rejected.is_some();
    assert!(!over(was) || now.attempts.len() == was.attempts.len(), "{id}: left after its end");
}

/// Any moves, up to so many.
fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    prop::collection::vec((any::<u8>(), 0..KINDS.len() + PURGING.len(), any::<u64>(), any::<u8>()), 1..most)
}

/// An office in which three packages left: two on sticks, one sent.
fn started() -> Desk {
    let mut desk = Desk::new();
    desk.sealed(json!({}));
    desk.sealed(json!({"kind": "deliver", "medium": "USB-08", "recipient": "city"}));
    desk.sent(json!({"recipient": "sub"}));
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_statements_breaks_what_must_always_hold(moves in moves(250)) {
        said(&mut started(), &moves, &[&KINDS[..], &PURGING].concat(), u64::MAX);
    }
}

/// Says what the moves say, of the `newest` carry-outs.
pub fn said(desk: &mut Desk, moves: &[Move], kinds: &[&str], newest: u64) {
    for (who, kind, about, how) in moves {
        let kind = kinds[*kind];
        let requests = desk.registry.requests;
        let number = requests - about % requests.min(newest);
        let author = if *who < 32 { person(*who).to_owned() } else { likely(desk, kind, number, *who) };
        // Only what verifies comes to the rules.
        if !desk.may_sign(&author) {
            continue;
        }
        let body = body(desk, kind, number, *how);
        let before = desk.clone();
        // Some clocks are six years ahead, and mostly those of whoever purges.
        let ahead = if kind.starts_with("purge") { !how.is_multiple_of(4) } else { how % 16 == 3 };
        desk.years = if ahead && kinds.contains(&"purge") { 6 } else { 0 };
        if desk.say(&author, kind, body).is_ok() {
            always(desk, &before);
        }
    }
}
