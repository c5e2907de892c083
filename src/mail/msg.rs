//! Outlook messages ([MS-OXMSG]): a compound file whose streams are properties.
//!
//! Read are the properties that say who, what and when; the rest is passed over. A text that is there only as
//! compressed RTF is not read, and said to be missing.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;

use super::html;
use super::read::{Attached, Field, MailError, Sent, Source};
use crate::base::limits::{MAIL_PARTS_MAX, SENT_ADDRESSES_MAX, SENT_MAIL_BYTES_MAX, SENT_TEXT_BYTES_MAX};
use crate::base::time::Timestamp;

/// Seconds from 1601, where FILETIME begins, to 1970.
const FILETIME_TO_UNIX_SECONDS: i64 = 11_644_473_600;

/// FILETIME counts tenths of a microsecond.
const FILETIME_TICKS: u64 = 10_000_000;

// The properties that are read ([MS-OXPROPS]).
const SUBJECT: u16 = 0x0037;
const SUBMIT_TIME: u16 = 0x0039;
const RECIPIENT_TYPE: u16 = 0x0C15;
const MESSAGE_FLAGS: u16 = 0x0E07;
const DELIVERY_TIME: u16 = 0x0E06;
const BODY: u16 = 0x1000;
const BODY_HTML: u16 = 0x1013;
const MESSAGE_ID: u16 = 0x1035;
const DISPLAY_NAME: u16 = 0x3001;
const EMAIL_ADDRESS: u16 = 0x3003;
const SMTP_ADDRESS: u16 = 0x39FE;
const CODEPAGE: u16 = 0x3FDE;
const ATTACH_DATA: u16 = 0x3701;
const ATTACH_FILENAME: u16 = 0x3704;
const ATTACH_LONG_FILENAME: u16 = 0x3707;

/// Of [`MESSAGE_FLAGS`]: it was not sent yet ([MS-OXCMSG], 2.2.1.6).
const UNSENT: u64 = 0x08;

// Their types ([MS-OXCDATA], 2.11.1).
const LONG: u16 = 0x0003;
const STRING8: u16 = 0x001E;
const UNICODE: u16 = 0x001F;
const TIME: u16 = 0x0040;
const BINARY: u16 = 0x0102;

type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

pub(super) fn parse(bytes: &[u8]) -> Result<Sent, MailError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    let storages: Vec<String> = file
        .read_root_storage()
        .filter(cfb::Entry::is_storage)
        .map(|entry| entry.name().to_owned())
        .collect();
    let of_kind =
        |prefix: &str| storages.iter().filter(|name| name.starts_with(prefix)).map(PathBuf::from).collect();
    let recipients: Vec<PathBuf> = of_kind("__recip_version1.0_");
    let attached: Vec<PathBuf> = of_kind("__attach_version1.0_");
    if recipients.len() > SENT_ADDRESSES_MAX {
        return Err(MailError::TooManyAddresses);
    }
    if attached.len() > MAIL_PARTS_MAX {
        return Err(MailError::TooManyParts);
    }
    let mut message =
        Properties { file: &mut file, at: Path::new("/").to_path_buf(), header_bytes: 32, codepage: None };
    if !message.has_any() {
        return Err(MailError::Msg { why: "it holds no message".to_owned() });
    }
    let codepage = message.fixed(CODEPAGE, LONG).and_then(|value| u32::try_from(value & 0xFFFF_FFFF).ok());
    message.codepage = codepage;
    let sent_at = message.fixed(SUBMIT_TIME, TIME).or_else(|| message.fixed(DELIVERY_TIME, TIME));
    let (texts, hidden) = message.body()?;
    let mut sent = Sent {
        source: Source::Msg,
        addresses: Vec::new(),
        subjects: message.text(SUBJECT)?.into_iter().collect(),
        texts,
        hidden,
        message_id: message.text(MESSAGE_ID)?.map(|id| id.trim().trim_matches(['<', '>']).to_owned()),
        date: sent_at.and_then(from_filetime),
        attachments: Vec::new(),
        notes: Vec::new(),
        unsent: message.fixed(MESSAGE_FLAGS, LONG).is_some_and(|flags| flags & UNSENT != 0),
    };
    let mut total = 0_u64;
    for at in recipients {
        sent.addresses.push(recipient(&mut Properties { file: &mut file, at, header_bytes: 8, codepage })?);
    }
    for at in attached {
        let one = attachment(&mut Properties { file: &mut file, at, header_bytes: 8, codepage })?;
        total = total.saturating_add(u64::try_from(one.bytes.len()).unwrap_or(u64::MAX));
        // Streams of a damaged file can lie over each other.
        if total > SENT_MAIL_BYTES_MAX {
            return Err(MailError::Msg { why: "its attachments are larger than the file".to_owned() });
        }
        sent.attachments.push(one);
    }
    Ok(sent)
}

/// The properties of a message, a recipient or an attachment.
struct Properties<'f, 'a> {
    file: &'f mut Compound<'a>,
    at: PathBuf,
    /// Bytes before the first property of fixed size ([MS-OXMSG], 2.4.1).
    header_bytes: usize,
    codepage: Option<u32>,
}

impl Properties<'_, '_> {
    fn has_any(&self) -> bool {
        self.file.is_stream(self.at.join("__properties_version1.0"))
    }

    fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, MailError> {
        let path = self.at.join(name);
        if !self.file.is_stream(&path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(&path).map_err(|error| wrong(&error))?;
        let mut bytes = Vec::new();
        stream.take(SENT_MAIL_BYTES_MAX).read_to_end(&mut bytes).map_err(|error| wrong(&error))?;
        Ok(Some(bytes))
    }

    fn binary(&mut self, id: u16) -> Result<Option<Vec<u8>>, MailError> {
        self.stream(&format!("__substg1.0_{id:04X}{BINARY:04X}"))
    }

    /// A text, as UTF-16 or in the code page of whoever wrote it.
    fn text(&mut self, id: u16) -> Result<Option<String>, MailError> {
        if let Some(bytes) = self.stream(&format!("__substg1.0_{id:04X}{UNICODE:04X}"))? {
            return Ok(Some(trimmed(&encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0)));
        }
        let Some(bytes) = self.stream(&format!("__substg1.0_{id:04X}{STRING8:04X}"))? else {
            return Ok(None);
        };
        Ok(Some(trimmed(&self.encoding().decode_without_bom_handling(&bytes).0)))
    }

    /// What its code page says; without one, the one of Windows in Japan.
    fn encoding(&self) -> &'static encoding_rs::Encoding {
        match self.codepage {
            Some(65001) => encoding_rs::UTF_8,
            Some(50220..=50222) => encoding_rs::ISO_2022_JP,
            Some(51932 | 20932) => encoding_rs::EUC_JP,
            Some(1252 | 28591 | 20127) => encoding_rs::WINDOWS_1252,
            _ => encoding_rs::SHIFT_JIS,
        }
    }

    /// The text of the mail, plain and from HTML, and what the HTML holds beside it: whoever gets it may be shown either.
    fn body(&mut self) -> Result<(Option<Vec<String>>, Vec<String>), MailError> {
        let plain = self.text(BODY)?;
        let html = match self.binary(BODY_HTML)? {
            Some(html) => Some(self.encoding().decode(&html).0.into_owned()),
            None => self.text(BODY_HTML)?,
        };
        let bytes = plain.iter().chain(&html).map(String::len).fold(0, usize::saturating_add);
        if bytes > SENT_TEXT_BYTES_MAX {
            return Ok((None, Vec::new()));
        }
        let hidden = html.as_deref().map(html::beside_text).unwrap_or_default();
        let texts: Vec<String> = plain.into_iter().chain(html.map(|html| html::text(&html))).collect();
        Ok(((!texts.is_empty()).then_some(texts), hidden))
    }

    /// A property of fixed size, from its eight bytes.
    fn fixed(&mut self, id: u16, kind: u16) -> Option<u64> {
        let bytes = self.stream("__properties_version1.0").ok()??;
        let entries = bytes.get(self.header_bytes..)?.chunks_exact(16);
        let mut found =
            entries.filter(|entry| entry[..2] == kind.to_le_bytes() && entry[2..4] == id.to_le_bytes());
        let entry = found.next()?;
        Some(u64::from_le_bytes(entry[8..16].try_into().ok()?))
    }
}

fn recipient(of: &mut Properties<'_, '_>) -> Result<(Field, String), MailError> {
    let field = match of.fixed(RECIPIENT_TYPE, LONG).map(|value| value & 0x0F) {
        Some(2) => Field::Cc,
        Some(3) => Field::Bcc,
        _ => Field::To,
    };
    for id in [SMTP_ADDRESS, EMAIL_ADDRESS, DISPLAY_NAME] {
        if let Some(text) = of.text(id)?.filter(|text| !text.is_empty()) {
            return Ok((field, text));
        }
    }
    Ok((field, String::new()))
}

fn attachment(of: &mut Properties<'_, '_>) -> Result<Attached, MailError> {
    let long = of.text(ATTACH_LONG_FILENAME)?;
    let name = match long {
        Some(name) => Some(name),
        None => of.text(ATTACH_FILENAME)?,
    };
    // A message inside the message is a storage, not a stream: there, and nothing that equals a package.
    let bytes = of.binary(ATTACH_DATA)?.unwrap_or_default();
    Ok(Attached { name, bytes })
}

fn from_filetime(ticks: u64) -> Option<Timestamp> {
    let seconds = i64::try_from(ticks / FILETIME_TICKS).ok()?.checked_sub(FILETIME_TO_UNIX_SECONDS)?;
    Timestamp::from_unix_seconds(seconds)
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('\0').to_owned()
}

fn wrong(error: &std::io::Error) -> MailError {
    MailError::Msg { why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// A message with these streams; a path's folders are storages.
    fn message(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, bytes) in streams {
            if let Some((storage, _)) = path.split_once('/') {
                file.create_storage_all(storage).unwrap();
            }
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn properties(header_bytes: usize, fixed: &[(u16, u16, u64)]) -> Vec<u8> {
        let mut bytes = vec![0; header_bytes];
        for (id, kind, value) in fixed {
            bytes.extend(kind.to_le_bytes());
            bytes.extend(id.to_le_bytes());
            bytes.extend([6, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn what_outlook_keeps_says_who_what_and_when() {
        let ticks = u64::try_from(1_795_136_400 + FILETIME_TO_UNIX_SECONDS).unwrap() * FILETIME_TICKS;
        let bytes = message(&[
            ("__properties_version1.0", properties(32, &[(SUBMIT_TIME, TIME, ticks), (CODEPAGE, LONG, 932)])),
            ("__substg1.0_0037001F", utf16("資料\0")),
            ("__substg1.0_1000001E", encoding_rs::SHIFT_JIS.encode("本文①").0.into_owned()),
            ("__substg1.0_1035001F", utf16("<1@x.test>")),
            (
                "__recip_version1.0_#00000000/__properties_version1.0",
                properties(8, &[(RECIPIENT_TYPE, LONG, 3)]),
            ),
            ("__recip_version1.0_#00000000/__substg1.0_39FE001F", utf16("a@x.test")),
            ("__recip_version1.0_#00000000/__substg1.0_3003001F", utf16("/o=Office/cn=a")),
            ("__recip_version1.0_#00000001/__substg1.0_3003001F", utf16("/o=Office/cn=b")),
            ("__attach_version1.0_#00000000/__substg1.0_3707001F", utf16("図面.zip.age")),
            ("__attach_version1.0_#00000000/__substg1.0_37010102", vec![7; 10_000]),
        ]);
        let sent = parse(&bytes).unwrap();
        assert_eq!(
            sent.addresses,
            [(Field::Bcc, "a@x.test".to_owned()), (Field::To, "/o=Office/cn=b".to_owned())]
        );
        assert_eq!((sent.subjects, sent.texts), (vec!["資料".to_owned()], Some(vec!["本文①".to_owned()])));
        assert_eq!(sent.message_id.as_deref(), Some("1@x.test"));
        assert_eq!(sent.date.unwrap().unix_seconds(), 1_795_136_400);
        assert_eq!(
            sent.attachments,
            [Attached { name: Some("図面.zip.age".to_owned()), bytes: vec![7; 10_000] }]
        );
    }

    #[test]
    fn the_html_beside_a_plain_text_is_a_form_of_it_and_a_message_that_was_not_sent_says_so() {
        let html = "<p title=\"b\">本文</p>";
        for (id, bytes) in [
            ("__substg1.0_10130102", encoding_rs::SHIFT_JIS.encode(html).0.into_owned()),
            ("__substg1.0_1013001F", utf16(html)),
        ] {
            let sent = parse(&message(&[
                (
                    "__properties_version1.0",
                    properties(32, &[(CODEPAGE, LONG, 932), (MESSAGE_FLAGS, LONG, UNSENT)]),
                ),
                ("__substg1.0_1000001F", utf16("text")),
                (id, bytes),
            ]));
            let sent = sent.unwrap();
            assert_eq!(sent.texts.unwrap(), ["text", "本文\n"]);
            assert_eq!((sent.hidden.last().map(String::as_str), sent.unsent), (Some("title=\"b\""), true));
        }
    }

    #[test]
    fn a_damaged_message_is_said_to_be_damaged_and_nothing_else() {
        let whole = message(&[
            ("__properties_version1.0", properties(32, &[])),
            ("__substg1.0_0037001F", utf16(&"長い件名".repeat(2_000))),
            ("__attach_version1.0_#00000000/__substg1.0_37010102", vec![7; 9_000]),
        ]);
        assert!(parse(&whole).is_ok());
        assert!(matches!(parse(&message(&[("x", vec![1])])), Err(MailError::Msg { .. })));
        for cut in [8, 100, 512, 1_024, whole.len() / 2] {
            assert!(matches!(parse(&whole[..cut]), Err(MailError::Msg { .. })), "{cut}");
        }
        // Wherever a byte is wrong, it ends: with what is left of the message, or as damaged.
        for place in (0..whole.len()).step_by(97) {
            let mut other = whole.clone();
            other[place] ^= 0xFF;
            match parse(&other) {
                Ok(_) | Err(MailError::Msg { .. }) => {}
                Err(error) => panic!("{place}: {error}"),
            }
        }
    }
}
