//! What a mail shows to whoever reads it: every form of its text, and all that is no text.
//!
//! A mailer shows one of the alternatives that a mail holds, and nobody knows which. Each is a form of its own, so that
//! what stands in one of them alone is compared and looked through too.

use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

use super::html;
use super::read::Attached;
use crate::base::limits::SENT_TEXT_BYTES_MAX;

/// The texts of a mail, and what is attached.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Each form of its text; `None` where one could not be read.
    pub texts: Option<Vec<String>>,
    /// What stands in its HTML beside the text.
    pub hidden: Vec<String>,
    /// All that is no text of the mail itself, pictures inside the text included.
    pub attachments: Vec<Attached>,
}

/// The body of `message`.
pub(super) fn of(message: &Message<'_>) -> Body {
    let mut walk = Walk {
        message,
        seen: vec![false; message.parts.len()],
        attached: Vec::new(),
        hidden: Vec::new(),
        bytes: 0,
        unread: false,
    };
    let mut texts = walk.forms(0);
    // What hangs below no part is in the file all the same.
    for number in 0..message.parts.len() {
        texts.extend(walk.forms(number));
    }
    let attachments = walk.attached.iter().filter_map(|number| message.parts.get(*number)).map(attached);
    Body {
        attachments: attachments.collect(),
        texts: (!walk.unread && !texts.is_empty()).then_some(texts),
        hidden: walk.hidden,
    }
}

struct Walk<'m, 'x> {
    message: &'m Message<'x>,
    seen: Vec<bool>,
    attached: Vec<usize>,
    hidden: Vec<String>,
    /// Bytes of text and HTML so far.
    bytes: usize,
    unread: bool,
}

impl Walk<'_, '_> {
    /// The forms of the text that a part shows; what shows none is attached.
    fn forms(&mut self, number: usize) -> Vec<String> {
        let message = self.message;
        let Some(part) = message.parts.get(number) else { return Vec::new() };
        match self.seen.get_mut(number) {
            Some(seen) if !*seen => *seen = true,
            _ => return Vec::new(),
        }
        let PartType::Multipart(below) = &part.body else { return self.leaf(number, part) };
        let below: Vec<usize> = below.iter().filter_map(|number| usize::try_from(*number).ok()).collect();
        if is_kind(part, "alternative") {
            return below.into_iter().flat_map(|number| self.forms(number)).collect();
        }
        let related = is_kind(part, "related");
        let mut beside = Vec::new();
        for (place, number) in below.into_iter().enumerate() {
            // What is related to the text is not the text.
            if related && place > 0 && self.is_leaf(number) {
                self.attach(number);
            } else {
                beside.push(self.forms(number));
            }
        }
        self.joined(&beside)
    }

    fn is_leaf(&self, number: usize) -> bool {
        let part = self.message.parts.get(number);
        part.is_some_and(|part| !matches!(part.body, PartType::Multipart(_)))
    }

    fn attach(&mut self, number: usize) {
        if let Some(seen) = self.seen.get_mut(number).filter(|seen| !**seen) {
            *seen = true;
            self.attached.push(number);
        }
    }

    fn leaf(&mut self, number: usize, part: &MessagePart<'_>) -> Vec<String> {
        let (text, is_html) = match &part.body {
            PartType::Text(text) if is_shown(part) => (text, false),
            PartType::Html(text) if is_shown(part) => (text, true),
            _ => {
                self.attached.push(number);
                return Vec::new();
            }
        };
        // What one program could not decode, another may show.
        if part.is_encoding_problem || !self.takes(text.len()) {
            self.unread = true;
            return Vec::new();
        }
        if !is_html {
            return vec![text.clone().into_owned()];
        }
        self.hidden.extend(html::beside_text(text));
        vec![html::text(text)]
    }

    /// Parts one below the other: as many forms as the one with the most has, each part in one of its own.
    fn joined(&mut self, parts: &[Vec<String>]) -> Vec<String> {
        let count = parts.iter().map(Vec::len).max().unwrap_or_default();
        let mut forms = Vec::new();
        for number in 0..count {
            let of_each = parts.iter().filter_map(|forms| forms.get(number).or(forms.last()));
            let form = of_each.map(String::as_str).collect::<Vec<_>>().join("\n");
            if count > 1 && !self.takes(form.len()) {
                self.unread = true;
                return Vec::new();
            }
            forms.push(form);
        }
        forms
    }

    fn takes(&mut self, bytes: usize) -> bool {
        self.bytes = self.bytes.saturating_add(bytes);
        self.bytes <= SENT_TEXT_BYTES_MAX
    }
}

fn is_kind(part: &MessagePart<'_>, subtype: &str) -> bool {
    let kind = part.content_type().and_then(|kind| kind.subtype());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case(subtype))
}

/// Whether a text is one that mailers show as the mail's own: plain or HTML, without a name, and not said to be
/// attached.
fn is_shown(part: &MessagePart<'_>) -> bool {
    let plain = part.content_type().is_none_or(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        kind.ctype().eq_ignore_ascii_case("text")
            && ["plain", "html"].iter().any(|known| subtype.eq_ignore_ascii_case(known))
    });
    plain
        && part.attachment_name().is_none()
        && !part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment)
}

fn attached(part: &MessagePart<'_>) -> Attached {
    Attached {
        name: part.attachment_name().map(ToOwned::to_owned),
        bytes: match &part.body {
            PartType::Message(inner) => inner.raw_message().to_vec(),
            _ => part.contents().to_vec(),
        },
    }
}
