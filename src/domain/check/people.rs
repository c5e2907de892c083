//! People, their keys, who stands in for whom, to whom things go, and who leaves.

use super::contract::need_contract;
use super::{author, need_role, need_text};
use crate::domain::article::ArticleState;
use crate::domain::body;
use crate::domain::carry_out::id_of;
use crate::domain::leaving::pledges_owed;
use crate::domain::names::{ContractId, PersonId, Role, is_origin};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::{DelegatedFrom, Person, Registry};
use crate::domain::rules::judge::Unmet;
use crate::domain::rules::office;
use crate::domain::statement::Statement;
use crate::domain::verify::verify_proof;
use crate::signing::PublicKey;

pub(super) fn check_founder(
    registry: &Registry,
    statement: &Statement,
    founder: &body::Founder,
) -> Result<(), Refusal> {
    if registry.founder.is_some() {
        return Err(Refusal::AlreadyFounded);
    }
    if !is_origin(&statement.origin) {
        return Err(Refusal::Empty { field: "origin" });
    }
    need_text("name", &founder.name)?;
    match (office::founded_under(founder.office.as_ref()), &founder.office) {
        (None, Some(named)) => {
            Err(Refusal::Contract(ContractRefusal::UnknownOffice { version: named.version }))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_free_key(registry: &Registry, key: &PublicKey) -> Result<(), Refusal> {
    let fingerprint = key.fingerprint();
    match registry.key_owners.get(&fingerprint) {
        None => Ok(()),
        Some(owner) => Err(Refusal::KeyTaken { key: fingerprint, owner: owner.clone() }),
    }
}

pub(super) fn check_possession(
    registry: &Registry,
    proof: Option<&String>,
    person: &PersonId,
    key: &PublicKey,
) -> Result<(), Refusal> {
    let Some(proof) = proof else { return Ok(()) };
    let proven = verify_proof(proof.as_bytes(), person, &registry.origin)
        .map_err(|why| Refusal::ProofDoesNotHold { why })?;
    if proven == *key {
        return Ok(());
    }
    Err(Refusal::ProofDoesNotHold { why: "it proves another key".to_owned() })
}

pub(super) fn check_person_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    if registry.person(&body.person).is_some() {
        return Err(Refusal::PersonExists { person: body.person.clone() });
    }
    need_text("name", &body.name)?;
    check_free_key(registry, &body.key)?;
    check_possession(registry, body.proof.as_ref(), &body.person, &body.key)
}

pub(super) fn check_person_set(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonSet,
) -> Result<(), Refusal> {
    let person = author(registry, &body.person)?;
    let own_particulars_only = statement.author == body.person && body.roles.is_none() && body.name.is_none();
    if !own_particulars_only {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    if let Some(name) = &body.name {
        need_text("name", name)?;
    }
    let keeps = body.roles.as_ref().is_none_or(|roles| roles.contains(&Role::Administrator));
    if person.has(Role::Administrator) && !keeps {
        check_another_administrator(registry, &body.person)?;
    }
    Ok(())
}

pub(super) fn check_another_administrator(registry: &Registry, besides: &PersonId) -> Result<(), Refusal> {
    let another = registry
        .with_role(Role::Administrator)
        .any(|person| person.id != *besides && person.good_keys().next().is_some());
    if another { Ok(()) } else { Err(Refusal::LastAdministrator) }
}

pub(super) fn check_key_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::KeyAdd,
) -> Result<(), Refusal> {
    author(registry, &body.person)?;
    if statement.author != body.person {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    check_free_key(registry, &body.key)?;
    check_possession(registry, body.proof.as_ref(), &body.person, &body.key)
}

pub(super) fn check_key_revoke(
    registry: &Registry,
    statement: &Statement,
    body: &body::KeyRevoke,
) -> Result<(), Refusal> {
    let person = author(registry, &body.person)?;
    if statement.author != body.person {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    if person.key(&body.key).is_none_or(|key| key.revoked_index.is_some()) {
        return Err(Refusal::NoSuchKey { person: body.person.clone(), key: body.key.clone() });
    }
    if person.has(Role::Administrator) && person.good_keys().count() == 1 {
        check_another_administrator(registry, &body.person)?;
    }
    Ok(())
}

pub(super) fn check_delegation(
    registry: &Registry,
    statement: &Statement,
    body: &body::Delegation,
) -> Result<(), Refusal> {
    if statement.author != body.person {
        return Err(Refusal::OnlyThemselves { person: body.person.clone() });
    }
    need_role(registry, &body.person, &[Role::Approver])?;
    author(registry, &body.to)?;
    if body.to == body.person {
        return Err(Refusal::DelegateToSelf { person: body.person.clone() });
    }
    if body.until < body.from {
        return Err(Refusal::DatesReversed { from: body.from, until: body.until });
    }
    Ok(())
}

/// By whoever gave it, or an administrator; once, and not when it is over by itself.
pub(super) fn check_delegation_end(
    registry: &Registry,
    statement: &Statement,
    body: &body::DelegationEnd,
) -> Result<(), Refusal> {
    author(registry, &body.person)?;
    if statement.author != body.person {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    let to = author(registry, &body.to)?;
    let stands = |given: &DelegatedFrom| {
        given.statement == body.delegation && given.may_be_ended(&body.person, statement.time.date())
    };
    if to.delegations.iter().any(stands) {
        return Ok(());
    }
    Err(Refusal::NoDelegation { person: body.person.clone(), to: body.to.clone() })
}

pub(super) fn check_recipient_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::RecipientAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester, Role::Administrator])?;
    if body.id.is_self() {
        return Err(Refusal::SelfIsReserved);
    }
    need_text("name", &body.name)?;
    need_text("organization", &body.organization)
}

pub(super) fn check_person_leave(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonLeave,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    let person = author(registry, &body.person)?;
    if person.leaving.is_some() {
        return Err(Refusal::LeavesAlready { person: body.person.clone() });
    }
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
        return need_under(registry, Some(contract), &body.person);
    }
    if person.has(Role::Administrator) { check_another_administrator(registry, &body.person) } else { Ok(()) }
}

/// Refuses whoever left this contract.
pub(super) fn need_under(
    registry: &Registry,
    contract: Option<&ContractId>,
    person: &PersonId,
) -> Result<(), Refusal> {
    match contract.filter(|_| registry.has_left(person, contract)) {
        None => Ok(()),
        Some(contract) => Err(Refusal::Contract(ContractRefusal::LeftContract {
            contract: contract.clone(),
            person: person.clone(),
        })),
    }
}

/// The pledges that contracts ask for of whoever worked under them.
fn need_leaving_pledges(registry: &Registry, person: &Person) -> Result<(), Refusal> {
    let against = pledges_owed(registry, person).into_iter().map(|owed| {
        let (person, contract) = (person.id.clone(), owed.contract.clone());
        (owed.pack, owed.rule, Unmet::LeavingPledge { person, contract })
    });
    super::rules::refused(against).map_or(Ok(()), Err)
}

/// Nobody has left while something is still theirs to account for.
pub(super) fn check_person_left(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonLeft,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    let person = author(registry, &body.person)?;
    let leaves = person.leaving.as_ref().is_some_and(|leaving| leaving.left_at.is_none());
    let articles = registry.articles_with(&person.id, ArticleState::Out);
    let unconfirmed = registry.articles_with(&person.id, ArticleState::Returned);
    if leaves && person.carries.is_empty() && articles.is_empty() && unconfirmed.is_empty() {
        let asked = body.pledged || registry.pledged_leaving;
        return if asked { need_leaving_pledges(registry, person) } else { Ok(()) };
    }
    let carries = person.carries.iter().map(|number| id_of(*number)).collect();
    Err(Refusal::HoldsStill { person: body.person.clone(), carries, articles, unconfirmed })
}
