//! Drafts: what they hold, who may make them, and what stands against one.

use std::fs;

use sekisho::base::digest::Digest;
use serde_json::{Value, json};

use super::{ID, TANAKA, confirming, drafted, drafting, python, sealed, sheet};
use crate::office::{CITY_MAIL, NOBODY, Office};

#[test]
fn the_draft_opens_in_another_mail_parser_with_the_right_names_and_bytes() {
    let office = sealed().office;
    office.ok("tanaka", &["person", "set", "tanaka", "--department", "設計部"]);
    let answer =
        drafted(&office, ID, &["--cc", TANAKA, "--note", "図面は来週お送りします。", "--lang", "ja"]);
    let script = "print(json.dumps({'unsent': mail['X-Unsent'], 'to': [[a.display_name, a.addr_spec] for a in mail['To'].addresses],\n\
        'cc': [a.addr_spec for a in mail['Cc'].addresses], 'from': [mail['From'].addresses[0].display_name],\n\
        'subject': mail['Subject'], 'name': package.get_filename(), 'parts': len(list(mail.walk())),\n\
        'defects': [str(d) for part in mail.walk() for d in part.defects], 'sha256': hashlib.sha256(data).hexdigest(),\n\
        'id': mail['Message-ID'], 'text': text}))";
    let Some(read) = python(&office, script) else { return };
    let read: Value = serde_json::from_str(&read).unwrap();
    let shown = office.shown(ID);
    assert_eq!(read["unsent"], "1");
    assert_eq!(read["to"], json!([["山田 花子", CITY_MAIL]]));
    assert_eq!((&read["cc"], &read["from"]), (&json!([TANAKA]), &json!(["田中 一郎"])));
    assert_eq!(read["subject"], "暗号化ファイルの送付（C-0001）");
    assert_eq!((&read["name"], &read["sha256"]), (&"C-0001.zip.age".into(), &shown["package_sha256"]));
    assert_eq!((&read["parts"], &read["defects"]), (&json!(3), &json!([])));
    let text = read["text"].as_str().unwrap();
    for needed in [
        "市役所 山田 花子 様",
        "設計部 田中 一郎",
        "図面は来週お送りします。",
        "C-0001",
        &shown["manifest_sha256"].as_str().unwrap()[..16],
    ] {
        assert!(text.contains(needed), "{needed}: {text}");
    }
    // What shows that the package arrived is only in the package.
    assert!(!text.contains(&shown["package_sha256"].as_str().unwrap()[..12]));
    // Beside it, for mailers that do not take drafts.
    let beside = fs::read_to_string(answer["text_path"].as_str().unwrap()).unwrap();
    assert_eq!(
        beside.replace("\r\n", "\n").trim_start_matches('\u{feff}').trim_end(),
        text.replace("\r\n", "\n").trim_end()
    );
    let attached = fs::read(answer["attachment_paths"][0].as_str().unwrap()).unwrap();
    assert_eq!(Digest::of(&attached).to_string(), shown["package_sha256"]);
    // What the ledger has is what lies there.
    let draft = &shown["mail_drafts"][0]["drafts"][0];
    let bytes = fs::read(answer["draft_paths"][0].as_str().unwrap()).unwrap();
    assert_eq!(draft["sha256"], Digest::of(&bytes).to_string());
    assert_eq!(draft["size_bytes"], bytes.len());
    assert_eq!(read["id"].as_str().unwrap(), format!("<{}>", draft["message_id"].as_str().unwrap()));
    assert_eq!(shown["status"], "sealed");
}

#[test]
fn a_draft_waits_until_recipients_text_and_attachment_are_confirmed_each() {
    let office = sealed().office;
    let words = drafting(&office, ID, &[]);
    for flag in ["--confirm-recipients", "--confirm-body", "--confirm-attachment"] {
        let at = words.iter().position(|word| word == flag).unwrap();
        let without = [&words[..at], &words[at + 2..]].concat();
        let missing = office.fails("tanaka", &without, 2);
        assert!(missing.stderr.contains(flag), "{}", missing.stderr);
        // Whoever is to confirm sees what.
        assert!(missing.stderr.contains(CITY_MAIL) && missing.stderr.contains("C-0001.zip.age"));
        let mut wrong = words.clone();
        wrong[at + 1] = if flag == "--confirm-recipients" { "city.example" } else { "00000000" }.to_owned();
        let refused = office.refuses("tanaka", &wrong);
        assert!(refused.stderr.contains(flag), "{}", refused.stderr);
    }
    assert_eq!(fs::read_dir(office.desk().join("mails")).unwrap().count(), 0);
    office.ok("tanaka", &words);
    // Nothing is overwritten, and nothing is said where something would be or cannot be written.
    office.fails("tanaka", &words, 5);
    for name in ["mails/C-0001.zip.age", "mails/other.txt", "nowhere/draft.eml"] {
        let elsewhere: Vec<&str> =
            words.iter().map(|word| if word == "mails/draft.eml" { name } else { word }).collect();
        office.fails("tanaka", &elsewhere, 5);
    }
}

#[test]
fn only_who_sends_it_drafts_it_and_only_what_goes_by_mail_and_is_not_frozen() {
    let office = sealed().office;
    let words = drafting(&office, ID, &[]);
    for person in ["mori", "sato", "suzuki"] {
        office.refuses(person, &words);
    }
    let id = office.approved(&[("--via", "hand")]);
    office.export(&id);
    let by_hand = [&["mail".to_owned(), id.clone()][..], &words[2..]].concat();
    let refused = office.refuses("tanaka", &by_hand);
    assert!(refused.stderr.contains("not by mail"), "{}", refused.stderr);
    let waiting = office.request(&[("--purpose", "まだ承認されていない")]);
    office.refuses(NOBODY, &["mail", &waiting]);
    office.ok("sato", &["incident", "open", ID, "--kind", "suspected", "--aware", "now"]);
    let frozen = office.refuses("tanaka", &words);
    assert!(frozen.stderr.contains("I-0001"), "{}", frozen.stderr);
}

fn recipient(office: &Office, id: &str, organization: &str, email: &str) {
    let add = ["recipient", "add", id, "--name", id, "--organization", organization, "--email", email];
    office.ok("tanaka", &add);
}

#[test]
fn it_goes_only_where_it_was_approved_for() {
    let office = Office::new();
    recipient(&office, "before", "市役所", "before@city.example.test");
    recipient(&office, "elsewhere", "別の市", "elsewhere@other.example.test");
    // Registrations and requests are compared by their times, which are whole seconds.
    let id = office.request(&[]);
    office.approve("sato", &id);
    office.export(&id);
    for address in ["nobody@city.example.test", "elsewhere@other.example.test", CITY_MAIL] {
        // A sheet can be looked at; the draft is what is refused. The approved address stands there already.
        let more = ["--bcc", CITY_MAIL, "--bcc", address];
        let refused = office.refuses("tanaka", &drafting(&office, &id, &more));
        let why = if address == CITY_MAIL { "twice" } else { "nobody approved" };
        assert!(refused.stderr.contains(why), "{}", refused.stderr);
    }
    for bad in ["x@city.example.test\nBcc: y@z.example.test", "山田"] {
        office.refuses("tanaka", &drafting(&office, &id, &["--cc", bad]));
    }
    let of_the_city = ["--bcc", CITY_MAIL, "--bcc", "before@city.example.test"];
    assert_eq!(drafted(&office, &id, &of_the_city)["draft_paths"].as_array().unwrap().len(), 1);
    // Registered afterwards: nobody who approved could know of it.
    office
        .call(
            "tanaka",
            &[
                "recipient",
                "add",
                "after",
                "--name",
                "a",
                "--organization",
                "市役所",
                "--email",
                "after@city.example.test",
            ],
        )
        .days_off(1)
        .run()
        .exits(0);
    fs::remove_dir_all(office.desk().join("mails")).unwrap();
    let late = ["--bcc", CITY_MAIL, "--bcc", "after@city.example.test"];
    office.refuses("tanaka", &drafting(&office, &id, &late));
}

#[test]
fn several_outside_addresses_do_not_see_each_other() {
    let office = Office::new();
    recipient(&office, "second", "市役所", "second@city.example.test");
    office.ok("tanaka", &["person", "set", "tanaka", "--email", TANAKA]);
    let id = office.approved(&[]);
    office.export(&id);
    for seen in [
        &["--to", "second@city.example.test"][..],
        &["--cc", "second@city.example.test"],
        &["--bcc", "second@city.example.test"],
    ] {
        let refused = office.refuses("tanaka", &drafting(&office, &id, seen));
        assert!(refused.stderr.contains("--bcc") && refused.stderr.contains("--each"), "{}", refused.stderr);
    }
    // Whoever is of the office may stand beside them.
    let hidden = ["--to", TANAKA, "--bcc", CITY_MAIL, "--bcc", "second@city.example.test"];
    drafted(&office, &id, &hidden);
    fs::remove_dir_all(office.desk().join("mails")).unwrap();
    let each = drafted(&office, &id, &["--to", "second@city.example.test", "--each"]);
    let drafts =
        each["mail_drafts"].as_array().unwrap().last().unwrap()["drafts"].as_array().unwrap().clone();
    let to: Vec<&Value> = drafts.iter().map(|draft| &draft["addresses"][0]["address"]).collect();
    assert_eq!(to, [CITY_MAIL, "second@city.example.test"]);
    assert_eq!(each["draft_paths"].as_array().unwrap().len(), 2);
    // The newer drafts stand for the older ones.
    let waiting: Vec<usize> = each["mail_drafts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|made| made["waiting"].as_array().unwrap().len())
        .collect();
    assert_eq!(waiting, [0, 2]);
}

#[test]
fn a_mail_is_weighed_as_it_is_sent_and_volumes_go_one_by_one() {
    let office = Office::new();
    fs::create_dir_all(office.desk().join("資料")).unwrap();
    let noise: Vec<u8> = (0..400_000_u64).map(|at| Digest::of(&at.to_le_bytes()).as_bytes()[0]).collect();
    fs::write(office.desk().join("資料/雑音.bin"), noise).unwrap();
    let id = office.approved(&[]);
    office.exporting(&id, &["--max-size", "200KB"]).run().exits(0);
    // A volume has 65,536 bytes; encoded it is larger than this.
    let too_large = office.refuses(NOBODY, &["mail", &id, "--max-size", "90KB"]);
    assert!(too_large.stderr.contains("--max-size"), "{}", too_large.stderr);
    let answer = drafted(&office, &id, &["--max-size", "200KB"]);
    let paths = answer["draft_paths"].as_array().unwrap();
    assert!(paths.len() > 3, "{paths:?}");
    let mut joined = Vec::new();
    for (number, path) in (1..).zip(paths) {
        let bytes = fs::read(path.as_str().unwrap()).unwrap();
        assert!(bytes.len() <= 200_000, "{}", bytes.len());
        assert!(path.as_str().unwrap().ends_with(&format!("draft-{number}.eml")));
        joined.extend(fs::read(answer["attachment_paths"][number - 1].as_str().unwrap()).unwrap());
    }
    assert_eq!(Digest::of(&joined).to_string(), answer["package_sha256"]);
    let text = fs::read_to_string(answer["text_path"].as_str().unwrap()).unwrap();
    // Every volume is in the command that joins them.
    let names: Vec<String> = (1..=paths.len()).map(|number| format!("C-0001.zip.age.{number:03}")).collect();
    assert!(text.contains(&format!("copy /b {} C-0001.zip.age\r\n", names.join("+"))), "{text}");
}

#[test]
fn a_passphrase_or_a_part_of_one_never_stands_in_a_draft() {
    let sealed = sealed();
    let office = &sealed.office;
    let group = sealed.passphrase.split('-').next().unwrap();
    for note in [sealed.passphrase.as_str(), group, "パスワードは abcd1234 です"] {
        for flag in ["--note", "--subject"] {
            let refused =
                office.refuses(NOBODY, &["mail", ID, flag, &format!("よろしくお願いします {note}")]);
            assert!(!refused.stderr.contains(note), "{}", refused.stderr);
        }
        fs::write(office.desk().join("body.txt"), format!("\u{feff}1行目\n\n{note}\n")).unwrap();
        let refused = office.refuses(NOBODY, &["mail", ID, "--body", "body.txt"]);
        assert!(refused.stderr.contains("line 3"), "{}", refused.stderr);
    }
    // Half of it in the subject, half in the text.
    let halves = ["mail", ID, "--subject", "解凍パスワード", "--note", "Xk3yz99"];
    let refused = office.refuses(NOBODY, &halves);
    assert!(refused.stderr.contains("line 1"), "{}", refused.stderr);
    office.ok(NOBODY, &["mail", ID, "--at", "out", "--note", "Xk3yz99"]);
    fs::write(office.desk().join("body.txt"), "パスワードは別途お電話でお伝えします。\n").unwrap();
    let own = sheet(office, ID, &["--body", "body.txt", "--subject", "送付"]);
    assert_eq!(
        (&own["text"], &own["subject"]),
        (&"パスワードは別途お電話でお伝えします。\n".into(), &"送付".into())
    );
    assert!(confirming(&own).len() >= 6);
}

#[test]
fn a_package_that_is_not_the_one_that_was_written_is_not_attached() {
    let office = sealed().office;
    let package = office.desk().join("out/C-0001.zip.age");
    let words = drafting(&office, ID, &[]);
    let whole = fs::read(&package).unwrap();
    fs::write(&package, vec![7; whole.len()]).unwrap();
    office.fails("tanaka", &words, 4);
    // Where it lies now is a matter of a flag.
    fs::create_dir(office.desk().join("moved")).unwrap();
    fs::write(office.desk().join("moved/C-0001.zip.age"), &whole).unwrap();
    office.ok(
        "tanaka",
        &words.iter().map(|word| if word == "out" { "moved" } else { word }).collect::<Vec<_>>(),
    );
}

#[test]
fn what_is_too_large_for_one_mail_is_said_when_it_is_asked_for() {
    let office = Office::new();
    fs::create_dir_all(office.desk().join("資料")).unwrap();
    fs::write(office.desk().join("資料/点群.las"), vec![0; 12_000_000]).unwrap();
    let said = |more: &[(&str, &str)]| {
        let words = [office.asking(more), vec!["--lang".to_owned(), "ja".to_owned()]].concat();
        office.ok("tanaka", &words).stderr
    };
    let by_mail = said(&[("--via", "email")]);
    assert!(
        by_mail.contains("分冊") && by_mail.contains("sekisho export C-0001 --into DIR --max-size SIZE"),
        "{by_mail}"
    );
    let by_hand = said(&[("--via", "hand")]);
    assert!(!by_hand.contains("分冊"), "{by_hand}");
}

#[test]
fn a_package_too_large_for_one_mail_is_refused_before_its_approval_is_used_up() {
    let office = Office::new();
    fs::create_dir_all(office.desk().join("資料")).unwrap();
    let blocks = (0..280_000_u64).flat_map(|at| *Digest::of(&at.to_le_bytes()).as_bytes());
    fs::write(office.desk().join("資料/点群.las"), blocks.collect::<Vec<u8>>()).unwrap();
    let id = office.approved(&[]);
    let words = ["export", &id, "--into", "out", "--lang", "ja"];
    fs::create_dir_all(office.desk().join("out")).unwrap();
    let refused = office.refuses("tanaka", &words).stderr;
    // 8,960,000 bytes come to a third more, and line ends.
    assert!(refused.contains("約 12.4 MB") && refused.contains("上限 10.4 MB"), "{refused}");
    assert_eq!(fs::read_dir(office.desk().join("out")).unwrap().count(), 0);
    assert_eq!(office.status(&id), "approved");
    // Where the files are given anew, the line to run next has them too.
    let named = office.refuses("tanaka", &[&words[..], &["--from", "資料"]].concat()).stderr;
    assert!(named.contains("--into out --from '資料' --max-size 10MiB"), "{named}");
    let hinted = refused.lines().find_map(|line| line.split_once("sekisho ")).unwrap().1;
    office.ok("tanaka", &hinted.split(' ').collect::<Vec<_>>());
    let made = drafted(&office, &id, &[]);
    assert_eq!(made["draft_paths"].as_array().unwrap().len(), 2);
}

#[test]
fn what_compresses_enough_and_what_is_not_mailed_goes_whole() {
    let office = Office::new();
    fs::create_dir_all(office.desk().join("資料")).unwrap();
    fs::write(office.desk().join("資料/点群.las"), vec![0; 12_000_000]).unwrap();
    let id = office.approved(&[]);
    office.export(&id);
    let blocks = (0..280_000_u64).flat_map(|at| *Digest::of(&at.to_le_bytes()).as_bytes());
    fs::write(office.desk().join("資料/雑音.bin"), blocks.collect::<Vec<u8>>()).unwrap();
    let id = office.approved(&[("--via", "hand")]);
    office.export(&id);
}
