//! Forms: each loads nothing, bends to nobody's words, and leaves blank what nobody knows.

use super::*;
use crate::base::digest::Digest;
use crate::domain::body::register::Subcontractor;
use crate::domain::names::{CopyKind, Kind, Via};
use crate::i18n::Calendar;
use crate::projection::view::{CarryOutView, CopyView, HandedOverView, Period, TransferView};
use crate::report::csv::Bom;
use crate::report::form::{self, TemplateError};
use crate::report::sample::back::back_view;
use crate::report::sample::forms::{facts, full};
use crate::report::sample::{at, contracts, registers};

#[test]
fn no_form_loads_anything_or_bends_to_anybodys_words() {
    for c in &catalogues() {
        for name in FormName::ALL {
            let facts = full(Hand::Naughty, *name);
            let form = form::of(&facts, c);
            let page = form::page(&form, &facts.head, c);
            assert!(page.contains("size: A4") && page.contains("default-src 'none'"), "{name}");
            assert!(!page.contains("<script") && !page.contains("://"), "{name}: {page}");
            assert!(page.chars().all(|c| c == '\n' || !is_deceptive(c)), "{name}");
            assert!(page.contains(&digest("root").to_string()), "{name}");
            assert!(!page.contains("No localization"), "{name}");
            let mut bytes = Vec::new();
            if form::write_csv(&form, Bom::No, &mut bytes).unwrap() {
                let rows = String::from_utf8(bytes).unwrap();
                assert!(rows.chars().all(|c| "\r\n".contains(c) || !is_deceptive(c)), "{name}");
            }
        }
    }
}

#[test]
fn a_form_without_anything_to_say_says_so() {
    for c in &catalogues() {
        for name in FormName::ALL {
            let mut facts = facts(Hand::Plain, *name, Vec::new());
            facts.articles.clear();
            facts.assets.clear();
            facts.media.clear();
            facts.people.clear();
            facts.staff.clear();
            facts.recipients.clear();
            facts.files.clear();
            facts.sheet.clear();
            let form = form::of(&facts, c);
            if form.tables().next().is_some() {
                let page = form::page(&form, &facts.head, c);
                assert!(page.contains("該当なし") || page.contains("Nothing to report"), "{name}: {page}");
            }
        }
    }
}

#[test]
fn every_key_of_a_form_is_there_once_and_every_row_is_as_long_as_its_heading() {
    let [english, _] = catalogues();
    for name in FormName::ALL {
        let facts = full(Hand::Plain, *name);
        let form = form::of(&facts, &english);
        let fields: Vec<&str> = form.fields().map(|field| field.key).collect();
        let head = form::json(&form, &facts.head, &english);
        let head = head["head"].as_object().unwrap();
        for (place, key) in fields.iter().enumerate() {
            assert!(!fields[..place].contains(key) && !head.contains_key(*key), "{name}: {key}");
        }
        for table in form.tables() {
            let keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
            for (place, key) in keys.iter().enumerate() {
                assert!(!keys[..place].contains(key), "{name}: {key}");
            }
            assert!(table.rows.iter().all(|row| row.len() == keys.len()), "{name}: {}", table.key);
        }
    }
}

#[test]
fn days_of_a_form_are_of_the_calendar_asked_for() {
    let c = Catalogue::new(Language::Japanese).with_calendar(Calendar::Wareki);
    for name in FormName::ALL {
        let facts = full(Hand::Plain, *name);
        let page = form::page(&form::of(&facts, &c), &facts.head, &c);
        assert!(page.contains("令和8年12月10日") && page.contains("令和8年度"), "{name}");
        let western = page.split("<main>").nth(1).unwrap();
        assert!(!western.contains("2026-1"), "{name}: {western}");
    }
}

/// The first day with a western year in a text: `2026-12-10`, `2026年`, `2026/12`, `December 2026`. What an id or a
/// contract's number has (`K-2026-01`) is none.
fn western_day(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let alone = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-';
    let year = |at: usize| {
        matches!(bytes.get(at..at + 2), Some(b"19" | b"20")) && digit(at + 2) && digit(at + 3) && alone(at)
    };
    let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
    let months: Vec<&str> = months.into_iter().chain(["October", "November", "December"]).collect();
    let is_day = |at: usize| {
        let rest = &bytes[at + 4..];
        let dashed =
            rest.first() == Some(&b'-') && digit(at + 5) && digit(at + 6) && rest.get(3) == Some(&b'-');
        let slashed = rest.first() == Some(&b'/') && digit(at + 5);
        let before = text[..at].trim_end();
        dashed
            || slashed
            || rest.starts_with("年".as_bytes())
            || months.iter().any(|one| before.ends_with(one))
    };
    let at = (0..bytes.len()).find(|at| year(*at) && is_day(*at))?;
    let from = (0..=at.saturating_sub(60)).rev().find(|from| text.is_char_boundary(*from)).unwrap_or(0);
    let until = (at + 20..).find(|until| *until >= text.len() || text.is_char_boundary(*until));
    text.get(from..until.unwrap_or(text.len()).min(text.len()))
}

#[test]
fn no_day_of_a_form_has_a_western_year_where_eras_were_asked_for() {
    assert!(western_day("3 December 2026").is_some() && western_day("2026年3月").is_some());
    assert!(western_day("第2026-12-10号").is_some() && western_day("K-2026-01 令和8年").is_none());
    for language in [Language::Japanese, Language::English] {
        let c = Catalogue::new(language).with_calendar(Calendar::Wareki);
        for name in FormName::ALL {
            let facts = full(Hand::Plain, *name);
            let form = form::of(&facts, &c);
            let page = form::page(&form, &facts.head, &c);
            assert_eq!(western_day(&page), None, "{language} {name}");
            let mut rows = Vec::new();
            form::write_csv(&form, Bom::No, &mut rows).unwrap();
            assert_eq!(western_day(&String::from_utf8(rows).unwrap()), None, "{language} {name}");
        }
    }
}

#[test]
fn a_formula_in_a_register_stays_text() {
    let [english, _] = catalogues();
    let mut view = sample::view(Hand::Plain);
    view.purpose = "=HYPERLINK(\"http://example.invalid\")".to_owned();
    let facts = facts(Hand::Plain, FormName::CarryOutRegister, vec![view]);
    let mut bytes = Vec::new();
    assert!(form::write_csv(&form::of(&facts, &english), Bom::Yes, &mut bytes).unwrap());
    let rows = String::from_utf8(bytes).unwrap();
    assert!(rows.starts_with('\u{feff}') && rows.contains("'=HYPERLINK"), "{rows}");
}

fn made(facts: &crate::projection::view::FormFacts) -> serde_json::Value {
    let [english, _] = catalogues();
    form::json(&form::of(facts, &english), &facts.head, &english)
}

#[test]
fn a_signed_pledge_shows_what_was_signed_and_says_so_where_it_is_not_here() {
    let mut facts = full(Hand::Plain, FormName::PledgeCarryOut);
    let fields = made(&facts)["fields"].take();
    assert_eq!(fields["text"], "誓約\n守ります。");
    assert_eq!(fields["text_sha256"], Digest::of(b"pledge").to_string());
    facts.pledged.clear();
    let fields = made(&facts)["fields"].take();
    assert!(fields["text"].as_str().unwrap().contains("not in this ledger"), "{fields}");
    // Nobody signed: the words of today, for the hand.
    facts.carry_outs = vec![sample::requested_view(Hand::Plain)];
    let fields = made(&facts)["fields"].take();
    assert_eq!((&fields["text"], &fields["text_sha256"]), (&"I pledge.".into(), &serde_json::Value::Null));
}

#[test]
fn a_log_review_counts_each_fact_by_its_own_day() {
    let mut view = sample::requested_view(Hand::Plain);
    view.requested_at = at("2026-10-30T09:00:00+09:00");
    view.exported_at = Some(at("2026-11-05T09:00:00+09:00"));
    view.due = "2026-11-30".parse().unwrap();
    view.closed_at = Some(at("2026-12-02T09:00:00+09:00"));
    let mut facts = facts(Hand::Plain, FormName::LogReview, vec![view]);
    facts.incidents[0].recorded_at = at("2026-12-03T09:00:00+09:00");
    facts.incidents[0].carry_out_ids = vec![facts.carry_outs[0].id.clone()];
    let months = [
        ("2026-10-01", "2026-10-31", [1, 0, 0, 0, 0], 0),
        ("2026-11-01", "2026-11-30", [0, 1, 0, 0, 0], 1),
        ("2026-12-01", "2026-12-31", [0, 0, 1, 1, 1], 0),
    ];
    for (since, until, counted, reviews) in months {
        facts.period = Period { since: since.parse().ok(), until: until.parse().ok() };
        let made = made(&facts);
        let keys = ["requested", "left", "closed", "overdue", "incidents"];
        let counts = keys.map(|key| made["fields"][key].as_u64().unwrap());
        assert_eq!(counts, counted, "{since}: {made}");
        assert_eq!(made["tables"]["reviews"].as_array().unwrap().len(), reviews, "{since}");
        let what = made["tables"]["noted"][0]["what"].as_str().unwrap_or_default();
        assert_eq!(
            (what.contains("2026-11-30"), what.contains("incident I-")),
            (counted[3] == 1, counted[4] == 1)
        );
    }
}

#[test]
fn a_day_of_return_a_receiver_and_an_end_are_not_made_up() {
    let mut view = back_view(Hand::Plain);
    view.way_back.returns.clear();
    let on = at("2026-12-05T09:00:00+09:00");
    let by = view.requester.clone();
    let handed_over = HandedOverView { person: by, at: on, evidence: None, medium_stays: false };
    view.way_back.handed_over = Some(handed_over);
    let mut facts = facts(Hand::Plain, FormName::CarryOutRegister, vec![view]);
    assert_eq!(made(&facts)["tables"]["carry_outs"][0]["returned"], "handed over 2026-12-05\nlost (I-0003)");
    facts.name = FormName::ExchangeRecord;
    let taken = made(&facts)["tables"]["exchanges"].take();
    assert!(taken.as_array().unwrap().iter().any(|row| row["id"] == "A-1" && row["to"] == "mori"), "{taken}");
    // Who registered it need not be who took it.
    facts.assets.iter_mut().for_each(|asset| asset.received_by = None);
    let rows = made(&facts)["tables"]["exchanges"].take();
    let row = |id: &str| rows.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(row("A-1")["to"], serde_json::Value::Null, "{rows}");
    assert_eq!(row(&facts.carry_outs[0].id)["kept_until"], serde_json::Value::Null, "{rows}");
    // Until when the client leaves it to us, and when it is due back here, is not until when the other side keeps it.
    facts.carry_outs[0].way_back.handed_over = None;
    facts.carry_outs[0].exported_at = Some(on);
    facts.assets[0].until = "2027-03-31".parse().ok();
    facts.carry_outs[0].assets = vec![facts.assets[0].id.clone()];
    let rows = made(&facts)["tables"]["exchanges"].take();
    let out = rows.as_array().unwrap().iter().find(|row| row["id"] == facts.carry_outs[0].id).unwrap();
    assert_eq!(out["kept_until"], serde_json::Value::Null, "{rows}");
    facts.name = FormName::StorageNotice;
    facts.assets[0].received = "2026-10-01".parse().unwrap();
    assert_eq!(made(&facts)["tables"]["kept"][0]["received"], "2026-10-01");
}

#[test]
fn what_was_passed_on_was_given_by_who_carried_it_then_and_nobody_says_how_much_of_it() {
    let mut view = back_view(Hand::Plain);
    let (before, after) = (at("2026-11-25T09:00:00+09:00"), at("2026-11-28T09:00:00+09:00"));
    let copy = view.way_back.copies[0].clone();
    let holder = "sub".parse().ok();
    view.way_back.copies = vec![CopyView { kind: CopyKind::Subcontractor, holder, since: before, ..copy }];
    view.way_back.transfers = vec![TransferView {
        from: "tanaka".parse().unwrap(),
        to: "mori".parse().unwrap(),
        to_name: "森 二郎".to_owned(),
        person: "tanaka".parse().unwrap(),
        at: after,
        reason: None,
    }];
    view.way_back.carrier = "mori".parse().unwrap();
    let mut facts = facts(Hand::Plain, FormName::ExchangeRecord, vec![view]);
    let passed = |facts: &crate::projection::view::FormFacts| {
        let rows = made(facts)["tables"]["exchanges"].take();
        let rows = rows.as_array().unwrap().clone();
        let passed = rows
            .iter()
            .find(|row| row["id"].as_str().unwrap().starts_with("C-") && row["day"] == "2026-11-25");
        passed.unwrap_or_else(|| panic!("{rows:?}")).clone()
    };
    let then = passed(&facts);
    assert_eq!((&then["count"], &then["kept_until"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    let name = facts.name_of(&"tanaka".parse().unwrap());
    assert!(then["from"].as_str().unwrap().contains(&name), "{then}");
    // Passed on after it changed hands.
    facts.carry_outs[0].way_back.transfers[0].at = at("2026-11-24T09:00:00+09:00");
    let now = passed(&facts);
    assert!(now["from"].as_str().unwrap().contains(&facts.name_of(&"mori".parse().unwrap())), "{now}");
}

/// The words of the sentences, with the numbers in them taken out.
fn wordings(said: &str) -> Vec<String> {
    said.lines().map(|line| line.chars().filter(|c| !c.is_ascii_digit()).collect()).collect()
}

#[test]
fn the_check_sheet_and_the_report_of_measures_count_alike_and_no_number_has_the_words_of_another() {
    for c in &catalogues() {
        let own = {
            let mut view = sample::view(Hand::Plain);
            view.recipient = "self".parse().unwrap();
            view
        };
        let mut sent = back_view(Hand::Plain);
        sent.medium = None;
        let views = vec![own, sent.clone(), CarryOutView { approvals: Vec::new(), ..sent }];
        let mut facts = facts(Hand::Plain, FormName::CheckSheet, views);
        facts.contract = Some(contracts::contract(Hand::Plain));
        let items = ["4-2", "4-5", "5-5", "5-6"];
        facts.sheet = items.map(|id| sample::forms::item(Hand::Plain, id)).to_vec();
        let sheet = form::json(&form::of(&facts, c), &facts.head, c)["tables"]["items"].take();
        let said = |item: &str| {
            let row = sheet.as_array().unwrap().iter().find(|row| row["item"] == item).unwrap();
            row["evidence"].as_str().unwrap().to_owned()
        };
        facts.name = FormName::ManagementReport;
        let measures = form::json(&form::of(&facts, c), &facts.head, c)["tables"]["measures"].take();
        let cells: Vec<&str> =
            measures.as_array().unwrap().iter().filter_map(|row| row["evidence"].as_str()).collect();
        for item in items {
            for line in said(item).lines() {
                assert!(cells.iter().any(|cell| cell.lines().any(|one| one == line)), "{item}: {line}");
            }
        }
        let counting =
            |cell: &&&str| cell.lines().any(|line| items.iter().any(|item| said(item).contains(line)));
        for cell in cells.iter().filter(counting) {
            let mut words = wordings(cell);
            let all = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all, "two numbers in the same words: {cell}");
        }
        let counted: Vec<String> = ["4-2", "4-5", "5-5"]
            .map(|item| said(item).lines().next().unwrap().chars().filter(char::is_ascii_digit).collect())
            .to_vec();
        assert_eq!(counted, ["32", "21", "11"]);
    }
}

#[test]
fn whoever_receives_is_told_to_give_back_only_what_is_not_theirs() {
    let [english, _] = catalogues();
    let told = |kind: Kind, organization: &str, below: bool| {
        let mut view = sample::view(Hand::Plain);
        view.kind = kind;
        let mut facts = facts(Hand::Plain, FormName::Receipt, Vec::new());
        let contract = contracts::contract(Hand::Plain);
        view.contract = Some(contract.id.clone());
        let recipient = facts.recipients.first_mut().unwrap();
        view.recipient = recipient.record.id.clone();
        recipient.record.organization =
            if organization.is_empty() { contract.client.clone() } else { organization.to_owned() };
        recipient.record.subcontractor = below.then_some(Subcontractor { tier: 1, under: None });
        facts.contracts = vec![contract];
        facts.carry_outs = vec![view];
        form::page(&form::of(&facts, &english), &facts.head, &english)
    };
    let returned = "return or delete it when done";
    let (own, theirs, stays, repair) =
        ("your own information", "under the contract and stays", "It stays with you.", "for repair only");
    for (kind, organization, below, said) in [
        (Kind::ReturnToClient, "", false, own),
        (Kind::Deliver, "", false, theirs),
        (Kind::Deliver, "例示測量", false, stays),
        (Kind::Deliver, "例示測量", true, returned),
        (Kind::Work, "例示測量", true, returned),
        (Kind::Work, "", false, returned),
        (Kind::Repair, "例示測量", false, repair),
    ] {
        let page = told(kind, organization, below);
        for one in [own, theirs, stays, repair, returned] {
            assert_eq!(page.contains(one), one == said, "{kind} to {organization:?}: {one}");
        }
    }
}

/// A city's own sheet.
const SHEET: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><style>td { border: 1px solid }</style></head>\
    <body><h1>市様式第3号</h1><p data-field=\"addressee\">（宛名）</p><table><thead><tr><th>番号</th></tr></thead><tbody>\
    <tr data-each=\"carry_outs\"><td data-field=\"id\">見本</td><td data-field=\"purpose\"></td>\
    <td data-field=\"work\"></td></tr></tbody></table></body></html>";

#[test]
fn a_template_is_filled_with_text_and_never_with_markup() {
    let [_, japanese] = catalogues();
    let facts = full(Hand::Naughty, FormName::CarryOutRegister);
    let made = form::of(&facts, &japanese);
    let filled = form::fill(SHEET, &made, &facts.head, &japanese).unwrap();
    assert!(
        filled.contains("市様式第3号") && !filled.contains("見本") && !filled.contains("data-"),
        "{filled}"
    );
    assert_eq!(filled.matches("<tr><td>C-00").count(), 2, "{filled}");
    assert!(filled.contains("庁舎改修設計業務") && !filled.contains("<script>"), "{filled}");
    assert!(filled.chars().all(|c| c == '\n' || !is_deceptive(c)));
    // It loads nothing, and says at which state of the ledger it was made.
    assert!(filled.contains("default-src 'none'") && filled.contains(&digest("root").to_string()));
    let mut empty = facts;
    empty.carry_outs.clear();
    let made = form::of(&empty, &japanese);
    assert!(form::fill(SHEET, &made, &empty.head, &japanese).unwrap().contains("<td>該当なし</td><td></td>"));
}

#[test]
fn a_template_that_runs_loads_or_names_what_is_not_there_is_refused() {
    let [english, _] = catalogues();
    let facts = full(Hand::Plain, FormName::CarryOutRegister);
    let made = form::of(&facts, &english);
    let refused = |template: &str| form::fill(template, &made, &facts.head, &english).unwrap_err();
    for active in [
        "<script>alert(1)</script>",
        "<p onclick=\"x()\">",
        "<img src=\"https://example.invalid/x.png\">",
        "<a href=\"javascript:x()\">",
        "<style>@import 'x.css'</style>",
        "<p style=\"background: url(//example.invalid)\">",
        "<meta http-equiv=\"refresh\" content=\"0\">",
        "<svg><script>x</script></svg>",
        "<template><script>x</script></template>",
    ] {
        assert!(matches!(refused(active), TemplateError::Active { .. }), "{active}");
    }
    let unknown = refused("<p data-field=\"nobodys\">");
    assert!(
        matches!(unknown, TemplateError::Unknown { known, .. } if known.contains(&"addressee".to_owned()))
    );
    let unknown = refused("<p data-each=\"nobodys\">");
    assert!(matches!(unknown, TemplateError::Unknown { known, .. } if known == ["carry_outs"]));
    let unknown = refused("<p data-each=\"carry_outs\"><i data-field=\"nobodys\"></i></p>");
    assert!(matches!(unknown, TemplateError::Unknown { known, .. } if known.contains(&"purpose".to_owned())));
    let nested = "<div data-each=\"carry_outs\"><p data-each=\"carry_outs\"></p></div>";
    assert!(matches!(refused(nested), TemplateError::Nested { .. }));
    // A picture in the file itself stays.
    let arms = "<img src=\"data:image/png;base64,AAAA\">";
    assert!(form::fill(arms, &made, &facts.head, &english).unwrap().contains("data:image/png"));
}

/// A cell that is one text, as somebody wrote it.
fn as_written(value: &form::Value) -> Option<&str> {
    match value {
        form::Value::Lines(lines) => match lines.as_slice() {
            [form::Line::Text(text)] => Some(text),
            _ => None,
        },
        form::Value::Blank | form::Value::Number(_) => None,
    }
}

/// What people wrote into articles, contracts, duties, mails and all the rest.
#[test]
fn what_people_wrote_comes_through_every_form_unharmed_and_harmless() {
    let runs = |cell: &str| {
        let first = cell.trim_start_matches([' ', '\u{3000}']).chars().next();
        matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r'))
    };
    for hand in [Hand::Naughty, Hand::Formula, Hand::Long] {
        let [english, _] = catalogues();
        let mut written = std::collections::BTreeMap::new();
        for name in FormName::ALL {
            let mut facts = full(hand, *name);
            facts.contract = Some(contracts::contract(hand));
            facts.duties = registers::duties(hand);
            if *name == FormName::MailCheck {
                facts.carry_outs.iter_mut().for_each(|view| view.via = Via::Email);
            }
            let form = form::of(&facts, &english);
            let json = form::json(&form, &facts.head, &english);
            for table in form.tables() {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, value) in table.columns.iter().zip(cells) {
                        let Some(text) = as_written(value) else { continue };
                        let shown = &json["tables"][table.key][row][column.key];
                        assert_eq!(shown, text, "{name} {hand:?}: {}", column.key);
                        *written.entry(*name).or_insert(0_usize) += 1;
                    }
                }
            }
            let page = form::page(&form, &facts.head, &english);
            if hand == Hand::Long && written.contains_key(name) {
                assert!(page.contains(&"限りなく続く名前".repeat(300)), "{name}: cut");
            }
            assert!(!page.contains("<script"), "{name}");
            let mut bytes = Vec::new();
            if !form::write_csv(&form, Bom::No, &mut bytes).unwrap() {
                continue;
            }
            let mut rows = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let rows: Vec<::csv::StringRecord> = rows.records().collect::<Result<_, _>>().unwrap();
            let table = form.tables().next().unwrap();
            assert_eq!(rows.len(), table.rows.len() + 1, "{name} {hand:?}: a line was forged");
            for (cells, row) in table.rows.iter().zip(&rows[1..]) {
                assert_eq!(row.len(), table.columns.len(), "{name} {hand:?}");
                for (value, cell) in cells.iter().zip(row) {
                    assert!(!runs(cell) || cell == "-", "{name} {hand:?}: {cell:.60}");
                    match (hand, as_written(value)) {
                        (Hand::Formula, Some(text)) if runs(text) => assert_eq!(cell, format!("'{text}")),
                        (Hand::Long, Some(text)) => assert_eq!(cell, text),
                        _ => {}
                    }
                }
            }
        }
        for name in [
            FormName::EquipmentLog,
            FormName::PaperRegister,
            FormName::SubcontractorRegister,
            FormName::Submissions,
            FormName::MailCheck,
        ] {
            assert!(written.contains_key(&name), "{name}: nothing that anybody wrote");
        }
    }
}

#[test]
fn what_was_lost_is_in_no_form_called_returned() {
    let mut view = back_view(Hand::Plain);
    let day = at("2026-12-05T09:00:00+09:00");
    view.way_back.returns.clear();
    view.way_back.handed_over = None;
    view.way_back.copies.truncate(1);
    view.way_back.copies[0].fate = "lost";
    view.way_back.copies[0].under = Some("I-0003".to_owned());
    view.closed_at = Some(day);
    view.due = "2026-12-01".parse().unwrap();
    let id = view.id.clone();
    let mut facts = facts(Hand::Plain, FormName::EquipmentLog, vec![view]);
    for (name, table, key, columns) in [
        (FormName::EquipmentLog, "taken", "no", &["checked_by"][..]),
        (FormName::CarryOutRegister, "carry_outs", "id", &["checked_by", "bring_back_approver"]),
    ] {
        facts.name = name;
        let rows = made(&facts)["tables"][table].take();
        let row = rows.as_array().unwrap().iter().find(|row| row[key] == id.as_str()).unwrap();
        assert_eq!(row["returned"], "lost (I-0003)", "{row}");
        for column in columns {
            assert!(row[column].as_str().unwrap().starts_with("loss (I-0003) confirmed by\n"), "{row}");
        }
    }
    facts.name = FormName::LogReview;
    let review = made(&facts);
    assert_eq!((&review["fields"]["closed"], &review["fields"]["lost"]), (&0.into(), &1.into()));
    let noted = review["tables"]["noted"][0]["what"].as_str().unwrap();
    assert!(noted.contains("lost (I-0003)") && !noted.contains("was confirmed"), "{noted}");
    // What came back is called so.
    facts.carry_outs[0].way_back.copies[0].fate = "returned";
    let review = made(&facts);
    assert_eq!((&review["fields"]["closed"], &review["fields"]["lost"]), (&1.into(), &0.into()));
}
