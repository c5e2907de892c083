//! A contract, with whatever may be on record of it.

use super::{Hand, at, digest, person};
use crate::projection::view::ContractView;
use crate::projection::view::contract::{
    AgreedView, AgreementView, CheckView, DirectiveView, LeftView, ListedView, NotifiedView, PlaceView,
};

pub(in crate::report) fn contract(hand: Hand) -> ContractView {
    let day = "2026-11-20".parse().unwrap();
    ContractView {
        id: "K-1".parse().unwrap(),
        client: hand.text("例示市"),
        number: hand.some("R8-建-0123"),
        title: hand.some("庁舎改修設計業務"),
        packs: vec!["tokki".to_owned()],
        from: day,
        until: Some(day),
        rules_sha256: digest("rules"),
        registered_by: person("kanri"),
        registered_at: at("2026-11-20T09:00:00+09:00"),
        directives: vec![DirectiveView { number: hand.text("第3号"), dated: day, rules: 1 }],
        notified: vec![NotifiedView {
            person: person("sato"),
            name: hand.text("佐藤 花子"),
            posts: Vec::new(),
            dated: day,
            left_on: Some(day),
        }],
        left: vec![LeftView { person: person("mori"), name: hand.text("森 二郎"), left_on: day }],
        places: vec![PlaceView {
            place: hand.text("本社サーバ"),
            dated: day,
            paths: vec![hand.text("/srv/K")],
        }],
        recipients: vec![ListedView {
            recipient: "sub".parse().unwrap(),
            name: hand.text("下請 五郎"),
            purpose: hand.some("図面の修正"),
        }],
        subcontractors: vec![AgreedView {
            recipient: "sub".parse().unwrap(),
            name: hand.text("下請 五郎（下請設計）"),
            tier: Some(1),
            number: hand.some("市建第7号"),
            dated: Some(day),
            agreement: Some(AgreementView {
                dated: day,
                until: Some(day),
                organization: hand.text("下請設計"),
                evidence_sha256: digest("agreement"),
            }),
            check: Some(CheckView {
                on: day,
                person: person("kimura"),
                name: hand.text("木村"),
                organization: hand.text("下請設計"),
                unmet: vec![hand.text("5-8")],
                evidence_sha256: digest("check"),
            }),
        }],
        consents: Vec::new(),
        contacts: Vec::new(),
        sheet_open: None,
    }
}
