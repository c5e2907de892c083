//! Mails: what each statement does.
//!
//! What a mail shows to have reached an address that its draft does not name is a copy to account for, like any other.

use std::collections::BTreeSet;

use super::coming_back::next_copy;
use crate::domain::body::{MailDraft, MailSent};
use crate::domain::carry_out::{CarryOut, CopyRecord, Drafted, Fate, Reconciled};
use crate::domain::names::CopyKind;
use crate::domain::registry::Registry;
use crate::domain::verify::Act;
use crate::mail::address;

/// The newest drafts are the ones to send. What lies in them, and in the folder of sent mails afterwards, is a copy
/// to account for.
pub(super) fn draft(carry_out: &mut CarryOut, act: &Act, body: &MailDraft) {
    for drafted in &mut carry_out.drafted {
        drafted.ended = true;
    }
    let is_there = |copy: &CopyRecord| copy.kind == CopyKind::Mail && copy.fate == Fate::Held;
    if !carry_out.copies.iter().any(is_there) {
        add_copy(carry_out, act, CopyKind::Mail, body.place.clone());
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
pub(super) fn sent(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &MailSent) {
    registry.strays_counted |= body.counted;
    let differences = carry_out.draft(&body.draft).map(|draft| draft.compare(body)).unwrap_or_default();
    if registry.strays_counted {
        strayed(carry_out, act, body);
    }
    carry_out.mailed.push(Reconciled {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        body: body.clone(),
        differences,
        bounced: false,
    });
}

/// Everybody whom the mail reached and the draft does not name has a copy, once for each draft that went there.
fn strayed(carry_out: &mut CarryOut, act: &Act, body: &MailSent) {
    let Some(draft) = carry_out.draft(&body.draft) else { return };
    let copies = carry_out.copies.iter().filter(|copy| copy.kind == CopyKind::Misdelivered);
    let there: BTreeSet<String> = copies.map(|copy| address::key(&copy.place)).collect();
    let before = carry_out.mailed.iter().filter(|before| before.body.draft == body.draft);
    let shown: BTreeSet<String> =
        before.flat_map(|before| draft.strays(&before.body)).map(address::key).collect();
    let is_known = |stray: &&str| {
        let key = address::key(stray);
        there.contains(&key) && shown.contains(&key)
    };
    let strays: Vec<String> =
        draft.strays(body).into_iter().filter(|stray| !is_known(stray)).map(str::to_owned).collect();
    for stray in strays {
        add_copy(carry_out, act, CopyKind::Misdelivered, stray);
    }
}

fn add_copy(carry_out: &mut CarryOut, act: &Act, kind: CopyKind, place: String) {
    carry_out.copies.push(CopyRecord {
        number: next_copy(carry_out),
        kind,
        place,
        medium: None,
        device: None,
        holder: None,
        since: act.statement.time,
        fate: Fate::Held,
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
