//! Every report there is, as one hand's texts make it.

use std::path::PathBuf;

use super::super::sample::{self, Hand, articles, at, digest, person, registers};
use super::super::*;
use crate::base::holidays::Holiday;
use crate::base::secret::SecretText;
use crate::domain::anomaly::AnomalyKind;
use crate::domain::carry_out::Mark;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::{Channel, IncidentField, IncidentKind, Level};
use crate::domain::statement::Seen;
use crate::i18n::Catalogue;
use crate::ledger::Checkpoint;
use crate::projection::audited::{AuditReport, Counted, HeldTree, MarkedEntry, VerifiedLine, Warning};
use crate::projection::view::anomaly::{AnomalyView, PersonNamed};
use crate::projection::view::review::{ReviewDueView, ReviewShown, ReviewView};
use crate::projection::view::{
    ApprovalSheet, Beside, CarryOutView, Closed, ConsentTask, ConsentView, Contents, ContractLeftView,
    FirstResponse, IncidentTask, KeyAge, Knowledge, MediumView, OpenedPackage, Outstanding, OutstandingLine,
    Papers, PersonView, RecipientView, Shown, Signer, StatusPage, Task, TaskAbout, TaskKind, TraceLine,
};

pub(super) fn audit_report(hand: Hand, findings: usize, anchored: u64) -> AuditReport {
    let kinds = [FindingKind::NotVerified, FindingKind::Clock, FindingKind::AttachmentWrong];
    AuditReport {
        origin: hand.text("example.co.jp/kanmon"),
        size: 120,
        from: u64::try_from(findings).unwrap_or_default(),
        root: digest("root"),
        founder: Some((person("tanaka"), "SHA256:abc".to_owned())),
        anchored,
        after_anchor: 120 - anchored,
        findings: (0..findings)
            .map(|n| Finding {
                index: (n > 0).then_some(17),
                kind: kinds[n % 3],
                detail: hand.text("the signature does not hold"),
                digest: Some(digest("finding")),
            })
            .collect(),
        acknowledged: vec![registers::acknowledged(hand, true)],
        restored: vec![registers::restoration(hand, true), registers::restoration(hand, false)],
        successions: registers::successions(hand),
        of_earlier: vec![Seen { root: digest("held"), size: 120 }],
        held: Some(HeldTree { tree: Seen { root: digest("held"), size: 120 }, in_log: false }),
        marks: vec![MarkedEntry {
            id: "C-0042".to_owned(),
            person: person("sato"),
            at: at("2026-11-20T10:00:00+09:00"),
            marks: vec![Mark::OwnNewKey],
        }],
        attachments: 40,
        purged: 3,
        still_present: vec![digest("still there")],
    }
}

fn verified_lines(hand: Hand) -> Vec<VerifiedLine> {
    let line = |what: &'static str, problem: Option<String>| VerifiedLine {
        file: hand.text("C-0042-000011-request.txt"),
        what,
        type_name: Some("request"),
        author: Some(person("tanaka")),
        time: Some(at("2026-11-20T10:00:00+09:00")),
        key: Some("SHA256:abc".to_owned()),
        origin: Some(hand.text("example.co.jp/kanmon")),
        index: Some(11),
        size: Some(13),
        root: Some(digest("root")),
        listed: Some(problem.is_none()),
        checked: true,
        problem,
        warnings: vec![Warning::NumberInNameOnly],
        certificate: None,
        dossier: None,
    };
    let other =
        VerifiedLine { warnings: vec![Warning::NotLookedAt, Warning::NotRelated], ..line("other", None) };
    let wrong = line("proof", Some(hand.text("the proof does not hold")));
    vec![line("entry", None), wrong, line("draft", None), other]
}

fn dossier_lines(hand: Hand) -> Vec<VerifiedLine> {
    let counted = Counted {
        contract: "K-1".parse().unwrap(),
        auditor: person("kimura"),
        at: at("2026-11-20T10:00:00+09:00"),
        counted_size: 12,
        own: 8,
        beside: 4,
        withheld: 1,
        attachments_withheld: 1,
        attachments_removed: 2,
        first: Some(at("2026-11-01T10:00:00+09:00")),
        last: Some(at("2026-11-20T10:00:00+09:00")),
    };
    let mut lines = verified_lines(hand);
    lines.push(VerifiedLine {
        what: "dossier",
        dossier: Some(Box::new(counted)),
        ..VerifiedLine::about(hand.text("evidence"))
    });
    lines
}

fn reviews_due() -> Vec<ReviewDueView> {
    let due = |reviewed_until| ReviewDueView {
        contract: "K-1".parse().unwrap(),
        days: 92,
        reviewed_until,
        due: "2026-10-01".parse().unwrap(),
    };
    vec![due(None), due(Some("2026-07-01".parse().unwrap()))]
}

fn review_shown(hand: Hand) -> ReviewShown {
    let review = ReviewView {
        index: 40,
        person: person("kimura"),
        name: hand.text("木村 律"),
        at: at("2026-11-20T10:00:00+09:00"),
        size: 39,
        from: "2026-07-01".parse().unwrap(),
        until: "2026-09-30".parse().unwrap(),
        contract: Some("K-1".parse().unwrap()),
        anomalies: 3,
        anomalies_sha256: digest("list"),
        findings: vec![hand.text("深夜の持出しを確認")],
        note: hand.some("第3四半期"),
    };
    ReviewShown { review, list: unusual(hand) }
}

/// One of each kind.
fn unusual(hand: Hand) -> Vec<AnomalyView> {
    let of = |kind: &AnomalyKind| AnomalyView {
        on: "2026-11-21".parse().unwrap(),
        kind: *kind,
        at: Some(at("2026-11-21T23:10:00+09:00")),
        carry_outs: vec!["C-0042".to_owned()],
        entries: (1..9).collect(),
        people: vec![PersonNamed { id: person("tanaka"), name: hand.text("田中 一郎") }],
        seconds: Some(3),
        days: Some(4),
        count: Some(5),
        holiday: Some(Holiday::Saturday),
        detail: hand.some("the clock is behind"),
    };
    AnomalyKind::ALL.iter().map(of).collect()
}

pub(super) fn opened_package(hand: Hand, knowledge: Knowledge, with_papers: bool) -> OpenedPackage {
    let signer = |id: &str| Signer {
        person: person(id),
        key: sample::public_key(),
        namespace: "sekisho-request-v1".to_owned(),
    };
    OpenedPackage {
        directory: PathBuf::from(hand.text("/home/yamada/C-0042")),
        files: 3,
        bytes: 1_234_567,
        opened_with: "age-passphrase",
        sealed_as_asked: true,
        papers: with_papers.then(|| Papers {
            origin: hand.text("example.co.jp/kanmon"),
            request: sample::request(hand),
            requester: signer("tanaka"),
            approvers: vec![signer("sato")],
            checkpoint: Checkpoint::new("example.co.jp/kanmon", 13, digest("root")).unwrap(),
            opened_code: hand.text("ABCDEFGHJKLMN"),
        }),
        knowledge,
        package_sha256: digest("package"),
    }
}

fn status_page(hand: Hand, views: Vec<CarryOutView>) -> StatusPage {
    StatusPage {
        origin: hand.text("example.co.jp/kanmon"),
        size: 120,
        root: digest("root"),
        anchored: 100,
        waiting: views.clone(),
        ready: Vec::new(),
        open_intents: views.clone(),
        out: views.clone(),
        overdue: (0..6).flat_map(|_| views.clone()).collect(),
        due_soon: (0..9).flat_map(|_| views.clone()).collect(),
        confirming: views.clone(),
        extensions: views.clone(),
        mails_waiting: views.clone(),
        incidents: [Some(12), None].map(|told| registers::incident_line(hand, told)).to_vec(),
        media_missing: registers::missing_media(hand),
        articles_overdue: articles::articles(hand),
        articles_out: articles::articles(hand),
        articles_lost: articles::articles(hand),
        articles_waiting: articles::articles(hand),
        lent_overdue: registers::missing_media(hand),
        assets_overdue: registers::overdue_assets(hand),
        duties: registers::duties(hand),
        reviews: reviews_due(),
        leaving: vec![
            registers::leaving(hand, registers::outstanding_lines(views), None),
            registers::leaving(hand, Vec::new(), None),
        ],
        purgeable: vec![registers::purge_line(None)],
        purgeable_count: 1,
        findings: 2,
        restored: [true, false].map(|recorded| registers::restoration(hand, recorded)).to_vec(),
        successions: registers::successions(hand),
        keys: vec![KeyAge { person: person("sato"), fingerprint: "SHA256:abc".to_owned(), days: 400 }],
    }
}

pub(super) fn telling(
    hand: Hand,
    via: Channel,
    contact: bool,
    c: &Catalogue,
    columns: Option<usize>,
) -> String {
    let (passphrase, kana) = (
        SecretText::new("kasatonare-mikesotere-pokirumuha-wadoni".to_owned()),
        SecretText::new("かさとなれ-みけそてれ-ぽきるむは-わどに".to_owned()),
    );
    let number = hand.text("03-1111-1111");
    let telling = release::Telling {
        id: "C-0042",
        passphrase: &passphrase,
        kana: &kana,
        told: &hand.text("山田 次郎"),
        via,
        contact: contact.then_some(number.as_str()),
        marks: &[Mark::UnusualChannel],
    };
    release::screen(&telling, c, columns).expose().to_owned()
}

/// Every report there is, by name, as one hand's texts make it.
pub(super) fn every_report(hand: Hand, c: &Catalogue, columns: Option<usize>) -> Vec<(String, String)> {
    let registry = sample::registry(hand);
    let views = || vec![sample::view(hand), sample::requested_view(hand)];
    let mut reports: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: String| reports.push((name.to_owned(), text));

    add("sheet", approval::sheet(&sample::sheet(hand), c, columns));
    let bare = ApprovalSheet {
        carry_out: sample::requested_view(hand),
        contents: Contents { largest: Vec::new(), kinds: Vec::new() },
        since_last: None,
    };
    add("bare sheet", approval::sheet(&bare, c, columns));
    let request = sample::request(hand);
    let inside = sample::contents(hand, 3);
    add("draft", approval::draft(&request, &person("tanaka"), Some(&inside), c, columns));
    add("draft alone", approval::draft(&request, &person("tanaka"), None, c, columns));
    add("show", carry_out::show(&sample::shown(hand), c, columns));
    add("log", log::table(&views(), c, columns));
    add("empty log", log::table(&[], c, columns));
    let lines = registers::outstanding_lines(views());
    let boxed = |line: &OutstandingLine| Outstanding::CarryOut(Box::new(line.clone()));
    let mut all: Vec<Outstanding> = lines.iter().map(boxed).collect();
    all.extend(articles::outstanding_articles(hand));
    add("outstanding", outstanding::outstanding(&all, c, columns));
    add("nothing outstanding", outstanding::outstanding(&[], c, columns));
    add("leaving", outstanding::leaving(&registers::leaving(hand, lines, None), c, columns));
    let mut left = ContractLeftView {
        person: person("tanaka"),
        name: hand.text("田中 太郎"),
        contract: "K-2026-01".parse().unwrap(),
        left_on: "2026-12-01".parse().unwrap(),
        carries: registers::outstanding_lines(views()),
        articles: articles::articles(hand),
        requests: views(),
        pledge_asked_by: vec![hand.text("第2条の2")],
    };
    add("left a contract", outstanding::left_contract(&left, c, columns));
    (left.carries, left.articles) = (Vec::new(), Vec::new());
    (left.requests, left.pledge_asked_by) = (Vec::new(), Vec::new());
    add("left a contract with nothing", outstanding::left_contract(&left, c, columns));
    let left_at = at("2026-12-01T09:00:00+09:00");
    add("left", outstanding::leaving(&registers::leaving(hand, Vec::new(), Some(left_at)), c, columns));
    let kinds = [
        TaskKind::Recover,
        TaskKind::Approve,
        TaskKind::Export,
        TaskKind::TellPassphrase,
        TaskKind::ConfirmArrival,
        TaskKind::ReconcileMail,
        TaskKind::DestroyCustody,
        TaskKind::AnswerExtension,
        TaskKind::SignPledge,
        TaskKind::HandOver,
        TaskKind::Witness,
        TaskKind::Erase,
        TaskKind::Confirm,
        TaskKind::Overdue,
    ];
    let carry_out = || TaskAbout::CarryOut(Box::new(sample::view(hand)));
    let mut tasks: Vec<Task> = kinds.iter().map(|task| Task { task: *task, about: carry_out() }).collect();
    let of_successions = [TaskKind::StopSuccession, TaskKind::AgreeToSuccession, TaskKind::KnowOfSuccession];
    tasks.extend(of_successions.into_iter().zip(registers::successions(hand)).map(|(task, view)| {
        let about = TaskAbout::Succession(Box::new(view));
        Task { task, about }
    }));
    let of_articles = [
        TaskKind::PermitArticle,
        TaskKind::ConfirmArticle,
        TaskKind::ConfirmLostArticle,
        TaskKind::OverdueArticle,
    ];
    tasks.extend(of_articles.into_iter().zip(articles::articles(hand)).map(|(task, view)| {
        let about = TaskAbout::Article(Box::new(view));
        Task { task, about }
    }));
    let letter = |carry_out: Option<&str>| ConsentTask {
        contract: "K-2026-01".parse().unwrap(),
        carry_out: carry_out.map(str::to_owned),
        consent: ConsentView {
            request_id: None,
            levels: vec![Level::Two, Level::Three],
            requesters: vec![person("tanaka")],
            number: hand.text("第12号"),
            dated: "2026-12-01".parse().unwrap(),
            by: hand.text("課長"),
            copies: None,
            request_sha256: None,
            scope: Some(hand.text("納品")),
            until: Some("2026-12-31".parse().unwrap()),
            recorded_by: person("tanaka"),
            confirmed_by: None,
        },
        recorded_by_name: hand.text("田中 太郎"),
    };
    for about in [letter(None), letter(Some("C-0001"))].map(|one| TaskAbout::Consent(Box::new(one))) {
        tasks.push(Task { task: TaskKind::ConfirmConsent, about });
    }
    for view in registers::overdue_assets(hand) {
        tasks.push(Task { task: TaskKind::ConfirmAssetEnd, about: TaskAbout::Asset(Box::new(view)) });
    }
    for (task, told) in [
        (TaskKind::TellOfIncident, None),
        (TaskKind::RecordOfIncident, Some(12)),
        (TaskKind::CloseIncident, Some(70)),
    ] {
        let missing = IncidentField::ALL.iter().copied().filter(|_| task == TaskKind::RecordOfIncident);
        let about = IncidentTask { line: registers::incident_line(hand, told), missing: missing.collect() };
        tasks.push(Task { task, about: TaskAbout::Incident(Box::new(about)) });
    }
    add("inbox", asking::inbox(&tasks, c, columns));
    add("empty inbox", asking::inbox(&[], c, columns));
    let traced = TraceLine { path: hand.text("data/図面.dwg"), carry_out: sample::view(hand) };
    add("trace", asking::trace(&digest("file"), &[traced], c, columns));
    add("empty trace", asking::trace(&digest("file"), &[], c, columns));
    let carried = articles::articles(hand);
    add("articles", article::list(&carried, c, columns));
    add("no articles", article::list(&[], c, columns));
    carried.iter().for_each(|view| add("article", article::show(view, c, columns)));
    add("status", status::status(&status_page(hand, views()), c, columns));
    add("empty status", status::status(&status_page(hand, Vec::new()), c, columns));

    let people: Vec<PersonView> = sample::people(&registry);
    let recipients: Vec<RecipientView> = registry.recipients.values().map(RecipientView::new).collect();
    let listed: Vec<MediumView> =
        registry.media.values().map(|medium| MediumView::new(&registry, medium)).collect();
    add("people", register::people(&people, c, columns));
    add("nobody", register::people(&[], c, columns));
    people.iter().for_each(|view| add("person", register::person(view, c, columns)));
    let leavers =
        [registers::leaving(hand, Vec::new(), None), registers::leaving(hand, Vec::new(), Some(left_at))];
    let leavers: Vec<PersonView> = leavers.map(|leaving| leaving.person).to_vec();
    add("people who leave", register::people(&leavers, c, columns));
    leavers.iter().for_each(|view| add("person who leaves", register::person(view, c, columns)));
    add("recipients", register::recipients(&recipients, c, columns));
    recipients.iter().for_each(|view| add("recipient", register::recipient(view, c, columns)));
    add("media", media::media(&listed, c, columns));
    listed.iter().for_each(|view| add("medium", media::medium(view, c, columns)));
    let looked_for = registers::media_everywhere(hand, &listed[0]);
    looked_for.iter().for_each(|view| add("medium", media::medium(view, c, columns)));
    add("media everywhere", media::media(&looked_for, c, columns));
    add("stock-take", media::stock_take(&registers::stock_take(hand, looked_for), c, columns));
    add("empty stock-take", media::stock_take(&registers::stock_take(hand, Vec::new()), c, columns));

    incidents(hand, c, columns).into_iter().for_each(|(name, text)| add(name, text));

    let paths = [PathBuf::from(hand.text("/media/usb/C-0042.zip.age"))];
    let beside = Beside { names: (0..12).map(|n| hand.text(&format!("other{n}"))).collect(), autorun: true };
    add("exported", package::exported(&sample::view(hand), &paths, &beside, c, columns));
    add("received", package::received(&sample::view(hand), c, columns));
    let closed = [
        Closed { id: "C-0042".to_owned(), removed: paths.to_vec() },
        Closed { id: "C-0043".to_owned(), removed: Vec::new() },
    ];
    add("recovered", package::recovered(&closed, c, columns));
    add("nothing recovered", package::recovered(&[], c, columns));
    for knowledge in [Knowledge::Unknown, Knowledge::Known, Knowledge::Accepted] {
        add("opened", package::opened(&opened_package(hand, knowledge, true), c, columns));
    }
    let again = OpenedPackage { sealed_as_asked: false, ..opened_package(hand, Knowledge::Known, true) };
    add("sealed anew", package::opened(&again, c, columns));
    add("no papers", package::opened(&opened_package(hand, Knowledge::Unknown, false), c, columns));
    for via in Channel::ALL {
        add("release", telling(hand, *via, true, c, columns));
        add("release to nobody's number", telling(hand, *via, false, c, columns));
    }
    let successions = registers::successions(hand);
    add("successions", succession::successions(&successions, c, columns));
    add("no successions", succession::successions(&[], c, columns));
    for view in &successions {
        add("succession", succession::succession(view, c, columns));
    }
    for some in [true, false] {
        add("restored", restored::restored(&registers::restoration(hand, some), c, columns));
        add("backup", backup::backup(&registers::backup(hand, some), c, columns));
        add("restore", backup::restored(&registers::restored(hand, some), c, columns));
    }
    add("acknowledge", acknowledge::acknowledged(&registers::acknowledged(hand, false), c, columns));
    add("purge list", purge::plan(&registers::purge_plan(hand), c, columns));
    add("purge nothing", purge::done(&[], c, columns));
    add("purge", purge::done(&registers::purge_done(), c, columns));
    add("audit", audited::audit(&audit_report(hand, 3, 100), c, columns));
    add("clean audit", audited::audit(&audit_report(hand, 0, 120), c, columns));
    add("unanchored audit", audited::audit(&audit_report(hand, 0, 0), c, columns));
    add("verified", audited::verified(&verified_lines(hand), false, c, columns));
    add("dossier", dossier::verified(&dossier_lines(hand), c, columns));
    add("anomalies", anomaly::anomalies(&unusual(hand), c, columns));
    add("no anomalies", anomaly::anomalies(&[], c, columns));
    add("review", review::review(&review_shown(hand), c, columns));
    add("reviews", review::reviews(&[review_shown(hand).review], c, columns));
    add("no reviews", review::reviews(&[], c, columns));
    add("proven", audited::proven("C-0042", &paths, c, columns));
    let back = sample::back::back_view(hand);
    let whole = Shown { carry_out: back.clone(), ..sample::shown(hand) };
    add("show the whole life", carry_out::show(&whole, c, columns));
    add("log with an end", log::table(&[back.clone(), sample::view(hand)], c, columns));
    add("hints", hints::hints(&sample::hints::hints(hand), c, columns).unwrap());
    add("mail sheet", mail::sheet(&sample::mail::sheet(hand), c, columns));
    add("mail drafted", mail::drafted(&sample::mail::answer(hand), c, columns));
    add("mail compared", mail::reconciled(&back, c, columns));
    add("transferred", road::transferred(&back, c, columns));
    add("undelivered", road::undelivered(&back, c, columns));
    add("extended", road::extended(&back, c, columns));
    add("extension", road::extension_sheet(&sample::back::extension_sheet(hand), c, columns));
    add("extension answered", road::extension_answered(&back, c));
    add("handed over", road::handed_over(&back, c, columns));
    add("handed over whole", road::handed_over(&sample::requested_view(hand), c, columns));
    add("copy made", road::copy_made(&back, c, columns));
    add("recalled", road::recalled(&sample::back::recalled(hand), c, columns));
    add("question", question::text(&registers::question(hand), c, columns));
    add("duties", duty::list(&registers::duties(hand), c, columns));
    add("no duties", duty::list(&[], c, columns));
    add("contacts", contact::list(&registers::contacts(hand), c, columns));
    add("no contacts", contact::list(&[], c, columns));
    add("slip", slip::text(&sample::back::slip(hand, true), c, columns));
    add("slip without numbers", slip::text(&sample::back::slip(hand, false), c, columns));
    reports
}

/// Every page about an incident: real and exercised, of every kind, told and not.
fn incidents(hand: Hand, c: &Catalogue, columns: Option<usize>) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    for (kind, drill) in IncidentKind::ALL.iter().flat_map(|kind| [(*kind, false), (*kind, true)]) {
        let mut incident = sample::incident(hand, kind, drill);
        let report = sample::incident_report(hand, &incident);
        let view = &report.incident;
        let first = FirstResponse {
            incident: view.clone(),
            new: drill,
            also_open: vec!["I-0002".to_owned()],
            history: Some(hand.text("the ledger has 3 entries")),
        };
        pages.push(("incident opened", incident::opened(&first, c, columns)));
        pages.push(("incident", incident::show(view, c, columns)));
        pages.push(("incidents", incident::list(std::slice::from_ref(&view.line), c, columns)));
        pages.push(("contact", incident::contacted(&view.line, &view.contacts[0], c, columns)));
        pages.push(("update", incident::updated(view, &view.updates[0], c, columns)));
        pages.push(("incident closed", incident::closed(view, c, columns)));
        pages.push(("report of an incident", incident_form::text(&report, c, columns)));
        incident.contacts.clear();
        incident.updates.clear();
        incident.opened.request = None;
        incident.carry_outs.clear();
        let bare = sample::incident_report(hand, &incident);
        pages.push(("bare incident", incident::show(&bare.incident, c, columns)));
        pages.push(("report of a bare incident", incident_form::text(&bare, c, columns)));
    }
    pages.push(("no incident", incident::list(&[], c, columns)));
    pages
}
