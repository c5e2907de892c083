//! Everything a form may be filled from.

use super::{Hand, at, back, made_at, person, registry};
use crate::base::digest::Digest;
use crate::domain::asset::{Asset, Confirmation, Confirmed};
use crate::domain::body::AssetAdd;
use crate::domain::names::Level;
use crate::projection::view::review::ReviewView;
use crate::projection::view::{
    AssetView, CarryOutView, FormAbout, FormFacts, FormHead, FormName, MediumView, OwnShape, Period,
    PledgeText, RecipientView, Sender, SheetItem, StaffView,
};

/// The head of a form, filled in by whomever.
pub(in crate::report) fn head(hand: Hand) -> FormHead {
    let day = "2026-12-10".parse().unwrap();
    FormHead {
        addressee: hand.some("例示市長"),
        number: hand.some("例設第12号"),
        dated: day,
        sender: Sender {
            address: hand.some("東京都例示区例示 1-2-3"),
            name: hand.some("株式会社例示設計"),
            representative: hand.some("代表取締役 例示 太郎"),
            department: hand.some("設計部"),
            title: hand.some("部長"),
            phone: hand.some("03-0000-0000"),
        },
        contract: hand.some("R8-建-0123"),
        work: hand.some("庁舎改修設計業務"),
        section: hand.some("営繕課"),
        fiscal_year: 2026,
        since: None,
        until: Some(day),
        boxes: vec![hand.text("担当"), hand.text("課長"), hand.text("部長")],
        made: made_at(at("2026-12-10T09:00:00+09:00")),
    }
}

/// What a form is filled from.
pub(in crate::report) fn facts(hand: Hand, name: FormName, carry_outs: Vec<CarryOutView>) -> FormFacts {
    let registry = registry(hand);
    FormFacts {
        name,
        period: Period::default(),
        contract: None,
        contracts: Vec::new(),
        person: Some(person("tanaka")),
        carry_outs,
        letters: std::collections::BTreeMap::new(),
        files: super::file_lines(hand, 3),
        assets: vec![asset(hand, false), asset(hand, true)],
        people: super::people(&registry),
        staff: registry.people.values().map(StaffView::new).collect(),
        media: registry.media.values().map(|medium| MediumView::new(&registry, medium)).collect(),
        articles: super::articles::articles(hand),
        recipients: registry.recipients.values().map(RecipientView::new).collect(),
        findings: 1,
        duties: Vec::new(),
        incidents: vec![super::registers::incident_line(hand, None)],
        reviews: vec![review(hand)],
        pledged: [(Digest::of(b"pledge"), hand.some("誓約\n守ります。"))].into(),
        pledge: PledgeText { japanese: "誓約します。", english: "I pledge." },
        sheet: ["1", "4-2", "6-1"].map(|id| item(hand, id)).to_vec(),
        sheet_answered: None,
        own: OwnShape::None,
        head: head(hand),
    }
}

/// The same about a carry-out that came back.
pub(in crate::report) fn full(hand: Hand, name: FormName) -> FormFacts {
    let mut views = vec![back::back_view(hand), super::requested_view(hand)];
    if name.about() == FormAbout::CarryOut {
        views.truncate(1);
    }
    facts(hand, name, views)
}

fn review(hand: Hand) -> ReviewView {
    ReviewView {
        index: 12,
        person: person("kimura"),
        name: hand.text("木村"),
        at: at("2026-12-01T10:00:00+09:00"),
        size: 12,
        from: "2026-11-01".parse().unwrap(),
        until: "2026-11-30".parse().unwrap(),
        contract: Some("K-1".parse().unwrap()),
        anomalies: 1,
        anomalies_sha256: Digest::of(b"list"),
        findings: vec![hand.text("理由を確認")],
        note: hand.some("四半期"),
    }
}

pub(in crate::report) fn asset(hand: Hand, ended: bool) -> AssetView {
    let record = AssetAdd {
        contract: "K-1".parse().unwrap(),
        copies_permitted: Some(3),
        count: Some(12),
        from: hand.some("例示市 営繕課"),
        handlers: vec![person("tanaka")],
        id: "A-1".parse().unwrap(),
        level: Level::Two,
        means: hand.some("手渡し"),
        medium: hand.some("CD-R"),
        name: hand.text("竣工図"),
        people: Some(40),
        place: hand.text("本社書庫"),
        purpose: hand.some("点検図の作成"),
        received: "2026-11-02".parse().unwrap(),
        received_by: Some(person("mori")),
        until: Some("2027-03-31".parse().unwrap()),
    };
    let at = at("2026-11-02T10:00:00+09:00");
    let asset = Asset {
        record,
        said_by: person("tanaka"),
        received: Confirmed {
            client: Some(Confirmation {
                by: person("tanaka"),
                at,
                name: hand.some("山田課長"),
                evidence: Some(Digest::of(b"paper")),
            }),
            office: None,
        },
        registered_by: person("tanaka"),
        registered_at: at,
        checked: Some((at, person("sato"))),
        copies_here: 1,
        copies_out: std::collections::BTreeMap::from([(1, 1)]),
        ended: None,
    };
    let mut view = AssetView::new(&crate::domain::registry::Registry::default(), &asset);
    if ended {
        view.ended_at = Some(at);
        view.ended_on = Some(at.date());
        view.end_place = hand.some("溶解処理場");
        view.end_witness = hand.some("森 正");
        view.to = hand.some("例示市 営繕課");
        view.ended_by = Some(person("tanaka"));
    }
    view
}

pub(in crate::report) fn item(hand: Hand, id: &str) -> SheetItem {
    SheetItem {
        id: id.to_owned(),
        ja: hand.text("教育していますか"),
        en: hand.text("Is it taught?"),
        answer: "no".to_owned(),
        measure: hand.text("四月に実施"),
    }
}
