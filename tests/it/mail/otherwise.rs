//! What was sent otherwise than confirmed, and made to look as if it was not.

use serde_json::{Value, json};

use super::{ID, drafted, newest, python, reconcile, sealed};
use crate::office::{CITY_MAIL, NOBODY, Office};

/// Something that is said to be a passphrase.
const SECRET: &str = "password: Xk3yz99";

/// A mail as a mailer keeps it, put together by `sent` of its parts: `plain`, the confirmed text, and `package`; `page` is
/// the text as HTML with more at its end, `several` some parts in one.
const PARTS: &str = "import base64, re\n\
    import html as markup\n\
    def field(name, value): return (name + ': ' + value + '\\r\\n').encode()\n\
    head = b''.join(field(name, str(mail[name])) for name in ('From', 'To'))\n\
    subject = email.header.Header(str(mail['Subject']), 'utf-8').encode(linesep='\\r\\n')\n\
    head += field('Subject', subject) + field('Message-ID', '<a@mailer.example.test>')\n\
    coded = b'\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\n'\n\
    plain = b'Content-Type: text/plain; charset=utf-8' + coded + base64.encodebytes(text.encode())\n\
    named = b'Content-Type: application/octet-stream; name=C-0001.zip.age\\r\\nContent-Disposition: attachment'\n\
    package = named + coded + base64.encodebytes(data)\n\
    def page(more, before=''):\n    \
        shown = '<br>'.join(markup.escape(line) for line in text.split('\\n'))\n    \
        whole = '<html>' + before + '<body>' + shown + more + '</body></html>'\n    \
        return ('Content-Type: text/html; charset=utf-8\\r\\n\\r\\n' + whole).encode()\n\
    def several(kind, parts, mark):\n    \
        mark = mark.encode()\n    \
        inside = b''.join(b'--' + mark + b'\\r\\n' + part + b'\\r\\n' for part in parts)\n    \
        return b'Content-Type: multipart/' + kind.encode() + b'; boundary=' + mark + b'\\r\\n\\r\\n' + inside + b'--' + mark + b'--\\r\\n'\n\
    def one_of(*parts): return several('alternative', parts, 'alt')\n\
    def sent(*parts, head=head): open('mails/sent.eml', 'wb').write(head + several('mixed', parts, 'mix'))\n\
    def sent_to(to): sent(plain, package, head=re.sub(rb'(?m)^To: .*\\r\\n', lambda found: b'To: ' + to + b'\\r\\n', head))\n";

/// An office whose mail is drafted; none where there is no Python.
fn office() -> Option<Office> {
    let office = sealed().office;
    drafted(&office, ID, &["--lang", "ja"]);
    python(&office, "pass")?;
    Some(office)
}

/// Puts a mail together, compares it, and returns what was written down.
#[track_caller]
fn shows(office: &Office, script: &str, code: i32) -> Value {
    python(office, &format!("{PARTS}{script}")).unwrap();
    reconcile(office, "mails/sent.eml", &[]).exits(code);
    newest(office)
}

#[track_caller]
fn differs(office: &Office, script: &str, differences: &[&str]) {
    let sent = shows(office, script, if differences.is_empty() { 0 } else { 4 });
    assert_eq!(sent["differences"], json!(differences), "{script}");
}

#[test]
fn a_passphrase_in_the_alternative_that_is_shown_and_not_in_the_one_that_was_confirmed_is_found() {
    let Some(office) = office() else { return };
    // As mailers write it: the same text twice, with styles of their own.
    let styles = "<head><style>@font-face {font-family:\\'MS Mincho\\'; panose-1:2 2 6 9 4 2 5 8 3 4;}\\np.MsoNormal, \
                  li.MsoNormal {margin:0mm; font-size:10.5pt;}</style></head>";
    let twice = format!("sent(one_of(plain, page('', before='{styles}')), package)");
    assert_eq!(shows(&office, &twice, 0)["text"], "same");
    let other = format!("b'Content-Type: text/html\\r\\n\\r\\n<p>{SECRET}</p>'");
    differs(&office, &format!("sent(one_of(plain, {other}), package)"), &["other-text", "secret"]);
    differs(&office, &format!("sent(one_of({other}, plain), package)"), &["other-text", "secret"]);
    let related = format!("several('related', [{other}], 'rel')");
    differs(&office, &format!("sent(one_of(plain, {related}), package)"), &["other-text", "secret"]);
    let harmless = "b'Content-Type: text/html\\r\\n\\r\\nhello'";
    differs(&office, &format!("sent(one_of(plain, {harmless}), package)"), &["other-text"]);
    let more = format!("sent(one_of(plain, page('<p>{SECRET}</p>')), package)");
    differs(&office, &more, &["secret"]);
    let calendar = "b'Content-Type: text/calendar\\r\\n\\r\\nBEGIN:VCALENDAR'";
    differs(&office, &format!("sent(one_of(plain, {calendar}), package)"), &["other-attachment"]);
}

#[test]
fn content_sent_beside_the_package_as_a_picture_inside_the_text_is_attached() {
    let Some(office) = office() else { return };
    for head in [
        "Content-Type: image/png; name=plan.zip\\r\\nContent-Disposition: inline; filename=plan.zip",
        "Content-Type: image/tiff; name=plan.tif",
        "Content-Type: image/png",
        "Content-Type: audio/wav\\r\\nContent-Disposition: inline",
        "Content-Type: video/mp4\\r\\nContent-Disposition: inline",
        "Content-Type: text/plain; name=plan.csv\\r\\nContent-Disposition: inline",
    ] {
        let part = format!("b'{head}\\r\\n\\r\\nsecret plan'");
        differs(&office, &format!("sent(plain, package, {part})"), &["other-attachment"]);
        let related = format!("several('related', [plain, {part}], 'rel')");
        differs(&office, &format!("sent({related}, package)"), &["other-attachment"]);
    }
    assert_eq!(newest(&office)["attachments"].as_array().unwrap().len(), 2);
}

#[test]
fn an_address_that_a_comment_seems_to_hide_is_one_it_went_to_and_has_a_copy() {
    let Some(office) = office() else { return };
    for (hidden, evil) in [
        (r"(a\\\\), evil0@evil.example.test (b)", "evil0@evil.example.test"),
        ("(x, evil1@evil.example.test", "evil1@evil.example.test"),
    ] {
        differs(&office, &format!("sent_to(b'{CITY_MAIL} {hidden}')"), &["other-address"]);
        let copies = office.shown(ID)["copies"].clone();
        let there = copies.as_array().unwrap().iter().any(|copy| copy["place"] == evil);
        assert!(there, "{hidden}: {copies}");
    }
}

#[test]
fn a_subject_that_nobody_confirmed_is_a_difference_and_how_it_is_folded_is_none() {
    let Some(office) = office() else { return };
    differs(&office, "sent(plain, package)", &[]);
    let subject = |words: &str| {
        format!(
            "sent(plain, package, head=re.sub(rb'(?ms)^Subject: .*?\\r\\n(?! )', lambda found: {words}, head))"
        )
    };
    differs(&office, &subject("b'Subject: Bridge drawings\\r\\n'"), &["other-subject"]);
    differs(&office, &subject("b''"), &["other-subject"]);
    differs(&office, &subject("found[0] + b'Subject: level 1, confidential\\r\\n'"), &["other-subject"]);
    differs(&office, &subject("found[0].replace(b'Subject: ', b'Subject:\\r\\n  ')"), &[]);
}

#[test]
fn a_text_too_large_to_be_compared_is_never_what_was_confirmed() {
    let Some(office) = office() else { return };
    let long =
        format!("b'Content-Type: text/plain\\r\\n\\r\\n' + (b'A' * 70 + b'\\r\\n') * 30000 + b'{SECRET}'");
    python(&office, &format!("{PARTS}sent(plain, {long}, package)")).unwrap();
    let said = reconcile(&office, "mails/sent.eml", &["--lang", "en"]).exits(4).stdout;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("nobody looked for a passphrase in it"), "{said}");
    let sent = newest(&office);
    assert_eq!((&sent["text"], &sent["differences"]), (&json!("unread"), &json!(["unread-text"])));
    let broken = "b'Content-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\n' + text.encode()";
    differs(&office, &format!("sent({broken}, package)"), &["unread-text"]);
}

#[test]
fn a_passphrase_beside_the_text_of_html_is_found() {
    let Some(office) = office() else { return };
    for more in [
        format!("<img alt=\"{SECRET}\" src=\"cid:x\">"),
        format!("<a href=\"https://x.example.test/\" title=\"{SECRET}\"></a>"),
        format!("<input value=\"{SECRET}\">"),
        format!("<style>p:after{{content:\"{SECRET}\"}}</style><p></p>"),
        format!("<!-- {SECRET} -->"),
        "<img alt=\"pass&#119;ord: Xk3yz99\">".to_owned(),
        format!("<head>{SECRET}"),
    ] {
        differs(&office, &format!("sent(page('{more}'), package)"), &["secret"]);
    }
    differs(&office, "sent(page('<p class=MsoNormal id=x1 style=\"margin:0\">-- </p>'), package)", &[]);
}

#[test]
fn the_draft_itself_is_not_what_was_sent() {
    let Some(office) = office() else { return };
    let before = office.size();
    let other =
        "open('mails/sent.eml', 'wb').write(open('mails/draft.eml', 'rb').read().replace(b'To:', b'to:', 1))";
    python(&office, other).unwrap();
    for file in ["mails/draft.eml", "mails/sent.eml"] {
        let refused = office.refuses("tanaka", &["mail", ID, "--reconcile", file]).stderr;
        assert!(refused.contains("is the draft") && refused.contains("--reconcile FILE"), "{refused}");
    }
    assert_eq!(office.size(), before);
    assert_eq!(office.ok(NOBODY, &["status", "--json"]).json()["mails_waiting"][0]["id"], ID);
}

#[test]
fn a_mail_to_very_many_strangers_is_recorded_like_one_to_a_few() {
    let Some(office) = office() else { return };
    let to = |count: usize, long: usize| {
        let each = format!("b's%d' % n + b'x' * {long} + b'@elsewhere.example.test'");
        format!("sent_to(b',\\r\\n '.join([b'{CITY_MAIL}'] + [{each} for n in range({count})]))")
    };
    differs(&office, &to(300, 0), &["other-address"]);
    let strays = |office: &Office| {
        let copies = office.shown(ID)["copies"].as_array().unwrap().clone();
        copies.iter().filter(|copy| copy["kind"] == "misdelivered").count()
    };
    assert_eq!((newest(&office)["addresses"].as_array().unwrap().len(), strays(&office)), (301, 300));
    // More than one statement takes: several, each with whom it was confirmed to go to.
    let before = office.size();
    differs(&office, &to(700, 180), &["other-address"]);
    assert_eq!((office.size(), strays(&office)), (before + 2, 1_000));
    assert_eq!(newest(&office)["unseen"], json!([]));
    assert!(office.run(NOBODY, &["audit"]).code < 2);
    // No provider takes a mail to so many; it is said how it is recorded all the same.
    python(&office, &format!("{PARTS}{}", to(2_001, 0))).unwrap();
    let refused = office.refuses("tanaka", &["mail", ID, "--reconcile", "mails/sent.eml"]).stderr;
    let refused = refused.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(refused.contains("--address ADDRESS --address ADDRESS"), "{refused}");
}

#[test]
fn a_head_that_would_be_read_over_and_over_is_refused_at_once() {
    let Some(office) = office() else { return };
    let long = "sent(plain, package, head=head + b'Comments: ' + b'=?utf-8?b?' * 200000 + b'\\r\\n')";
    let below = "sent(plain, package, *[b'Comments: ' + b'=?utf-8?b?' * 40000 + b'\\r\\n\\r\\nx'] * 2)";
    for script in [long, below] {
        python(&office, &format!("{PARTS}{script}")).unwrap();
        let refused = office.refuses("tanaka", &["mail", ID, "--reconcile", "mails/sent.eml"]).stderr;
        let refused = refused.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(refused.contains("longer than any mailer writes"), "{refused}");
    }
}
