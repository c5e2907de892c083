//! What was sent, as far as the copy that a mailer kept tells it.

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders as _, PartType};

use super::{address, msg};
use crate::base::limits::{
    MAIL_ADDRESSES_MAX, MAIL_DASHED_LINES_MAX, MAIL_FIELDS_MAX, MAIL_ITEMS_MAX, MAIL_PARTS_MAX,
    MAIL_TEXT_BYTES_MAX,
};
use crate::base::time::Timestamp;

/// The first bytes of every compound file ([MS-CFB], 2.2).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// In what form a mail was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A mail file (RFC 5322).
    Eml,
    /// An Outlook message ([MS-OXMSG]).
    Msg,
}

/// Where an address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Seen by all.
    To,
    /// For knowledge, seen by all.
    Cc,
    /// Seen by nobody.
    Bcc,
}

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// In what form it was kept.
    pub source: Source,
    /// Every address it names as a recipient, as it is written there.
    pub addresses: Vec<(Field, String)>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its text, HTML turned into text; `None` where none could be read.
    pub text: Option<String>,
    /// What identifies it, without brackets.
    pub message_id: Option<String>,
    /// When it was sent, by its own word.
    pub date: Option<Timestamp>,
    /// What is attached, pictures inside the text included.
    pub attachments: Vec<Attached>,
    /// What else of its head a person may have written: names beside addresses, comments, fields of their own.
    pub notes: Vec<String>,
}

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is called.
    pub name: Option<String>,
    /// Its bytes; of a mail inside the mail, that mail's.
    pub bytes: Vec<u8>,
}

/// Why a file could not be read as a mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// It is neither a mail file nor an Outlook message.
    #[error("not a mail")]
    NotAMail,
    /// Addresses were typed beside it, and it names its own.
    #[error("a mail, not a file saved from one")]
    IsAMail,
    /// It has more parts than any mail that a person sends.
    #[error("more than {MAIL_PARTS_MAX} parts")]
    TooManyParts,
    /// It names more recipients than can be compared.
    #[error("more than {MAIL_ADDRESSES_MAX} addresses")]
    TooManyAddresses,
    /// An Outlook message, and damaged.
    #[error("damaged Outlook message: {why}")]
    Msg {
        /// What is wrong with it.
        why: String,
    },
}

/// Reads a mail file or an Outlook message.
///
/// # Errors
/// [`MailError`].
pub fn parse(bytes: &[u8]) -> Result<Sent, MailError> {
    let sent = if bytes.starts_with(&COMPOUND_FILE) { msg::parse(bytes)? } else { parse_eml(bytes)? };
    if sent.addresses.len() > MAIL_ADDRESSES_MAX {
        return Err(MailError::TooManyAddresses);
    }
    Ok(sent)
}

/// Whether the bytes look like a mail rather than like a file saved from one.
#[must_use]
pub fn is_mail(bytes: &[u8]) -> bool {
    bytes.starts_with(&COMPOUND_FILE) || (header_lines(bytes) && parse(bytes).is_ok())
}

/// Whether it begins with header fields, so that a sealed or zipped file is never taken for a mail.
fn header_lines(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    first.contains(&b':') && name.iter().all(|byte| byte.is_ascii_graphic())
}

fn parse_eml(bytes: &[u8]) -> Result<Sent, MailError> {
    // Nothing is nested deeper than there are such fields.
    if count(bytes, b"content-type") > MAIL_PARTS_MAX || is_overloaded(bytes) {
        return Err(MailError::TooManyParts);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let message = MessageParser::default().parse(bytes).filter(|_| header_lines(bytes));
    let message = message.ok_or(MailError::NotAMail)?;
    let known = [HeaderName::From, HeaderName::To, HeaderName::Cc, HeaderName::Bcc, HeaderName::MessageId];
    if !message.headers().iter().any(|header| known.contains(&header.name)) {
        return Err(MailError::NotAMail);
    }
    if message.parts.len() > MAIL_PARTS_MAX {
        return Err(MailError::TooManyParts);
    }
    Ok(Sent {
        source: Source::Eml,
        addresses: addresses(&message),
        subject: message.subject().map(ToOwned::to_owned),
        text: text(&message),
        message_id: message.message_id().map(ToOwned::to_owned),
        date: message
            .date()
            .filter(|date| date.is_valid())
            .and_then(|date| Timestamp::from_unix_seconds(date.to_timestamp())),
        attachments: attachments(&message),
        notes: notes(&message),
    })
}

/// Names beside addresses, and the text of every field that is not told apart by kind.
fn notes(message: &Message<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for header in message.headers() {
        match &header.value {
            HeaderValue::Address(listed) => {
                found.extend(listed.iter().filter_map(|one| one.name()).map(ToOwned::to_owned));
            }
            // The field's own name may be what says what it is.
            HeaderValue::Text(text) => found.push(format!("{}: {text}", header.name.as_str())),
            HeaderValue::TextList(texts) => found.extend(texts.iter().map(|text| text.clone().into_owned())),
            _ => {}
        }
    }
    found
}

/// Whether it is made of so many small pieces that taking them apart would need a hundred times the memory of the file:
/// parts and fields of a few bytes, lists without end. A message that is encoded inside the message is not looked into
/// here; what it can take is bounded by the size of the file alone.
fn is_overloaded(bytes: &[u8]) -> bool {
    let (mut dashed, mut fields, mut items) = (0_usize, 0_usize, 0_usize);
    for line in bytes.split(|byte| *byte == b'\n') {
        let name = line.iter().position(|byte| !byte.is_ascii_graphic() || *byte == b':');
        dashed += usize::from(line.starts_with(b"--"));
        fields += usize::from(name.and_then(|end| line.get(end)) == Some(&b':'));
        items += line.iter().filter(|byte| matches!(byte, b',' | b';' | b'<' | b'(')).count();
    }
    dashed > MAIL_DASHED_LINES_MAX || fields > MAIL_FIELDS_MAX || items > MAIL_ITEMS_MAX
}

/// How often `needle` (in lower case) stands in `bytes`, whatever its case there.
fn count(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).filter(|window| window.eq_ignore_ascii_case(needle)).count()
}

/// Every field of every occurrence: a second `To` is no place to hide in, and what was sent again went there too.
fn addresses(message: &Message<'_>) -> Vec<(Field, String)> {
    let mut found = Vec::new();
    for header in message.headers() {
        let field = match header.name {
            HeaderName::To | HeaderName::ResentTo => Field::To,
            HeaderName::Cc | HeaderName::ResentCc => Field::Cc,
            HeaderName::Bcc | HeaderName::ResentBcc => Field::Bcc,
            _ => continue,
        };
        if let HeaderValue::Address(listed) = &header.value {
            // Without an address of its own, the name is all there is to compare.
            let text = |addr: &mail_parser::Addr<'_>| {
                addr.address().or(addr.name()).map(|text| text.trim().to_owned())
            };
            found.extend(listed.iter().filter_map(text).map(|text| (field, text)));
        }
    }
    found
}

fn text(message: &Message<'_>) -> Option<String> {
    let parts = (0..message.text_body_count()).filter_map(|number| message.body_text(number));
    let mut whole = String::new();
    for part in parts {
        if whole.len().saturating_add(part.len()) > MAIL_TEXT_BYTES_MAX.saturating_mul(16) {
            return None;
        }
        whole.push_str(&part);
    }
    (message.text_body_count() > 0).then_some(whole)
}

fn attachments(message: &Message<'_>) -> Vec<Attached> {
    let shown = |number: &u32| message.text_body.contains(number) || message.html_body.contains(number);
    let parts = message.attachments.iter().filter(|number| !shown(number));
    let parts = parts.filter_map(|number| message.part(*number));
    parts
        .map(|part| Attached {
            name: part.attachment_name().map(ToOwned::to_owned),
            bytes: match &part.body {
                PartType::Message(inner) => inner.raw_message().to_vec(),
                _ => part.contents().to_vec(),
            },
        })
        .collect()
}

/// The text by which two bodies are compared: without white space, which mailers change at will.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}' && *c != '\u{200b}').collect()
}

/// Whether an address can be compared at all: inside an organization Outlook may keep a directory's name instead.
#[must_use]
pub fn is_comparable(text: &str) -> bool {
    address::is_address(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(headers: &str, body: &str) -> Vec<u8> {
        format!("{headers}\r\n\r\n{body}").into_bytes()
    }

    #[test]
    fn every_field_that_names_a_recipient_is_read() {
        let headers = "From: t@example.test\r\nTo: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <A@x.test>, g: b@x.test, c@x.test;\r\n\
                       to: d@x.test\r\nCc: e@x.test\r\nBcc: f@x.test\r\nResent-To: h@x.test\r\n\
                       Date: Fri, 20 Nov 2026 10:00:00 +0900\r\nMessage-ID: <1@x.test>";
        let sent = parse(&mail(headers, "text")).unwrap();
        let found: Vec<&str> = sent.addresses.iter().map(|(_, address)| address.as_str()).collect();
        assert_eq!(
            found,
            ["A@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test", "f@x.test", "h@x.test"]
        );
        assert_eq!(sent.addresses[5].0, Field::Bcc);
        assert_eq!(sent.date.unwrap().to_string(), "2026-11-20T01:00:00+00:00");
        assert_eq!((sent.message_id.as_deref(), sent.text.as_deref()), (Some("1@x.test"), Some("text")));
    }

    #[test]
    fn what_is_no_mail_is_said_to_be_none() {
        for bytes in
            [&b""[..], b"age-encryption.org/v1\n-> X", b"PK\x03\x04", b"hello", b"x: y\r\n\r\nz", &[0; 64]]
        {
            assert_eq!(parse(bytes), Err(MailError::NotAMail), "{bytes:?}");
            assert!(!is_mail(bytes));
        }
    }

    #[test]
    fn a_mail_in_a_mail_in_a_mail_is_refused_before_it_is_taken_apart() {
        let level = "Content-Type: message/rfc822\r\n\r\n";
        let deep = format!("To: a@x.test\r\n{}", level.repeat(200_000));
        assert_eq!(parse(deep.as_bytes()), Err(MailError::TooManyParts));
        let few = format!("To: a@x.test\r\n{}To: b@x.test\r\n\r\nx", level.repeat(400));
        assert!(parse(few.as_bytes()).is_ok());
        let many = format!("To: {}\r\n\r\n", "a@x.test, ".repeat(1_000));
        assert_eq!(parse(many.as_bytes()), Err(MailError::TooManyAddresses));
    }

    #[test]
    fn a_mail_of_nothing_but_parts_fields_or_lists_is_refused_before_it_takes_a_hundred_times_its_size() {
        let to = "To: a@x.test\r\n";
        let parts =
            format!("{to}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", "--b\n\n".repeat(100_000));
        let fields = format!("{to}{}\r\n\r\n", "x:\n".repeat(200_000));
        let list = format!("{to}Reply-To: {}\r\n\r\n", "a,".repeat(2_000_000));
        let attributes = format!("{to}Content-Type: text/plain{}\r\n\r\n", ";a=b".repeat(2_000_000));
        for mail in [&parts, &fields, &list, &attributes] {
            assert_eq!(parse(mail.as_bytes()), Err(MailError::TooManyParts), "{}", &mail[..60]);
        }
        // Some more parts than a person sends, and no more than can be taken apart.
        let few =
            format!("{to}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", "--b\n\nx\n".repeat(600));
        assert_eq!(parse(few.as_bytes()), Err(MailError::TooManyParts));
        // A long text with lines like those is a mail.
        let text = "12:30 - kept\n-- \n<b>a, b; c</b>\n".repeat(5_000);
        assert!(parse(format!("{to}\r\n{text}").as_bytes()).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            let _read = parse(&bytes);
            let mut compound = COMPOUND_FILE.to_vec();
            compound.extend(&bytes);
            let _read = parse(&compound);
        }
    }
}
