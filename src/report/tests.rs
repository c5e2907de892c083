//! Nothing that people or files call themselves bends a report, in either language, at any width;
//! and no report says more than is known.

mod back;
mod every_report;
mod forms;
mod messages;

use std::collections::BTreeMap;

use every_report::{audit_report, every_report, opened_package, telling};

use super::csv::Bom;
use super::log::write_csv;
use super::sample::{self, Hand, at, digest, person};
use super::width::width;
use super::*;
use crate::base::text::is_deceptive;
use crate::domain::names::{Channel, IncidentKind, Level, Role};
use crate::i18n::{Catalogue, Language};
use crate::projection::view::{
    Beside, CarryOutView, EndedView, FirstResponse, FormName, Knowledge, MadeAt, PersonView, Shown,
};

const WIDTHS: [Option<usize>; 4] = [None, Some(160), Some(80), Some(40)];

fn catalogues() -> [Catalogue; 2] {
    [Catalogue::new(Language::English), Catalogue::new(Language::Japanese)]
}

#[test]
fn the_report_of_an_incident_loads_nothing_and_bends_to_nobodys_words() {
    for c in &catalogues() {
        for drill in [false, true] {
            let incident = sample::incident(Hand::Naughty, IncidentKind::Lost, drill);
            let page = incident_form::page(
                &sample::incident_report(Hand::Naughty, &incident),
                &sample::forms::head(Hand::Naughty),
                c,
            );
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
    let page = incident_form::page(&report, &sample::forms::head(Hand::Plain), &japanese);
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
        incident_form::page(&report, &sample::forms::head(Hand::Plain), &japanese)
            .contains("保管ファイルは 2026-11-25 03:30:00 +09:00 に廃棄")
    );
    assert!(!first(&report, &english).contains("--method key"));
}

fn made() -> MadeAt {
    sample::made_at(at("2026-12-10T09:00:00+09:00"))
}

/// The register of carry-outs as it is printed.
fn register_form(views: &[CarryOutView], c: &Catalogue) -> String {
    let facts = sample::forms::facts(Hand::Naughty, FormName::CarryOutRegister, views.to_vec());
    form::page(&form::of(&facts, c), &facts.head, c)
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
        for text in [log::table(&views, c, None), register_form(&views, c)] {
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
        let page = register_form(&[sample::view(Hand::Naughty)], c);
        assert!(page.contains("A4 landscape") && page.contains("default-src 'none'"));
        assert!(!page.contains("<script") && !page.contains("://"), "{page}");
        assert!(page.chars().all(|c| c == '\n' || !is_deceptive(c)));
        assert_eq!(page.matches("<th scope=\"col\">").count(), 24);
        // Extended, bring-back approver, incident, returned, erased, checked by: for hand.
        let row = page.split("</thead>").nth(1).unwrap();
        assert_eq!(row.matches("<td></td>").count(), 6, "{row}");
        assert!(page.contains(&digest("root").to_string()));
        let empty = register_form(&[], c);
        assert!(empty.contains("該当なし") || empty.contains("Nothing to report"));
    }
}

#[test]
fn keys_nobody_proved_are_counted_in_the_list_of_people() {
    let [english, _] = catalogues();
    let registry = sample::registry(Hand::Plain);
    let today = "2026-11-21".parse().unwrap();
    let mut view = PersonView::new(&registry, &registry.people[&person("suzuki")], today);
    assert!(view.roles.contains(&Role::Custodian));
    view.keys[0].proven = false;
    assert!(register::people(&[view], &english, None).contains("1 (1 not proven)"));
}
