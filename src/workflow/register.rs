//! The register of recipients.

use crate::domain::body::{Body, RecipientAdd};
use crate::domain::names::RecipientId;
use crate::domain::refusal::Refusal;
use crate::package::keys;
use crate::projection::view::RecipientView;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Registers a recipient, or registers one anew.
///
/// # Errors
/// [`Error::Refused`]; [`Error::RecipientKey`] for a key that age cannot seal to.
pub fn add_recipient(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: RecipientAdd,
) -> Result<RecipientView, Error> {
    for key in &record.age_keys {
        keys::check_recipient(key)
            .map_err(|problem| Error::RecipientKey { recipient: key.clone(), problem })?;
    }
    let id = record.id.clone();
    desk.say(world, keyring, Body::RecipientAdd(record), &[])?;
    show_recipient(desk, &id)
}

/// The tier of a subcontractor who works under `under`, or under the office itself.
///
/// # Errors
/// [`Refusal::UnknownRecipient`]; [`Refusal::NotASubcontractor`].
pub fn tier_under(desk: &Desk, under: Option<&RecipientId>) -> Result<u64, Error> {
    let Some(under) = under else { return Ok(1) };
    let unknown = || Refusal::UnknownRecipient { recipient: under.clone() };
    let found = desk.registry.recipients.get(under).ok_or_else(unknown)?;
    match &found.record.subcontractor {
        Some(subcontractor) => Ok(subcontractor.tier.saturating_add(1)),
        None => Err(Refusal::NotASubcontractor { recipient: under.clone() }.into()),
    }
}

/// A recipient as registered.
///
/// # Errors
/// [`Refusal::UnknownRecipient`].
pub fn show_recipient(desk: &Desk, id: &RecipientId) -> Result<RecipientView, Error> {
    let unknown = || Refusal::UnknownRecipient { recipient: id.clone() };
    Ok(RecipientView::new(desk.registry.recipients.get(id).ok_or_else(unknown)?))
}
