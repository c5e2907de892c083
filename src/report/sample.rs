//! Hand-made views for tests: a small office, a carry-out at every station, and texts by people
//! who would like to repaint a terminal.

pub(super) mod articles;
pub(super) mod back;
pub(super) mod contracts;
pub(super) mod forms;
pub(super) mod hints;
pub(super) mod mail;
pub(super) mod registers;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::export::{CodeHash, Custody, Destination, ExportFailed, Failure};
use crate::domain::body::people::Particulars;
use crate::domain::body::register::Subcontractor;
use crate::domain::body::request::{Opening, PersonalData};
use crate::domain::body::{
    Attachment, ExportCompleted, ExportIntent, IncidentOpen, MediumAdd, PassphraseRelease, RecipientAdd,
    Request,
};
use crate::domain::carry_out::{
    Attempt, CarryOut, CopyRecord, Ended, Fate, GivenApproval, Mark, Outcome, PurgeConfirmed, Purged, Release,
};
use crate::domain::incident::{Contact, Incident, Update};
use crate::domain::names::{
    Channel, CopyKind, IncidentField, IncidentKind, Kind, Level, MediumKind, MediumState, Opens, PersonId,
    Role, Via, WriteLevel,
};
use crate::domain::registry::{DelegatedFrom, DelegationEnded, Key, Medium, Person, Recipient, Registry};
use crate::projection::view::incident::timeline;
use crate::projection::view::{
    ApprovalSheet, CarryOutView, Contents, Difference, EntryLine, FileLine, IncidentReport, IncidentView,
    KindLine, LawDays, MadeAt, PersonView, ReportStage, Shown,
};
use crate::signing::PublicKey;

/// A key that anybody may have; only its spelling matters here.
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

/// What a person may put into any field of prose.
pub(super) const NAUGHTY: &str =
    "竣工図\u{1b}[2J\r\nC-9999 承認済\u{202e}gpj\u{200b}\u{9b}\u{e0041}\u{feff}<script>\"'&=1+1\\ { $id }";

/// Who writes the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// Somebody friendly.
    Plain,
    /// Somebody who is not.
    Naughty,
    /// Somebody whose every text a spreadsheet would run.
    Formula,
    /// Somebody who does not stop.
    Long,
}

impl Hand {
    pub(super) fn text(self, plain: &str) -> String {
        match self {
            Self::Plain => plain.to_owned(),
            Self::Naughty => format!("{plain}{NAUGHTY}"),
            Self::Formula => format!("=HYPERLINK(1)&{plain}"),
            Self::Long => format!("{plain}{}", "限りなく続く名前".repeat(300)),
        }
    }

    pub(super) fn some(self, plain: &str) -> Option<String> {
        Some(self.text(plain))
    }
}

pub(super) fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn digest(seed: &str) -> Digest {
    Digest::of(seed.as_bytes())
}

pub(super) fn public_key() -> PublicKey {
    PublicKey::parse_openssh(KEY).unwrap()
}

/// Three people, a recipient and a medium.
pub(super) fn registry(hand: Hand) -> Registry {
    let mut registry = Registry { origin: "example.co.jp/kanmon".to_owned(), ..Registry::default() };
    let people = [
        ("tanaka", "田中 太郎", Role::Requester, true),
        ("sato", "佐藤 花子", Role::Approver, false),
        ("suzuki", "鈴木 一郎", Role::Custodian, true),
    ];
    for (id, name, role, proven) in people {
        registry.people.insert(
            person(id),
            Person {
                id: person(id),
                name: hand.text(name),
                particulars: Particulars {
                    department: hand.some("設計部"),
                    email: hand.some("office@example.co.jp"),
                    night: hand.some("090-0000-0000"),
                    organization: hand.some("例示設計"),
                    phone: hand.some("03-0000-0000"),
                    title: hand.some("主任"),
                },
                roles: vec![role],
                keys: vec![Key {
                    public: public_key(),
                    added_index: 1,
                    revoked_index: (id == "sato").then_some(9),
                    proven,
                    added_by: person("tanaka"),
                    added_at: at("2026-11-01T09:00:00+09:00"),
                    added_with: public_key().fingerprint(),
                }],
                latest: None,
                custody: None,
                custody_set: None,
                registered_by: person("tanaka"),
                registered_at: at("2026-11-01T09:00:00+09:00"),
                delegations: vec![delegated(false), delegated(true)],
                carries: [42].into(),
                leaving: None,
                taught: Vec::new(),
                pledges: Vec::new(),
            },
        );
    }
    let record = RecipientAdd {
        age_keys: Vec::new(),
        email: hand.some("desk@city.example.jp"),
        id: "city".parse().unwrap(),
        name: hand.text("山田 次郎"),
        opens: Opens::Age,
        organization: hand.text("例示市 建設課"),
        phone: hand.some("03-1111-1111"),
        subcontractor: Some(Subcontractor { tier: 2, under: Some("prime".parse().unwrap()) }),
    };
    let registered_at = at("2026-11-02T09:00:00+09:00");
    registry
        .recipients
        .insert(record.id.clone(), Recipient { record, registered_by: person("tanaka"), registered_at });
    let record = MediumAdd {
        capacity_bytes: Some(64_000_000_000),
        filesystem: hand.some("vfat"),
        filesystem_uuid: hand.some("12AB-34CD"),
        id: "USB-07".parse().unwrap(),
        kind: MediumKind::Usb,
        maker: hand.some("Example"),
        model: hand.some("Stick 64"),
        owner: None,
        place: None,
        serial: hand.some("4C530001"),
    };
    registry.media.insert(
        record.id.clone(),
        Medium {
            record,
            place: hand.some("鍵付き書庫"),
            state: MediumState::Active,
            registered_by: person("tanaka"),
            registered_at,
            holds: [42].into(),
            taint: None,
            out: BTreeMap::new(),
            seen: None,
            filesystems: BTreeSet::new(),
            missed: None,
            ended: None,
        },
    );
    registry
}

pub(super) fn request(hand: Hand) -> Request {
    Request {
        after_arrival: true,
        sources_outside: None,
        assets: Vec::new(),
        contract: Some("K-2026-01".parse().unwrap()),
        copies: Some(2),
        due: "2026-12-04".parse().unwrap(),
        file_count: 1234,
        file_list: Attachment::of(b"list"),
        items: vec![hand.text("竣工図一式"), hand.text("計算書")],
        kind: Kind::Deliver,
        level: Level::One,
        like: None,
        manifest: Attachment::of(b"manifest"),
        medium: Some("USB-07".parse().unwrap()),
        on: "2026-11-20".parse().unwrap(),
        opening: Opening::AgePassphrase,
        personal_data: Some(PersonalData { people: 12, special: true }),
        place: hand.some("例示市役所"),
        purpose: hand.text("竣工図の納品"),
        reason: hand.some("先方がオンラインで受け取れないため"),
        recipient: "city".parse().unwrap(),
        rules: digest("rules"),
        total_bytes: 4_712_345_678,
        via: Via::Usb,
    }
}

/// A carry-out that was approved, failed once, was sealed and told.
pub(super) fn carry_out(hand: Hand) -> CarryOut {
    let requested_at = at("2026-11-20T10:00:00+09:00");
    let approval = |who: &str, consent: bool, marks: Vec<Mark>| GivenApproval {
        digest: digest(who),
        index: 12,
        person: person(who),
        key: public_key().fingerprint(),
        at: at("2026-11-20T11:00:00+09:00"),
        consent,
        marks,
    };
    let intent = ExportIntent {
        approvals: Vec::new(),
        custody: Some(Custody {
            carrier_holds: true,
            holders: vec![person("tanaka")],
            sha256: digest("custody"),
        }),
        destination: Destination {
            device: None,
            filesystem: hand.text("vfat"),
            filesystem_uuid: hand.some("12AB-34CD"),
            identified: false,
            medium: Some("USB-07".parse().unwrap()),
            path: hand.text("/media/usb"),
            serial: None,
        },
        max_size_bytes: None,
        opened_code: CodeHash::of([0; 16], "code"),
        package_name: "C-0042.zip.age".to_owned(),
        request: digest("request"),
    };
    let attempt = |outcome: Outcome| Attempt {
        intent_digest: digest("intent"),
        index: 13,
        custody: intent.custody.clone(),
        intent: intent.clone(),
        by: person("tanaka"),
        begun_at: at("2026-11-20T12:00:00+09:00"),
        outcome,
    };
    let failed = ExportFailed {
        found: hand.text("the medium was pulled"),
        intent: digest("intent"),
        reason: Failure::InputOutput,
        request: digest("request"),
    };
    let completed = ExportCompleted {
        fingerprints: Attachment::of(b"prints"),
        intent: digest("intent"),
        package_sha256: digest("package"),
        package_size_bytes: 4_700_000_000,
        request: digest("request"),
        volumes: Vec::new(),
        write_level: WriteLevel::V2,
    };
    CarryOut {
        attachments: Vec::new(),
        kept_from: at("2026-12-01T09:00:00+09:00"),
        purges: vec![Purged {
            digest: digest("purge"),
            index: 900,
            by: person("sato"),
            at: at("2031-12-02T09:00:00+09:00"),
            attachments: vec![Attachment::of(b"list")],
            confirmed: Some(PurgeConfirmed {
                index: 901,
                by: person("suzuki"),
                at: at("2031-12-02T10:00:00+09:00"),
            }),
        }],
        number: 42,
        digest: digest("request"),
        index: 11,
        request: request(hand),
        terms: Registry::default().rules(None).terms(&request(hand), false),
        recipient: registry(hand).recipients.values().next().map(|recipient| recipient.record.clone()),
        requester: person("tanaka"),
        carrier: person("tanaka"),
        requested_at,
        approvals: vec![
            approval("sato", false, vec![Mark::NewlyRegistered, Mark::Unproven]),
            approval("suzuki", true, Vec::new()),
        ],
        rejected: (hand == Hand::Naughty).then(|| Ended {
            by: person("sato"),
            at: requested_at,
            reason: hand.some("再確認"),
        }),
        withdrawn: None,
        attempts: vec![
            attempt(Outcome::Failed { failed, at: at("2026-11-20T12:01:00+09:00") }),
            attempt(Outcome::Completed {
                completed: Box::new(completed),
                at: at("2026-11-20T12:30:00+09:00"),
            }),
        ],
        releases: vec![Release {
            index: 18,
            release: PassphraseRelease {
                contact: hand.some("03-1111-1111"),
                note: hand.some("担当者本人を確認"),
                request: digest("request"),
                told: hand.text("山田 次郎"),
                via: Channel::Other,
            },
            by: person("suzuki"),
            at: at("2026-11-20T15:00:00+09:00"),
            marks: vec![Mark::UnusualChannel],
        }],
        arrived_at: Some(at("2026-11-20T14:00:00+09:00")),
        opened_at: Some(at("2026-11-20T16:00:00+09:00")),
        checked_out: None,
        check_outs: Vec::new(),
        transfers: Vec::new(),
        drafted: Vec::new(),
        mailed: Vec::new(),
        undelivered: Vec::new(),
        extensions: Vec::new(),
        handed_over: None,
        copies: vec![CopyRecord {
            number: 1,
            kind: CopyKind::Package,
            place: hand.text("/media/usb"),
            medium: Some("USB-07".parse().unwrap()),
            device: None,
            holder: None,
            since: at("2026-11-20T12:30:00+09:00"),
            fate: Fate::Held,
        }],
        returns: Vec::new(),
        disposals: Vec::new(),
        recalls: Vec::new(),
        incidents: Vec::new(),
        closed: None,
    }
}

/// The carry-out as it is only asked for.
pub(super) fn only_requested(hand: Hand) -> CarryOut {
    CarryOut {
        approvals: Vec::new(),
        attempts: Vec::new(),
        copies: Vec::new(),
        releases: Vec::new(),
        arrived_at: None,
        opened_at: None,
        rejected: None,
        purges: Vec::new(),
        ..carry_out(hand)
    }
}

pub(super) fn view(hand: Hand) -> CarryOutView {
    CarryOutView::new(&registry(hand), &carry_out(hand), "2026-12-10".parse().unwrap())
}

pub(super) fn requested_view(hand: Hand) -> CarryOutView {
    CarryOutView::new(&registry(hand), &only_requested(hand), "2026-11-20".parse().unwrap())
}

/// `count` files.
pub(super) fn file_lines(hand: Hand, count: u64) -> Vec<FileLine> {
    (0..count)
        .map(|number| FileLine {
            path: hand.text(&format!("data/図面/{number:03}.dwg")),
            size_bytes: number * 1_000_003,
            sha256: digest(&number.to_string()),
        })
        .collect()
}

pub(super) fn contents(hand: Hand, files: u64) -> Contents {
    let kinds = ["dwg", "pdf", ""].map(|ending| KindLine {
        ending: if ending.is_empty() { String::new() } else { hand.text(ending) },
        files: 3,
        bytes: 999,
    });
    Contents { largest: file_lines(hand, files), kinds: kinds.into() }
}

pub(super) fn difference(hand: Hand, paths: usize) -> Difference {
    let many = |name: &str| (0..paths).map(|n| hand.text(&format!("data/{name}{n}"))).collect();
    Difference {
        against: "C-0038".to_owned(),
        added: many("a"),
        removed: many("r"),
        changed: many("c"),
        same: 7,
        fields: vec![
            ("via".to_owned(), "email".to_owned(), "usb".to_owned()),
            ("level".to_owned(), "2".to_owned(), "1".to_owned()),
            ("opens-with".to_owned(), "age-keys".to_owned(), "age-passphrase".to_owned()),
            ("purpose".to_owned(), hand.text("前回"), hand.text("今回")),
        ],
    }
}

pub(super) fn sheet(hand: Hand) -> ApprovalSheet {
    ApprovalSheet {
        carry_out: view(hand),
        contents: contents(hand, 10),
        since_last: Some(difference(hand, 13)),
    }
}

pub(super) fn shown(hand: Hand) -> Shown {
    Shown {
        carry_out: view(hand),
        files: Some(file_lines(hand, 30)),
        difference: Some(difference(hand, 1)),
        entries: vec![EntryLine {
            index: 11,
            type_name: "request".to_owned(),
            statement_sha256: digest("request"),
        }],
    }
}

/// A stick that was lost, told of, and written up in part.
pub(super) fn incident(hand: Hand, kind: IncidentKind, drill: bool) -> Incident {
    let aware = at("2026-11-25T03:00:00+09:00");
    Incident {
        number: 3,
        digest: digest("incident"),
        index: 40,
        opened_by: person("tanaka"),
        recorded_at: at("2026-11-25T03:12:00+09:00"),
        opened: IncidentOpen {
            article: None,
            aware,
            by: hand.some("駅員"),
            drill,
            kind,
            medium: Some("USB-07".parse().unwrap()),
            note: hand.some("電車に置き忘れた"),
            occurred: Some(at("2026-11-24T22:10:00+09:00")),
            request: Some(digest("request")),
        },
        carry_outs: vec![42],
        articles: Vec::new(),
        updates: IncidentField::ALL
            .iter()
            .filter(|field| **field != IncidentField::Review)
            .map(|field| Update {
                index: 44,
                by: person("tanaka"),
                at: at("2026-11-25T09:00:00+09:00"),
                field: *field,
                text: hand.text("第1234号"),
                evidence: Some(Attachment::of(b"letter")),
            })
            .collect(),
        contacts: vec![Contact {
            index: 43,
            by: person("sato"),
            recorded_at: at("2026-11-25T03:40:00+09:00"),
            at: at("2026-11-25T03:35:00+09:00"),
            whom: hand.text("例示市 山田様"),
            note: hand.some("電話"),
        }],
        closed: None,
    }
}

/// The report of an incident, as it stood some hours later.
pub(super) fn made_at(at: Timestamp) -> MadeAt {
    let (origin, restored, successions) = ("example.co.jp/kanmon".to_owned(), Vec::new(), Vec::new());
    MadeAt { origin, size: 120, root: digest("root"), at, restored, successions }
}

pub(super) fn incident_report(hand: Hand, incident: &Incident) -> IncidentReport {
    let (registry, now) = (registry(hand), at("2026-11-25T12:00:00+09:00"));
    let carry_outs: Vec<CarryOut> = incident.carry_outs.iter().map(|_| carry_out(hand)).collect();
    IncidentReport {
        stage: ReportStage::First,
        incident: IncidentView {
            articles: articles::articles(hand),
            ..IncidentView::new(&registry, incident, &carry_outs, vec!["C-0043".to_owned()], now)
        },
        timeline: timeline(&registry, incident, &carry_outs),
        law: LawDays::from(incident.opened.aware.date()),
        made: made_at(now),
    }
}

fn delegated(ended: bool) -> DelegatedFrom {
    let (by, at) = (person("tanaka"), at("2026-11-21T09:00:00+09:00"));
    let ended = ended.then_some(DelegationEnded { index: 40, by, at });
    DelegatedFrom {
        key: public_key().fingerprint(),
        person: person("tanaka"),
        from: "2026-11-20".parse().unwrap(),
        until: "2026-11-27".parse().unwrap(),
        statement: digest("delegation"),
        ended,
    }
}

/// Everybody who is registered, as reports see them on a day.
pub(super) fn people(registry: &Registry) -> Vec<PersonView> {
    let today = "2026-11-21".parse().unwrap();
    registry.people.values().map(|person| PersonView::new(registry, person, today)).collect()
}
