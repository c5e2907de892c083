//! What an approver sees and says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::base::digest::Digest;
use crate::base::limits::CONFIRM_DIGITS;
use crate::domain::body::{Approval, Body, RecipientAdd, Rejection, Withdrawal};
use crate::domain::carry_out::CarryOut;
use crate::projection::view::{ApprovalSheet, Contents, Difference};
use crate::workflow::desk::{Desk, Said};
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// The sheet for a carry-out.
///
/// # Errors
/// When its file list is missing from the ledger or is not what its digest says.
pub fn sheet(desk: &Desk, carry_out: &CarryOut, today: NaiveDate) -> Result<ApprovalSheet, Error> {
    let list = desk.file_list(carry_out)?;
    let since_last = since_last(desk, carry_out)?;
    Ok(ApprovalSheet { carry_out: desk.view(carry_out, today), contents: Contents::of(&list), since_last })
}

/// What differs from the last carry-out to the same recipient, under the same contract where there is one.
///
/// # Errors
/// As [`difference`].
pub fn since_last(desk: &Desk, carry_out: &CarryOut) -> Result<Option<Difference>, Error> {
    let last = desk.projection.last_before(carry_out)?;
    last.map(|last| difference(desk, carry_out, &last)).transpose()
}

/// What differs between `now` and an `earlier` carry-out.
///
/// # Errors
/// When a file list is missing from the ledger or is not what its digest says.
pub fn difference(desk: &Desk, now: &CarryOut, earlier: &CarryOut) -> Result<Difference, Error> {
    let (new, old) = (desk.file_list(now)?, desk.file_list(earlier)?);
    let old: BTreeMap<&str, Digest> =
        old.files().iter().map(|file| (file.path.as_str(), file.sha256)).collect();
    let new_paths: BTreeSet<&str> = new.files().iter().map(|file| file.path.as_str()).collect();
    let mut difference = Difference {
        against: earlier.id(),
        added: Vec::new(),
        removed: old.keys().filter(|path| !new_paths.contains(*path)).map(|p| (*p).to_owned()).collect(),
        changed: Vec::new(),
        same: 0,
        fields: field_differences(now, earlier),
    };
    for file in new.files() {
        match old.get(file.path.as_str()) {
            None => difference.added.push(file.path.clone()),
            Some(content) if *content == file.sha256 => difference.same = difference.same.saturating_add(1),
            Some(_) => difference.changed.push(file.path.clone()),
        }
    }
    Ok(difference)
}

fn field_differences(now: &CarryOut, earlier: &CarryOut) -> Vec<(String, String, String)> {
    let fields = |carry_out: &CarryOut| {
        let request = &carry_out.request;
        let or_none = |text: Option<&str>| text.unwrap_or("-").to_owned();
        let of = |field: fn(&RecipientAdd) -> Option<&str>| carry_out.recipient.as_ref().and_then(field);
        [
            ("recipient", request.recipient.to_string()),
            ("via", request.via.to_string()),
            ("kind", request.kind.to_string()),
            ("purpose", request.purpose.clone()),
            ("level", request.level.to_string()),
            ("place", or_none(request.place.as_deref())),
            ("medium", or_none(request.medium.as_ref().map(|id| id.as_str()))),
            ("contract", or_none(request.contract.as_ref().map(|id| id.as_str()))),
            (
                "personal-data",
                or_none(request.personal_data.map(|stated| stated.people.to_string()).as_deref()),
            ),
            ("special", or_none(request.personal_data.map(|stated| stated.special.to_string()).as_deref())),
            ("copies", or_none(request.copies.map(|copies| copies.to_string()).as_deref())),
            ("after-arrival", request.after_arrival.to_string()),
            ("items", or_none(Some(request.items.join("; ").as_str()).filter(|items| !items.is_empty()))),
            ("reason", or_none(request.reason.as_deref())),
            ("opens-with", request.opening.as_str().to_owned()),
            (
                "opens-keys",
                or_none(Some(request.opening.keys().join("; ").as_str()).filter(|keys| !keys.is_empty())),
            ),
            ("email", or_none(of(|recipient| recipient.email.as_deref()))),
            ("phone", or_none(of(|recipient| recipient.phone.as_deref()))),
            ("requester", carry_out.requester.to_string()),
        ]
    };
    let pairs = fields(earlier).into_iter().zip(fields(now));
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| (name.to_owned(), old, new))
        .collect()
}

/// Whether the typed digits are the start of this manifest digest.
///
/// # Errors
/// [`Error::ConfirmationDiffers`]. Fewer than eight digits are never enough.
pub fn check_confirmation(typed: &str, manifest: &Digest, id: Option<String>) -> Result<(), Error> {
    let typed = typed.trim().to_ascii_lowercase();
    let enough = typed.len() >= CONFIRM_DIGITS;
    if enough && manifest.to_string().starts_with(&typed) {
        Ok(())
    } else {
        Err(Error::ConfirmationDiffers { id })
    }
}

/// The approval of this carry-out, as a body.
#[must_use]
pub fn approval(carry_out: &CarryOut) -> Body {
    Body::Approval(Box::new(Approval { request: carry_out.digest, request_statement: None }))
}

/// Approves, having compared the typed digits.
///
/// # Errors
/// [`Error::ConfirmationDiffers`]; [`Error::Refused`].
pub fn approve(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    typed: &str,
) -> Result<Said, Error> {
    check_confirmation(typed, &carry_out.request.manifest.sha256, Some(carry_out.id()))?;
    desk.say(world, keyring, approval(carry_out), &[])
}

/// Rejects, with a reason.
///
/// # Errors
/// [`Error::Refused`].
pub fn reject(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    reason: &str,
) -> Result<Said, Error> {
    let body = Rejection { reason: reason.to_owned(), request: carry_out.digest };
    desk.say(world, keyring, Body::Rejection(body), &[])
}

/// Takes one's own request back.
///
/// # Errors
/// [`Error::Refused`].
pub fn withdraw(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
) -> Result<Said, Error> {
    desk.say(world, keyring, Body::Withdrawal(Withdrawal { request: carry_out.digest }), &[])
}
