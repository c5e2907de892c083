//! Mails: what each statement does.

use crate::domain::body::{MailDraft, MailSent};
use crate::domain::carry_out::{CarryOut, CopyRecord, Drafted, Fate, Reconciled};
use crate::domain::names::CopyKind;
use crate::domain::verify::Act;

/// The newest drafts are the ones to send. What lies in them, and in the folder of sent mails afterwards, is a copy
/// to account for.
pub(super) fn draft(carry_out: &mut CarryOut, act: &Act, body: &MailDraft) {
    for drafted in &mut carry_out.drafted {
        drafted.ended = true;
    }
    let is_there = |copy: &CopyRecord| copy.kind == CopyKind::Mail && copy.fate == Fate::Held;
    if !carry_out.copies.iter().any(is_there) {
        let number =
            carry_out.copies.iter().map(|copy| copy.number).max().unwrap_or_default().saturating_add(1);
        carry_out.copies.push(CopyRecord {
            number,
            kind: CopyKind::Mail,
            place: body.place.clone(),
            medium: None,
            device: None,
            holder: None,
            since: act.statement.time,
            fate: Fate::Held,
        });
    }
    carry_out.drafted.push(Drafted {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        body: body.clone(),
        ended: false,
    });
}

/// What was sent is compared with what was confirmed; nobody says how it compares.
pub(super) fn sent(carry_out: &mut CarryOut, act: &Act, body: &MailSent) {
    let differences = carry_out.draft(&body.draft).map(|draft| draft.compare(body)).unwrap_or_default();
    carry_out.mailed.push(Reconciled {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        body: body.clone(),
        differences,
        bounced: false,
    });
}

/// It did not reach its recipient: the mails so far are over, and it may go again.
pub(super) fn bounced(carry_out: &mut CarryOut) {
    for drafted in &mut carry_out.drafted {
        drafted.ended = true;
    }
    for sent in &mut carry_out.mailed {
        sent.bounced = true;
    }
}
