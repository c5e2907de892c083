//! Forms: each loads nothing, bends to nobody's words, and leaves blank what nobody knows.

use super::*;
use crate::i18n::Calendar;
use crate::report::csv::Bom;
use crate::report::form::{self, TemplateError};
use crate::report::sample::forms::{facts, full};

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
