//! Devices and paper that are out: passed on, lost under an incident, and asked for when their carrier leaves.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::article::ArticleState as S;
use crate::domain::carry_out::Fate;
use crate::domain::names::MediumState;
use crate::domain::refusal::{ArticleRefusal as A, IncidentRefusal, Refusal as R};

fn desk() -> Desk {
    let mut desk = Desk::new();
    for (id, kind) in [("PC-1", "pc"), ("PC-2", "pc")] {
        desk.ok("kanri", "medium-add", json!({"id": id, "kind": kind, "serial": id}));
    }
    desk
}

fn asking(what: &str) -> Value {
    let mut body = json!({
        "attested": attachment(), "direction": "out", "due": "2026-12-20", "on": "2026-11-20", "place": "現場",
        "purpose": "測量",
    });
    match what {
        "paper" => body["paper"] = json!({"count": 3, "level": "2", "title": "図面"}),
        device => body["device"] = json!(device),
    }
    body
}

fn asked(desk: &mut Desk, what: &str) -> Digest {
    desk.ok("tanaka", "article-carry", asking(what))
}

fn answer(article: Digest, step: &str) -> Value {
    json!({"approved": true, "article": article, "step": step})
}

/// Something that is out with `tanaka`.
fn out(desk: &mut Desk, what: &str) -> Digest {
    let article = asked(desk, what);
    desk.ok("sato", "article-answer", answer(article, "out"));
    article
}

fn opening(kind: &str, more: Value) -> Value {
    let mut body = json!({"aware": "2026-11-20T09:00:00+09:00", "kind": kind});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn closed(desk: &mut Desk, incident: Digest) {
    for field in ["written-report", "prevention", "review"] {
        let known = json!({"evidence": attachment(), "field": field, "incident": incident, "text": "済"});
        desk.ok("tanaka", "incident-update", known);
    }
    let told = json!({"at": "2026-11-20T09:10:00+09:00", "incident": incident, "whom": "市"});
    desk.ok("tanaka", "incident-contact", told);
    desk.ok("sato", "incident-close", json!({"incident": incident}));
}

fn state(desk: &Desk, number: u64) -> S {
    desk.registry.articles[&number].state()
}

#[test]
fn nobody_has_left_with_whom_a_device_or_paper_is_out() {
    let mut desk = desk();
    let (pc, paper) = (out(&mut desk, "PC-1"), out(&mut desk, "paper"));
    let waits = asked(&mut desk, "PC-2");
    desk.ok("kanri", "person-leave", json!({"person": "tanaka"}));
    let left = json!({"person": "tanaka"});
    let held = R::HoldsStill {
        person: "tanaka".parse().unwrap(),
        carries: Vec::new(),
        articles: vec!["E-0001".into(), "E-0002".into()],
        unconfirmed: Vec::new(),
    };
    assert_eq!(desk.say("kanri", "person-left", left.clone()), Err(held));
    // Nothing goes with them any more either.
    let late = desk.say("sato", "article-answer", answer(waits, "out"));
    assert!(matches!(late, Err(R::LeavesAlready { .. })), "{late:?}");
    // Back, or with somebody who stays.
    let to = |person: &str| json!({"article": pc, "to": person});
    assert!(matches!(desk.say("mori", "article-transfer", to("mori")), Err(R::MissingRole { .. })));
    desk.ok("kanri", "article-transfer", to("mori"));
    assert_eq!(desk.registry.articles[&1].carrier.as_str(), "mori");
    assert!(matches!(desk.say("kanri", "person-left", left.clone()), Err(R::HoldsStill { .. })));
    desk.ok("kanri", "article-return", json!({"article": paper}));
    // Until somebody has seen it, that it is back is only said.
    assert!(matches!(desk.say("kanri", "person-left", left.clone()), Err(R::HoldsStill { .. })));
    desk.ok("sato", "article-answer", answer(paper, "back"));
    desk.ok("kanri", "person-left", left);
    // Who has it now brings it back, and does not confirm that themselves.
    desk.ok("mori", "article-return", json!({"article": pc}));
    desk.ok("sato", "article-answer", answer(pc, "back"));
    assert_eq!(state(&desk, 1), S::Closed);
}

#[test]
fn what_is_lost_keeps_nobody_from_leaving() {
    let mut desk = desk();
    let paper = out(&mut desk, "paper");
    desk.ok("kanri", "person-leave", json!({"person": "tanaka"}));
    desk.ok("mori", "incident-open", opening("stolen", json!({"article": paper})));
    assert_eq!(state(&desk, 1), S::Lost);
    desk.ok("kanri", "person-left", json!({"person": "tanaka"}));
}

#[test]
fn only_the_carrier_passes_it_on_and_only_to_somebody_who_may_carry() {
    let mut desk = desk();
    let pc = asked(&mut desk, "PC-1");
    let to = |person: &str| json!({"article": pc, "reason": "交代", "to": person});
    let early = desk.say("tanaka", "article-transfer", to("mori"));
    assert!(matches!(early, Err(R::Article(A::WrongState { state: S::Asked, .. }))), "{early:?}");
    desk.ok("sato", "article-answer", answer(pc, "out"));
    assert!(matches!(desk.say("mori", "article-transfer", to("mori")), Err(R::NotTheCarrier { .. })));
    assert!(matches!(desk.say("tanaka", "article-transfer", to("tanaka")), Err(R::SameCarrier { .. })));
    assert!(matches!(desk.say("tanaka", "article-transfer", to("suzuki")), Err(R::MissingRole { .. })));
    desk.ok("kanri", "person-leave", json!({"person": "mori"}));
    assert!(matches!(desk.say("tanaka", "article-transfer", to("mori")), Err(R::LeavesAlready { .. })));
    desk.ok("tanaka", "article-transfer", to("ueda"));
    assert!(matches!(
        desk.say("tanaka", "article-return", json!({"article": pc})),
        Err(R::NotTheCarrier { .. })
    ));
    let passed = &desk.registry.articles[&1].transfers[0];
    assert_eq!((passed.from.as_str(), passed.to.as_str()), ("tanaka", "ueda"));
}

#[test]
fn a_loss_never_reads_as_a_return_and_is_confirmed_by_somebody_else_once_its_incident_is_over() {
    let mut desk = desk();
    let paper = out(&mut desk, "paper");
    let incident = desk.ok("tanaka", "incident-open", opening("lost", json!({"article": paper})));
    assert_eq!((state(&desk, 1), desk.registry.articles[&1].is_outstanding()), (S::Lost, true));
    let back = desk.say("tanaka", "article-return", json!({"article": paper}));
    assert!(matches!(back, Err(R::Article(A::WrongState { state: S::Lost, .. }))), "{back:?}");
    let own = desk.say("tanaka", "article-answer", answer(paper, "back"));
    assert!(matches!(own, Err(R::Article(A::OwnArticle { .. }))), "{own:?}");
    let early = desk.say("sato", "article-answer", answer(paper, "back"));
    assert!(matches!(early, Err(R::Article(A::LossOpen { .. }))), "{early:?}");
    let not = json!({"approved": false, "article": paper, "reason": "探す", "step": "back"});
    assert!(matches!(desk.say("sato", "article-answer", not), Err(R::Article(A::WrongState { .. }))));
    closed(&mut desk, incident);
    desk.ok("sato", "article-answer", answer(paper, "back"));
    assert_eq!((state(&desk, 1), desk.registry.articles[&1].is_outstanding()), (S::Lost, false));
    let twice = desk.say("ito", "article-answer", answer(paper, "back"));
    assert!(matches!(twice, Err(R::Article(A::WrongState { .. }))), "{twice:?}");
}

#[test]
fn what_was_lost_together_is_recorded_to_the_same_incident() {
    let mut desk = desk();
    let (pc, paper) = (out(&mut desk, "PC-1"), out(&mut desk, "paper"));
    let incident = desk.ok("tanaka", "incident-open", opening("lost", json!({"article": pc})));
    assert_eq!(desk.registry.media[&"PC-1".parse().unwrap()].state, MediumState::Lost);
    let lost = |article: Digest, incident: Digest| json!({"article": article, "incident": incident});
    let unknown = desk.say("tanaka", "article-lost", lost(paper, paper));
    assert!(matches!(unknown, Err(R::Incident(IncidentRefusal::UnknownIncident { .. }))), "{unknown:?}");
    // Neither a suspicion nor an exercise loses anything.
    for other in
        [opening("suspected", json!({"note": "-"})), opening("lost", json!({"drill": true, "note": "-"}))]
    {
        let other = desk.ok("tanaka", "incident-open", other);
        let refused = desk.say("tanaka", "article-lost", lost(paper, other));
        assert!(matches!(refused, Err(R::Article(A::NotALoss { .. }))), "{refused:?}");
    }
    desk.ok("mori", "article-lost", lost(paper, incident));
    assert_eq!(state(&desk, 2), S::Lost);
    assert!(matches!(
        desk.say("mori", "article-lost", lost(paper, incident)),
        Err(R::Article(A::WrongState { .. }))
    ));
    // Whoever carries what it concerns does not close it.
    let own = desk.say("tanaka", "incident-close", json!({"incident": incident}));
    assert!(own.is_err(), "{own:?}");
    closed(&mut desk, incident);
    let late = out(&mut desk, "PC-2");
    let closed = desk.say("tanaka", "article-lost", lost(late, incident));
    assert!(matches!(closed, Err(R::Incident(IncidentRefusal::IncidentClosed { .. }))), "{closed:?}");
}

#[test]
fn an_exercise_and_a_suspicion_lose_nothing() {
    let mut desk = desk();
    let pc = out(&mut desk, "PC-1");
    desk.ok("tanaka", "incident-open", opening("lost", json!({"article": pc, "drill": true})));
    desk.ok("tanaka", "incident-open", opening("suspected", json!({"article": pc})));
    assert_eq!(state(&desk, 1), S::Out);
    assert_eq!(desk.registry.media[&"PC-1".parse().unwrap()].state, MediumState::Active);
    let nothing = opening("lost", json!({"article": Digest::of(b"nothing")}));
    let unknown = desk.say("tanaka", "incident-open", nothing);
    assert!(matches!(unknown, Err(R::Article(A::UnknownArticle { .. }))), "{unknown:?}");
}

/// What was on the device is lost with it; the package on its stick is not.
#[test]
fn a_lost_device_takes_the_copies_on_it_along_and_nothing_else() {
    let mut desk = desk();
    out(&mut desk, "PC-1");
    let id = desk.sealed(json!({}));
    let stick = desk.c(id).medium().unwrap().clone();
    desk.about(id, "tanaka", "copy-made", json!({"device": "PC-1", "kind": "working", "place": "ノートPC"}));
    // The device's own number is enough to say what was lost.
    let incident = desk.ok("tanaka", "incident-open", opening("lost", json!({"medium": "PC-1"})));
    assert_eq!(state(&desk, 1), S::Lost);
    assert!(desk.registry.freezing(id).is_some(), "a copy of it is on the device");
    desk.about(id, "tanaka", "incident-include", json!({"incident": incident}));
    for copy in &desk.c(id).copies {
        assert_eq!(matches!(copy.fate, Fate::Lost { .. }), copy.device.is_some(), "{copy:?}");
    }
    assert_eq!(desk.registry.media[&stick].state, MediumState::Active);
    assert!(desk.registry.on_devices.is_empty());
}

#[test]
fn paper_has_sheets_and_no_measures_and_comes_back_on_the_day_at_the_earliest() {
    let mut desk = desk();
    let with = |what: &str, field: &str, value: Value| {
        let mut body = asking(what);
        body[field] = value;
        body
    };
    let none = with("paper", "paper", json!({"count": 0, "level": "2", "title": "図面"}));
    assert_eq!(desk.say("tanaka", "article-carry", none), Err(R::Empty { field: "count" }));
    let locked = with("paper", "measures", json!(["screen-lock"]));
    assert_eq!(desk.say("tanaka", "article-carry", locked), Err(R::Empty { field: "count" }));
    let both = with("paper", "device", json!("PC-1"));
    assert_eq!(desk.say("tanaka", "article-carry", both), Err(R::Empty { field: "device" }));
    let reversed = desk.say("tanaka", "article-carry", with("paper", "due", json!("2026-11-19")));
    assert!(matches!(reversed, Err(R::DatesReversed { .. })), "{reversed:?}");
    desk.ok("tanaka", "article-carry", with("paper", "due", json!("2026-11-20")));
}
