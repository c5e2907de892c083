//! Contracts, rule packs, and what the client was told or agreed to.

use super::{author, known, need_role, need_text};
use crate::domain::body::{
    Consent, ConsentConfirm, ContactListing, ContractAdd, ContractSet, Directive, Notification, PackSet,
    PlaceNotification, RecipientListing, SheetAnswers,
};
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::Contract;
use crate::domain::names::{ContractId, RecipientId, Role};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::pack::PackError;
use crate::domain::statement::Statement;

/// The contract with this id.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`](crate::domain::refusal::ContractRefusal::UnknownContract).
pub(super) fn need_contract<'a>(registry: &'a Registry, id: &ContractId) -> Result<&'a Contract, Refusal> {
    registry
        .contracts
        .get(id)
        .ok_or_else(|| Refusal::Contract(ContractRefusal::UnknownContract { contract: id.clone() }))
}

pub(super) fn need_recipient(registry: &Registry, id: &RecipientId) -> Result<(), Refusal> {
    if registry.recipients.contains_key(id) {
        return Ok(());
    }
    Err(Refusal::UnknownRecipient { recipient: id.clone() })
}

pub(super) fn need_administrator(registry: &Registry, statement: &Statement) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])
}

fn wrong_pack(error: PackError) -> Refusal {
    Refusal::Contract(ContractRefusal::WrongPack { error })
}

pub(super) fn check_pack(registry: &Registry, statement: &Statement, body: &PackSet) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    body.pack.check().map_err(wrong_pack)?;
    match registry.packs.get(&body.pack.id).map(|pack| pack.version) {
        Some(version) if body.pack.version <= version => {
            Err(Refusal::Contract(ContractRefusal::PackNotNewer { pack: body.pack.id.clone(), version }))
        }
        _ => Ok(()),
    }
}

fn need_packs(registry: &Registry, packs: &[String]) -> Result<(), Refusal> {
    match packs.iter().find(|pack| !registry.packs.contains_key(*pack)) {
        None => Ok(()),
        Some(pack) => Err(Refusal::Contract(ContractRefusal::UnknownPack { pack: pack.clone() })),
    }
}

pub(super) fn check_add(
    registry: &Registry,
    statement: &Statement,
    body: &ContractAdd,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    if registry.contracts.contains_key(&body.id) {
        return Err(Refusal::Contract(ContractRefusal::ContractExists { contract: body.id.clone() }));
    }
    need_text("client", &body.client)?;
    need_packs(registry, &body.packs)
}

pub(super) fn check_set(
    registry: &Registry,
    statement: &Statement,
    body: &ContractSet,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.id)?;
    need_packs(registry, &body.add_packs)
}

pub(super) fn check_directive(
    registry: &Registry,
    statement: &Statement,
    body: &Directive,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    need_text("number", &body.number)?;
    let text = || crate::domain::rules::pack::Text { en: "-".to_owned(), ja: "-".to_owned() };
    let as_pack = crate::domain::rules::pack::Pack {
        client: text(),
        id: "directive".to_owned(),
        rules: body.rules.clone(),
        title: text(),
        version: 1,
    };
    if body.rules.is_empty() {
        return Err(Refusal::Empty { field: "rules" });
    }
    as_pack.check().map_err(wrong_pack)
}

pub(super) fn check_notification(
    registry: &Registry,
    statement: &Statement,
    body: &Notification,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    author(registry, &body.person).map(|_| ())
}

pub(super) fn check_place(
    registry: &Registry,
    statement: &Statement,
    body: &PlaceNotification,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    need_text("place", &body.place)?;
    body.paths.iter().try_for_each(|path| need_folder(path))
}

/// A folder that everybody in the office means by the same path, and that is nobody's own: written from its root, and
/// not where systems keep the folders of single users.
fn need_folder(path: &str) -> Result<(), Refusal> {
    let is_drive = |part: &str| {
        part.strip_suffix(':').is_some_and(|letter| {
            letter.len() == 1 && letter.starts_with(|letter: char| letter.is_ascii_alphabetic())
        })
    };
    let refused = |refusal| Err(Refusal::Contract(refusal));
    let all: Vec<&str> = path.split(['/', '\\']).collect();
    let on_a_drive = all.len() > 1 && all.first().is_some_and(|first| is_drive(first));
    let from_its_root = path.starts_with('/') || path.starts_with("\\\\") || on_a_drive;
    if !from_its_root || all.contains(&"..") {
        return refused(ContractRefusal::NotFromTheRoot { path: path.to_owned() });
    }
    let mut parts = all.into_iter().filter(|part| !matches!(*part, "" | "." | "?") && !is_drive(part));
    let own = ["home", "users", "root"];
    match parts.next() {
        Some(first) if !own.iter().any(|own| first.eq_ignore_ascii_case(own)) => Ok(()),
        _ => refused(ContractRefusal::HomeFolder { path: path.to_owned() }),
    }
}

pub(super) fn check_listing(
    registry: &Registry,
    statement: &Statement,
    body: &RecipientListing,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    need_recipient(registry, &body.recipient)
}

pub(super) fn check_consent(
    registry: &Registry,
    carry_out: Option<&CarryOut>,
    statement: &Statement,
    body: &Consent,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester, Role::Approver, Role::Administrator])?;
    need_contract(registry, &body.contract)?;
    need_text("number", &body.number)?;
    need_text("by", &body.by)?;
    if body.copies == Some(0) {
        return Err(Refusal::Empty { field: "copies" });
    }
    match (&body.request, &body.scope) {
        (Some(request), None) => {
            let carry_out = known(carry_out, request)?;
            if carry_out.request.contract.as_ref() == Some(&body.contract) {
                return Ok(());
            }
            Err(Refusal::Contract(ContractRefusal::OtherContract {
                id: carry_out.id(),
                contract: body.contract.clone(),
            }))
        }
        (None, Some(scope)) => {
            // A person whom nobody knows would be a limit that nobody meets.
            scope.requesters.iter().try_for_each(|person| author(registry, person).map(|_| ()))?;
            need_text("scope", &scope.text)
        }
        _ => Err(Refusal::Empty { field: "scope" }),
    }
}

/// A second person: not whoever recorded it, and not the requester of the one request it is for.
pub(super) fn check_consent_confirm(
    registry: &Registry,
    carry_out: Option<&CarryOut>,
    statement: &Statement,
    body: &ConsentConfirm,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Approver, Role::Administrator, Role::Auditor])?;
    let contract = need_contract(registry, &body.contract)?;
    let consent = contract.consents.iter().find(|consent| consent.digest == body.consent);
    let consent =
        consent.ok_or(Refusal::Contract(ContractRefusal::UnknownConsent { consent: body.consent }))?;
    let person = &statement.author;
    let requester = carry_out.map(|carry_out| &carry_out.requester);
    if consent.recorded_by == *person || requester == Some(person) {
        return Err(Refusal::Contract(ContractRefusal::OwnConsent {
            number: consent.number.clone(),
            person: person.clone(),
        }));
    }
    if consent.request != body.request {
        return Err(Refusal::Contract(ContractRefusal::UnknownConsent { consent: body.consent }));
    }
    if let Some(request) = &body.request {
        known(carry_out, request)?;
    }
    match &consent.confirmed_by {
        None => Ok(()),
        Some(_) => {
            Err(Refusal::Contract(ContractRefusal::ConsentConfirmed { number: consent.number.clone() }))
        }
    }
}

pub(super) fn check_sheet(
    registry: &Registry,
    statement: &Statement,
    body: &SheetAnswers,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Approver, Role::Administrator, Role::Auditor])?;
    need_contract(registry, &body.contract)?;
    body.noes.iter().try_for_each(|no| need_text("item", &no.item))
}

pub(super) fn check_contact(
    registry: &Registry,
    statement: &Statement,
    body: &ContactListing,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    let contract = need_contract(registry, &body.contract)?;
    need_text("name", &body.name)?;
    need_text("organization", &body.organization)?;
    if !body.listed && !contract.contacts.iter().any(|contact| contact.is_about(body)) {
        let (contract, name) = (body.contract.clone(), body.name.clone());
        return Err(Refusal::Contract(ContractRefusal::NotInTheTree { contract, name }));
    }
    // A number is what the tree is for.
    let numbers = [body.day.as_deref(), body.night.as_deref()];
    need_text("phone", numbers.into_iter().flatten().find(|n| !n.trim().is_empty()).unwrap_or_default())
}
