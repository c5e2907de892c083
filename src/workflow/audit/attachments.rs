//! Whether everything that entries refer to is there, and nothing is absent but what two people had purged.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::base::digest::Digest;
use crate::domain::finding::{Finding, FindingKind};
use crate::ledger::{Snapshot, StoreError};
use crate::projection::kept::Reference;
use crate::projection::store::Projection;
use crate::workflow::error::Error;

/// What a look at every attachment came to.
#[derive(Debug, Default)]
pub(super) struct Attachments {
    /// The first entry that refers to each.
    pub(super) entries: BTreeMap<Digest, u64>,
    /// How many references were looked at.
    pub(super) looked_at: u64,
    /// Attachments that are absent, as a purge orders.
    pub(super) purged: u64,
    /// Attachments that a purge orders away and that are there.
    pub(super) still_present: Vec<Digest>,
    /// What is absent without a purge, or of another size.
    pub(super) findings: Vec<Finding>,
}

/// Compares what the whole log refers to with what is kept.
pub(super) fn check(snapshot: &dyn Snapshot, refold: &Projection) -> Result<Attachments, Error> {
    let mut checked = Attachments::default();
    let references = refold.references()?;
    for of_one in references.chunk_by(|a, b| a.digest == b.digest) {
        let Some(first) = of_one.first() else { continue };
        checked.looked_at = checked.looked_at.saturating_add(u64::try_from(of_one.len()).unwrap_or(u64::MAX));
        checked.entries.insert(first.digest, first.index);
        one(snapshot, of_one, &first.digest, &mut checked)?;
    }
    removals(snapshot, 0, &references, &mut checked)?;
    Ok(checked)
}

/// Each row that says that bytes were removed under an entry from `from` on has a purge behind it.
pub(super) fn removals(
    snapshot: &dyn Snapshot,
    from: u64,
    references: &[Reference],
    checked: &mut Attachments,
) -> Result<(), Error> {
    snapshot.visit_removals(&mut |removal| {
        // A row of another shape is named by the ledger floor.
        if let Ok((digest, under)) = removal
            && under >= from
        {
            let is_ordered = |reference: &Reference| {
                reference.digest == digest && reference.purged_under.is_some_and(|purge| purge <= under)
            };
            // What needs it and misses it has said so.
            let is_told = |finding: &Finding| {
                finding.digest == Some(digest) && finding.kind == FindingKind::AttachmentMissing
            };
            if !references.iter().any(is_ordered) && !checked.findings.iter().any(is_told) {
                let detail =
                    format!("an attachment is said to be removed under entry {under}, and no purge says so");
                checked
                    .findings
                    .push(Finding { digest: Some(digest), ..Finding::at(under, FindingKind::Store, detail) });
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(())
}

/// Compares what is kept with the `references` to one attachment.
pub(super) fn one(
    snapshot: &dyn Snapshot,
    references: &[Reference],
    digest: &Digest,
    checked: &mut Attachments,
) -> Result<(), Error> {
    let row = match snapshot.attachment_row(digest) {
        Ok(row) => row,
        // A row that says nothing hides no other one: whatever refers to it is named.
        Err(StoreError::Damaged(damage)) => {
            checked.findings.extend(references.iter().map(|reference| Finding {
                digest: Some(*digest),
                ..Finding::at(reference.index, FindingKind::AttachmentWrong, &damage)
            }));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let removed_under = row.and_then(|row| row.removed_under);
    let absent = row.is_none() || removed_under.is_some();
    let needed: Vec<&Reference> =
        references.iter().filter(|reference| reference.purged_under.is_none()).collect();
    match (absent, needed.is_empty()) {
        (true, true) => checked.purged = checked.purged.saturating_add(1),
        (false, true) => checked.still_present.push(*digest),
        (true, false) => {
            let detail = match removed_under {
                Some(under) => {
                    format!("an attachment it needs was removed under entry {under}, and no purge says so")
                }
                None => "an attachment it refers to is missing".to_owned(),
            };
            checked.findings.extend(needed.iter().map(|reference| Finding {
                digest: Some(*digest),
                ..Finding::at(reference.index, FindingKind::AttachmentMissing, &detail)
            }));
        }
        (false, false) => {}
    }
    let other_size = |reference: &&Reference| row.is_some_and(|row| row.size_bytes != reference.size_bytes);
    for reference in references.iter().filter(other_size) {
        let has = row.map(|row| row.size_bytes).unwrap_or_default();
        let detail = format!("an attachment has {has} bytes, not {}", reference.size_bytes);
        checked.findings.push(Finding {
            digest: Some(*digest),
            ..Finding::at(reference.index, FindingKind::AttachmentWrong, detail)
        });
    }
    Ok(())
}
