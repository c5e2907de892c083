//! What was sent, beside what was confirmed.

use std::fs;
use std::io::{Cursor, Write as _};

use serde_json::{Value, json};

use super::{ID, TANAKA, drafted, drafting, newest, python, reconcile, sealed, sheet};
use crate::office::{CITY_MAIL, NOBODY, Office};

/// The tasks of somebody, by their words.
fn tasks(office: &Office, person: &str) -> Vec<String> {
    let tasks = office.ok(person, &["inbox", "--json"]).json();
    tasks.as_array().unwrap().iter().map(|task| task["task"].as_str().unwrap().to_owned()).collect()
}

/// The mail as a mailer would keep it: another Message-ID, other encodings, other headers.
const AS_SENT: &str = "sent = EmailMessage()\n\
    for name in ('From', 'To', 'Cc', 'Bcc', 'Subject'):\n    \
        if mail[name]: sent[name] = str(mail[name])\n\
    sent['Message-ID'] = '<other@mailer.example.test>'\n\
    sent['Date'] = 'Fri, 20 Nov 2026 10:00:00 +0900'\n\
    sent['X-Mailer'] = 'test'\n";

const WITH_PACKAGE: &str = "sent.add_attachment(data, maintype='application', subtype='octet-stream', filename=package.get_filename())\n";

#[test]
fn what_was_sent_as_confirmed_is_on_its_way_and_nothing_waits_any_more() {
    let office = sealed().office;
    assert_eq!(tasks(&office, "tanaka"), ["send-mail"]);
    drafted(&office, ID, &["--lang", "ja"]);
    assert_eq!(tasks(&office, "tanaka"), ["reconcile-mail"]);
    assert_eq!(office.ok(NOBODY, &["status", "--json"]).json()["mails_waiting"][0]["id"], ID);
    let text = "sent.set_content(text.replace('\\n', '\\n \\n'), cte='quoted-printable')\n";
    let Some(_) = python(&office, &format!("{AS_SENT}{text}{WITH_PACKAGE}write(sent)")) else { return };
    let said = reconcile(&office, "mails/sent.eml", &[]).exits(0);
    assert!(said.stdout.contains("as far as it can be seen"), "{}", said.stdout);
    let sent = newest(&office);
    assert_eq!(
        (&sent["differences"], &sent["text"], &sent["source"]),
        (&json!([]), &"same".into(), &"eml".into())
    );
    assert_eq!(sent["message_id"], "other@mailer.example.test");
    assert_eq!(sent["date"], "2026-11-20T01:00:00+00:00");
    assert_eq!(sent["unseen"], json!([]));
    assert_eq!(office.status(ID), "out");
    assert!(tasks(&office, "tanaka").is_empty());
    assert_eq!(office.ok(NOBODY, &["log", "--status", "out", "--json"]).json()[0]["id"], ID);
    // What lies in drafts and in the mailer is a copy like any other.
    let mail_copy = office.shown(ID)["copies"]
        .as_array()
        .unwrap()
        .iter()
        .find(|copy| copy["kind"] == "mail")
        .unwrap()
        .clone();
    assert_eq!(mail_copy["fate"], "held");
    let shown = office.ok(NOBODY, &["show", ID]).stdout;
    assert!(shown.contains("other@mailer.example.test") && shown.contains(CITY_MAIL), "{shown}");
    assert!(office.run(NOBODY, &["audit"]).code < 2);
}

#[test]
fn a_japanese_mail_in_iso_2022_jp_with_a_signature_is_the_same_and_more() {
    let office = sealed().office;
    fs::write(office.desk().join("body.txt"), "資料をお送りします。\n\n田中\n").unwrap();
    drafted(&office, ID, &["--body", "body.txt"]);
    let text = "sent.set_content(text + '\\n-- \\n設計部 田中\\n', charset='iso-2022-jp')\n";
    let Some(_) = python(&office, &format!("{AS_SENT}{text}{WITH_PACKAGE}write(sent)")) else { return };
    reconcile(&office, "mails/sent.eml", &[]).exits(0);
    assert_eq!(newest(&office)["text"], "more");
}

#[test]
fn what_was_sent_otherwise_is_named_and_the_incident_line_runs() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let text = "sent.set_content(text)\n";
    let other = "sent.add_attachment(b'plan', maintype='application', subtype='pdf', filename='図面.pdf')\n";
    let cases = [
        (
            format!("{text}{WITH_PACKAGE}sent.replace_header('To', 'yamada@citi.example.test')\n"),
            &["other-address"][..],
        ),
        (format!("{text}{WITH_PACKAGE}sent['Bcc'] = 'boss@rival.example.test'\n"), &["other-address"]),
        (format!("{text}{WITH_PACKAGE}del sent['To']\n"), &["no-address"]),
        (text.to_owned(), &["no-package"]),
        (format!("{text}{other}"), &["no-package", "other-attachment"]),
        (format!("{text}{WITH_PACKAGE}{other}"), &["other-attachment"]),
        (format!("sent.set_content('こんにちは')\n{WITH_PACKAGE}"), &["other-text"]),
        (format!("sent.set_content(text + 'パスワードは abcd1234 です')\n{WITH_PACKAGE}"), &["secret"]),
        (format!("{text}{WITH_PACKAGE}sent['X-Password'] = 'Xk3yz99'\n"), &["secret"]),
        (
            format!("{text}{WITH_PACKAGE}sent['Reply-To'] = '\"PW: Xk3yz99\" <t@office.example.test>'\n"),
            &["secret"],
        ),
        (
            format!("{text}{WITH_PACKAGE}sent.add_attachment('Xk3yz99', filename='PW_Xk3yz99.txt')\n"),
            &["other-attachment", "secret"],
        ),
        (
            format!(
                "{text}{WITH_PACKAGE}sent.add_attachment('解凍パスワード\\n\\nXk3yz99', filename='note.txt')\n"
            ),
            &["other-attachment", "secret"],
        ),
    ];
    for (change, differences) in cases {
        let Some(_) = python(&office, &format!("{AS_SENT}{change}write(sent)")) else { return };
        let before = office.size();
        let said = reconcile(&office, "mails/sent.eml", &[]).exits(4);
        assert_eq!(office.size(), before + 1, "{change}");
        assert_eq!(newest(&office)["differences"], json!(differences), "{change}");
        let kind = if differences.contains(&"secret") { "leak" } else { "misdelivery" };
        let line = format!("sekisho incident open {ID} --kind {kind} --aware now");
        assert!(said.stdout.contains(&line), "{}", said.stdout);
    }
    office.ok("tanaka", &["incident", "open", ID, "--kind", "misdelivery", "--aware", "now"]);
    let report = office.ok(NOBODY, &["incident", "report", "I-0001"]).stdout;
    assert!(report.contains("yamada@citi.example.test"), "{report}");
    // Frozen or not, what was sent can still be written down.
    assert_eq!(reconcile(&office, "mails/sent.eml", &[]).code, 4);
}

#[test]
fn an_address_that_was_to_be_hidden_and_was_not_is_named_and_one_that_a_copy_leaves_out_is_not_known() {
    let office = Office::new();
    let add = [
        "recipient",
        "add",
        "second",
        "--name",
        "二",
        "--organization",
        "市役所",
        "--email",
        "second@city.example.test",
    ];
    office.ok("tanaka", &add);
    office.ok("tanaka", &["person", "set", "tanaka", "--email", TANAKA]);
    let id = office.approved(&[]);
    office.export(&id);
    let hidden = ["--to", TANAKA, "--bcc", CITY_MAIL, "--bcc", "second@city.example.test"];
    drafted(&office, &id, &hidden);
    let kept = format!("{AS_SENT}sent.set_content(text)\n{WITH_PACKAGE}");
    let Some(_) = python(&office, &format!("{kept}write(sent)")) else { return };
    reconcile(&office, "mails/sent.eml", &[]).exits(0);
    assert_eq!(newest(&office)["unseen"], json!([]));
    python(&office, &format!("{kept}del sent['Bcc']\nwrite(sent)"));
    let said = reconcile(&office, "mails/sent.eml", &[]).exits(0);
    assert!(said.stdout.contains("not known"), "{}", said.stdout);
    assert_eq!(newest(&office)["unseen"].as_array().unwrap().len(), 2);
    python(
        &office,
        &format!("{kept}hidden = str(sent['Bcc'])\ndel sent['Bcc']\nsent['Cc'] = hidden\nwrite(sent)"),
    );
    reconcile(&office, "mails/sent.eml", &[]).exits(4);
    assert_eq!(newest(&office)["differences"], json!(["shown-address"]));
}

#[test]
fn a_saved_attachment_with_typed_addresses_shows_less_and_says_so() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let package = "out/C-0001.zip.age";
    let needs = office.refuses("tanaka", &["mail", ID, "--reconcile", package]);
    assert!(needs.stderr.contains("--address"), "{}", needs.stderr);
    let said = reconcile(&office, package, &["--address", &CITY_MAIL.to_uppercase()]).exits(0);
    assert!(said.stdout.contains("Weaker"), "{}", said.stdout);
    let sent = newest(&office);
    assert_eq!((&sent["source"], &sent["text"]), (&"attachment".into(), &"unread".into()));
    assert_eq!(sent["addresses"][0]["field"], "typed");
    reconcile(&office, package, &["--address", "yamada@citi.example.test"]).exits(4);
    let file = office.desk().join("other.age");
    fs::write(&file, b"age-encryption.org/v1\n").unwrap();
    reconcile(&office, "other.age", &["--address", CITY_MAIL]).exits(4);
    assert_eq!(newest(&office)["differences"], json!(["no-package", "other-attachment"]));
    // Beside a mail nothing is typed: it says more itself.
    office.refuses("tanaka", &["mail", ID, "--reconcile", "mails/draft.eml", "--address", CITY_MAIL]);
    office.refuses("tanaka", &["mail", ID, "--reconcile", package, "--address", "not an address"]);
}

/// What an Outlook message holds in one of its storages ([MS-OXMSG] 2.4): its texts, numbers and bytes, by property.
struct Kept<'a> {
    /// Empty for the message itself.
    storage: &'a str,
    /// What its list of properties begins with.
    head: Vec<u8>,
    texts: &'a [(u16, &'a str)],
    numbers: &'a [(u16, u32)],
    bytes: &'a [(u16, &'a [u8])],
}

impl Kept<'_> {
    /// The list of properties, and a stream for each that does not fit into it.
    fn write(self, file: &mut cfb::CompoundFile<Cursor<Vec<u8>>>) {
        let mut list = self.head;
        let mut listed = |id: u16, kind: u16, value: u32| {
            for part in [
                &kind.to_le_bytes()[..],
                &id.to_le_bytes(),
                &6_u32.to_le_bytes(),
                &value.to_le_bytes(),
                &[0; 4],
            ] {
                list.extend(part);
            }
        };
        let mut streams = Vec::new();
        for (id, value) in self.numbers {
            listed(*id, 0x0003, *value);
        }
        for (id, text) in self.texts {
            let data: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            // With the zero that ends it, which the stream leaves out.
            listed(*id, 0x001F, u32::try_from(data.len() + 2).unwrap());
            streams.push((format!("__substg1.0_{id:04X}001F"), data));
        }
        for (id, data) in self.bytes {
            listed(*id, 0x0102, u32::try_from(data.len()).unwrap());
            streams.push((format!("__substg1.0_{id:04X}0102"), data.to_vec()));
        }
        if !self.storage.is_empty() {
            file.create_storage(self.storage).unwrap();
        }
        streams.push(("__properties_version1.0".to_owned(), list));
        for (name, data) in streams {
            let path = format!("{}/{name}", self.storage);
            file.create_stream(path).unwrap().write_all(&data).unwrap();
        }
    }
}

/// An Outlook message of the draft, as it keeps one.
fn outlook(office: &Office, sheet: &Value, smtp: &str) -> Vec<u8> {
    let package = fs::read(office.desk().join("out/C-0001.zip.age")).unwrap();
    let text = sheet["text"].as_str().unwrap().replace('\n', "\r\n");
    let subject = sheet["subject"].as_str().unwrap();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    // One recipient and one attachment; the next of each would have number 1.
    let mut head = vec![0; 32];
    for at in [8, 12, 16, 20] {
        head[at] = 1;
    }
    let id = "<outlook@office.example.test>";
    let texts = [(0x001A, "IPM.Note"), (0x0037, subject), (0x1000, &text), (0x1035, id)];
    Kept { storage: "", head, texts: &texts, numbers: &[(0x340D, 0x0004_0000)], bytes: &[] }.write(&mut file);
    let texts = [(0x3001, "山田 花子"), (0x3002, "SMTP"), (0x3003, smtp), (0x39FE, smtp)];
    let storage = "__recip_version1.0_#00000000";
    Kept { storage, head: vec![0; 8], texts: &texts, numbers: &[(0x0C15, 1), (0x3000, 0)], bytes: &[] }
        .write(&mut file);
    let (storage, bytes) = ("__attach_version1.0_#00000000", [(0x3701, &package[..])]);
    let texts = [(0x3707, "C-0001.zip.age")];
    Kept { storage, head: vec![0; 8], texts: &texts, numbers: &[(0x3705, 1), (0x0E21, 0)], bytes: &bytes }
        .write(&mut file);
    // Names of properties, of which there are none.
    file.create_storage("__nameid_version1.0").unwrap();
    for stream in ["00020102", "00030102", "00040102"] {
        file.create_stream(format!("__nameid_version1.0/__substg1.0_{stream}")).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn what_outlook_kept_is_compared_too() {
    let office = sealed().office;
    let made = sheet(&office, ID, &[]);
    drafted(&office, ID, &[]);
    let message = outlook(&office, &made, CITY_MAIL);
    // For those who want to hold it against another reader (docs/testing.md).
    if let Some(kept) = std::env::var_os("SEKISHO_MSG") {
        fs::write(kept, &message).unwrap();
    }
    fs::write(office.desk().join("sent.msg"), message).unwrap();
    reconcile(&office, "sent.msg", &[]).exits(0);
    let sent = newest(&office);
    assert_eq!((&sent["source"], &sent["text"]), (&"msg".into(), &"same".into()));
    assert_eq!(sent["message_id"], "outlook@office.example.test");
    let wrong = outlook(&office, &made, "yamada@citi.example.test");
    fs::write(office.desk().join("wrong.msg"), wrong).unwrap();
    reconcile(&office, "wrong.msg", &[]).exits(4);
    assert_eq!(newest(&office)["differences"], json!(["other-address"]));
}

#[test]
fn what_came_back_may_go_again_by_a_new_draft() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let Some(_) = python(&office, &format!("{AS_SENT}sent.set_content(text)\n{WITH_PACKAGE}write(sent)"))
    else {
        return;
    };
    reconcile(&office, "mails/sent.eml", &[]).exits(0);
    fs::write(office.desk().join("bounce.txt"), "550").unwrap();
    office.ok("tanaka", &["undelivered", ID, "--evidence", "bounce.txt"]);
    assert_eq!(office.status(ID), "sealed");
    assert_eq!(newest(&office)["bounced"], true);
    assert_eq!(tasks(&office, "tanaka"), ["send-mail"]);
    fs::remove_dir_all(office.desk().join("mails")).unwrap();
    drafted(&office, ID, &[]);
    assert_eq!(tasks(&office, "tanaka"), ["reconcile-mail"]);
    // One copy stands for all that lies in mails.
    let copies = office.shown(ID)["copies"].as_array().unwrap().clone();
    assert_eq!(copies.iter().filter(|copy| copy["kind"] == "mail").count(), 1);
}

#[test]
fn a_mailed_life_ends_when_the_copies_in_mails_are_accounted_for_too() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    fs::write(office.desk().join("receipt.pdf"), "r").unwrap();
    office.ok("tanaka", &["handed-over", ID, "--evidence", "receipt.pdf"]);
    office.refuses("sato", &["confirm", ID]);
    office.ok("tanaka", &["dispose", ID, "--copy", "1", "--method", "erase-file", "--at", "out", "--yes"]);
    let mail =
        ["dispose", ID, "--copy", "3", "--method", "declared", "--note", "下書きと送信済みを削除", "--yes"];
    office.ok("tanaka", &mail);
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.status(ID), "closed");
    // It is over: nothing is drafted any more.
    for file in ["draft.eml", "draft.txt"] {
        fs::remove_file(office.desk().join("mails").join(file)).unwrap();
    }
    let words = drafting(&office, ID, &["--at", "mails"]);
    office.refuses("tanaka", &words);
}

#[test]
fn what_reached_a_stranger_is_open_everywhere_until_their_answer_is_on_record() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let wrong = format!(
        "{AS_SENT}sent.set_content(text)\n{WITH_PACKAGE}sent.replace_header('To', 'yamada@citi.example.test')\nwrite(sent)"
    );
    let Some(_) = python(&office, &wrong) else { return };
    let said = reconcile(&office, "mails/sent.eml", &["--lang", "en"]).exits(4).stdout;
    let command = format!("sekisho dispose {ID} --copy 4 --method declared --evidence FILE");
    assert!(said.contains("has a copy that stands open") && said.contains(&command), "{said}");
    let stray = office.shown(ID)["copies"][3].clone();
    assert_eq!((&stray["kind"], &stray["fate"]), (&json!("misdelivered"), &json!("held")));
    assert_eq!(stray["place"], "yamada@citi.example.test");
    let out = office.run(NOBODY, &["outstanding", "--lang", "ja"]).stdout;
    assert!(out.contains("誤送信先の複製") && out.contains("yamada@citi.example.test"), "{out}");
    let record = office.ok(NOBODY, &["form", "exchange-record", "--format", "csv", "--lang", "ja"]).stdout;
    assert!(record.contains("yamada@citi.example.test") && record.contains("誤送信先の複製"), "{record}");

    fs::write(office.desk().join("letter.pdf"), "deleted, unopened").unwrap();
    office.ok("tanaka", &["handed-over", ID, "--evidence", "letter.pdf"]);
    for copy in ["1", "3"] {
        office
            .ok("tanaka", &["dispose", ID, "--copy", copy, "--method", "declared", "--note", "済", "--yes"]);
    }
    let refused = office.refuses("sato", &["confirm", ID]).stderr;
    assert!(refused.contains("not accounted for: 4\n"), "{refused}");
    office.refuses("tanaka", &["return", ID, "--copy", "4"]);
    let answered =
        ["dispose", ID, "--copy", "4", "--method", "declared", "--evidence", "letter.pdf", "--yes"];
    office.ok("tanaka", &answered);
    assert_eq!(office.shown(ID)["copies"][3]["level"], "L0");
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.status(ID), "closed");
    assert!(office.run(NOBODY, &["audit"]).code < 2);
}
