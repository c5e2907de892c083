//! A mail that is not sent yet: RFC 5322 with `X-Unsent: 1`, which Outlook and others open for sending.
//!
//! A file's name stands there twice. RFC 2231 (`filename*=`) is the standard; older Outlook reads only the
//! encoded words of RFC 2047 in `name=`, which that standard forbids inside a quoted string and everybody writes.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

use crate::base::base64;

/// Most bytes in one encoded word: with its frame, and `name=` before it, a line stays within 76 characters
/// (RFC 2047, 2).
const WORD_BYTES: usize = 42;

/// Somebody's name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// What they are called; empty for nothing.
    pub name: String,
    /// Their address.
    pub address: String,
}

/// What a draft says.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// Whose it is; a mailer puts its own account where this is absent.
    pub from: Option<&'a Mailbox>,
    /// To whom, seen by all.
    pub to: &'a [Mailbox],
    /// For whose knowledge, seen by all.
    pub cc: &'a [Mailbox],
    /// To whom, seen by nobody.
    pub bcc: &'a [Mailbox],
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// Name of the attached file.
    pub name: &'a str,
    /// Its bytes.
    pub attachment: &'a [u8],
    /// Identifies the mail, without brackets.
    pub message_id: &'a str,
    /// When it is made, as [`Timestamp::in_mail`](crate::base::time::Timestamp::in_mail) spells it.
    pub date: &'a str,
    /// What parts are told apart by; nothing that stands in the mail may begin with it.
    pub boundary: &'a str,
}

impl Draft<'_> {
    /// The mail's bytes, as they are sent: their number is what a size limit is about.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut mail = MessageBuilder::new();
        if let Some(from) = self.from {
            mail = mail.header("From", mailbox(from));
        }
        for (field, boxes) in [("To", self.to), ("Cc", self.cc), ("Bcc", self.bcc)] {
            if !boxes.is_empty() {
                mail = mail.header(field, Address::new_list(boxes.iter().map(mailbox).collect()));
            }
        }
        let text = self.text.replace("\r\n", "\n").replace('\n', "\r\n");
        let file = MimePart::new("application/octet-stream", BodyPart::Binary(self.attachment.into()));
        let file = MimePart { headers: Vec::new(), ..file }
            .header(
                "Content-Type",
                Raw::new(format!("application/octet-stream; name=\"{}\"", words(self.name))),
            )
            .attachment(self.name);
        let whole = ContentType::new("multipart/mixed").attribute("boundary", self.boundary);
        let body = MimePart::new(whole, BodyPart::Multipart(vec![MimePart::new("text/plain", text), file]));
        let mail = mail
            .subject(self.subject)
            .header("Date", Raw::new(self.date))
            .header("Message-ID", Raw::new(format!("<{}>", self.message_id)))
            .header("X-Unsent", Raw::new("1"))
            .body(body);
        let mut bytes = Vec::new();
        mail.serialize(&mut bytes);
        bytes
    }
}

fn mailbox(of: &Mailbox) -> Address<'_> {
    let name = Some(of.name.trim()).filter(|name| !name.is_empty());
    Address::new_address(name, of.address.as_str())
}

/// `name` for a quoted string: as it is where it is plain, else as encoded words.
fn words(name: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    if name.chars().all(plain) {
        return name.to_owned();
    }
    let mut pieces = vec![String::new()];
    for c in name.chars() {
        match pieces.last_mut() {
            Some(last) if last.len().saturating_add(c.len_utf8()) <= WORD_BYTES => last.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    let word = |piece: &String| format!("=?UTF-8?B?{}?=", base64::encode(piece.as_bytes()));
    pieces.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::read;

    fn draft<'a>(to: &'a [Mailbox], name: &'a str, text: &'a str, subject: &'a str) -> Draft<'a> {
        Draft {
            from: None,
            to,
            cc: &[],
            bcc: &[],
            subject,
            text,
            name,
            attachment: b"age-encryption.org/v1\n\0\xff",
            message_id: "C-0001.1234@example.test",
            date: "Fri, 20 Nov 2026 10:00:00 +0900",
            boundary: "sekisho-0123456789abcdef",
        }
    }

    #[test]
    fn naughty_strings_in_every_field_come_back_unharmed_and_add_no_header() {
        let to = [Mailbox { name: String::new(), address: "yamada@city.example.test".to_owned() }];
        for naughty in naughty_strings::BLNS {
            // Line ends are no part of a subject or a name; what is left of them must not begin a header.
            let text = format!("本文\n{naughty}\nend");
            let to = [Mailbox { name: naughty.to_string(), ..to[0].clone() }];
            let bytes = draft(&to, naughty, &text, naughty).encode();
            let sent = read::parse(&bytes).unwrap();
            let field: Vec<_> = sent.addresses.iter().map(|(_, address)| address.as_str()).collect();
            assert_eq!(field, ["yamada@city.example.test"], "{naughty:?}");
            assert_eq!(sent.message_id.as_deref(), Some("C-0001.1234@example.test"), "{naughty:?}");
            assert_eq!(sent.attachments.len(), 1, "{naughty:?}");
            assert_eq!(sent.attachments[0].bytes, b"age-encryption.org/v1\n\0\xff");
            let read = sent.texts.unwrap().remove(0).replace("\r\n", "\n");
            assert_eq!(read.trim_end(), text.replace("\r\n", "\n").trim_end(), "{naughty:?}");
        }
    }

    #[test]
    fn a_japanese_name_stands_there_for_readers_of_either_standard() {
        let to = [Mailbox { name: "山田 花子".to_owned(), address: "y@city.example.test".to_owned() }];
        let name = "図面（改訂）　第2版と、とても長い名前をもつ添付ファイルの例.zip.age";
        let bytes = draft(&to, name, "よろしくお願いします", "お送りします").encode();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains("name=\"=?UTF-8?B?") && text.contains("filename*0*=UTF-8''"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 78), "{text}");
        assert!(text.starts_with("To: ") && text.contains("\r\nX-Unsent: 1\r\n"), "{text}");
        assert_eq!(read::parse(&bytes).unwrap().attachments[0].name.as_deref(), Some(name));
    }
}
