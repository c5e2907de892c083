//! The second half of a life: everything that can happen on the road and after it, at once.

use super::{Hand, at, carry_out, digest, person, registry};
use crate::domain::body::coming_back::{KeyDestroyed, Measured, Overwritten, Scan};
use crate::domain::body::export::Destination;
use crate::domain::body::{Attachment, Disposal, Return};
use crate::domain::carry_out::{
    CarryOut, CheckedOut, CopyRecord, Disposed, Ended, Extended, Fate, HandedOver, NotDelivered, Recalled,
    Rechecked, Returned, Transferred, Witnessed,
};
use crate::domain::names::{CopyKind, Method, Sanitization};
use crate::projection::view::{CarryOutView, ExtensionSheet, RecallAnswer, Slip, SlipContact};

pub(in crate::report) fn measured(hand: Hand) -> Measured {
    Measured {
        capacity_bytes: Some(64_000_000_000),
        copies_erased: 2,
        copies_left: 1,
        gone: true,
        identified: true,
        in_place: Some(false),
        other_files: 3,
        overwritten: Some(Overwritten {
            bytes: 64_000_000_000,
            replugged: true,
            seed: "00".repeat(32),
            serial: hand.text("4C530001"),
        }),
        place: Destination {
            device: None,
            filesystem: hand.text("vfat"),
            filesystem_uuid: None,
            identified: true,
            medium: Some("USB-07".parse().unwrap()),
            path: hand.text("/media/usb"),
            serial: hand.some("4C530001"),
        },
        scan: Some(Scan { bytes: 64_000_000_000, found: 0, unreadable_bytes: 512 }),
        unread: 4,
    }
}

fn disposed(hand: Hand, number: u64, method: Method, level: Sanitization) -> Disposed {
    let at_medium = matches!(method, Method::Overwrite | Method::EraseFile);
    Disposed {
        number,
        digest: digest("disposal"),
        index: 30 + number,
        by: person("tanaka"),
        at: at("2026-12-03T10:00:00+09:00"),
        despite: Vec::new(),
        body: Disposal {
            also: Vec::new(),
            begun: None,
            copies: vec![1, 2],
            evidence: Some(Attachment::of(b"picture")),
            key: (method == Method::Key)
                .then(|| KeyDestroyed {
                    attested: vec![hand.text("山田 次郎")], custody: digest("custody")
                }),
            measured: at_medium.then(|| measured(hand)),
            method,
            note: hand.some("粉砕"),
            place: hand.some("作業室"),
            request: digest("request"),
            tool: hand.text("sekisho 0.1.0"),
        },
        witnesses: vec![
            Witnessed {
                index: 40,
                by: person("sato"),
                at: at("2026-12-03T10:05:00+09:00"),
                external: hand.some("例示市 立会人"),
                evidence: Some(Attachment::of(b"sheet")),
            },
            Witnessed {
                index: 41,
                by: person("sato"),
                at: at("2026-12-03T10:06:00+09:00"),
                external: None,
                evidence: None,
            },
        ],
        rechecks: [None, Some(512)]
            .map(|first_changed| Rechecked {
                index: 42,
                by: person("suzuki"),
                at: at("2026-12-04T10:00:00+09:00"),
                changed_sectors: u64::from(first_changed.is_some()),
                first_changed,
            })
            .into(),
        level,
    }
}

/// The carry-out after everything that can happen to one.
pub(in crate::report) fn back(hand: Hand) -> CarryOut {
    let said_at = at("2026-11-21T09:00:00+09:00");
    let ended = || Ended { by: person("sato"), at: said_at, reason: hand.some("検査の都合") };
    let extended = |due: &str, answer: Option<(bool, Ended)>| Extended {
        digest: digest(due),
        by: person("tanaka"),
        at: said_at,
        due: due.parse().unwrap(),
        reason: hand.text("検査の延期"),
        answer,
    };
    let fates = [
        Fate::Held,
        Fate::Disposed { disposal: 7 },
        Fate::Returned { level: Sanitization::L1 },
        Fate::HandedOver,
        Fate::Lost { incident: 3 },
    ];
    let copies = fates.into_iter().zip(CopyKind::ALL).zip(1..).map(|((fate, kind), number)| CopyRecord {
        number,
        kind: *kind,
        place: hand.text("現場PC"),
        medium: (number == 1).then(|| "USB-07".parse().unwrap()),
        device: None,
        holder: (number == 4).then(|| "city".parse().unwrap()),
        since: said_at,
        fate,
    });
    let returned = |level, measured| Returned {
        index: 29,
        by: person("tanaka"),
        at: said_at,
        level,
        despite: Vec::new(),
        body: Return {
            begun: None,
            copies: vec![1],
            measured,
            note: hand.some("封を確認"),
            request: digest("request"),
            saved_to: hand.some("共有サーバ"),
            tool: hand.text("sekisho 0.1.0"),
        },
    };
    CarryOut {
        carrier: person("suzuki"),
        checked_out: Some(CheckedOut {
            index: 20,
            by: person("suzuki"),
            at: said_at,
            case: hand.some("3"),
            route: hand.some("電車"),
            pledge: Attachment::of(b"pledge"),
        }),
        transfers: vec![Transferred {
            from: person("tanaka"),
            to: person("suzuki"),
            by: person("tanaka"),
            at: said_at,
            reason: hand.some("病欠"),
        }],
        drafted: super::mail::drafted(hand),
        mailed: super::mail::mailed(hand),
        undelivered: vec![NotDelivered {
            by: person("tanaka"),
            at: said_at,
            evidence: Attachment::of(b"slip"),
            note: hand.some("不在"),
        }],
        extensions: vec![
            extended("2026-12-18", Some((true, ended()))),
            extended("2027-01-08", Some((false, ended()))),
            extended("2027-02-05", None),
        ],
        handed_over: Some(HandedOver {
            index: 25,
            by: person("tanaka"),
            at: said_at,
            evidence: Some(Attachment::of(b"receipt")),
            medium_stays: true,
        }),
        copies: copies.collect(),
        returns: vec![returned(Sanitization::L1, Some(measured(hand))), returned(Sanitization::L0, None)],
        disposals: vec![
            disposed(hand, 7, Method::Overwrite, Sanitization::L3),
            disposed(hand, 8, Method::Key, Sanitization::L4),
            disposed(hand, 9, Method::Key, Sanitization::L0),
            disposed(hand, 10, Method::Physical, Sanitization::L5),
            disposed(hand, 11, Method::Declared, Sanitization::L0),
            disposed(hand, 12, Method::EraseFile, Sanitization::L0),
        ],
        recalls: vec![Recalled { by: person("sato"), at: said_at, number: hand.text("2026-113") }],
        incidents: vec![3],
        closed: Some(ended()),
        ..carry_out(hand)
    }
}

pub(in crate::report) fn back_view(hand: Hand) -> CarryOutView {
    let mut registry = registry(hand);
    let open =
        crate::domain::registry::OpenIncident { index: 17, concerns: [42].into(), ..Default::default() };
    registry.open_incidents.insert(3, open);
    CarryOutView::new(&registry, &back(hand), "2026-12-10".parse().unwrap())
}

pub(in crate::report) fn slip(hand: Hand, numbers: bool) -> Slip {
    let contact = |name: &str| SlipContact {
        person: Some(person("sato")),
        name: hand.text(name),
        phone: numbers.then(|| hand.text("03-0000-0000")),
        night: numbers.then(|| hand.text("090-0000-0000")),
    };
    Slip {
        carry_out: back_view(hand),
        organization: hand.some("例示設計"),
        contacts: vec![contact("管理 太郎"), contact("佐藤 花子")],
        client: if numbers { vec![contact("鈴木 三郎")] } else { Vec::new() },
        recipient: Some(contact("山田 次郎")),
    }
}

pub(in crate::report) fn extension_sheet(hand: Hand) -> ExtensionSheet {
    ExtensionSheet {
        carry_out: back_view(hand),
        due: "2027-02-05".parse().unwrap(),
        reason: hand.text("検査の延期"),
        person: person("tanaka"),
        name: hand.text("田中 太郎"),
        at: at("2026-11-21T09:00:00+09:00"),
    }
}

pub(in crate::report) fn recalled(hand: Hand) -> RecallAnswer {
    RecallAnswer {
        number: hand.text("2026-113"),
        recalled: vec![back_view(hand)],
        recalled_before: vec![back_view(hand)],
    }
}
