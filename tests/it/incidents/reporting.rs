//! The report: filled from the ledger, saying what is known and no more.

use std::fs;

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office};

#[test]
fn the_first_report_is_filled_from_the_ledger() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    office.on_stick(&stick);
    let first = office.shown("C-0001");
    office
        .ok("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "-20m", "--note", "電車"]);
    office.ok("sato", &["incident", "contacted", "I-0001", "--whom", "市役所 山田様", "--at", "-5m"]);
    let text = office.ok("kimura", &["incident", "report", "I-0001"]).stdout;
    for fact in [
        "first report",
        "C-0001",
        "USB-01 (serial no. unknown)",
        "3 files",
        "成果品の納品",
        "佐藤 花子 (sato)",
        "鈴木 学 (suzuki)",
        "No release is recorded.",
        "opens with a passphrase",
        "15 minutes",
        "市役所 山田様",
        "not stated",
        first["due"].as_str().unwrap(),
        "Act's article 26",
    ] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
    assert!(!text.contains("not released") && !text.contains("was not told"), "{text}");
    let json = office.ok("kimura", &["incident", "report", "I-0001", "--json"]).json();
    let it = &json["carry_outs"][0];
    assert_eq!(
        (&json["stage"], &it["key"]["releases"], &it["level"]),
        (&"first".into(), &0.into(), &"2".into())
    );
    assert_eq!(
        (&it["last_seen"]["what"], &it["package_sha256"]),
        (&"exported".into(), &first["package_sha256"])
    );
    let kinds: Vec<&str> =
        json["timeline"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap()).collect();
    // What was noticed before it was recorded stands before it.
    let place = |kind: &str| kinds.iter().position(|known| *known == kind).unwrap();
    assert!(place("noticed") < place("told") && place("told") < place("recorded"), "{kinds:?}");
}

#[test]
fn a_release_on_record_is_in_the_report() {
    let office = Office::sealed().office;
    office.passphrase("C-0001");
    let page = office.opens("tanaka", &["C-0001", "--kind", "leak"]).stdout;
    assert!(page.contains("takes back nothing"), "{page}");
    let text = office.ok(NOBODY, &["incident", "report", "I-0001"]).stdout;
    assert!(text.contains("a release is recorded: told to 山田 花子 (telephone)"), "{text}");
    assert!(!text.contains("No release is recorded"), "{text}");
}

#[test]
fn the_form_is_one_page_that_loads_nothing_and_nothing_is_overwritten() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["C-0001", "--kind", "misdelivery"]);
    let words = ["incident", "report", "I-0001", "--format", "html", "--out", "I-0001.html"];
    office.ok("sato", &[&["--lang", "ja"], &words[..]].concat());
    let form = fs::read_to_string(office.desk().join("I-0001.html")).unwrap();
    for field in [
        "報告区分",
        "発生日時",
        "認識日時",
        "発見者",
        "種別",
        "重要性",
        "時系列",
        "対象情報・件数",
        "本人数",
        "媒体・シリアル",
        "暗号化の有無・方式",
        "鍵の状態",
        "再委託先の関与",
        "原因",
        "二次被害",
        "初動",
        "連絡日時",
        "持出承認の有無",
        "規程違反の有無",
        "要配慮個人情報",
        "特定個人情報",
        "財産的被害",
        "不正目的",
        "個人情報保護法に関する事実",
        "速報",
        "確報",
        "警察受理番号",
        "回収状況",
        "本人対応",
        "公表",
        "再発防止策",
        "有効性評価",
        " 宛</p>",
        "文書番号",
        "提出日",
        "住所",
        "代表者",
        "契約番号",
        "決裁欄",
        "年度",
        "削除の依頼",
        "依頼への回答",
        "持出先",
    ] {
        assert!(form.contains(field), "{field}");
    }
    assert!(form.contains("size: A4") && !form.contains("<script") && !form.contains("://"));
    assert!(form.contains("counter(page)") && !form.contains("訓練"));
    office.fails("sato", &words, 5);
    office.fails("sato", &["incident", "report", "I-0001", "--format", "html", "--json"], 2);
    office.fails("sato", &["incident", "report", "I-0002"], 3);
}

#[test]
fn the_report_of_an_exercise_says_so_on_every_sheet() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["C-0001", "--kind", "lost", "--drill"]);
    for language in ["en", "ja"] {
        let ask = |format| {
            office
                .ok("sato", &["incident", "report", "I-0001", "--lang", language, "--format", format])
                .stdout
        };
        let (text, form) = (ask("text"), ask("html"));
        assert!(text.contains("訓練") && form.contains("class=\"watermark\"") && form.contains("訓練"));
        assert_eq!(ask("json").matches("\"drill\": true").count(), 1);
    }
}

#[test]
fn a_closed_incident_is_reported_as_final() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["--kind", "suspected", "--drill", "--note", "試し"]);
    let stage = |more: &[&str]| {
        let words = [&["incident", "report", "I-0001", "--json"], more].concat();
        office.ok("sato", &words).json()["stage"].as_str().unwrap().to_owned()
    };
    assert_eq!((stage(&[]).as_str(), stage(&["--kind", "update"]).as_str()), ("first", "update"));
    office.ok("tanaka", &["incident", "update", "I-0001", "--field", "review", "--text", "済"]);
    office.ok("sato", &["incident", "close", "I-0001"]);
    assert_eq!((stage(&[]).as_str(), stage(&["--kind", "first"]).as_str()), ("final", "first"));
}
