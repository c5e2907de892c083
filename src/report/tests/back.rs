//! The second half of a carry-out: a claim is not evidence, and a slip is read by strangers.

use super::super::sample::back::{back_view, measured as measured_sample, slip as sample_slip};
use super::super::sample::{self, Hand};
use super::super::{carry_out, measured, road, slip};
use super::{catalogues, made, register_form};
use crate::base::text::is_deceptive;
use crate::domain::body::coming_back::Measured;
use crate::projection::view::Shown;

fn whole_life(language: usize) -> String {
    let shown = Shown { carry_out: back_view(Hand::Plain), ..sample::shown(Hand::Plain) };
    carry_out::show(&shown, &catalogues()[language], None)
}

#[test]
fn no_level_stands_without_whose_word_or_desk_it_is() {
    let english = whole_life(0);
    for said in [
        "L1 absent — measured at the desk of 田中 太郎",
        "L0 declared — 田中 太郎 (tanaka) says so",
        "L0 declared — 田中 太郎 (tanaka) says so; what was measured shows no more",
        "L3 cleared (NIST SP 800-88r2 Clear) — measured at the desk of 田中 太郎",
        "L4 key destroyed (cryptographic erase) — on the signed word of 田中 太郎 (tanaka)",
        "not everybody who was told the passphrase has attested",
        "L5 destroyed — 田中 太郎 (tanaka) says so; seen by 例示市 立会人, 佐藤 花子",
        "re-checked by 鈴木 一郎 on 2026-12-04: every addressable sector was the noise",
        "1 sector was NOT the noise of the record, the first at byte 512",
        "LOST (I-0003)",
        "by I-0003: nothing is released",
        "refused by 佐藤 花子: 検査の都合",
        "waits for an answer",
    ] {
        assert!(english.contains(said), "{said}: {english}");
    }
    let japanese = whole_life(1);
    for said in ["L1 不存在 — 田中 太郎", "の端末で測定", "の申告による", "凍結中", "当初の返却予定日"]
    {
        assert!(japanese.contains(said), "{said}: {japanese}");
    }
    // What has not left has no second half.
    let asked = Shown { carry_out: sample::requested_view(Hand::Plain), ..sample::shown(Hand::Plain) };
    let asked = carry_out::show(&asked, &catalogues()[0], None);
    assert!(!asked.contains("Copies") && !asked.contains("On the road"), "{asked}");
}

#[test]
fn the_register_says_when_it_ended_and_until_when_it_was_extended() {
    let c = &catalogues()[0];
    let page = register_form(&[back_view(Hand::Plain)], c);
    let row = page.split("</thead>").nth(1).unwrap();
    // The day first asked for, the later day that stands, who confirmed, the incident, the best level.
    for said in ["2026-12-04", "2026-12-18", "佐藤 花子<br>2026-11-21", "I-0003", "L5 destroyed"] {
        assert!(row.contains(said), "{said}: {row}");
    }
    // What was refused or not answered is no extension.
    assert!(!row.contains("2027-"), "{row}");
}

#[test]
fn a_slip_says_nothing_that_a_stranger_need_not_know() {
    for c in &catalogues() {
        for numbers in [true, false] {
            let given = sample_slip(Hand::Plain, numbers);
            let texts = [slip::text(&given, c, None), slip::page(&given, &made(), c)];
            for text in texts {
                for private in ["竣工図", "納品", "例示市", "建設課", "要配慮", "/media/usb", "desk@"]
                {
                    assert!(!text.contains(private), "{private}: {text}");
                }
                assert!(text.contains("C-0042") && text.contains("60"));
                assert_eq!(text.contains("03-0000-0000"), numbers);
            }
            let naughty = slip::page(&sample_slip(Hand::Naughty, numbers), &made(), c);
            assert!(!naughty.contains("<script") && naughty.chars().all(|c| c == '\n' || !is_deceptive(c)));
        }
        assert!(slip::lacks_number(&sample_slip(Hand::Plain, false)));
        assert!(!slip::lacks_number(&sample_slip(Hand::Plain, true)));
    }
}

#[test]
fn what_is_left_names_the_command_that_goes_on() {
    let said = road::handed_over(&back_view(Hand::Plain), &catalogues()[0], None);
    assert!(said.contains("copy 1: package, USB-07") && said.contains("sekisho return C-0042"), "{said}");
    // Brought back, disposed of and handed over are not left; lost is.
    assert!(!said.contains("copy 2") && !said.contains("copy 4") && said.contains("copy 5"), "{said}");
    let whole = road::handed_over(&sample::requested_view(Hand::Plain), &catalogues()[0], None);
    assert!(whole.contains("sekisho confirm C-0042"), "{whole}");
}

#[test]
fn what_is_frozen_is_not_said_to_end_with_a_confirmation() {
    let mut frozen = sample::requested_view(Hand::Plain);
    frozen.way_back.frozen_by = Some("I-0001".to_owned());
    for c in &catalogues() {
        let said = road::handed_over(&frozen, c, None);
        assert!(said.contains("sekisho incident show I-0001") && !said.contains("sekisho confirm"), "{said}");
    }
}

#[test]
fn a_package_that_is_kept_is_not_called_a_copy_under_another_name() {
    for (c, included) in catalogues().iter().zip(["the package included", "パッケージを含めて"]) {
        let said =
            |gone| measured::measured(c, &Measured { gone, ..measured_sample(Hand::Plain) }).join("\n");
        assert!(said(false).contains(included) && !said(true).contains(included), "{}", said(false));
    }
}
