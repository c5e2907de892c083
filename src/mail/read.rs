//! What was sent, as far as the copy that a mailer kept tells it.

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser};

use super::{address, body, msg, recipients};
use crate::base::limits::{
    MAIL_DASHED_LINES_MAX, MAIL_FIELD_BYTES_MAX, MAIL_FIELDS_MAX, MAIL_ITEMS_MAX, MAIL_PARTS_MAX,
    MAIL_WORD_STEPS_MAX, SENT_ADDRESSES_MAX,
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
    /// Its subject; more than one where it has more such fields.
    pub subjects: Vec<String>,
    /// Every form of its text that a mailer may show, HTML turned into text; `None` where one could not be read.
    pub texts: Option<Vec<String>>,
    /// What stands in its HTML beside the text: in attributes, styles, comments.
    pub hidden: Vec<String>,
    /// What identifies it, without brackets.
    pub message_id: Option<String>,
    /// When it was sent, by its own word.
    pub date: Option<Timestamp>,
    /// What is attached, pictures inside the text included.
    pub attachments: Vec<Attached>,
    /// What else of its head a person may have written: names beside addresses, comments, fields of their own.
    pub notes: Vec<String>,
    /// Whether it says of itself that it is not sent yet (`X-Unsent`).
    pub unsent: bool,
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
    #[error("more than {SENT_ADDRESSES_MAX} addresses")]
    TooManyAddresses,
    /// A field of its head is longer than any mailer writes, or made to be read over and over.
    #[error("a field of more than {MAIL_FIELD_BYTES_MAX} bytes")]
    FieldTooLong,
    /// It is a draft, and was not sent.
    #[error("a draft")]
    IsADraft,
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
    if sent.addresses.len() > SENT_ADDRESSES_MAX {
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
    if has_endless_field(bytes) {
        return Err(MailError::FieldTooLong);
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
    let body = body::of(&message);
    Ok(Sent {
        source: Source::Eml,
        addresses: recipients::of(&message, bytes),
        subjects: subjects(&message),
        texts: body.texts,
        hidden: body.hidden,
        message_id: message.message_id().map(ToOwned::to_owned),
        date: message
            .date()
            .filter(|date| date.is_valid())
            .and_then(|date| Timestamp::from_unix_seconds(date.to_timestamp())),
        attachments: body.attachments,
        notes: notes(&message),
        unsent: is_unsent(&message),
    })
}

/// Every subject: which of two a mailer shows is its own affair.
fn subjects(message: &Message<'_>) -> Vec<String> {
    let fields = message.headers().iter().filter(|header| header.name == HeaderName::Subject);
    fields.map(|header| header.value.as_text().unwrap_or_default().to_owned()).collect()
}

fn is_unsent(message: &Message<'_>) -> bool {
    let mut fields = message.headers().iter();
    fields.any(|header| {
        header.name.as_str().eq_ignore_ascii_case("x-unsent")
            && header.value.as_text().is_some_and(|text| text.trim() != "0")
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

/// Whether a field of its head is longer than any mailer writes, or one anywhere begins so many encoded words that
/// looking for the end of each, in all of it, takes more time than anybody waits. Of lines of a text none does.
fn has_endless_field(bytes: &[u8]) -> bool {
    let (mut in_head, mut length, mut words, mut steps) = (true, 0_u64, 0_u64, 0_u64);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            steps = steps.saturating_add(words.saturating_mul(length));
            (length, words) = (0, 0);
        }
        in_head &= !line.trim_ascii().is_empty() || line.starts_with(b" ") || line.starts_with(b"\t");
        length = length.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
        words = words.saturating_add(u64::try_from(count(line, b"=?")).unwrap_or(u64::MAX));
        if in_head && length > MAIL_FIELD_BYTES_MAX {
            return true;
        }
    }
    steps.saturating_add(words.saturating_mul(length)) > MAIL_WORD_STEPS_MAX
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
        assert_eq!(
            (sent.message_id.as_deref(), sent.texts),
            (Some("1@x.test"), Some(vec!["text".to_owned()]))
        );
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
        let many = format!("To: {}\r\n\r\n", "a@x.test, ".repeat(2_001));
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
