//! Somebody leaves: suspended at once, and gone once they hold nothing any more.

use chrono::NaiveDate;

use crate::domain::article::{Article, ArticleState};
use crate::domain::body::{Body, PersonLeave, PersonLeft};
use crate::domain::carry_out::{CarryOut, Status};
use crate::domain::check::living_holders;
use crate::domain::leaving::pledges_owed;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Person;
use crate::domain::rules::demand::{Demand, Occasion};
use crate::domain::rules::judge::Unmet;
use crate::domain::rules::pack::Rule;
use crate::projection::query::{Filter, Only};
use crate::projection::view::{
    ArticleView, CarryOutView, ClauseView, ContractLeftView, HeldView, LeavingView, OutstandingLine,
    PersonView, PledgeOwedView,
};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Whether this person's leaving would be recorded now; false where it is already.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn check(world: &World<'_>, desk: &Desk, keyring: &Keyring, leave: &PersonLeave) -> Result<bool, Error> {
    if registered(desk, &leave.person)?.leaving.is_some() {
        let left = Body::PersonLeft(PersonLeft { person: leave.person.clone(), pledged: true });
        return match desk.check_body(world, keyring, left) {
            Err(error) if !is_owed(&error) => Err(error),
            // What is held or owed still, or that nothing is left to say, is the answer.
            Ok(()) | Err(_) => Ok(false),
        };
    }
    desk.check_body(world, keyring, Body::PersonLeave(leave.clone()))?;
    Ok(true)
}

/// Whether nothing stands against it but what they hold, or a pledge.
fn is_owed(error: &Error) -> bool {
    match error.uncited() {
        Error::Refused(Refusal::HoldsStill { .. }) => true,
        Error::Refused(Refusal::Rule(broken)) => matches!(broken.unmet, Unmet::LeavingPledge { .. }),
        _ => false,
    }
}

/// Suspends a person's keys, unless they are; records that they have left, once they hold nothing any more.
/// What they still hold is in the answer.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn leave(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    leave: PersonLeave,
) -> Result<LeavingView, Error> {
    let person = leave.person.clone();
    if registered(desk, &person)?.leaving.is_none() {
        desk.say(world, keyring, Body::PersonLeave(leave), &[])?;
    }
    let still = view(world, desk, &person)?;
    // Whoever suspended themselves can say nothing more: another administrator goes on.
    let own = desk.registry.owner_of(&keyring.public_key().fingerprint());
    let suspended = own.is_some_and(|own| own.id == person);
    if !still.held.is_empty() || still.has_left() || suspended {
        return Ok(still);
    }
    desk.say(world, keyring, Body::PersonLeft(PersonLeft { person: person.clone(), pledged: true }), &[])?;
    view(world, desk, &person)
}

/// Records that somebody leaves one contract, unless it is on record. What they still have under it is in the
/// answer, and the pledge that a rule of it asks for.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn leave_contract(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    contract: &ContractId,
    leave: PersonLeave,
) -> Result<ContractLeftView, Error> {
    let id = leave.person.clone();
    registered(desk, &id)?;
    if !desk.registry.has_left(&id, Some(contract)) {
        desk.say(world, keyring, Body::PersonLeave(leave), &[])?;
    }
    let today = world.clock.now().date();
    let known = desk.registry.contracts.get(contract);
    let left_on = known.and_then(|known| known.left.get(&id)).copied().unwrap_or(today);
    let mut carries = Vec::new();
    let of_theirs = Filter {
        only: Some(Only::Outstanding),
        contract: Some(contract.to_string()),
        carrier: Some(id.to_string()),
        ..Filter::default()
    };
    desk.projection.each_carry_out::<Error>(&of_theirs, |carry_out| {
        carries.push(OutstandingLine::new(&desk.registry, &carry_out, desk.view(&carry_out, today)));
        Ok(())
    })?;
    let person = registered(desk, &id)?;
    let pledged = person.pledges.iter().any(|pledged| {
        pledged.occasion == Occasion::Leaving
            && pledged.contract.as_ref().is_none_or(|under| under == contract)
    });
    let asks = |rule: &Rule| matches!(rule.demand, Demand::Pledge { occasion: Occasion::Leaving, .. });
    let rules = desk.registry.rules(Some(contract));
    let asking = rules.each().filter(|(_, rule)| !pledged && asks(rule));
    Ok(ContractLeftView {
        name: person.name.clone(),
        left_on,
        carries,
        articles: articles(desk, &id, &CARRIED, Some(contract), today),
        requests: pending(desk, &id, Some(contract), today)?,
        pledge_asked_by: asking.map(|(_, rule)| rule.clause.clone()).collect(),
        contract: contract.clone(),
        person: id,
    })
}

/// Where devices and paper are still their carrier's to account for: that something is back, somebody else confirms.
const CARRIED: [ArticleState; 2] = [ArticleState::Out, ArticleState::Returned];

/// Devices and paper of this person that stand there, under one contract or any.
fn articles(
    desk: &Desk,
    id: &PersonId,
    states: &[ArticleState],
    contract: Option<&ContractId>,
    today: NaiveDate,
) -> Vec<ArticleView> {
    let wanted = |one: &&Article| {
        let under = contract.is_none_or(|only| one.body.contract.as_ref() == Some(only));
        one.carrier == *id && states.contains(&one.state()) && under
    };
    let all = desk.registry.articles.values().filter(wanted);
    all.map(|one| ArticleView::new(&desk.registry, one, today)).collect()
}

/// What this person asked for that could still have left.
fn pending(
    desk: &Desk,
    id: &PersonId,
    contract: Option<&ContractId>,
    today: NaiveDate,
) -> Result<Vec<CarryOutView>, Error> {
    let theirs = Filter {
        only: Some(Only::Pending(today)),
        by: Some(id.to_string()),
        contract: contract.map(ToString::to_string),
        ..Filter::default()
    };
    let mut requests = Vec::new();
    desk.projection.each_carry_out::<Error>(&theirs, |carry_out| {
        // Whether it was rejected or withdrawn meanwhile, the status says.
        let view = desk.view(&carry_out, today);
        if matches!(view.status, Status::Requested | Status::Approved | Status::Failed) {
            requests.push(view);
        }
        Ok(())
    })?;
    Ok(requests)
}

/// Everybody who leaves and has not left, and what they still hold.
///
/// # Errors
/// [`Error::Projection`].
pub fn everybody(world: &World<'_>, desk: &Desk) -> Result<Vec<LeavingView>, Error> {
    let is_leaving =
        |person: &&Person| person.leaving.as_ref().is_some_and(|leaving| leaving.left_at.is_none());
    let people = desk.registry.people.values().filter(is_leaving);
    people.map(|person| view(world, desk, &person.id)).collect()
}

fn registered<'a>(desk: &'a Desk, id: &PersonId) -> Result<&'a Person, Error> {
    let unknown = || Refusal::UnknownPerson { person: id.clone() };
    Ok(desk.registry.person(id).ok_or_else(unknown)?)
}

fn view(world: &World<'_>, desk: &Desk, id: &PersonId) -> Result<LeavingView, Error> {
    let person = registered(desk, id)?;
    let today = world.clock.now().date();
    let mut held = HeldView::default();
    let outstanding = Filter { only: Some(Only::Outstanding), ..Filter::default() };
    desk.projection.each_carry_out::<Error>(&outstanding, |carry_out| {
        let line = || OutstandingLine::new(&desk.registry, &carry_out, desk.view(&carry_out, today));
        if person.carries.contains(&carry_out.number) {
            held.carries.push(line());
        }
        if carry_out.open_attempt().is_some_and(|attempt| attempt.by == *id) {
            held.open_intents.push(line());
        }
        if alone_can_unseal(desk, &carry_out, id) {
            held.custody.push(line());
        }
        Ok(())
    })?;
    let owed = pledges_owed(&desk.registry, person);
    held.pledges = owed
        .into_iter()
        .map(|owed| PledgeOwedView {
            contract: owed.contract.clone(),
            clause: ClauseView::new(owed.pack, owed.rule),
        })
        .collect();
    held.requests = pending(desk, id, None, today)?;
    held.articles = articles(desk, id, &CARRIED, None, today);
    held.articles_asked = articles(desk, id, &[ArticleState::Asked], None, today);
    Ok(LeavingView { person: PersonView::new(&desk.registry, person, today), held })
}

/// Whether the passphrase of this package is sealed, and among those who could unseal it this person was the last.
fn alone_can_unseal(desk: &Desk, carry_out: &CarryOut, id: &PersonId) -> bool {
    let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
    let destroyed = carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some());
    custody.is_some_and(|custody| {
        !destroyed && custody.holders.contains(id) && living_holders(&desk.registry, custody).is_empty()
    })
}
