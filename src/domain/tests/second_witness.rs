//! The rules in `examples/`, written from the specification in another language, take the same statements in and
//! refuse the same: everything that any of these tests says, whatever the order.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::domain::carry_out::{CarryOut, Fate, disposal_id, id_of};
use crate::domain::incident::incident_id;
use crate::domain::tally::tally;

const ON: &str = "2026-11-20";

/// The other witness: one for all tests, which waits for offices.
struct Witness {
    ear: ChildStdin,
    mouth: BufReader<ChildStdout>,
}

/// The other witness at work; `None` where there is no Python, which continuous integration has.
fn called() -> Option<Witness> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("python3");
    command.arg(folder.join("src/domain/tests/second_witness.py")).arg(folder.join("examples"));
    let Ok(child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing");
        return None;
    };
    Some(Witness { ear: child.stdin.unwrap(), mouth: BufReader::new(child.stdout.unwrap()) })
}

/// What the other witness says of a log.
fn heard(desk: &Desk) -> Option<Value> {
    static WITNESS: LazyLock<Mutex<Option<Witness>>> = LazyLock::new(|| Mutex::new(called()));
    let all = json!({"on": ON, "said": desk.transcript.iter().map(|(said, _)| said).collect::<Vec<_>>()});
    let mut answer = String::new();
    {
        let mut witness = WITNESS.lock().unwrap_or_else(PoisonError::into_inner);
        let witness = witness.as_mut()?;
        witness.ear.write_all(format!("{all}\n").as_bytes()).unwrap();
        witness.mouth.read_line(&mut answer).unwrap();
    }
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert!(answer["failed"].is_null(), "{}", answer["failed"].as_str().unwrap_or_default());
    Some(answer)
}

/// What these rules say of it.
fn summary(desk: &Desk) -> Value {
    let articles: std::collections::BTreeMap<String, &crate::domain::article::Article> =
        desk.registry.articles.values().map(|one| (one.id(), one)).collect();
    let ids =
        |numbers: &mut dyn Iterator<Item = &u64>| numbers.map(|number| id_of(*number)).collect::<Vec<_>>();
    let incident = |incident: &crate::domain::incident::Incident| {
        let carry_outs = ids(&mut incident.carry_outs.iter());
        let despite = desk.registry.despite.get(&incident.number).into_iter().flatten();
        let despite: Vec<Value> =
            despite.map(|done| json!([id_of(done.carry_out), done.begun_before, done.missing])).collect();
        json!({
            "id": incident.id(), "closed": incident.closed.is_some(), "carry_outs": carry_outs,
            "despite": despite,
        })
    };
    let medium = |medium: &crate::domain::registry::Medium| {
        let level = medium.taint.as_ref().map(|taint| taint.level);
        let out = ids(&mut medium.out.keys());
        json!({"state": medium.state, "holds": ids(&mut medium.holds.iter()), "level": level, "out": out})
    };
    let media = desk.registry.media.iter().map(|(id, known)| (id.to_string(), medium(known)));
    let lost = |one: &crate::domain::restored::Restoration| {
        let mut people: Vec<_> = one.by.iter().map(|by| by.person.to_string()).collect();
        people.sort();
        json!([one.held.size, one.kept.size, one.is_effective(), people])
    };
    let succeeded = |one: &crate::domain::succession::Succession| {
        json!([one.person, one.by, one.end.as_ref().map(|end| end.outcome.as_str())])
    };
    let leaving = desk.registry.people.values().filter(|person| person.leaving.is_some());
    json!({
        "carry_outs": desk.carry_outs.iter().map(|carry_out| shown(desk, carry_out)).collect::<Vec<_>>(),
        "incidents": desk.incidents.iter().map(incident).collect::<Vec<_>>(),
        "media": media.collect::<serde_json::Map<_, _>>(),
        "articles": mapped(&articles, |one| {
            let lost = one.lost.as_ref().map(|lost| lost.incident);
            let to_clear = one.uncleared.as_ref().is_some_and(|uncleared| uncleared.made_up.is_none());
            json!([one.kind, one.carrier, one.state(), lost, one.is_confirmed(), to_clear])
        }),
        "restored": desk.registry.restorations.iter().map(lost).collect::<Vec<_>>(),
        "successions": desk.registry.successions.iter().map(succeeded).collect::<Vec<_>>(),
        "leaving": leaving.map(|person| person.id.to_string()).collect::<Vec<_>>(),
        "contracts": mapped(&desk.registry.contracts, contract),
        "packs": mapped(&desk.registry.packs, |pack| json!(pack.version)),
        "assets": mapped(&desk.registry.assets, |asset| {
            let checked_by = asset.checked.as_ref().map(|(_, by)| by);
            let confirmed = [&asset.received.client, &asset.received.office];
            let confirmed = confirmed.map(|word| word.as_ref().map(|word| &word.by));
            let end_confirmed = asset.ended.as_ref().and_then(|ended| ended.confirmed.as_ref()).map(|word| &word.by);
            json!({
                "end_confirmed": end_confirmed, "ended": asset.ended.is_some(), "checked_by": checked_by, "copies": asset.copies(), "confirmed": confirmed,
            })
        }),
        "staff": mapped(&desk.registry.people, |person| {
            let taught: Vec<_> = person.taught.iter().map(|taught| taught.on).collect();
            let pledges: Vec<_> = person.pledges.iter().map(|pledged| pledged.occasion).collect();
            let nothing = taught.is_empty() && pledges.is_empty();
            if nothing { Value::Null } else { json!({"taught": taught, "pledges": pledges}) }
        }),
    })
}

/// What is not null of everything in a register, by id.
fn mapped<K: ToString, V>(register: &std::collections::BTreeMap<K, V>, show: impl Fn(&V) -> Value) -> Value {
    let all = register.iter().map(|(id, known)| (id.to_string(), show(known)));
    Value::Object(all.filter(|(_, shown)| !shown.is_null()).collect())
}

fn contract(contract: &crate::domain::contract::Contract) -> Value {
    let consent = |consent: &crate::domain::contract::Consented| json!({"number": consent.number, "confirmed_by": consent.confirmed_by});
    let mut sent: Vec<(String, &str)> =
        contract.sent.iter().map(|sent| (sent.on.to_string(), sent.duty.as_str())).collect();
    sent.sort_unstable();
    json!({
        "packs": contract.record.packs,
        "directives": contract.directives.iter().map(|directed| &directed.number).collect::<Vec<_>>(),
        "notified": mapped(&contract.notified, |notified| json!(notified.posts)),
        "left": contract.left.keys().collect::<Vec<_>>(),
        "places": mapped(&contract.places, |place| json!(place.paths)),
        "sent": sent,
        "contacts": contract.contacts.iter().map(|contact| &contact.name).collect::<Vec<_>>(),
        "recipients": contract.recipients.keys().collect::<Vec<_>>(),
        "subcontractors": mapped(&contract.subcontractors, |agreed| json!(agreed.tier)),
        "agreements": mapped(&contract.agreements, |bound| json!([bound.dated, bound.until])),
        "checks": mapped(&contract.checks, |checked| json!([checked.on, checked.unmet])),
        "consents": contract.consents.iter().map(consent).collect::<Vec<_>>(),
        "sheet_open": contract.sheet.as_ref().map(crate::domain::contract::Sheet::open),
    })
}

fn shown(desk: &Desk, carry_out: &CarryOut) -> Value {
    let enough = tally(&desk.registry, carry_out).is_enough();
    let copy = |copy: &crate::domain::carry_out::CopyRecord| {
        let (fate, under) = match &copy.fate {
            Fate::Held => ("held", None),
            Fate::Returned { .. } => ("returned", None),
            Fate::Disposed { disposal } => ("disposed", Some(disposal_id(*disposal))),
            Fate::HandedOver => ("handed-over", None),
            Fate::Lost { incident } => ("lost", Some(incident_id(*incident))),
        };
        let level = carry_out.level_of(copy);
        json!({"number": copy.number, "kind": copy.kind, "fate": fate, "level": level, "under": under})
    };
    let disposed =
        |disposed: &crate::domain::carry_out::Disposed| json!({"id": disposed.id(), "level": disposed.level});
    json!({
        "id": carry_out.id(), "status": carry_out.status(enough, ON.parse().unwrap()),
        "carrier": carry_out.carrier, "due": carry_out.due(),
        "frozen_by": desk.registry.freezing(carry_out.number).map(incident_id),
        "copies": carry_out.copies.iter().map(copy).collect::<Vec<_>>(),
        "disposals": carry_out.disposals.iter().map(disposed).collect::<Vec<_>>(),
        "attachments_kept": carry_out.kept_attachments().len(),
        "attachments_purged": carry_out.attachments.iter().filter(|one| carry_out.is_purged(&one.sha256)).count(),
        "incidents": carry_out.incidents.iter().map(|number| incident_id(*number)).collect::<Vec<_>>(),
        "mails_sent": carry_out.mailed.iter().map(|sent| json!({"differences": sent.differences})).collect::<Vec<_>>(),
    })
}

/// Both come to the same: statement by statement, and in the end.
pub fn agree(desk: &Desk) {
    let Some(heard) = heard(desk) else { return };
    for ((said, refused), effect) in desk.transcript.iter().zip(heard["effects"].as_array().unwrap()) {
        let same = refused.is_none() == (effect == "");
        assert!(same, "{}: here {refused:?}, there {effect}", said["statement"]);
    }
    assert_eq!(summary(desk), heard["summary"]);
}

#[test]
fn a_second_witness_judges_a_whole_life_alike() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"kind": "deliver", "level": "1", "recipient": "city"}));
    desk.about(id, "suzuki", "passphrase-release", json!({"told": "田中", "via": "phone"}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "working", "place": "ノートPC"}));
    let asked = desk.about(id, "tanaka", "extension", json!({"due": "2027-01-10", "reason": "工期"}));
    desk.about(id, "sato", "extension-answer", json!({"approved": true, "extension": asked}));
    let incident = desk.incident(id, "mori", "lost");
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&["田中"], &[]));
    desk.end(incident, "ito");
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    let over = desk.overwriting(id, json!({}));
    let cleared = desk.about(id, "tanaka", "disposal", over);
    let read = json!({"bytes": 1000, "changed_sectors": 0, "disposal": cleared, "serial": "S7"});
    desk.about(id, "kimura", "recheck", read);
    let shredded = Desk::disposing("dissolve", json!({"copies": [2], "evidence": attachment()}));
    let shredded = desk.about(id, "tanaka", "disposal", shredded);
    desk.refused(id, "sato", "confirmation", json!({}));
    desk.about(id, "kimura", "witness", json!({"disposal": shredded}));
    desk.about(id, "sato", "confirmation", json!({"note": "確認"}));
}
