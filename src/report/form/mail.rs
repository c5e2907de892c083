//! What went by mail (メール送信確認票): to whom, what was confirmed before it was sent, and what was sent.

use super::cells::{by_hand, by_on, column, day_of, lines, optional, said, text};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::base::text::safe;
use crate::domain::names::Via;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{CarryOutView, FormFacts, FormName, MailDraftView, MailSentView};
use crate::report::html::Paper;
use crate::report::words::{joined, opening};

/// メール送信確認票: what the ledger knows of drafts and of what was sent, and room for the hand where nobody drafted.
pub(super) fn check(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "mails",
        vec![
            column("id", say!(c, "field-id"), 16),
            column("sealed", say!(c, "form-sealed-at"), 24),
            column("requester", say!(c, "form-mail-requester"), 26),
            column("recipient", say!(c, "field-recipient"), 32),
            column("address", say!(c, "form-mail-addresses"), 46),
            column("attachment", say!(c, "form-mail-attachment"), 36),
            column("encryption", say!(c, "report-form-encryption"), 28),
            column("passphrase", say!(c, "form-mail-passphrase"), 34),
            by_hand("address_checked", say!(c, "form-mail-address"), 16, 10),
            by_hand("text_checked", say!(c, "form-mail-text"), 16, 10),
            by_hand("attachment_checked", say!(c, "form-mail-file"), 16, 10),
            by_hand("checked_by", say!(c, "form-mail-by"), 18, 10),
            column("sent", say!(c, "form-mail-sent"), 24),
            column("compared", say!(c, "form-mail-compared"), 34),
            column("differences", say!(c, "report-field-differences"), 34),
            column("arrived", say!(c, "form-receipt-arrived"), 20),
        ],
    );
    table.lines = 2;
    let mailed = facts.carry_outs.iter().filter(|view| view.via == Via::Email);
    let mailed = mailed.filter(|view| view.exported_at.is_some_and(|at| facts.period.holds(at.date())));
    table.rows = mailed.map(|view| row(view, c)).collect();
    Form::new(FormName::MailCheck, Paper::Landscape, c)
        .with(Part::Sentence(say!(c, "form-mail-says")))
        .with(Part::Table(table))
}

fn row(view: &CarryOutView, c: &Catalogue) -> Vec<Value> {
    let name = view.package_path.as_deref().and_then(|path| path.rsplit('/').next());
    let digest = view.package_sha256.map(|digest| Line::Said(format!("SHA-256 {}…", digest.prefix(16))));
    let told = view.releases.iter().map(|release| {
        Line::Said(format!("{} {} {}", c.name_of(release.via), safe(&release.told), c.day(release.at.date())))
    });
    // Newer drafts stand for all that were made before.
    let drafted = view.mail.mail_drafts.last();
    let sent = &view.mail.mails_sent;
    vec![
        text(&view.id),
        view.exported_at.map_or(Value::Blank, |at| said(c.moment(&at))),
        text(&view.requester_name),
        lines([carry_out::recipient(view, c)]),
        drafted.map_or_else(|| optional(view.recipient_email.as_deref()), |drafted| addresses(drafted, c)),
        lines(name.map(|name| Line::Text(name.to_owned())).into_iter().chain(digest)),
        said(opening(c, view.opens_with)),
        lines(told),
        confirmed(drafted, &|drafted| drafted.confirmed.recipients.join(" "), c),
        confirmed(drafted, &|drafted| drafted.confirmed.body.clone(), c),
        confirmed(drafted, &|drafted| drafted.confirmed.attachment.clone(), c),
        lines(drafted.into_iter().flat_map(|drafted| by_on(c, &drafted.name, &drafted.at))),
        lines(sent.iter().map(|sent| Line::Said(sent_at(sent, c)))),
        lines(sent.iter().map(|sent| compared(sent, c)).chain(waits(drafted, c))),
        lines(sent.iter().map(|sent| Line::Said(differences(sent, c)))),
        day_of(c, view.arrived_at.as_ref()),
    ]
}

/// Every address once, with where it stands.
fn addresses(drafted: &MailDraftView, c: &Catalogue) -> Value {
    let mut all: Vec<String> = Vec::new();
    for one in drafted.drafts.iter().flat_map(|draft| &draft.addresses) {
        let line = format!("{}: {}", c.name_of(one.field), safe(&one.address));
        if !all.contains(&line) {
            all.push(line);
        }
    }
    lines(all.into_iter().map(Line::Said))
}

/// What was typed to confirm a part of it; room for the hand where there is no draft.
fn confirmed(
    drafted: Option<&MailDraftView>,
    typed: &dyn Fn(&MailDraftView) -> String,
    c: &Catalogue,
) -> Value {
    drafted.map_or(Value::Blank, |drafted| {
        lines([Line::Said(say!(c, "form-mail-confirmed")), Line::Text(typed(drafted))])
    })
}

/// When it was sent, by its own word.
fn sent_at(sent: &MailSentView, c: &Catalogue) -> String {
    sent.date.map_or_else(|| say!(c, "report-not-recorded"), |at| c.moment(&at))
}

/// Who compared it with the draft, and what they had of it.
fn compared(sent: &MailSentView, c: &Catalogue) -> Line {
    Line::Said(format!("{} {} {}", safe(&sent.name), c.day(sent.at.date()), c.name_of(sent.source)))
}

/// How many drafts nobody has compared with what was sent.
fn waits(drafted: Option<&MailDraftView>, c: &Catalogue) -> Option<Line> {
    let waiting = drafted.map_or(0, |drafted| drafted.waiting.len());
    (waiting > 0).then(|| Line::Said(say!(c, "form-mail-waits", count = waiting)))
}

/// In what it differs, and whether it came back.
fn differences(sent: &MailSentView, c: &Catalogue) -> String {
    let differences: Vec<String> = sent.differences.iter().map(|one| c.name_of(*one)).collect();
    let words = if differences.is_empty() { say!(c, "report-none") } else { joined(c, &differences) };
    if sent.bounced { say!(c, "form-mail-bounced", differences = Prepared(&words)) } else { words }
}
