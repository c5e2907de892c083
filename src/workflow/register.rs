//! The registers of recipients and media.

use std::path::Path;

use crate::domain::body::{Body, MediumAdd, MediumSet, RecipientAdd};
use crate::domain::names::{MediumId, RecipientId};
use crate::domain::refusal::Refusal;
use crate::media::{identify, identify_device};
use crate::package::keys;
use crate::projection::view::{MediumView, RecipientView};
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

/// Registers a medium.
///
/// # Errors
/// [`Error::Refused`].
pub fn add_medium(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: MediumAdd,
) -> Result<MediumView, Error> {
    let id = record.id.clone();
    desk.say(world, keyring, Body::MediumAdd(record), &[])?;
    show_medium(desk, &id)
}

/// Changes where a medium is kept, or its state.
///
/// # Errors
/// [`Error::Refused`].
pub fn set_medium(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    change: MediumSet,
) -> Result<MediumView, Error> {
    let id = change.id.clone();
    desk.say(world, keyring, Body::MediumSet(change), &[])?;
    show_medium(desk, &id)
}

/// Fills in what the system tells of a device, or of the medium that a directory is on.
///
/// # Errors
/// [`Error::Media`] when the system does not tell.
pub fn describe_medium(record: MediumAdd, device: &Path) -> Result<MediumAdd, Error> {
    let facts = if device.is_dir() { identify(device)? } else { identify_device(device)? };
    Ok(MediumAdd {
        capacity_bytes: facts.capacity_bytes,
        filesystem: facts.filesystem,
        filesystem_uuid: facts.filesystem_uuid,
        maker: facts.maker,
        model: facts.model,
        serial: facts.serial,
        ..record
    })
}

/// A medium as it stands.
///
/// # Errors
/// [`Refusal::UnknownMedium`].
pub fn show_medium(desk: &Desk, id: &MediumId) -> Result<MediumView, Error> {
    let unknown = || Refusal::UnknownMedium { medium: id.clone() };
    Ok(MediumView::new(desk.registry.media.get(id).ok_or_else(unknown)?))
}
