//! Mails: their text, what is confirmed, what was drafted, and what was sent.

use super::page::Page;
use super::remaining::{command, copy_words};
use super::table::{Cell, Sheet};
use super::words::{joined, named, size};
use crate::base::text::safe;
use crate::domain::body::mail::Addressed;
use crate::domain::carry_out::MailDifference;
use crate::domain::names::{CopyKind, SentSource, SentText};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{CarryOutView, CopyView, MailAnswer, MailDraftView, MailSentView, MailSheet};

/// Digits of the manifest digest that the text names.
const MANIFEST_DIGITS: usize = 16;

/// The subject, which says nothing of what is inside.
#[must_use]
pub fn subject(view: &CarryOutView, c: &Catalogue) -> String {
    say!(c, "mail-subject", id = view.id)
}

/// The text that goes with a package: how it opens, what to read back, and what to keep to. The package's digest is
/// not in it, because its first digits show that the package arrived.
#[must_use]
pub fn text(view: &CarryOutView, to: Option<(&str, &str)>, note: Option<&str>, c: &Catalogue) -> String {
    let volumes = view.attempts.iter().find(|attempt| attempt.outcome == "completed");
    let volumes = volumes.map(|attempt| attempt.volumes.as_slice()).unwrap_or_default();
    let name = match (volumes.first(), &view.package_path) {
        (Some(first), _) => first.rsplit_once('.').map_or(first.as_str(), |(whole, _)| whole),
        (None, path) => path.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or_default(),
    };
    let mut lines = vec![
        match to {
            Some((organization, name)) => say!(c, "mail-text-to", organization = organization, name = name),
            None => say!(c, "mail-text-to", organization = view.requester, name = view.requester_name),
        },
        match &view.requester_department {
            Some(department) => {
                say!(c, "mail-text-from-department", department = department, name = view.requester_name)
            }
            None => say!(c, "mail-text-from", name = view.requester_name),
        },
        String::new(),
        say!(c, "mail-text-sent", id = view.id, name = name),
    ];
    if !volumes.is_empty() {
        let volumes_in_order = volumes.iter().map(|volume| safe(volume)).collect::<Vec<_>>().join("+");
        lines.push(say!(
            c,
            "mail-text-volumes",
            count = volumes.len(),
            name = name,
            volumes = volumes_in_order
        ));
    }
    if let Some(note) = note {
        lines.extend([String::new(), note.trim().to_owned()]);
    }
    lines.extend([String::new(), say!(c, "mail-text-opening")]);
    lines.push(match view.opens_with {
        "zip-aes" => say!(c, "mail-text-open-zip"),
        "age-keys" => say!(c, "mail-text-open-keys", name = name),
        _ => say!(c, "mail-text-open-age", name = name),
    });
    if view.opens_with != "age-keys" {
        lines.push(say!(c, "mail-text-passphrase"));
    }
    lines.extend([
        say!(c, "mail-text-arrival", name = name),
        say!(c, "mail-text-opened"),
        String::new(),
        say!(c, "mail-text-terms"),
        say!(c, "mail-text-terms-use"),
        say!(c, "mail-text-terms-end", due = view.due),
        say!(c, "mail-text-terms-loss"),
        String::new(),
        say!(c, "mail-text-id", id = view.id),
        say!(c, "mail-text-manifest", digest = Prepared(view.manifest_sha256.prefix(MANIFEST_DIGITS))),
        say!(c, "mail-text-wrong"),
        String::new(),
    ]);
    lines.join("\n")
}

/// What drafts would be: recipients, text and attachment, and what confirms each.
#[must_use]
pub fn sheet(sheet: &MailSheet, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-mail-sheet", id = sheet.id));
    for (number, draft) in (1_usize..).zip(&sheet.drafts) {
        if sheet.drafts.len() > 1 {
            page.line(&say!(c, "report-mail-number", number = number, count = sheet.drafts.len()));
        }
        let mut lines = Sheet::new();
        for one in &draft.recipients {
            let whose = if one.inside {
                say!(c, "report-mail-inside", name = one.name)
            } else {
                say!(c, "report-mail-outside", name = one.name)
            };
            lines.line(c.name_of(one.field), Cell::prepared(format!("{}\n{whose}", safe(&one.address))));
        }
        let name = draft.attachment.name.as_deref().unwrap_or_default();
        let attached = format!("{}\nsha256:{}", safe(name), draft.attachment.sha256);
        lines.line(say!(c, "report-field-attachment"), Cell::prepared(attached));
        lines.line(say!(c, "report-field-mail-size"), Cell::prepared(size(c, draft.size_bytes)));
        page.sheet(&lines);
    }
    page.heading(&say!(c, "report-mail-text"));
    // Behind a bar, so that no line of a text looks like one of ours.
    let mut quoted = |line: &str| page.line(format!("| {}", safe(line)).trim_end());
    quoted(&sheet.subject);
    quoted("");
    sheet.text.lines().for_each(quoted);
    page.heading(&say!(c, "report-mail-confirms"));
    let mut lines = Sheet::new();
    let confirm = &sheet.confirm;
    lines.line(say!(c, "report-mail-confirm-recipients"), Cell::text(&confirm.recipients.join(" ")));
    lines.line(say!(c, "report-mail-confirm-body"), Cell::text(&confirm.body));
    lines.line(say!(c, "report-mail-confirm-attachment"), Cell::text(&confirm.attachment));
    page.sheet(&lines);
    page.line(&say!(c, "report-mail-secrets"));
    page.finish()
}

/// The command that has a mail confirmed and writes its draft.
pub(super) fn draft_command(id: &str) -> String {
    let id = safe(id);
    format!("sekisho mail {id} --draft {id}.eml")
}

/// `mail --draft`
#[must_use]
pub fn drafted(answer: &MailAnswer, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &answer.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-mail-drafted", id = view.id, count = answer.draft_paths.len()));
    answer.draft_paths.iter().for_each(|path| page.command(&safe(path)));
    page.line(&say!(c, "report-mail-beside"));
    page.command(&safe(&answer.text_path));
    answer.attachment_paths.iter().for_each(|path| page.command(&safe(path)));
    page.heading(&say!(c, "report-heading-next"));
    page.line(&say!(c, "report-mail-send"));
    page.line(&say!(c, "report-mail-keep"));
    page.command(&format!("sekisho mail {} --reconcile FILE", safe(&view.id)));
    page.line(&say!(c, "report-mail-copies"));
    page.finish()
}

/// `mail --reconcile`: what the sent mail shows, how far that goes, and what to do where it differs.
#[must_use]
pub fn reconciled(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let Some(sent) = view.mail.mails_sent.last() else { return page.finish() };
    if sent.differences.is_empty() {
        page.heading(&say!(c, "report-mail-as-drafted", id = view.id));
    } else {
        page.heading(&say!(c, "report-mail-differs", id = view.id));
    }
    let mut lines = Sheet::new();
    compared(&mut lines, c, sent);
    page.sheet(&lines);
    if !sent.differences.is_empty() {
        page.heading(&say!(c, "report-heading-next"));
        page.line(&say!(c, "report-mail-incident"));
        let kind = if sent.differences.contains(&MailDifference::Secret) { "leak" } else { "misdelivery" };
        page.command(&format!("sekisho incident open {} --kind {kind} --aware now", safe(&view.id)));
    }
    strays(&mut page, view);
    page.finish()
}

/// What strangers have of it, and how it is told what became of that.
fn strays(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    let open = |copy: &&CopyView| {
        copy.kind == CopyKind::Misdelivered && view.way_back.open_copies.contains(&copy.number)
    };
    let strays: Vec<&CopyView> = view.way_back.copies.iter().filter(open).collect();
    if strays.is_empty() {
        return;
    }
    page.line(&say!(c, "report-mail-strays"));
    for copy in strays {
        page.line(&copy_words(c, copy));
        page.command(&command(view, copy));
    }
}

/// The mails of a carry-out, for `show`.
pub(super) fn mails(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    if view.mail.mail_drafts.is_empty() && view.mail.mails_sent.is_empty() {
        return;
    }
    page.heading(&say!(c, "report-heading-mails"));
    let mut lines = Sheet::new();
    for drafted in &view.mail.mail_drafts {
        lines.line(say!(c, "report-field-drafted"), Cell::prepared(draft_words(c, drafted)));
    }
    page.sheet(&lines);
    for sent in &view.mail.mails_sent {
        let mut lines = Sheet::new();
        compared(&mut lines, c, sent);
        page.sheet(&lines);
    }
}

fn draft_words(c: &Catalogue, drafted: &MailDraftView) -> String {
    let by = format!("{}  {}", named(c, &drafted.name, drafted.person.as_str()), c.moment(&drafted.at));
    let mut said = vec![by, safe(&drafted.subject)];
    for draft in &drafted.drafts {
        said.push(say!(
            c,
            "report-mail-draft",
            name = draft.name,
            to = Prepared(addresses(c, &draft.addresses))
        ));
    }
    said.push(match drafted.waiting.len() {
        0 => say!(c, "report-mail-waits-no-more"),
        count => say!(c, "report-mail-waits", count = count),
    });
    said.join("\n")
}

fn addresses(c: &Catalogue, all: &[Addressed]) -> String {
    let one = |one: &Addressed| format!("{}: {}", c.name_of(one.field), safe(&one.address));
    joined(c, &all.iter().map(one).collect::<Vec<_>>())
}

/// What a sent mail shows, and what it cannot show.
fn compared(lines: &mut Sheet, c: &Catalogue, sent: &MailSentView) {
    let by = format!("{}  {}", named(c, &sent.name, sent.person.as_str()), c.moment(&sent.at));
    lines.line(say!(c, "report-field-compared"), Cell::prepared(by));
    let mut source = vec![c.name_of(sent.source)];
    if sent.source == SentSource::Attachment {
        source.push(say!(c, "report-mail-weaker"));
    }
    lines.line(say!(c, "report-field-compared-from"), Cell::prepared(source.join("\n")));
    lines.line(say!(c, "report-field-mail-to"), Cell::prepared(addresses(c, &sent.addresses)));
    if !sent.unseen.is_empty() {
        let unseen = format!("{}\n{}", addresses(c, &sent.unseen), say!(c, "report-mail-bcc-unseen"));
        lines.line(say!(c, "report-field-unseen"), Cell::prepared(unseen));
    }
    if let Some(date) = &sent.date {
        lines.line(say!(c, "report-field-mail-date"), Cell::prepared(c.moment(date)));
    }
    if let Some(id) = &sent.message_id {
        lines.line(say!(c, "report-field-message-id"), Cell::text(id));
    }
    for attachment in &sent.attachments {
        let name = attachment.name.as_deref().map(safe).unwrap_or_default();
        let attached = format!("{name}\nsha256:{}", attachment.sha256);
        lines.line(say!(c, "report-field-attachment"), Cell::prepared(attached.trim_start().to_owned()));
    }
    if sent.source != SentSource::Attachment || sent.text != SentText::Unread {
        lines.line(say!(c, "report-field-mail-text"), Cell::prepared(c.name_of(sent.text)));
    }
    let differences: Vec<String> = sent.differences.iter().map(|one| c.name_of(*one)).collect();
    let words =
        if differences.is_empty() { say!(c, "report-mail-no-difference") } else { differences.join("\n") };
    lines.line(say!(c, "report-field-differences"), Cell::prepared(words));
    if sent.bounced {
        lines.line(say!(c, "report-field-undelivered"), Cell::prepared(say!(c, "report-mail-bounced")));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, Hand};
    use super::*;
    use crate::i18n::Language;
    use crate::package::passphrase::gives_away;

    #[test]
    fn the_text_names_what_is_needed_and_neither_the_arrival_code_nor_a_passphrase() {
        for language in [Language::English, Language::Japanese] {
            let c = Catalogue::new(language);
            for opens_with in ["age-passphrase", "zip-aes", "age-keys"] {
                let view = CarryOutView { opens_with, ..sample::view(Hand::Plain) };
                let text = text(&view, Some(("例示市", "山田 次郎")), Some("図面は来週お送りします。"), &c);
                assert_eq!(gives_away(&text), None, "{text}");
                let package = view.package_sha256.unwrap().to_string();
                assert!(!text.contains(&package[..6]) && !text.contains("No localization"), "{text}");
                for needed in ["C-0042", "山田 次郎", "図面は来週", &view.manifest_sha256.prefix(16)]
                {
                    assert!(text.contains(needed), "{needed}: {text}");
                }
                assert!(!text.contains(&view.purpose) && !subject(&view, &c).contains(&view.purpose));
            }
        }
    }
}
