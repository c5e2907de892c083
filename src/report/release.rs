//! The screen that shows a passphrase once: what to read out, to whom, at which number.
//!
//! The text holds the passphrase, so it is made in one buffer that is never outgrown and handed
//! over as a [`SecretText`]. It belongs on a screen that is cleared again, never into a pipe.

use super::width::{width, wrap};
use super::words::marks;
use crate::base::secret::SecretText;
use crate::base::text::safe;
use crate::domain::carry_out::Mark;
use crate::domain::names::Channel;
use crate::i18n::{Catalogue, Prepared};

/// Room for everything from the passphrase on, so that no outgrown buffer with it is left behind.
const SCREEN_BYTES: usize = 32 * 1024;

/// Columns taken where the terminal does not say how many it has.
const USUAL_COLUMNS: usize = 80;

/// A passphrase whose release is in the ledger, and how it is to be told.
pub struct Telling<'a> {
    /// `C-0042`.
    pub id: &'a str,
    /// The passphrase as it is read out and typed, hyphens and check syllables included.
    pub passphrase: &'a SecretText,
    /// The same in kana, group by group.
    pub kana: &'a SecretText,
    /// Who is told.
    pub told: &'a str,
    /// By which channel.
    pub via: Channel,
    /// The registered number, where there is one.
    pub contact: Option<&'a str>,
    /// What is worth knowing about this release.
    pub marks: &'a [Mark],
}

/// The screen.
#[must_use]
pub fn screen(telling: &Telling<'_>, c: &Catalogue, columns: Option<usize>) -> SecretText {
    let columns = columns.unwrap_or(USUAL_COLUMNS);
    let mut text = String::new();
    let say_line = |text: &mut String, words: &str| {
        for line in wrap(words, columns) {
            text.push_str(&line);
            text.push('\n');
        }
    };
    say_line(&mut text, &say!(c, "report-release-title", id = telling.id));
    let channel = c.name_of(telling.via);
    say_line(
        &mut text,
        &say!(c, "report-release-recorded", told = telling.told, channel = Prepared(&channel)),
    );
    text.push('\n');
    for line in how(telling, c) {
        say_line(&mut text, &line);
    }
    text.push('\n');
    // Names may be long: what was written so far may move, the passphrase may not.
    text.reserve(SCREEN_BYTES);
    groups(&mut text, telling, columns);
    text.push('\n');
    for line in reading_out(telling, c) {
        say_line(&mut text, &line);
    }
    if !telling.marks.is_empty() {
        let known = marks(c, telling.marks);
        say_line(&mut text, &say!(c, "report-release-marks", marks = Prepared(&known)));
    }
    SecretText::new(text)
}

/// Whom to reach, and where.
fn how(telling: &Telling<'_>, c: &Catalogue) -> Vec<String> {
    let reach = match (telling.via, telling.contact) {
        (Channel::Phone, Some(number)) => say!(c, "report-release-call", number = number),
        (Channel::Sms, Some(number)) => say!(c, "report-release-text", number = number),
        (Channel::Phone | Channel::Sms, None) => say!(c, "report-release-no-number"),
        (Channel::Hand, _) => say!(c, "report-release-hand"),
        (Channel::Letter, _) => say!(c, "report-release-letter"),
        (Channel::Other, _) => say!(c, "report-release-other"),
    };
    let mut lines = vec![reach];
    if telling.via == Channel::Phone {
        lines.push(say!(c, "report-release-phone-care"));
    }
    lines
}

/// The passphrase as it is typed, then its groups with the kana underneath.
///
/// Written piece by piece: no formatted copy of a group is left in memory.
fn groups(text: &mut String, telling: &Telling<'_>, columns: usize) {
    const GAP: &str = "   ";
    const INDENT: &str = "    ";
    text.push_str(INDENT);
    text.push_str(telling.passphrase.expose());
    text.push_str("\n\n");
    let pairs = || telling.passphrase.expose().split('-').zip(telling.kana.expose().split('-'));
    let room = |pair: (&str, &str)| width(pair.0).max(width(pair.1)) + GAP.len();
    let (mut from, total) = (0, pairs().count());
    while from < total {
        let mut used = INDENT.len();
        let mut until = from;
        for pair in pairs().skip(from) {
            used += room(pair);
            if until > from && used > columns {
                break;
            }
            until += 1;
        }
        for kana in [false, true] {
            text.push_str(INDENT);
            let mut ahead = 0;
            for pair in pairs().skip(from).take(until - from) {
                let shown = if kana { pair.1 } else { pair.0 };
                (0..ahead).for_each(|_| text.push(' '));
                text.push_str(shown);
                ahead = room(pair) - width(shown);
            }
            text.push('\n');
        }
        from = until;
    }
}

fn reading_out(telling: &Telling<'_>, c: &Catalogue) -> Vec<String> {
    let mut lines = match telling.via {
        Channel::Phone | Channel::Hand | Channel::Other => vec![say!(c, "report-release-read-out")],
        Channel::Sms | Channel::Letter => vec![say!(c, "report-release-write-out")],
    };
    match telling.via {
        Channel::Sms => lines.push(say!(c, "report-release-sms-history")),
        Channel::Phone => lines.push(say!(c, "report-release-phone-history")),
        Channel::Hand | Channel::Letter | Channel::Other => lines.push(say!(c, "report-release-paper")),
    }
    lines.push(say!(c, "report-release-not-same-road"));
    lines.push(say!(c, "report-release-afterwards"));
    lines.push(format!("    sekisho receipt {} --opened CODE", safe(telling.id)));
    lines
}
