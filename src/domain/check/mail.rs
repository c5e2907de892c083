//! Mails: who may draft one, to whom, and what a sent one is compared with.

use std::collections::BTreeSet;

use super::road::{need_outside, need_unfrozen};
use super::{need_text, status_at};
use crate::base::limits::{CONFIRM_DIGITS, MAIL_DRAFTS_MAX};
use crate::domain::body::mail::{Addressed, DraftFile, MailConfirmed};
use crate::domain::body::{MailDraft, MailSent};
use crate::domain::carry_out::{CarryOut, Status};
use crate::domain::names::{AddressField, RecipientId, Role, Via};
use crate::domain::refusal::{MailRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::judge::Unmet;
use crate::domain::statement::Statement;
use crate::mail::address;

pub(super) fn check_draft(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &MailDraft,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    need_sender(carry_out, statement)?;
    if carry_out.request.via != Via::Email {
        return Err(MailRefusal::NotByMail { id, via: carry_out.request.via }.into());
    }
    need_outside(registry, carry_out, statement)?;
    need_unfrozen(registry, carry_out)?;
    match status_at(registry, carry_out, statement) {
        Status::Sealed | Status::Out | Status::Arrived => {}
        status => return Err(Refusal::WrongStatus { id, status }),
    }
    if body.drafts.is_empty() || body.drafts.len() > MAIL_DRAFTS_MAX {
        let count = u64::try_from(body.drafts.len()).unwrap_or(u64::MAX);
        return Err(MailRefusal::DraftCount { id, count }.into());
    }
    for (field, text) in [("subject", &body.subject), ("place", &body.place)] {
        need_text(field, text)?;
    }
    for draft in &body.drafts {
        check_attachment(carry_out, draft)?;
        check_addresses(registry, carry_out, draft)?;
    }
    check_services(registry, carry_out, body)?;
    check_confirmed(carry_out, body, &expected_confirmation(registry, carry_out, body))
}

/// Only whoever asked for it, or carries it now, sends it.
fn need_sender(carry_out: &CarryOut, statement: &Statement) -> Result<(), Refusal> {
    if statement.author == carry_out.requester {
        return Ok(());
    }
    super::road::need_carrier(carry_out, &statement.author)
}

/// The package whole, or one of its volumes.
fn check_attachment(carry_out: &CarryOut, draft: &DraftFile) -> Result<(), Refusal> {
    let attached = (draft.attachment.sha256, draft.attachment.size_bytes);
    let right = carry_out.completed().is_some_and(|(_, completed, _)| {
        let whole = (completed.package_sha256, completed.package_size_bytes);
        let mut volumes = completed.volumes.iter().map(|volume| (volume.sha256, volume.size_bytes));
        volumes.any(|volume| volume == attached) || (completed.volumes.is_empty() && whole == attached)
    });
    if right {
        return Ok(());
    }
    let name = draft.attachment.name.clone().unwrap_or_default();
    Err(MailRefusal::NotThePackage { id: carry_out.id(), name }.into())
}

fn check_addresses(registry: &Registry, carry_out: &CarryOut, draft: &DraftFile) -> Result<(), Refusal> {
    let id = carry_out.id();
    if draft.addresses.is_empty() {
        return Err(MailRefusal::NoMailAddress { id }.into());
    }
    let mut seen = BTreeSet::new();
    for Addressed { address, field } in &draft.addresses {
        if !address::is_address(address) || *field == AddressField::Typed {
            return Err(MailRefusal::NotAMailAddress { address: address.clone() }.into());
        }
        if !seen.insert(address::key(address)) {
            return Err(MailRefusal::AddressTwice { address: address.clone() }.into());
        }
        if !registry.is_inside(address) && !is_approved(registry, carry_out, address) {
            return Err(MailRefusal::AddressNotApproved { id, address: address.clone() }.into());
        }
    }
    let outside: Vec<&Addressed> =
        draft.addresses.iter().filter(|one| !registry.is_inside(&one.address)).collect();
    let count = u64::try_from(outside.len()).unwrap_or(u64::MAX);
    if count < 2 || outside.iter().all(|one| one.field == AddressField::Bcc) {
        return Ok(());
    }
    let hidden = |demand: &Demand| *demand == Demand::HiddenAddresses;
    match super::rules::cited(registry, carry_out, hidden, &Unmet::Shown { count }) {
        Some(refusal) => Err(refusal),
        // The office may have no rule that says so; the program sends none all the same.
        None => Err(MailRefusal::AddressesShown { count }.into()),
    }
}

/// Whether it was approved that it goes to this address: the recipient's, as registered when it was asked for, or
/// that of somebody else of the same organization who was registered then.
fn is_approved(registry: &Registry, carry_out: &CarryOut, text: &str) -> bool {
    let is = |email: &Option<String>| {
        email.as_ref().is_some_and(|email| address::key(email) == address::key(text))
    };
    let Some(approved) = &carry_out.recipient else { return false };
    is(&approved.email)
        || registry.recipients.values().any(|other| {
            other.record.organization == approved.organization
                && other.registered_at <= carry_out.requested_at
                && other.record.id != approved.id
                && is(&other.record.email)
        })
}

/// Whether what is asked for now could be mailed: to the recipient, to somebody else of the same organization, or, where
/// it stays with the carrier, within the office.
///
/// Not a rule of the log: what was asked for before this was looked at stands, and a mail to nobody is refused anyway
/// when it is drafted. Whoever asks is told before somebody approves and a package lies there.
#[must_use]
pub fn can_be_mailed(registry: &Registry, recipient: &RecipientId) -> bool {
    if recipient.is_self() {
        let mut addresses = registry.people.values().filter_map(|person| person.particulars.email.as_ref());
        return addresses.any(|email| registry.is_inside(email));
    }
    let Some(to) = registry.recipients.get(recipient) else { return false };
    let mut there =
        registry.recipients.values().filter(|other| other.record.organization == to.record.organization);
    there.any(|other| other.record.email.is_some())
}

/// Refuses services that a rule names, as an address or in the text.
fn check_services(registry: &Registry, carry_out: &CarryOut, body: &MailDraft) -> Result<(), Refusal> {
    let addresses = body.drafts.iter().flat_map(|draft| &draft.addresses);
    let named = addresses.map(|one| address::domain_of(&one.address)).chain(body.hosts.iter().cloned());
    for host in named {
        let forbids = |demand: &Demand| match demand {
            Demand::ForbidService { domains } => {
                domains.iter().any(|listed| address::is_within(&host, listed))
            }
            _ => false,
        };
        let unmet = Unmet::Service { service: host.clone() };
        if let Some(refusal) = super::rules::cited(registry, carry_out, forbids, &unmet) {
            return Err(refusal);
        }
    }
    Ok(())
}

/// What confirms these drafts.
#[must_use]
pub fn expected_confirmation(registry: &Registry, carry_out: &CarryOut, body: &MailDraft) -> MailConfirmed {
    let addresses = || body.drafts.iter().flat_map(|draft| &draft.addresses).map(|one| &one.address);
    let domains = |all: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        all.map(|text| address::domain_of(text)).collect()
    };
    let mut recipients = domains(&mut addresses().filter(|text| !registry.is_inside(text)));
    if recipients.is_empty() {
        recipients = domains(&mut addresses());
    }
    let package =
        carry_out.completed().map(|(_, completed, _)| completed.package_sha256.prefix(CONFIRM_DIGITS));
    MailConfirmed {
        attachment: package.unwrap_or_default(),
        body: body.body.sha256.prefix(CONFIRM_DIGITS),
        recipients: recipients.into_iter().collect(),
    }
}

fn check_confirmed(carry_out: &CarryOut, body: &MailDraft, expected: &MailConfirmed) -> Result<(), Refusal> {
    let typed = &body.confirmed;
    let lower = |all: &[String]| all.iter().map(|one| one.trim().to_lowercase()).collect::<BTreeSet<_>>();
    let parts = [
        ("recipients", lower(&typed.recipients) == lower(&expected.recipients)),
        ("body", typed.body.to_lowercase().starts_with(&expected.body)),
        ("attachment", typed.attachment.to_lowercase().starts_with(&expected.attachment)),
    ];
    match parts.iter().find(|(_, confirmed)| !confirmed) {
        None => Ok(()),
        Some((part, _)) => Err(MailRefusal::MailNotConfirmed { id: carry_out.id(), part }.into()),
    }
}

/// What was sent is written down whatever has come of it since; only the draft must be known.
pub(super) fn check_sent(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &MailSent,
) -> Result<(), Refusal> {
    need_sender(carry_out, statement)?;
    need_outside(registry, carry_out, statement)?;
    match carry_out.draft(&body.draft) {
        Some(_) => Ok(()),
        None => Err(MailRefusal::NoDraft { id: carry_out.id() }.into()),
    }
}

impl Registry {
    /// Whether this is the address of somebody of the office, who neither leaves nor stands for a client.
    #[must_use]
    pub fn is_inside(&self, text: &str) -> bool {
        self.people.values().any(|person| {
            let of_office = person.roles.iter().any(|role| *role != Role::Client);
            let email = person.particulars.email.as_ref();
            of_office
                && person.leaving.is_none()
                && email.is_some_and(|email| address::key(email) == address::key(text))
        })
    }
}
