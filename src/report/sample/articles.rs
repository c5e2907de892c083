//! Devices and paper that are carried.

use super::{Hand, at, digest, person};
use crate::domain::article::{ArticleKind, ArticleState, Clearing, Direction, Measure};
use crate::domain::body::Attachment;
use crate::domain::body::article::{Paper, Permission};
use crate::domain::names::{Level, Method, Role};
use crate::projection::view::TransferView;
use crate::projection::view::article::{AnswerView, BackView, LossView, UnclearedView};
use crate::projection::view::{ArticleView, NextAct, NextView, Outstanding, OutstandingArticle};

/// Something of every kind, at each of its steps.
pub(in crate::report) fn articles(hand: Hand) -> Vec<ArticleView> {
    let asked_at = at("2026-11-20T09:00:00+09:00");
    let answer = |approved: bool| AnswerView {
        approved,
        person: person("sato"),
        name: hand.text("佐藤花子"),
        at: asked_at,
        reason: (!approved).then(|| hand.text("残っている")),
    };
    let device = ArticleView {
        id: "E-0007".to_owned(),
        state: ArticleState::Out,
        kind: ArticleKind::Pc,
        device: Some("PC-3".parse().unwrap()),
        lent_under: Some("K-1".parse().unwrap()),
        serial: Some(hand.text("S-1")),
        model: Some(hand.text("Maker Model")),
        paper: None,
        direction: Direction::Out,
        contract: Some("K-1".parse().unwrap()),
        carrier: person("tanaka"),
        carrier_name: hand.text("田中一郎"),
        carrier_department: None,
        place: hand.text("現場事務所"),
        purpose: hand.text("測量"),
        repair: false,
        on: "2026-11-20".parse().unwrap(),
        due: "2026-11-30".parse().unwrap(),
        overdue: true,
        outstanding: true,
        measures: Measure::ALL.to_vec(),
        permission: Some(Permission {
            by: hand.text("課長"),
            dated: "2026-11-20".parse().unwrap(),
            evidence: Attachment::of(b"letter"),
            number: hand.text("9"),
        }),
        asked_at,
        attested_sha256: digest("attested"),
        permitted: Some(answer(true)),
        transfers: Vec::new(),
        returned: None,
        uncleared: None,
        lost: None,
        confirmed: None,
        copies_of: vec!["C-0042".to_owned()],
        index: 7,
    };
    let back = BackView {
        person: person("tanaka"),
        at: asked_at,
        cleared: Clearing::ALL.to_vec(),
        saved_to: Some(hand.text("サーバ")),
        destroyed: None,
        witness: None,
        evidence_sha256: None,
        note: None,
    };
    let burnt =
        BackView { destroyed: Some(Method::Dissolve), witness: Some(hand.text("鈴木")), ..back.clone() };
    let paper = Paper { count: 12, level: Level::Two, people: Some(3), title: hand.text("図面 A-01") };
    let paper = ArticleView {
        kind: ArticleKind::Paper,
        device: None,
        paper: Some(paper),
        overdue: false,
        ..device.clone()
    };
    let lost = |incident_open: bool| ArticleView {
        state: ArticleState::Lost,
        overdue: false,
        transfers: vec![TransferView {
            from: person("mori"),
            to: person("tanaka"),
            to_name: hand.text("田中一郎"),
            person: person("mori"),
            at: asked_at,
            reason: hand.some("交代"),
        }],
        lost: Some(LossView {
            incident: "I-0003".to_owned(),
            incident_open,
            person: person("tanaka"),
            name: hand.text("田中一郎"),
            at: asked_at,
            note: hand.some("電車に置き忘れた"),
        }),
        ..if incident_open { device.clone() } else { paper.clone() }
    };
    let uncleared = |made_up: Option<BackView>| ArticleView {
        state: ArticleState::Closed,
        uncleared: Some(UnclearedView {
            missing: Clearing::ALL.to_vec(),
            incident: "I-0003".to_owned(),
            opened_by: Some(person("tanaka")),
            owed: made_up.is_none(),
            made_up,
        }),
        ..device.clone()
    };
    vec![
        lost(true),
        lost(false),
        ArticleView { state: ArticleState::Asked, permitted: None, ..device.clone() },
        ArticleView { state: ArticleState::Refused, permitted: Some(answer(false)), ..device.clone() },
        ArticleView {
            state: ArticleState::Returned,
            returned: Some(back.clone()),
            confirmed: Some(answer(false)),
            ..device.clone()
        },
        uncleared(None),
        uncleared(Some(back)),
        device,
        ArticleView {
            state: ArticleState::Closed,
            returned: Some(burnt),
            confirmed: Some(answer(true)),
            ..paper
        },
    ]
}

/// What is not accounted for of them, with everything that can come next.
pub(in crate::report) fn outstanding_articles(hand: Hand) -> Vec<Outstanding> {
    let acts = [NextAct::Incident, NextAct::Transfer, NextAct::Account, NextAct::Confirm, NextAct::Clear];
    let next = |act| NextView {
        act,
        role: Role::Approver,
        person: (act == NextAct::Account).then(|| person("tanaka")),
        name: (act == NextAct::Account).then(|| hand.text("田中一郎")),
    };
    let line = |(article, act): (ArticleView, NextAct)| {
        Outstanding::Article(Box::new(OutstandingArticle { article, next: next(act) }))
    };
    articles(hand).into_iter().flat_map(|view| acts.map(|act| (view.clone(), act))).map(line).collect()
}
