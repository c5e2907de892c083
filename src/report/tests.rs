//! Nothing that people or files call themselves bends a report, in either language, at any width;
//! and no report says more than is known.

mod back;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::csv::Bom;
use super::log::{MadeAt, register as register_form, write_csv};
use super::sample::{self, Hand, at, digest, person, registers};
use super::width::width;
use super::*;
use crate::base::secret::SecretText;
use crate::base::text::is_deceptive;
use crate::domain::carry_out::Mark;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::{Channel, IncidentKind, Level, Role};
use crate::i18n::{Catalogue, Language};
use crate::ledger::Checkpoint;
use crate::projection::audited::{AuditReport, MarkedEntry, VerifiedLine};
use crate::projection::view::{
    ApprovalSheet, Beside, CarryOutView, Closed, Contents, EndedView, FirstResponse, KeyAge, Knowledge,
    MediumView, OpenedPackage, Papers, PersonView, RecipientView, Shown, Signer, StatusPage, Task, TaskKind,
    TraceLine,
};

const WIDTHS: [Option<usize>; 4] = [None, Some(160), Some(80), Some(40)];

fn catalogues() -> [Catalogue; 2] {
    [Catalogue::new(Language::English), Catalogue::new(Language::Japanese)]
}

fn audit_report(hand: Hand, findings: usize, anchored: u64) -> AuditReport {
    let kinds = [FindingKind::NotVerified, FindingKind::Clock, FindingKind::AttachmentWrong];
    AuditReport {
        origin: hand.text("example.co.jp/kanmon"),
        size: 120,
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
        marks: vec![MarkedEntry {
            id: "C-0042".to_owned(),
            person: person("sato"),
            at: at("2026-11-20T10:00:00+09:00"),
            marks: vec![Mark::OwnNewKey],
        }],
        attachments: 40,
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
        certificate: None,
    };
    vec![line("entry", None), line("proof", Some(hand.text("the proof does not hold"))), line("draft", None)]
}

fn opened_package(hand: Hand, knowledge: Knowledge, with_papers: bool) -> OpenedPackage {
    let signer = |id: &str| Signer {
        person: person(id),
        key: sample::public_key(),
        namespace: "sekisho-request-v1".to_owned(),
    };
    OpenedPackage {
        directory: PathBuf::from(hand.text("/home/yamada/C-0042")),
        files: 3,
        bytes: 1_234_567,
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
        incidents: [Some(12), None].map(|told| registers::incident_line(hand, told)).to_vec(),
        media_missing: registers::missing_media(hand),
        leaving: vec![
            registers::leaving(hand, registers::outstanding_lines(views), None),
            registers::leaving(hand, Vec::new(), None),
        ],
        findings: 2,
        keys: vec![KeyAge { person: person("sato"), fingerprint: "SHA256:abc".to_owned(), days: 400 }],
    }
}

fn telling(hand: Hand, via: Channel, contact: bool, c: &Catalogue, columns: Option<usize>) -> String {
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
fn every_report(hand: Hand, c: &Catalogue, columns: Option<usize>) -> Vec<(String, String)> {
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
    add("outstanding", outstanding::outstanding(&lines, c, columns));
    add("nothing outstanding", outstanding::outstanding(&[], c, columns));
    add("leaving", outstanding::leaving(&registers::leaving(hand, lines, None), c, columns));
    let left_at = at("2026-12-01T09:00:00+09:00");
    add("left", outstanding::leaving(&registers::leaving(hand, Vec::new(), Some(left_at)), c, columns));
    let kinds = [
        TaskKind::Recover,
        TaskKind::Approve,
        TaskKind::Export,
        TaskKind::TellPassphrase,
        TaskKind::ConfirmArrival,
        TaskKind::DestroyCustody,
        TaskKind::AnswerExtension,
        TaskKind::SignPledge,
        TaskKind::HandOver,
        TaskKind::Witness,
        TaskKind::Confirm,
        TaskKind::Overdue,
    ];
    let tasks: Vec<Task> =
        kinds.iter().map(|task| Task { task: *task, carry_out: sample::view(hand) }).collect();
    add("inbox", asking::inbox(&tasks, c, columns));
    add("empty inbox", asking::inbox(&[], c, columns));
    let traced = TraceLine { path: hand.text("data/図面.dwg"), carry_out: sample::view(hand) };
    add("trace", asking::trace(&digest("file"), &[traced], c, columns));
    add("empty trace", asking::trace(&digest("file"), &[], c, columns));
    add("status", status::status(&status_page(hand, views()), c, columns));
    add("empty status", status::status(&status_page(hand, Vec::new()), c, columns));

    let people: Vec<PersonView> = registry.people.values().map(PersonView::new).collect();
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
    add("no papers", package::opened(&opened_package(hand, Knowledge::Unknown, false), c, columns));
    for via in Channel::ALL {
        add("release", telling(hand, *via, true, c, columns));
        add("release to nobody's number", telling(hand, *via, false, c, columns));
    }
    add("audit", audited::audit(&audit_report(hand, 3, 100), c, columns));
    add("clean audit", audited::audit(&audit_report(hand, 0, 120), c, columns));
    add("unanchored audit", audited::audit(&audit_report(hand, 0, 0), c, columns));
    add("verified", audited::verified(&verified_lines(hand), c, columns));
    add("proven", audited::proven("C-0042", &paths, c, columns));
    let back = sample::back::back_view(hand);
    let whole = Shown { carry_out: back.clone(), ..sample::shown(hand) };
    add("show the whole life", carry_out::show(&whole, c, columns));
    add("log with an end", log::table(&[back.clone(), sample::view(hand)], c, columns));
    add("transferred", road::transferred(&back, c, columns));
    add("undelivered", road::undelivered(&back, c, columns));
    add("extended", road::extended(&back, c, columns));
    add("extension", road::extension_sheet(&sample::back::extension_sheet(hand), c, columns));
    add("extension answered", road::extension_answered(&back, c));
    add("handed over", road::handed_over(&back, c, columns));
    add("handed over whole", road::handed_over(&sample::requested_view(hand), c, columns));
    add("copy made", road::copy_made(&back, c, columns));
    add("recalled", road::recalled(&sample::back::recalled(hand), c, columns));
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

#[test]
fn the_report_of_an_incident_loads_nothing_and_bends_to_nobodys_words() {
    for c in &catalogues() {
        for drill in [false, true] {
            let incident = sample::incident(Hand::Naughty, IncidentKind::Lost, drill);
            let page = incident_form::page(&sample::incident_report(Hand::Naughty, &incident), c);
            assert!(page.contains("size: A4") && page.contains("default-src 'none'"));
            assert!(!page.contains("<script") && !page.contains("://"), "{page}");
            assert!(page.chars().all(|c| c == '\n' || !is_deceptive(c)));
            assert_eq!(page.contains("class=\"watermark\""), drill);
            assert!(page.contains(&digest("root").to_string()) && page.contains("35"));
        }
    }
}

#[test]
fn what_is_not_known_of_an_incident_is_said_to_be_unknown() {
    let [english, japanese] = catalogues();
    let mut incident = sample::incident(Hand::Plain, IncidentKind::Lost, false);
    incident.opened.occurred = None;
    incident.updates.clear();
    incident.contacts.clear();
    let report = sample::incident_report(Hand::Plain, &incident);
    let page = incident_form::page(&report, &japanese);
    for field in ["発生日時", "経過", "原因", "規程違反の有無", "警察受理番号", "回収状況", "特定個人情報"]
    {
        let cell = format!("{field}</th><td>不明");
        assert!(page.contains(&cell), "{field}: {page}");
    }
    for field in ["書面による報告", "再発防止策", "有効性評価", "公表", "本人対応"] {
        assert!(page.contains(&format!("{field}</th><td>記録なし")), "{field}: {page}");
    }
    // The day of awareness is the first.
    for day in ["2026-11-27", "2026-11-29", "2026-12-24", "2027-01-23"] {
        assert!(page.contains(day), "{day}: {page}");
    }
    let text = incident_form::text(&report, &english, None);
    assert!(text.contains("a release is recorded") && !text.contains("not released"), "{text}");
    assert!(text.contains("Whether a case applies is not judged here."), "{text}");
}

#[test]
fn a_destroyed_custody_file_is_stated_and_takes_nothing_back() {
    let [english, japanese] = catalogues();
    let incident = sample::incident(Hand::Plain, IncidentKind::Lost, false);
    let mut report = sample::incident_report(Hand::Plain, &incident);
    let first = |report: &crate::projection::view::IncidentReport, c: &Catalogue| {
        let incident = report.incident.clone();
        incident::opened(
            &FirstResponse { incident, new: true, also_open: Vec::new(), history: None },
            c,
            None,
        )
    };
    assert!(first(&report, &english).contains("sekisho dispose C-0042 --method key"));
    let key = &mut report.incident.carry_outs[0].key;
    key.destroyed_at = Some(at("2026-11-25T03:30:00+09:00"));
    key.destroyed_under = Some("D-0007".to_owned());
    let text = incident_form::text(&report, &english, None);
    assert!(text.contains("the custody file was destroyed at 2026-11-25 03:30:00 +09:00 (D-0007)"), "{text}");
    assert!(text.contains("a release is recorded"), "{text}");
    assert!(
        incident_form::page(&report, &japanese).contains("保管ファイルは 2026-11-25 03:30:00 +09:00 に破棄")
    );
    assert!(!first(&report, &english).contains("--method key"));
}

fn made() -> MadeAt {
    MadeAt {
        origin: "example.co.jp/kanmon".to_owned(),
        size: 120,
        root: digest("root"),
        at: at("2026-12-10T09:00:00+09:00"),
    }
}

#[test]
fn nothing_anybody_wrote_repaints_a_screen_or_forges_a_line() {
    for c in &catalogues() {
        for columns in WIDTHS {
            for (name, text) in every_report(Hand::Naughty, c, columns) {
                let bad: Vec<char> = text.chars().filter(|c| *c != '\n' && is_deceptive(*c)).collect();
                assert!(bad.is_empty(), "{name}: {bad:?}");
                let forged = text.lines().any(|line| line.trim_start().starts_with("C-9999"));
                assert!(!forged || columns.is_some(), "{name}: {text}");
                assert!(!text.contains("No localization"), "{name}: {text}");
            }
        }
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for c in &catalogues() {
        for columns in [160, 110, 80] {
            for hand in [Hand::Plain, Hand::Naughty] {
                for (name, text) in every_report(hand, c, Some(columns)) {
                    let wide = text.lines().find(|line| width(line) > columns);
                    assert!(wide.is_none(), "{name} in {columns}: {wide:?}");
                }
            }
        }
    }
}

#[test]
fn columns_stay_aligned_under_wide_characters() {
    for c in &catalogues() {
        let views = [sample::view(Hand::Plain), sample::requested_view(Hand::Plain)];
        let text = log::table(&views, c, None);
        let lines: Vec<&str> = text.lines().collect();
        let rule = lines[1];
        let starts: Vec<usize> = rule.match_indices("  -").map(|(place, _)| place + 2).chain([0]).collect();
        for line in &lines {
            for start in &starts {
                // Each column begins at a whole character, after a space or at the margin.
                let mut column = 0;
                let mut before = ' ';
                for letter in line.chars() {
                    if column >= *start {
                        break;
                    }
                    column += width(&letter.to_string());
                    before = letter;
                }
                assert_eq!(column.min(*start), (*start).min(width(line)), "{line}");
                assert!(before == ' ' || column < *start, "{before:?} {start} {line}");
            }
        }
    }
}

#[test]
fn no_report_promises_what_nobody_can_know() {
    let forbidden = ["tamper-proof", "改ざん不可能", "completely erased", "完全消去", "guaranteed"];
    for c in &catalogues() {
        for (name, text) in every_report(Hand::Plain, c, None) {
            for word in forbidden {
                assert!(!text.to_lowercase().contains(word), "{name}: {word}");
            }
        }
    }
}

#[test]
fn an_approver_sees_everything_that_the_signature_covers() {
    let [english, japanese] = catalogues();
    let sheet = sample::sheet(Hand::Plain);
    let manifest = sheet.carry_out.manifest_sha256.to_string();
    for c in [&english, &japanese] {
        let text = approval::sheet(&sheet, c, None);
        for fact in [
            "田中 太郎",
            "例示市 建設課",
            "USB-07",
            "4C530001",
            "例示市役所",
            "竣工図の納品",
            "先方がオンラインで受け取れないため",
            "K-2026-01",
            "12",
            "2026-11-20",
            "2026-11-26",
            "2026-12-04",
            "1,234",
            "4.71 GB",
            "4,712,345,678",
            "data/図面/009.dwg",
            "C-0038",
            &manifest[..8],
            &manifest[8..],
        ] {
            assert!(text.contains(fact), "{fact}: {text}");
        }
    }
    let text = approval::sheet(&sheet, &japanese, None);
    assert!(text.contains("重要性1（最も高い）"), "{text}");
    assert!(text.contains("要配慮個人情報"), "{text}");
    assert!(text.contains("登録から7日以内"), "{text}");
    let text = approval::sheet(&sheet, &english, None);
    assert!(text.contains("level 1 (the highest)"), "{text}");
    assert!(text.contains("registered in the last seven days"), "{text}");
}

#[test]
fn what_is_left_out_of_a_list_is_counted() {
    let [english, japanese] = catalogues();
    let sheet = sample::sheet(Hand::Plain);
    assert_eq!(approval::sheet(&sheet, &english, None).matches("and 3 more").count(), 3);
    assert_eq!(approval::sheet(&sheet, &japanese, None).matches("ほか 3 件").count(), 3);
}

#[test]
fn level_one_says_that_it_is_the_highest_wherever_it_stands() {
    let views = [sample::view(Hand::Plain)];
    for c in &catalogues() {
        let highest = if c.language() == Language::English { "highest" } else { "最も高い" };
        for text in [log::table(&views, c, None), register_form(&views, &made(), c)] {
            assert!(text.contains(highest), "{text}");
        }
    }
    assert_eq!(views[0].level, Level::One);
}

#[test]
fn an_opened_package_gets_one_of_three_honest_answers() {
    let [english, _] = catalogues();
    let say = |knowledge| package::opened(&opened_package(Hand::Plain, knowledge, true), &english, None);
    let (unknown, known, accepted) =
        (say(Knowledge::Unknown), say(Knowledge::Known), say(Knowledge::Accepted));
    assert!(unknown.contains("NOT KNOWN to you") && unknown.contains("compare these fingerprints"));
    assert!(known.contains("accepted before or gave with --signers") && !known.contains("NOT KNOWN"));
    assert!(accepted.contains("were not known to you") && accepted.contains("compare these fingerprints"));
    for text in [unknown, known, accepted] {
        assert!(text.contains("ABCDEFGHJKLMN") && text.contains("somebody with the passphrase opened"));
    }
}

#[test]
fn a_ledger_without_a_checkpoint_held_elsewhere_is_not_anchored() {
    for c in &catalogues() {
        let text = |anchored| audited::audit(&audit_report(Hand::Plain, 0, anchored), c, None);
        assert!(text(0).contains("NOT ANCHORED"));
        assert!(text(100).contains("NOT ANCHORED") && text(100).contains("20"));
        assert!(!text(120).contains("NOT ANCHORED"));
    }
}

#[test]
fn a_clock_that_disagrees_is_not_called_wrong_evidence() {
    let [english, _] = catalogues();
    let mut report = audit_report(Hand::Plain, 3, 120);
    assert!(audited::audit(&report, &english, None).contains("EVIDENCE IS WRONG: 2 findings"));
    report.findings.retain(|finding| !finding.is_tampering());
    let text = audited::audit(&report, &english, None);
    assert!(!text.contains("EVIDENCE IS WRONG") && text.contains("Clocks disagree"), "{text}");
}

#[test]
fn the_carrier_who_holds_the_key_is_named_and_warned_of() {
    let [english, japanese] = catalogues();
    let text = package::exported(&sample::view(Hand::Plain), &[], &Beside::default(), &english, None);
    assert!(text.contains("田中 太郎 (tanaka): the carrier holds the key"), "{text}");
    assert!(text.contains("whoever carries the package can also open it"), "{text}");
    assert!(text.contains("V2: read again past the operating system's cache, and equal"), "{text}");
    let text = package::exported(&sample::view(Hand::Plain), &[], &Beside::default(), &japanese, None);
    assert!(text.contains("持出者が鍵を保管"), "{text}");
}

#[test]
fn nothing_recorded_is_not_nothing_told() {
    let mut view = sample::view(Hand::Plain);
    view.releases.clear();
    let [english, japanese] = catalogues();
    let shown = crate::projection::view::Shown { carry_out: view, ..sample::shown(Hand::Plain) };
    assert!(carry_out::show(&shown, &english, None).contains("No release is recorded."));
    assert!(carry_out::show(&shown, &japanese, None).contains("伝達の記録はありません。"));
}

#[test]
fn a_passphrase_is_shown_as_it_is_typed_with_its_kana_underneath() {
    let [_, japanese] = catalogues();
    let text = telling(Hand::Plain, Channel::Phone, true, &japanese, Some(80));
    assert!(text.contains("    kasatonare-mikesotere-pokirumuha-wadoni\n"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let romaji = lines.iter().position(|line| line.starts_with("    kasatonare   ")).unwrap();
    assert!(lines[romaji + 1].starts_with("    かさとなれ   みけそてれ   ぽ"), "{text}");
    assert!(text.contains("03-1111-1111"), "{text}");
    let narrow = telling(Hand::Plain, Channel::Sms, true, &japanese, Some(40));
    assert!(narrow.contains("わどに") && narrow.contains("履歴から"), "{narrow}");
}

#[test]
fn a_passphrase_without_a_registered_number_names_none() {
    let [english, _] = catalogues();
    let text = telling(Hand::Plain, Channel::Phone, false, &english, None);
    assert!(text.contains("No number is registered.") && !text.contains("03-1111"), "{text}");
}

#[test]
fn the_csv_is_read_back_cell_by_cell() {
    let views = [sample::view(Hand::Naughty), sample::requested_view(Hand::Plain)];
    let mut bytes = Vec::new();
    write_csv(&views, Bom::No, &mut bytes).unwrap();
    let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!((rows.len(), headings.len()), (2, 52));
    let row = &rows[1];
    for (name, value) in [
        ("id", "C-0042"),
        ("status", "requested"),
        ("purpose", "竣工図の納品"),
        ("level", "1"),
        ("items", "竣工図一式; 計算書"),
        ("file_count", "1234"),
        ("total_bytes", "4712345678"),
        ("requested_at", "2026-11-20T10:00:00+09:00"),
        ("approvals", ""),
        ("package_sha256", ""),
        ("personal_data_special", "true"),
        ("due_requested", "2026-12-04"),
        ("carrier", "tanaka"),
        ("closed_by", ""),
    ] {
        assert_eq!(row[name], value, "{name}");
    }
    assert!(
        rows[0]["attempts"].starts_with("failed tanaka 2026-11-20T12:00:00+09:00 (input-output); completed")
    );
    for cell in rows.iter().flat_map(BTreeMap::values) {
        assert!(!cell.chars().any(is_deceptive), "{cell:?}");
    }
}

#[test]
fn a_withdrawal_is_in_the_csv_too() {
    let mut view = sample::requested_view(Hand::Plain);
    view.withdrawal = Some(EndedView {
        person: person("tanaka"),
        name: "田中 太郎".to_owned(),
        at: at("2026-11-21T10:00:00+09:00"),
        reason: Some("宛先が違う".to_owned()),
    });
    let mut bytes = Vec::new();
    write_csv(&[view], Bom::No, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.lines().next().unwrap().contains(",releases,withdrawal,"), "{text}");
    assert!(text.contains(",tanaka 2026-11-21T10:00:00+09:00: 宛先が違う,2026-12-04,"), "{text}");
}

#[test]
fn digits_are_asked_for_only_while_an_approval_is_waited_for() {
    let [english, japanese] = catalogues();
    let text = |view: CarryOutView, c: &Catalogue| {
        carry_out::show(&Shown { carry_out: view, ..sample::shown(Hand::Plain) }, c, None)
    };
    assert!(text(sample::requested_view(Hand::Plain), &english).contains("To approve, the first"));
    let later = text(sample::view(Hand::Plain), &english);
    assert!(!later.contains("To approve"), "{later}");
    assert!(later.contains(&sample::view(Hand::Plain).manifest_sha256.to_string()), "{later}");
    assert!(!text(sample::view(Hand::Plain), &japanese).contains("承認するときは"));
}

#[test]
fn words_of_the_statements_are_said_in_the_readers_language() {
    let [english, japanese] = catalogues();
    let mut view = sample::view(Hand::Plain);
    view.place = Some("home".to_owned());
    view.level = Level::Two;
    for attempt in &mut view.attempts {
        attempt.found = Some("cancelled".to_owned());
    }
    let shown = Shown { carry_out: view, ..sample::shown(Hand::Plain) };
    let text = carry_out::show(&shown, &japanese, None);
    for word in ["自宅", "操作者が中止した", "申請（request）"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("重要性2") && !text.contains("cancelled"), "{text}");
    let text = carry_out::show(&shown, &english, None);
    assert!(text.contains("cancelled by the person") && !text.contains("level 2"), "{text}");
}

#[test]
fn a_purpose_that_is_a_formula_stays_text() {
    let mut view = sample::view(Hand::Plain);
    view.purpose = "=HYPERLINK(\"http://example.invalid\")".to_owned();
    view.requester_name = "@SUM(A1)".to_owned();
    let mut bytes = Vec::new();
    write_csv(&[view], Bom::Yes, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}id,status,"));
    assert!(text.contains("'=HYPERLINK") && text.contains("'@SUM"), "{text}");
}

#[test]
fn the_register_is_one_page_without_script_and_blank_where_nothing_is_known() {
    for c in &catalogues() {
        let page = register_form(&[sample::view(Hand::Naughty)], &made(), c);
        assert!(page.contains("A4 landscape") && page.contains("default-src 'none'"));
        assert!(!page.contains("<script") && !page.contains("://"), "{page}");
        assert!(page.chars().all(|c| c == '\n' || !is_deceptive(c)));
        assert_eq!(page.matches("<th scope=\"col\">").count(), 24);
        // Extended, bring-back approver, incident, returned, erased, checked by: for hand.
        let row = page.split("</thead>").nth(1).unwrap();
        assert_eq!(row.matches("<td></td>").count(), 6, "{row}");
        assert!(page.contains(&digest("root").to_string()));
        let empty = register_form(&[], &made(), c);
        assert!(empty.contains("該当なし") || empty.contains("Nothing to report"));
    }
}

#[test]
fn keys_nobody_proved_are_counted_in_the_list_of_people() {
    let [english, _] = catalogues();
    let mut view = PersonView::new(&sample::registry(Hand::Plain).people[&person("suzuki")]);
    assert!(view.roles.contains(&Role::Custodian));
    view.keys[0].proven = false;
    assert!(register::people(&[view], &english, None).contains("1 (1 not proven)"));
}

/// The ids that this floor's source asks for, each with the names of its variables.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in walkdir::WalkDir::new(folder) {
        let path = file.unwrap().into_path();
        if path.is_dir()
            || path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
        {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for call in source.split("say!(").skip(1) {
            let (id, names) = call_of(call).unwrap_or_else(|| panic!("{path:?}: {call:.80}"));
            let known = asked.entry(id.clone()).or_insert_with(|| names.clone());
            assert_eq!(*known, names, "{path:?}: {id} is given different variables");
        }
    }
    asked
}

/// The id and the names of variables in `c, "id", name = value, …)…`.
fn call_of(call: &str) -> Option<(String, BTreeSet<String>)> {
    let (mut depth, mut quoted, mut part) = (0, false, String::new());
    let mut parts = Vec::new();
    for c in call.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    parts.push(part);
    let id = parts.get(1)?.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned();
    let names = parts.iter().skip(2).filter(|part| !part.trim().is_empty());
    let names = names.map(|part| Some(part.split_once('=')?.0.trim().to_owned()));
    Some((id, names.collect::<Option<_>>()?))
}

/// The variables of every message of a catalogue file.
fn said(catalogue: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let mut id = String::new();
    for line in catalogue.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            id = name.to_owned();
            messages.insert(id.clone(), BTreeSet::new());
        }
        for variable in line.split('$').skip(1) {
            let name: String =
                variable.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            messages.get_mut(&id).unwrap().insert(name);
        }
    }
    messages
}

#[test]
fn a_message_that_is_not_said_or_never_asked_for_is_refused() {
    let mut known = said(include_str!("../../i18n/en/words.ftl"));
    let own = said(include_str!("../../i18n/en/report.ftl"));
    known.extend(own.clone());
    let asked = asked_for();
    for (id, names) in &asked {
        assert_eq!(known.get(id), Some(names), "{id}");
    }
    let unused: Vec<&String> = own.keys().filter(|id| !asked.contains_key(*id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
