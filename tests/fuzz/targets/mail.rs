//! Mails that somebody kept, and documents that are looked through for hints.

use std::io::{Cursor, Write as _};

use sekisho::base::limits::{MAIL_PARTS_MAX, SENT_ADDRESSES_MAX, SENT_TEXT_BYTES_MAX};
use sekisho::inspect;
use sekisho::mail::read::{is_comparable, is_mail, parse, squeezed};
use sekisho::mail::{MailError, Sent, Source, address};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Target, kind_of};

pub const MAIL: Target = Target {
    name: "mail",
    check: mail,
    seeds: mails,
    words: &[
        "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
        "\r\n--b\r\n",
        "\r\n--b--\r\n",
        "--b\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Type: multipart/digest; boundary=b\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "To: a@x.test\r\n",
        "Bcc: b@x.test, ",
        "=?ISO-2022-JP?B?GyRC?=",
        "=?UTF-8?Q?=1B[2J?=",
        "filename*0*=UTF-8''%1B",
        "charset=shift_jis",
        "\r\n\r\n",
        "<",
        ">",
        "(",
        "\\",
        ";",
        "Date: Fri, 20 Nov 99999 25:61:61 +9999\r\n",
        "Resent-To: c@x.test\r\n",
        "<html><script>",
    ],
    executions: 4_000,
    at_least: 1 << 20,
    // Small pieces take a hundred times what they are written in; so many of them that it matters are refused.
    for_each: 128,
};

pub const OUTLOOK: Target = Target {
    name: "outlook",
    check: mail,
    seeds: || vec![outlook(1, 200), outlook(3, 9_000), mails().swap_remove(0)],
    words: &[
        "_\x00_\x00s\x00u\x00b\x00s\x00t\x00g\x001\x00.\x000\x00_\x00",
        "\u{1}\x00\x00\x00",
        "0\x000\x001\x00F\x00",
        "1\x000\x000\x000\x00",
        "3\x007\x000\x001\x00",
        "\u{2}\x00",
        "\0\0\0\0\0\0\0\0",
    ],
    executions: 1_500,
    // The table of sectors and the folders of a compound file, for what it claims to hold.
    at_least: 2 << 20,
    for_each: 128,
};

pub const DOCUMENT: Target = Target {
    name: "document",
    check: document,
    seeds: || {
        vec![
            office_document(),
            "関所 090-1234-5678 山田@x.test".as_bytes().to_vec(),
            b"\x83\x5b\x83\x4c".to_vec(),
        ]
    },
    words: &[
        "PK\u{3}\u{4}",
        "PK\u{1}\u{2}",
        "PK\u{5}\u{6}",
        "word/document.xml",
        "docProps/core.xml",
        "<dc:creator>",
        "</dc:creator>",
        "<w:t>",
        "&#x41;",
        "&amp;",
        "090-1234-5678",
        "1234-5678-9012",
        "\u{feff}",
        "<",
        ">",
    ],
    executions: 2_500,
    // A part is unpacked up to twice the largest file that is looked at.
    at_least: 64 << 20,
    for_each: 1_200,
};

fn mails() -> Vec<Vec<u8>> {
    let plain = "From: t@example.test\r\nTo: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <A@x.test>, g: b@x.test;\r\nCc: e@x.test\r\n\
                 Date: Fri, 20 Nov 2026 10:00:00 +0900\r\nMessage-ID: <1@x.test>\r\nSubject: =?UTF-8?B?6LOH5paZ?=\r\n\r\ntext\r\n";
    let parts = "From: t@example.test\r\nBcc: a@x.test\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
                 --b\r\nContent-Type: text/html; charset=shift_jis\r\n\r\n<p>a&amp;b</p>\r\n--b\r\nContent-Type: application/octet-stream\r\n\
                 Content-Disposition: attachment; filename*=UTF-8''%E5%9B%B3.zip.age\r\nContent-Transfer-Encoding: base64\r\n\r\nYWdlLWVuYw==\r\n\
                 --b\r\nContent-Type: message/rfc822\r\n\r\nTo: c@x.test\r\n\r\ninner\r\n--b--\r\n";
    vec![plain.as_bytes().to_vec(), parts.as_bytes().to_vec()]
}

fn mail(bytes: &[u8]) -> String {
    let is_mail = is_mail(bytes);
    match parse(bytes) {
        Ok(sent) => {
            bounded(bytes, &sent);
            for (_, one) in &sent.addresses {
                let (key, comparable) = (address::key(one), is_comparable(one));
                assert!(!comparable || is_comparable(&key), "{one:?} is an address and {key:?} is none");
                let _domain = address::domain_of(one);
            }
            for text in sent.texts.iter().flatten() {
                assert_eq!(squeezed(&squeezed(text)), squeezed(text));
                let _hosts = address::hosts_named(text);
            }
            let forms = sent.texts.as_ref().map(|texts| texts.len().min(4));
            let parts = (sent.addresses.len().min(4), sent.attachments.len().min(4), forms, is_mail);
            format!("{:?} {parts:?}", sent.source)
        }
        Err(error) => {
            assert!(sent_as_msg(bytes) || !is_mail, "a mail that cannot be read: {error}");
            kind_of(&error)
        }
    }
}

fn sent_as_msg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Nothing is read that is not there: addresses and parts are counted, and attachments are pieces of the file.
fn bounded(bytes: &[u8], sent: &Sent) {
    assert!(sent.addresses.len() <= SENT_ADDRESSES_MAX, "{} addresses", sent.addresses.len());
    assert!(sent.attachments.len() <= MAIL_PARTS_MAX, "{} attachments", sent.attachments.len());
    let attached: usize = sent.attachments.iter().map(|one| one.bytes.len()).sum();
    let most = match sent.source {
        // A text in another character set grows when it is read.
        Source::Eml => bytes.len() * 4,
        Source::Msg => bytes.len() * 2,
    };
    let texts: usize = sent.texts.iter().flatten().map(String::len).sum();
    // HTML turned into text may grow by a character reference in the place of a shorter one, and parts are joined.
    assert!(texts <= 4 * SENT_TEXT_BYTES_MAX, "{texts} bytes of text");
    assert!(attached <= most, "{attached} bytes attached in a file of {}", bytes.len());
    assert_eq!(sent.source == Source::Msg, sent_as_msg(bytes));
    assert_ne!(kind_of(&MailError::NotAMail), "");
}

/// A message as Outlook keeps it, with so many recipients and so many bytes attached.
fn outlook(recipients: usize, attached: usize) -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut streams = vec![
        ("__properties_version1.0".to_owned(), vec![0; 48]),
        ("__substg1.0_0037001F".to_owned(), utf16("資料")),
        ("__substg1.0_1000001F".to_owned(), utf16("本文")),
        ("__substg1.0_1035001F".to_owned(), utf16("<1@x.test>")),
        ("__attach_version1.0_#00000000/__substg1.0_3707001F".to_owned(), utf16("図面.zip.age")),
        ("__attach_version1.0_#00000000/__substg1.0_37010102".to_owned(), vec![7; attached]),
    ];
    for number in 0..recipients {
        let at = format!("__recip_version1.0_#{number:08X}");
        streams.push((format!("{at}/__properties_version1.0"), vec![0; 24]));
        streams.push((format!("{at}/__substg1.0_39FE001F"), utf16("a@x.test")));
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.split_once('/') {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(&bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn office_document() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("docProps/core.xml", "<cp:coreProperties><dc:creator>山田</dc:creator></cp:coreProperties>"),
        ("word/document.xml", "<w:document><w:t>電話 090-1234-5678</w:t><w:t>a@x.test</w:t></w:document>"),
        ("xl/sharedStrings.xml", "<sst><si><t>1234 5678 9018</t></si></sst>"),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(bytes: &[u8]) -> String {
    let size = u64::try_from(bytes.len()).unwrap();
    let seen: Vec<String> = ["a.docx", "b.txt"]
        .into_iter()
        .map(|path| {
            let wanted = inspect::wants(path, size, bytes);
            format!("{} {:?}", wanted.is_some(), inspect::look(path, bytes).map(|inside| inside.authors))
        })
        .collect();
    seen.join(" ")
}
