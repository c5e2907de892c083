//! The pledge, the slip, and who carries.

use crate::office::{CITY_MAIL, NOBODY, Office};
use crate::road::{ID, PURPOSE, by_hand};

#[test]
fn the_pledge_is_shown_before_it_is_signed_and_kept_word_for_word() {
    let office = by_hand();
    let signed = office.ok("tanaka", &["checkout", ID, "--case", "3", "--route", "電車"]);
    for words in ["飲酒", "直行", "施錠", "60 分以内", "do not drink", "unattended", "within 60 minutes"]
    {
        assert!(signed.stderr.contains(words), "{words}: {signed:?}");
    }
    let shown = office.shown(ID);
    let out = &shown["checked_out"];
    assert_eq!(
        (&shown["status"], &out["person"], &out["case"]),
        (&"out".into(), &"tanaka".into(), &"3".into())
    );
    let quiet = office.ok("tanaka", &["checkout", ID, "--json"]).json();
    let pledge = quiet["pledge"].as_str().unwrap();
    let digest = sekisho::base::digest::Digest::of(pledge.as_bytes()).to_string();
    assert_eq!(out["pledge_sha256"], digest.as_str());
    // Cites nothing that it does not say.
    assert!(!pledge.contains('条') && !pledge.contains("S1-"));
}

#[test]
fn a_slip_that_was_lost_is_printed_again_and_nothing_is_signed_twice() {
    let office = by_hand();
    let first = office.ok("tanaka", &["checkout", ID, "--case", "3"]);
    let size = office.size();
    let again = office.ok("tanaka", &["checkout", ID]);
    assert_eq!((again.stdout, office.size()), (first.stdout, size));
    office.refuses("tanaka", &["checkout", ID, "--case", "4"]);
    office.refuses("mori", &["checkout", ID]);
    office.refuses("sato", &["checkout", ID]);
}

#[test]
fn what_goes_by_mail_or_has_not_left_is_not_taken_along() {
    let office = Office::sealed().office;
    office.refuses("tanaka", &["checkout", ID]);
    let id = office.approved(&[("--via", "hand")]);
    office.refuses("tanaka", &["checkout", &id]);
    office.refuses("tanaka", &["checkout", "C-0009"]);
}

#[test]
fn a_slip_that_cannot_be_written_signs_nothing() {
    let office = by_hand();
    std::fs::write(office.desk().join("taken.html"), "").unwrap();
    office.fails("tanaka", &["checkout", ID, "--out", "taken.html"], 5);
    assert_eq!(office.status(ID), "sealed");
}

#[test]
fn whoever_finds_the_slip_learns_whom_to_call_and_nothing_of_what_is_inside() {
    let office = by_hand();
    let text = office.ok("tanaka", &["checkout", ID, "--case", "3"]).stdout;
    office.ok("tanaka", &["checkout", ID, "--out", "slip.html", "--lang", "ja"]);
    let page = std::fs::read_to_string(office.desk().join("slip.html")).unwrap();
    let plain = office.ok("tanaka", &["checkout", ID, "--lang", "ja"]).stdout;
    let shown = office.shown(ID);
    for slip in [&text, &page, &plain] {
        for needed in [ID, "03-1111-0001", "03-1111-0002", "0123-45-6789", "山田 花子", "田中 一郎"] {
            assert!(slip.contains(needed), "{needed}: {slip}");
        }
        assert!(slip.contains(shown["due"].as_str().unwrap()));
        // What it is for, where it goes, how important it is, whose it is, where and what the package is.
        for private in [PURPOSE, "市役所", "重要性", "level 2", CITY_MAIL, "out/C-0001", "議事録"] {
            assert!(!slip.contains(private), "{private}: {slip}");
        }
        for digest in ["package_sha256", "manifest_sha256", "request_sha256"] {
            assert!(!slip.contains(&shown[digest].as_str().unwrap()[..12]), "{digest}");
        }
    }
    for needed in ["携行票", "60分以内", "遺失届", "拾われた方へ", "暗号化"] {
        assert!(page.contains(needed) && (plain.contains(needed) || needed == "携行票"), "{needed}: {page}");
    }
    for outside in ["http:", "https:", "src=", "href=", "url(", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("size: A4") && page.contains("lang=\"ja\""));
    let english = office.ok("tanaka", &["checkout", ID, "--format", "html", "--lang", "en"]).stdout;
    assert!(english.contains("lang=\"en\"") && english.contains("within 60 minutes"));
    // The tag, which is beside the medium, does not even say who carries or to whom.
    let tag = text.split("Part 2").next().unwrap();
    assert!(!tag.contains("田中") && !tag.contains("山田") && tag.contains("03-1111-000"), "{tag}");
}

#[test]
fn a_number_that_is_missing_is_warned_of_and_left_for_hand() {
    let office = Office::new();
    let id = office.approved(&[("--via", "hand")]);
    office.export(&id);
    let slip = office.ok("tanaka", &["checkout", &id]);
    assert!(slip.stderr.contains("telephone number") && slip.stdout.contains("____"), "{slip:?}");
}

#[test]
fn a_slip_never_names_nobody() {
    let office = Office::new();
    let id = office.approved(&[("--via", "hand")]);
    office.export(&id);
    let checkout = |more: &[&str]| office.ok("tanaka", &[&["checkout", &id, "--lang", "ja"], more].concat());
    let slip = checkout(&[]);
    // Whoever approved it comes first; the carrier is never among them.
    assert!(slip.stdout.contains("佐藤 花子") && slip.stdout.contains("管理 太郎"), "{slip:?}");
    assert!(slip.stdout.contains("昼夜ともつながる番号を聞き"), "{slip:?}");
    assert!(slip.stderr.contains("sekisho person set sato --phone NUMBER"), "{slip:?}");
    let page = checkout(&["--format", "html"]).stdout;
    assert!(page.contains("佐藤 花子") && page.contains("昼夜ともつながる番号を聞き"), "{page}");
    // With one number, it alone is there: nobody is sent to somebody who cannot be called.
    office.ok("kanri", &["person", "set", "ito", "--phone", "03-1111-0002"]);
    let slip = checkout(&[]);
    assert!(slip.stdout.contains("伊藤 桜") && !slip.stdout.contains("佐藤 花子"), "{slip:?}");
    assert!(!slip.stdout.contains("昼夜ともつながる"), "{slip:?}");
}

#[test]
fn who_answers_at_night_is_on_the_slip_and_on_the_first_page() {
    let office = by_hand();
    office.ok("kanri", &["person", "set", "sato", "--night", "090-1111-0009"]);
    assert_eq!(office.ok("", &["person", "show", "sato", "--json"]).json()["night"], "090-1111-0009");
    // What is not said again stays.
    office.ok("sato", &["person", "set", "sato", "--title", "課長"]);
    let slip = office.ok("tanaka", &["checkout", ID]).stdout;
    let line = slip.lines().find(|line| line.contains("090-1111-0009") && line.contains("03-1111")).unwrap();
    assert!(!line.contains("____"), "{line}");
    let open = ["incident", "open", ID, "--kind", "lost", "--aware", "now", "--json"];
    let call = office.ok("tanaka", &open).json()["call"].clone();
    let sato = call.as_array().unwrap().iter().find(|call| call["person"] == "sato").unwrap();
    assert_eq!(sato["night"], "090-1111-0009");
}

#[test]
fn the_pledge_of_one_carrier_is_not_anothers() {
    let office = by_hand();
    office.ok("tanaka", &["checkout", ID]);
    office.refuses("mori", &["transfer", ID, "--to", "mori"]);
    office.refuses("tanaka", &["transfer", ID, "--to", "tanaka"]);
    office.refuses("tanaka", &["transfer", ID, "--to", "sato"]);
    office.refuses("tanaka", &["transfer", ID, "--to", "nobody"]);
    let passed = office.ok("tanaka", &["transfer", ID, "--to", "mori", "--reason", "病欠"]);
    assert!(passed.stdout.contains("sekisho checkout C-0001"), "{passed:?}");
    let shown = office.shown(ID);
    assert_eq!((&shown["carrier"], &shown["status"]), (&"mori".into(), &"sealed".into()));
    assert!(shown["checked_out"].is_null());
    office.refuses("tanaka", &["checkout", ID]);
    office.refuses("tanaka", &["transfer", ID, "--to", "tanaka"]);
    office.ok("mori", &["checkout", ID]);
    assert_eq!(office.shown(ID)["checked_out"]["person"], "mori");
    let held = office.run(NOBODY, &["outstanding", "--json"]).json();
    assert_eq!(held[0]["carrier"], "mori");
}
