//! Media in every place and state, incidents, what is not accounted for, and people who leave.

use super::articles::articles;
use super::{Hand, at, person, registry};
use crate::base::time::Timestamp;
use crate::domain::body::contact::Side;
use crate::domain::duty::Standing;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::{IncidentKind, Level, MediumState, Role};
use crate::domain::rules::demand::{Duty, Occurrence};
use crate::domain::rules::pack::Text;
use crate::domain::succession::SuccessionOutcome;
use crate::projection::view::acknowledge::{AcknowledgedView, AcknowledgerView};
use crate::projection::view::anomaly::PersonNamed;
use crate::projection::view::backup::{AbsentCustody, BackupView, LostEntry, LostView, RestoreView};
use crate::projection::view::purge::{Did, PurgeAskedView, PurgeDone, PurgeLine, PurgePlan};
use crate::projection::view::restored::{RestorationView, RestorerView};
use crate::projection::view::succession::{SuccessionSaid, SuccessionView};
use crate::projection::view::{
    AssetView, CallListView, CarryOutView, ClauseView, DutyView, HeldView, IncidentLine, LeaveView,
    LeavingView, MediumEndView, MediumView, NextAct, NextView, OutView, OutstandingLine, PledgeOwedView,
    QuestionItem, QuestionView, SeenView, SentView, StockTakeView, StrangerView, TaintView,
};

pub(in crate::report) fn incident_line(hand: Hand, first_contact_minutes: Option<i64>) -> IncidentLine {
    let aware = at("2026-11-20T09:00:00+09:00");
    IncidentLine {
        id: "I-0003".to_owned(),
        kind: IncidentKind::Lost,
        drill: false,
        open: true,
        aware,
        recorded_at: aware,
        minutes_since_aware: 75,
        first_contact_minutes,
        hour_overdue: first_contact_minutes.is_none(),
        carry_out_ids: vec!["C-0042".to_owned(), "C-0043".to_owned()],
        article_ids: vec!["E-0007".to_owned()],
        media_ids: vec!["USB-07".parse().unwrap()],
        opened_by: person("tanaka"),
        opened_by_name: hand.text("田中 太郎"),
    }
}

pub(in crate::report) fn missing_media(hand: Hand) -> Vec<MediumView> {
    let registry = registry(hand);
    let missed_since = Some(at("2026-11-20T09:00:00+09:00"));
    let missing = |medium| MediumView { missed_since, ..MediumView::new(&registry, medium) };
    registry.media.values().map(missing).collect()
}

/// A paper in every standing, with clauses and without.
pub(in crate::report) fn duties(hand: Hand) -> Vec<DutyView> {
    let one = |standing, occasion, named| DutyView {
        contract: Some("K-2026-01".parse().unwrap()),
        duty: Duty::DisposalReport,
        standing,
        occasion,
        about: hand.some("D-0007"),
        since: occasion.map(|_| "2026-11-01".parse().unwrap()),
        due: occasion.map(|_| "2026-11-15".parse().unwrap()),
        due_named: named,
        clauses: vec![
            ClauseView { rule: "k-1".to_owned(), document: None, clause: hand.text("1") },
            ClauseView {
                rule: "k-2".to_owned(),
                document: Some(Text { en: hand.text("rules"), ja: hand.text("要領") }),
                clause: hand.text("4(4)"),
            },
        ],
        sent: (standing == Standing::Sent).then(|| SentView {
            on: "2026-11-12".parse().unwrap(),
            sha256: crate::base::digest::Digest::of(b"paper"),
            note: hand.some("郵送"),
            by: person("kanri"),
            index: 40,
        }),
        purge: None,
    };
    let mut all = vec![
        one(Standing::Late, Some(Occurrence::Disposal), false),
        one(Standing::Open, None, false),
        one(Standing::Ahead, Some(Occurrence::End), true),
        one(Standing::Sent, Some(Occurrence::Disposal), false),
    ];
    all.push(DutyView {
        clauses: Vec::new(),
        about: None,
        ..one(Standing::Open, Some(Occurrence::Request), true)
    });
    all.push(DutyView::of_purge(&purge_line(None), 1_204, false));
    all.push(DutyView::of_purge(&purge_line(None), 1, true));
    all
}

/// Information kept past its day.
pub(in crate::report) fn overdue_assets(hand: Hand) -> Vec<AssetView> {
    vec![AssetView {
        id: "A-001".parse().unwrap(),
        contract: "K-2026-01".parse().unwrap(),
        name: hand.text("測量図"),
        level: Level::Two,
        copies_permitted: None,
        copies: 0,
        count: Some(3),
        people: None,
        from: hand.some("例示市"),
        received: "2026-04-12".parse().unwrap(),
        means: hand.some("手渡し"),
        medium: None,
        purpose: None,
        received_by: None,
        recorded_by: person("kanri"),
        client_confirmed: None,
        office_confirmed: None,
        receipt_confirmed: false,
        place: hand.text("書庫3"),
        handlers: vec![person("tanaka")],
        handlers_left: [(person("tanaka"), "2026-11-20".parse().unwrap())].into(),
        until: Some("2026-11-01".parse().unwrap()),
        due: None,
        due_with_contract: false,
        due_by: Vec::new(),
        registered_by: person("kanri"),
        registered_at: at("2026-04-12T09:00:00+09:00"),
        checked_at: None,
        checked_by: None,
        ended_at: None,
        ended_on: None,
        end_place: None,
        end_witness: None,
        end_evidence_sha256: None,
        method: None,
        to: None,
        ended_by: None,
        end_confirmed: None,
    }]
}

/// A question about one piece of information.
pub(in crate::report) fn question(hand: Hand) -> QuestionView {
    QuestionView {
        contract: "K-2026-01".parse().unwrap(),
        client: hand.text("例示市"),
        number: hand.some("2026-113"),
        title: hand.some("道路台帳"),
        items: vec![QuestionItem {
            id: "A-001".parse().unwrap(),
            name: hand.text("測量図"),
            received: "2026-04-12".parse().unwrap(),
            from: hand.some("例示市"),
            count: Some(3),
        }],
        clause: Some(duties(hand).remove(0).clauses.remove(1)),
        text: Some(Text { en: hand.text("the city decides"), ja: hand.text("市に判断を仰ぐ") }),
    }
}

/// A contact tree with every number and with one only.
pub(in crate::report) fn contacts(hand: Hand) -> Vec<CallListView> {
    let one = |side, day: Option<&str>, night: Option<&str>| CallListView {
        contract: "K-2026-01".parse().unwrap(),
        order: 1,
        side,
        name: hand.text("課長 光"),
        organization: hand.text("例示市"),
        role: day.and_then(|_| hand.some("情報政策課")),
        day: day.and_then(|day| hand.some(day)),
        night: night.and_then(|night| hand.some(night)),
        email: hand.some("a@city.example"),
    };
    vec![
        one(Side::Client, Some("03-0000-0001"), Some("090-0000-0001")),
        one(Side::Office, None, Some("090-0000-0002")),
    ]
}

/// One line for everything that can come next.
pub(in crate::report) fn outstanding_lines(views: Vec<CarryOutView>) -> Vec<OutstandingLine> {
    let acts = [NextAct::Recover, NextAct::Incident, NextAct::Transfer, NextAct::Account, NextAct::Confirm];
    let next = |act| NextView {
        act,
        role: Role::Approver,
        person: (act == NextAct::Account).then(|| person("tanaka")),
        name: (act == NextAct::Account).then(|| views[0].way_back.carrier_name.clone()),
    };
    let line =
        |(view, act): (&CarryOutView, NextAct)| OutstandingLine { carry_out: view.clone(), next: next(act) };
    views.iter().flat_map(|view| acts.map(|act| (view, act))).map(line).collect()
}

pub(in crate::report) fn leaving(
    hand: Hand,
    lines: Vec<OutstandingLine>,
    left_at: Option<Timestamp>,
) -> LeavingView {
    let registry = registry(hand);
    let mut person = super::people(&registry).swap_remove(0);
    person.leaving = Some(LeaveView {
        by: person.id.clone(),
        at: at("2026-11-20T09:00:00+09:00"),
        index: 40,
        reason: Some(hand.text("異動")),
        left_at,
    });
    let pledges = match lines.is_empty() {
        true => Vec::new(),
        false => vec![PledgeOwedView {
            contract: "K-2026-01".parse().unwrap(),
            clause: duties(hand).remove(0).clauses.remove(1),
        }],
    };
    let held = HeldView {
        requests: lines.iter().map(|line| line.carry_out.clone()).collect(),
        carries: lines.clone(),
        open_intents: lines.clone(),
        articles: if lines.is_empty() { Vec::new() } else { articles(hand) },
        articles_asked: if lines.is_empty() { Vec::new() } else { articles(hand) },
        custody: lines,
        pledges,
    };
    LeavingView { person, held }
}

/// A medium in every place and state.
pub(in crate::report) fn media_everywhere(hand: Hand, usual: &MediumView) -> Vec<MediumView> {
    let since = at("2026-11-20T09:00:00+09:00");
    let name = hand.text("田中 太郎");
    let out = OutView { person: person("tanaka"), name: name.clone(), carry_out: "C-0042".to_owned(), since };
    let taint = TaintView {
        level: Level::One,
        contract: Some(hand.text("K-1")),
        organization: Some(hand.text("例示市 建設課")),
    };
    let seen = SeenView { person: person("sato"), name: name.clone(), at: since };
    let (incident, disposal) = (Some("I-0003".to_owned()), Some("D-0007".to_owned()));
    let ended = |incident, disposal| MediumEndView {
        person: person("sato"),
        name: name.clone(),
        at: since,
        reason: Some(hand.text("棚にない")),
        incident,
        disposal,
    };
    let ended = |state, incident, disposal| MediumView {
        state,
        ended: Some(ended(incident, disposal)),
        ..usual.clone()
    };
    vec![
        MediumView {
            out: Some(out.clone()),
            out_with: vec![out],
            taint: Some(taint),
            seen: Some(seen),
            ..usual.clone()
        },
        MediumView { missed_since: Some(since), ..usual.clone() },
        MediumView { missed_since: Some(since), place: None, serial: None, ..usual.clone() },
        MediumView { place: None, serial: None, filesystem_uuid: None, ..usual.clone() },
        ended(MediumState::Lost, incident, None),
        ended(MediumState::Destroyed, None, disposal),
        ended(MediumState::Retired, None, None),
    ]
}

pub(in crate::report) fn stock_take(hand: Hand, views: Vec<MediumView>) -> StockTakeView {
    let stranger = StrangerView {
        path: hand.text("/dev/sdb"),
        maker: None,
        model: Some(hand.text("Stick")),
        serial: Some(hand.text("0001")),
        capacity_bytes: Some(1),
    };
    StockTakeView {
        at: at("2026-11-20T09:00:00+09:00"),
        person: person("sato"),
        note: Some(hand.text("半期")),
        strangers: if views.is_empty() { Vec::new() } else { vec![stranger] },
        identified: Vec::new(),
        seen: views.clone(),
        missing: views.clone(),
        out: views.clone(),
        unexpected: views,
    }
}

/// A carry-out whose attachments may be purged.
pub(in crate::report) fn purge_line(asked: Option<PurgeAskedView>) -> PurgeLine {
    PurgeLine {
        id: "C-0042".to_owned(),
        contract: None,
        ended_on: "2026-12-01".parse().unwrap(),
        years: 5,
        clause: None,
        from: "2031-12-02".parse().unwrap(),
        attachments: 4,
        bytes: 4096,
        asked,
        frozen_by: None,
    }
}

/// What could go: asked for or not, kept for longer, kept by an incident.
pub(in crate::report) fn purge_plan(hand: Hand) -> PurgePlan {
    let asked = PurgeAskedView {
        by: person("sato"),
        name: hand.text("佐藤 花子"),
        at: at("2031-12-02T09:00:00+09:00"),
        index: 900,
    };
    PurgePlan {
        today: "2031-12-02".parse().unwrap(),
        lines: vec![
            purge_line(None),
            purge_line(Some(asked)),
            PurgeLine { from: "2036-12-02".parse().unwrap(), years: 10, ..purge_line(None) },
            PurgeLine { frozen_by: Some("I-0003".to_owned()), ..purge_line(None) },
        ],
        next: Some(purge_line(None)),
        purged: 7,
    }
}

/// One asked for, one agreed to.
pub(in crate::report) fn purge_done() -> Vec<PurgeDone> {
    let one = |did, removed, needed_elsewhere| PurgeDone {
        id: "C-0042".to_owned(),
        did,
        index: 900,
        attachments: 4,
        removed,
        needed_elsewhere,
    };
    vec![one(Did::Asked, 0, 0), one(Did::Purged, 3, 1)]
}

/// An entry without effect, and who looked at it.
pub(in crate::report) fn acknowledged(hand: Hand, acknowledged: bool) -> AcknowledgedView {
    AcknowledgedView {
        index: 812,
        leaf: super::digest("junk"),
        acknowledged,
        by: vec![AcknowledgerView {
            person: person("sato"),
            name: hand.text("佐藤 花子"),
            at: at("2026-12-02T09:00:00+09:00"),
            index: 820,
            reason: hand.text("appended with sqlite3"),
        }],
        findings: vec![Finding::at(812, FindingKind::NotAnEntry, hand.text("not an entry"))],
    }
}

/// A history that was lost, recorded or waiting for a second person.
pub(in crate::report) fn restoration(hand: Hand, recorded: bool) -> RestorationView {
    RestorationView {
        held_size: 120,
        held_root: super::digest("held"),
        kept_size: 100,
        kept_root: super::digest("kept"),
        recorded,
        by: vec![RestorerView {
            person: person("sato"),
            name: hand.text("佐藤 花子"),
            at: at("2026-12-02T09:00:00+09:00"),
            index: 101,
            reason: hand.text("disk failed"),
        }],
        lost: vec![
            LostEntry { index: 100, type_name: Some("request".to_owned()), id: hand.some("C-0042") },
            LostEntry { index: 101, type_name: None, id: None },
        ],
    }
}

/// Somebody who is to be administrator, twice; somebody who is, and somebody who is not to be.
pub(in crate::report) fn successions(hand: Hand) -> Vec<SuccessionView> {
    let said = |id: &str, reason: Option<&str>| SuccessionSaid {
        person: person(id),
        name: hand.text("佐藤 花子"),
        at: at("2026-12-02T09:00:00+09:00"),
        index: 101,
        reason: reason.map(|reason| hand.text(reason)),
    };
    let outcomes = [
        None,
        None,
        Some(SuccessionOutcome::Confirmed),
        Some(SuccessionOutcome::Stopped),
        Some(SuccessionOutcome::AdministratorSigned),
        Some(SuccessionOutcome::Overtaken),
    ];
    let each = outcomes.into_iter().enumerate().map(|(number, outcome)| SuccessionView {
        person: person("tanaka"),
        name: hand.text("田中 一郎"),
        outcome,
        asked: said("kimura", Some("disk failed")),
        ended: outcome.map(|_| said("sato", (number < 4).then_some("tried by telephone"))),
        days: outcome.is_none().then_some(14),
        from: (number == 1).then(|| "2026-12-16".parse().unwrap()),
        administrators: if number < 2 {
            vec![PersonNamed { id: person("kanri"), name: hand.text("管理 太郎") }]
        } else {
            Vec::new()
        },
        contradicted_at: (outcome == Some(SuccessionOutcome::Confirmed)).then_some(130),
    });
    each.collect()
}

/// A backup that was made.
pub(in crate::report) fn backup(hand: Hand, custody: bool) -> BackupView {
    BackupView {
        path: hand.text("/media/backup/sekisho-backup-20261120-220000-120").into(),
        origin: hand.text("example.co.jp/kanmon"),
        size: 120,
        root: super::digest("root"),
        made_at: at("2026-12-02T09:00:00+09:00"),
        ledger_bytes: 1_234_567,
        attachments: 40,
        custody_files: u64::from(custody),
        custody_left_out: !custody,
        custody_absent: [false, true]
            .map(|differs| AbsentCustody { name: hand.text("C-0042-1.age"), differs })
            .into(),
        signed: custody,
        findings: 1,
    }
}

/// A backup that was put back.
pub(in crate::report) fn restored(hand: Hand, lost: bool) -> RestoreView {
    RestoreView {
        home: hand.text("/srv/sekisho").into(),
        from: hand.text("/media/backup/sekisho-backup-20261120-220000-120").into(),
        origin: hand.text("example.co.jp/kanmon"),
        size: 100,
        root: super::digest("root"),
        made_at: at("2026-12-02T09:00:00+09:00"),
        set_aside: lost.then(|| hand.text("/srv/sekisho/set-aside-20261120-220000").into()),
        in_the_way: lost.then_some(7),
        custody_files: 3,
        custody_destroyed: vec![hand.text("C-0042-1.age")],
        verified: if lost { 120 } else { 0 },
        lost: lost.then(|| LostView {
            from: 100,
            last: 119,
            held_size: 120,
            held_root: super::digest("held"),
            known: restoration(hand, true).lost,
        }),
        findings: u64::from(lost),
    }
}
