//! Whom to call when something went wrong, and at which number.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::article::Article;
use crate::domain::body::contact::Side;
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::Contract;
use crate::domain::names::{ContractId, PersonId, Role};
use crate::domain::registry::{Person, Registry};

/// Why somebody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallReason {
    /// Is in the contact tree of a contract it is under, on the office's side.
    ContactOffice,
    /// Is in that tree on the client's side.
    ContactClient,
    /// Approves what leaves; decides what is done.
    Approver,
    /// Keeps the registers.
    Administrator,
    /// Owns the information.
    Client,
    /// Holds the passphrase of one of the packages.
    Custodian,
    /// Carries one of them.
    Carrier,
    /// Was to receive one of them.
    Recipient,
}

/// Somebody to call.
#[derive(Debug, Clone, Serialize)]
pub struct CallView {
    /// Why; the first is the most pressing.
    pub reasons: Vec<CallReason>,
    /// Their id, where they are registered as a person.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The organization, of whoever is in a contact tree.
    pub organization: Option<String>,
    /// As what they are called there.
    pub role: Option<String>,
    /// The registered telephone number.
    pub phone: Option<String>,
    /// The number that is answered at night and on holidays, where one is registered.
    pub night: Option<String>,
    /// The registered mail address.
    pub email: Option<String>,
}

/// Whom to call about these carry-outs, devices and paper: the contact trees of their contracts in their order, then approvers and administrators, clients, whoever holds the
/// passphrase, the carriers, and the recipients as they were when it was asked for.
#[must_use]
pub fn whom_to_call<'a>(
    registry: &Registry,
    carry_outs: &[CarryOut],
    articles: impl Iterator<Item = &'a Article>,
) -> Vec<CallView> {
    let articles: Vec<&Article> = articles.collect();
    let mut others: Vec<CallView> = registry
        .people
        .values()
        .filter_map(|person| {
            let reasons = reasons(person, carry_outs, &articles);
            (!reasons.is_empty()).then(|| CallView {
                reasons,
                person: Some(person.id.clone()),
                name: person.name.clone(),
                organization: None,
                role: None,
                phone: number(person.particulars.phone.as_ref()),
                night: number(person.particulars.night.as_ref()),
                email: person.particulars.email.clone(),
            })
        })
        .collect();
    others.sort_by(|a, b| a.reasons.cmp(&b.reasons).then_with(|| a.person.cmp(&b.person)));
    let mut calls = trees(registry, carry_outs, &articles);
    calls.append(&mut others);
    let mut named = Vec::new();
    for recipient in carry_outs.iter().filter_map(|carry_out| carry_out.recipient.as_ref()) {
        if named.contains(&recipient) {
            continue;
        }
        named.push(recipient);
        calls.push(CallView {
            reasons: vec![CallReason::Recipient],
            person: None,
            name: format!("{} ({})", recipient.name, recipient.organization),
            organization: None,
            role: None,
            phone: number(recipient.phone.as_ref()),
            night: None,
            email: recipient.email.clone(),
        });
    }
    calls
}

/// The contracts that all of it is under for which nobody of the client is registered.
#[must_use]
pub fn without_contact<'a>(
    registry: &Registry,
    carry_outs: &[CarryOut],
    articles: impl Iterator<Item = &'a Article>,
) -> Vec<ContractId> {
    let articles: Vec<&Article> = articles.collect();
    let contracts = contracts(registry, carry_outs, &articles);
    let nobody = |contract: &&Contract| contract.contacts.iter().all(|one| one.side != Side::Client);
    contracts.filter(nobody).map(|contract| contract.record.id.clone()).collect()
}

/// The registered contracts that all of it is under.
fn contracts<'a>(
    registry: &'a Registry,
    carry_outs: &[CarryOut],
    articles: &[&Article],
) -> impl Iterator<Item = &'a Contract> {
    let packages = carry_outs.iter().filter_map(|carry_out| carry_out.request.contract.clone());
    let carried = articles.iter().filter_map(|article| article.body.contract.clone());
    let contracts: BTreeSet<ContractId> = packages.chain(carried).collect();
    contracts.into_iter().filter_map(|id| registry.contracts.get(&id))
}

/// The contact trees of the contracts that all of it is under, each in its order.
fn trees(registry: &Registry, carry_outs: &[CarryOut], articles: &[&Article]) -> Vec<CallView> {
    contracts(registry, carry_outs, articles)
        .flat_map(|contract| &contract.contacts)
        .map(|contact| CallView {
            reasons: vec![match contact.side {
                Side::Office => CallReason::ContactOffice,
                Side::Client => CallReason::ContactClient,
            }],
            person: None,
            name: contact.name.clone(),
            organization: Some(contact.organization.clone()),
            role: contact.role.clone(),
            phone: number(contact.day.as_ref()),
            night: number(contact.night.as_ref()),
            email: contact.email.clone(),
        })
        .collect()
}

/// A number that says something.
fn number(phone: Option<&String>) -> Option<String> {
    phone.filter(|phone| !phone.trim().is_empty()).cloned()
}

fn reasons(person: &Person, carry_outs: &[CarryOut], articles: &[&Article]) -> Vec<CallReason> {
    let stays = person.leaving.is_none();
    let holds = |carry_out: &CarryOut| {
        let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
        custody.is_some_and(|custody| custody.holders.contains(&person.id))
    };
    let consents = |carry_out: &CarryOut| {
        carry_out.approvals.iter().any(|given| given.consent && given.person == person.id)
    };
    let wanted = [
        (stays && person.has(Role::Approver), CallReason::Approver),
        (stays && person.has(Role::Administrator), CallReason::Administrator),
        (stays && person.has(Role::Client) && carry_outs.iter().any(consents), CallReason::Client),
        (stays && carry_outs.iter().any(holds), CallReason::Custodian),
        (
            carry_outs.iter().any(|carry_out| carry_out.carrier == person.id)
                || articles.iter().any(|article| article.carrier == person.id),
            CallReason::Carrier,
        ),
    ];
    wanted.into_iter().filter(|(wanted, _)| *wanted).map(|(_, reason)| reason).collect()
}
