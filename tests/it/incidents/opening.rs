//! Opening: by whom, in what words, and what the first page says.

use super::ids;
use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office};

#[test]
fn anybody_registered_opens_an_incident_and_nobody_else() {
    let office = Office::sealed().office;
    for (number, person) in ["kanri", "tanaka", "mori", "sato", "suzuki", "kimura"].into_iter().enumerate() {
        let opened = office.opens(person, &["C-0001", "--kind", "suspected", "--another", "--json"]).json();
        assert_eq!(opened["id"], format!("I-{:04}", number + 1));
        assert_eq!(opened["opened_by"], person);
    }
    let words = ["incident", "open", "C-0001", "--kind", "lost", "--aware", "now"];
    office.give_key("stranger");
    office.refuses("stranger", &words);
    office.fails(NOBODY, &words, 2);
}

#[test]
fn a_key_that_was_revoked_opens_nothing() {
    let office = Office::sealed().office;
    office.make_key("second", "ed25519");
    office.ok("mori", &["person", "add-key", "mori", "--public-key", &office.name("keys/second.pub")]);
    office.ok("kanri", &["person", "revoke-key", "mori", &office.fingerprint("mori")]);
    let words = ["incident", "open", "C-0001", "--kind", "lost", "--aware", "now"];
    office.refuses("mori", &words);
    office.ok("second", &words);
}

#[test]
fn the_first_page_says_whom_to_call_what_is_frozen_and_how_long_is_left() {
    let office = Office::sealed().office;
    office.ok("sato", &["person", "set", "sato", "--phone", "090-1111-2222"]);
    let page = office
        .ok(
            "tanaka",
            &["incident", "open", "C-0001", "--kind", "lost", "--aware", "-12m", "--note", "電車に置き忘れ"],
        )
        .stdout;
    for fact in [
        "I-0001: loss",
        "48 minutes left",
        "090-1111-2222",
        "鈴木 学",
        "0123-45-6789",
        "no number is registered",
        "No release is recorded.",
        "sekisho incident contacted I-0001 --whom NAME",
        "sekisho dispose C-0001 --method key",
        "sekisho incident report I-0001 --format html",
        "電車に置き忘れ",
    ] {
        assert!(page.contains(fact), "{fact}: {page}");
    }
    let page =
        office.call("tanaka", &["incident", "show", "I-0001"]).env("LANG", "ja_JP.UTF-8").run().exits(0);
    for fact in ["I-0001：紛失", "残り 4", "伝達の記録はありません。", "電話番号の登録なし"]
    {
        assert!(page.stdout.contains(fact), "{fact}: {}", page.stdout);
    }
}

#[test]
fn what_was_claimed_and_when_it_was_recorded_stand_apart() {
    let office = Office::sealed().office;
    let opened = office
        .ok(
            "tanaka",
            &[
                "incident",
                "open",
                "C-0001",
                "--kind",
                "lost",
                "--aware",
                "-90m",
                "--occurred",
                "-5h",
                "--json",
            ],
        )
        .json();
    assert_eq!(opened["minutes_to_record"], 90);
    let time = |key: &str| chrono::DateTime::parse_from_rfc3339(opened[key].as_str().unwrap()).unwrap();
    assert_eq!((time("recorded_at") - time("aware")).num_minutes(), 90);
    assert_eq!((time("recorded_at") - time("occurred")).num_minutes(), 300);
    // The hour had passed before anything was written down.
    assert_eq!((&opened["hour_overdue"], &opened["first_contact_minutes"]), (&true.into(), &().into()));
    office.run(NOBODY, &["incident", "show", "I-0001"]).exits(1);
}

#[test]
fn a_time_that_is_not_here_yet_is_refused() {
    let office = Office::sealed().office;
    let words = |aware: &str| {
        ["incident", "open", "C-0001", "--kind", "lost", "--aware", aware].map(str::to_owned).to_vec()
    };
    office.refuses("tanaka", &words("2099-01-01T00:00"));
    office.refuses("tanaka", &words("2099-01-01T00:00:00+09:00"));
    for odd in ["soon", "30m", "25:00", "2026-11-20"] {
        office.fails("tanaka", &words(odd), 2);
    }
    office.ok("tanaka", &words("2026-01-01T00:00:00Z"));
}

#[test]
fn an_incident_without_a_carry_out_needs_words() {
    let office = Office::new();
    let words = ["incident", "open", "--kind", "violation", "--aware", "now"];
    office.refuses("mori", &words);
    office.refuses("mori", &[&words[..], &["--note", "  "]].concat());
    office.ok("mori", &[&words[..], &["--note", "書庫の鍵が開いたまま"]].concat());
    assert_eq!(office.incident("I-0001")["carry_out_ids"], serde_json::json!([]));
}

#[test]
fn a_loss_without_a_number_names_what_its_opener_has_with_them() {
    let office = Office::sealed().office;
    let words = ["incident", "open", "--kind", "lost", "--aware", "-10m", "--note", "the bag"];
    let said = office.ok("tanaka", &words).stderr;
    let line = said.lines().find_map(|line| line.find("sekisho ").map(|at| &line[at..])).unwrap();
    assert!(line.starts_with("sekisho incident open C-0001 --kind lost --aware 20"), "{said}");
    // As printed it freezes that one, and counts from the same moment.
    office.ok("tanaka", &line.split(' ').skip(1).collect::<Vec<&str>>());
    assert_eq!(office.shown("C-0001")["frozen_by"], "I-0002");
    let both = office.ok("", &["incident", "list", "--json"]).json();
    assert_eq!(both[0]["aware"], both[1]["aware"]);
    assert!(!office.ok("sato", &words).stderr.contains("C-0001"));
}

#[test]
fn the_same_incident_is_not_opened_twice_unless_it_is_another() {
    let office = Office::sealed().office;
    let words = ["C-0001", "--kind", "lost"];
    office.opens("tanaka", &words);
    let before = office.size();
    let again = office.opens("mori", &[&words[..], &["--note", "見つからない", "--json"]].concat()).json();
    assert_eq!((&again["id"], &again["new"], office.size()), (&"I-0001".into(), &false.into(), before));
    let said = office.opens("mori", &words).stdout;
    assert!(said.contains("nothing new was opened") && said.contains("--another"), "{said}");
    // What is known to be something else is something else.
    let other = office.opens("mori", &["C-0001", "--kind", "leak", "--json"]).json();
    assert_eq!((&other["id"], ids(&other["also_open"])), (&"I-0002".into(), vec!["I-0001"]));
    let another = office.opens("mori", &[&words[..], &["--another", "--json"]].concat()).json();
    assert_eq!((&another["id"], &another["new"]), (&"I-0003".into(), &true.into()));
    // An exercise about the same is not the real one.
    let drill = office.opens("mori", &[&words[..], &["--drill", "--json"]].concat()).json();
    assert_eq!((&drill["id"], &drill["drill"]), (&"I-0004".into(), &true.into()));
}

#[test]
fn everything_on_a_lost_stick_is_included() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let on_it = [office.on_stick(&stick), office.on_stick(&stick), office.on_stick(&stick)];
    let by_mail = office.approved(&[]);
    office.export(&by_mail);
    let opened = office.opens("tanaka", &["C-0002", "--kind", "stolen", "--json"]).json();
    assert_eq!(ids(&opened["carry_out_ids"]), ["C-0002", "C-0001", "C-0003"]);
    assert_eq!((&opened["media"][0]["id"], &opened["media"][0]["state"]), (&"USB-01".into(), &"lost".into()));
    for id in &on_it {
        assert_eq!((office.status(id).as_str(), &office.shown(id)["frozen_by"]), ("lost", &"I-0001".into()));
    }
    assert_eq!(
        (office.status(&by_mail).as_str(), &office.shown(&by_mail)["frozen_by"]),
        ("sealed", &().into())
    );
    assert_eq!(office.run(NOBODY, &["medium", "show", "USB-01", "--json"]).json()["state"], "lost");
}

#[test]
fn a_rule_that_was_broken_about_one_package_is_about_that_one() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let (first, second) = (office.on_stick(&stick), office.on_stick(&stick));
    let violation = office.opens("mori", &[&first, "--kind", "violation", "--json"]).json();
    assert_eq!(ids(&violation["carry_out_ids"]), [first.as_str()]);
    // Whoever got the stick by mistake got everything on it.
    let misdelivery = office.opens("mori", &[&first, "--kind", "misdelivery", "--json"]).json();
    assert_eq!(ids(&misdelivery["carry_out_ids"]), [first.as_str(), &second]);
}

#[test]
fn a_stick_is_enough_to_name_what_was_lost() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let (first, second) = (office.on_stick(&stick), office.on_stick(&stick));
    let opened = office.opens("sato", &["--medium", "USB-01", "--kind", "lost", "--json"]).json();
    assert_eq!(ids(&opened["carry_out_ids"]), [first.as_str(), second.as_str()]);
    let again = office.opens("sato", &["--medium", "USB-01", "--kind", "lost", "--json"]).json();
    assert_eq!(again["new"], false);
    let by_carry_out = office.opens("sato", &[&second, "--kind", "lost", "--json"]).json();
    assert_eq!((&by_carry_out["id"], &by_carry_out["new"]), (&"I-0001".into(), &false.into()));
    office.refuses("sato", &["incident", "open", "--medium", "USB-99", "--kind", "lost", "--aware", "now"]);
    office.refuses("sato", &["incident", "open", "C-0099", "--kind", "lost", "--aware", "now"]);
}

#[test]
fn an_incident_about_one_package_does_not_swallow_the_one_about_its_stick() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let (first, second) = (office.on_stick(&stick), office.on_stick(&stick));
    office.opens("tanaka", &[&first, "--kind", "leak"]);
    let all = office.opens("tanaka", &["--medium", "USB-01", "--kind", "leak", "--json"]).json();
    assert_eq!((&all["id"], &all["new"]), (&"I-0002".into(), &true.into()));
    assert_eq!(ids(&all["also_open"]), ["I-0001"]);
    let refused = office.refuses("suzuki", &["passphrase", &second, "--via", "phone"]);
    assert!(refused.stderr.contains("I-0002"), "{}", refused.stderr);
    let again = office.opens("tanaka", &["--medium", "USB-01", "--kind", "leak", "--json"]).json();
    assert_eq!((&again["id"], &again["new"]), (&"I-0002".into(), &false.into()));
}

#[test]
fn words_in_a_note_repaint_nothing() {
    let office = Office::sealed().office;
    let note = "失くした\u{1b}[2J\r\nI-9999: all is well\u{202e}";
    office.opens("tanaka", &["C-0001", "--kind", "lost", "--note", note, "--by", note]);
    office.ok("tanaka", &["incident", "update", "I-0001", "--field", "cause", "--text", note]);
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", note, "--note", note]);
    for words in [&["incident", "show", "I-0001"][..], &["incident", "list"]] {
        for language in ["C.UTF-8", "ja_JP.UTF-8"] {
            let said = office.call(NOBODY, words).env("LANG", language).run().stdout;
            assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said}");
            assert!(!said.lines().any(|line| line.trim_start().starts_with("I-9999")), "{said}");
        }
    }
    assert_eq!(office.incident("I-0001")["note"], note);
}

#[test]
fn an_exercise_says_so_everywhere_and_freezes_nothing() {
    let office = Office::sealed().office;
    let page = office.opens("tanaka", &["C-0001", "--kind", "lost", "--drill"]).stdout;
    assert!(page.contains("EXERCISE") && page.contains("訓練"), "{page}");
    assert_eq!(
        (office.status("C-0001").as_str(), &office.shown("C-0001")["frozen_by"]),
        ("sealed", &().into())
    );
    assert_eq!(office.shown("C-0001")["incidents"], serde_json::json!([]));
    office.passphrase("C-0001");
    let told = office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]).stdout;
    let added =
        office.ok("tanaka", &["incident", "update", "I-0001", "--field", "review", "--text", "済"]).stdout;
    let list = office.ok(NOBODY, &["incident", "list"]).stdout;
    let show = office.call(NOBODY, &["incident", "show", "I-0001"]).env("LANG", "ja_JP.UTF-8").run().stdout;
    let closed = office.ok("sato", &["incident", "close", "I-0001"]).stdout;
    for said in [told, added, list, show, closed] {
        assert!(said.contains("EXERCISE") || said.contains("訓練"), "{said}");
    }
}

#[test]
fn the_hour_that_passed_is_shown() {
    let office = Office::sealed().office;
    office
        .call("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "now"])
        .days_off(-1)
        .run()
        .exits(0);
    let list = office.run(NOBODY, &["incident", "list", "--open"]).exits(1);
    assert!(list.stdout.contains("60 MINUTES HAVE PASSED"), "{}", list.stdout);
    let line = office.run(NOBODY, &["incident", "list", "--json"]).exits(1).json()[0].clone();
    assert!(line["minutes_since_aware"].as_i64().unwrap() >= 24 * 60, "{line}");
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所", "--at", "-23h"]);
    let line = office.run(NOBODY, &["incident", "list", "--json"]).exits(0).json()[0].clone();
    assert!((60..62).contains(&line["first_contact_minutes"].as_i64().unwrap()), "{line}");
    // An exercise that nobody answered is not overdue.
    office
        .call("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "now", "--drill"])
        .days_off(-1)
        .run()
        .exits(0);
    office.run(NOBODY, &["incident", "list", "--open"]).exits(0);
}

#[test]
fn a_device_that_is_named_by_itself_is_said_to_be_kept() {
    let office = Office::new();
    office.ok("kanri", &["medium", "add", "PC-3", "--kind", "pc", "--serial", "S-PC-3"]);
    let page = office.opens("tanaka", &["--medium", "PC-3", "--kind", "leak", "--lang", "en"]).stdout;
    assert!(page.contains("PC-3: while this is open, nobody permits it to leave"), "{page}");
    assert!(!page.contains("Nothing:"), "{page}");
}

#[test]
fn a_client_whose_number_nobody_registered_is_not_said_to_be_in_the_contract() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "例示市"]);
    let id = office.approved(&[("--contract", "K")]);
    office.export(&id);
    let page = office.opens("tanaka", &[&id, "--kind", "lost", "--lang", "ja"]).stdout;
    for fact in ["契約 K には、委託元の連絡先が登録されていません", "sekisho contact add --contract K "]
    {
        assert!(page.contains(fact), "{fact}: {page}");
    }
    assert!(!page.contains("契約と携行票にあります"), "{page}");
    let contact = ["--name", "山田", "--organization", "例示市", "--day", "03-0000-0000"];
    office.ok("kanri", &[&["contact", "add", "--contract", "K"][..], &contact].concat());
    let page = office.run(NOBODY, &["incident", "show", "I-0001", "--lang", "ja"]).stdout;
    assert!(page.contains("03-0000-0000") && page.contains("契約と携行票にあります"), "{page}");
    assert!(!page.contains("登録されていません") && !page.contains("contact add"), "{page}");
}
