//! What a verified statement does to the registry and to its carry-out.
//!
//! Total: every prefix of every log can be applied, and nothing here panics. What the rules refuse
//! has no effect, and the caller writes it down as a finding.

use crate::base::limits::NEW_APPROVER_DAYS;
use crate::domain::body::release::Code;
use crate::domain::body::{self, Body, Request};
use crate::domain::carry_out::{Attempt, CarryOut, Ended, GivenApproval, Mark, Outcome, Release};
use crate::domain::check::check;
use crate::domain::names::{Channel, MediumState, PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::registry::{DelegatedFrom, Key, Medium, Person, Recipient, Registry};
use crate::domain::verify::{Act, Verified};
use crate::signing::PublicKey;

/// Applies `verified` to the registry and to the carry-out it names (for a request: `None`).
/// Returns the carry-out as it stands afterwards, where the statement concerns one.
///
/// # Errors
/// The [`Refusal`] of the rule that stands against it; then nothing has changed.
pub fn apply(
    registry: &mut Registry,
    carry_out: Option<CarryOut>,
    verified: &Verified,
) -> Result<Option<CarryOut>, Refusal> {
    let act = verified.act();
    check(registry, carry_out.as_ref(), act)?;
    if let Body::Request(body) = &act.statement.body {
        registry.requests = registry.requests.saturating_add(1);
        return Ok(Some(requested(registry, act, body)));
    }
    if let Some(mut carry_out) = carry_out {
        apply_to_carry_out(registry, &mut carry_out, act);
        return Ok(Some(carry_out));
    }
    apply_to_registry(registry, act);
    Ok(None)
}

fn requested(registry: &Registry, act: &Act, body: &Request) -> CarryOut {
    let recipient = registry.recipients.get(&body.recipient).map(|recipient| recipient.record.clone());
    CarryOut {
        number: registry.requests,
        recipient,
        digest: act.digest,
        index: act.index,
        request: body.clone(),
        requester: act.statement.author.clone(),
        requested_at: act.statement.time,
        approvals: Vec::new(),
        rejected: None,
        withdrawn: None,
        attempts: Vec::new(),
        releases: Vec::new(),
        arrived_at: None,
        opened_at: None,
    }
}

fn apply_to_registry(registry: &mut Registry, act: &Act) {
    let statement = &act.statement;
    match &statement.body {
        Body::Founder(founder) => found(registry, act, founder),
        Body::PersonAdd(body) => add_person(registry, act, body),
        Body::PersonSet(body) => set_person(registry, body),
        Body::KeyAdd(body) => {
            let key = new_key(act, &body.key, body.proof.is_some());
            registry.key_owners.insert(body.key.fingerprint(), body.person.clone());
            if let Some(person) = registry.people.get_mut(&body.person) {
                person.keys.push(key);
            }
        }
        Body::KeyRevoke(body) => {
            let person = registry.people.get_mut(&body.person);
            let keys = person.into_iter().flat_map(|person| &mut person.keys);
            for key in keys.filter(|key| key.public.fingerprint() == body.key) {
                key.revoked_index = Some(act.index);
            }
        }
        Body::Delegation(body) => {
            if let Some(to) = registry.people.get_mut(&body.to) {
                to.delegations.push(DelegatedFrom {
                    person: body.person.clone(),
                    from: body.from,
                    until: body.until,
                    key: act.key.clone(),
                    statement: act.digest,
                });
            }
        }
        Body::RecipientAdd(body) => {
            let recipient = Recipient {
                record: body.clone(),
                registered_by: statement.author.clone(),
                registered_at: statement.time,
            };
            registry.recipients.insert(body.id.clone(), recipient);
        }
        Body::MediumAdd(body) => {
            let medium = Medium {
                record: body.clone(),
                place: body.place.clone(),
                state: MediumState::Active,
                registered_by: statement.author.clone(),
                registered_at: statement.time,
            };
            registry.media.insert(body.id.clone(), medium);
        }
        Body::MediumSet(body) => {
            if let Some(medium) = registry.media.get_mut(&body.id) {
                medium.place = body.place.clone().or_else(|| medium.place.take());
                medium.state = body.state.unwrap_or(medium.state);
            }
        }
        // These concern a carry-out, or are never entries; `check` has refused them without one.
        Body::Registration(_)
        | Body::Request(_)
        | Body::Approval(_)
        | Body::Rejection(_)
        | Body::Withdrawal(_)
        | Body::ExportIntent(_)
        | Body::ExportCompleted(_)
        | Body::ExportFailed(_)
        | Body::PassphraseRelease(_)
        | Body::Receipt(_) => {}
    }
}

fn new_key(act: &Act, public: &PublicKey, proven: bool) -> Key {
    Key {
        public: public.clone(),
        added_index: act.index,
        revoked_index: None,
        proven,
        added_by: act.statement.author.clone(),
        added_at: act.statement.time,
    }
}

fn found(registry: &mut Registry, act: &Act, founder: &body::Founder) {
    let id = act.statement.author.clone();
    let key = new_key(act, &founder.key, true);
    registry.origin.clone_from(&act.statement.origin);
    registry.founder = Some((id.clone(), founder.key.fingerprint()));
    registry.key_owners.insert(founder.key.fingerprint(), id.clone());
    let person = Person {
        id: id.clone(),
        name: founder.name.clone(),
        particulars: body::people::Particulars::default(),
        roles: vec![Role::Administrator],
        keys: vec![key],
        custody: None,
        registered_by: id.clone(),
        registered_at: act.statement.time,
        delegations: Vec::new(),
    };
    registry.people.insert(id, person);
}

fn add_person(registry: &mut Registry, act: &Act, body: &body::PersonAdd) {
    let mut roles = body.roles.clone();
    roles.sort_unstable();
    roles.dedup();
    let person = Person {
        id: body.person.clone(),
        name: body.name.clone(),
        particulars: body.particulars.clone(),
        roles,
        keys: vec![new_key(act, &body.key, body.proof.is_some())],
        custody: body.custody.clone(),
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        delegations: Vec::new(),
    };
    registry.key_owners.insert(body.key.fingerprint(), body.person.clone());
    registry.people.insert(body.person.clone(), person);
}

fn set_person(registry: &mut Registry, body: &body::PersonSet) {
    fn replace<T: Clone>(old: &mut T, new: Option<&T>) {
        if let Some(new) = new {
            *old = new.clone();
        }
    }
    fn replace_some<T: Clone>(old: &mut Option<T>, new: Option<&T>) {
        if new.is_some() {
            *old = new.cloned();
        }
    }
    let Some(person) = registry.people.get_mut(&body.person) else { return };
    replace(&mut person.name, body.name.as_ref());
    replace(&mut person.roles, body.roles.as_ref());
    person.roles.sort_unstable();
    person.roles.dedup();
    replace_some(&mut person.custody, body.custody.as_ref());
    let (old, new) = (&mut person.particulars, &body.particulars);
    replace_some(&mut old.department, new.department.as_ref());
    replace_some(&mut old.email, new.email.as_ref());
    replace_some(&mut old.organization, new.organization.as_ref());
    replace_some(&mut old.phone, new.phone.as_ref());
    replace_some(&mut old.title, new.title.as_ref());
}

fn apply_to_carry_out(registry: &Registry, carry_out: &mut CarryOut, act: &Act) {
    let statement = &act.statement;
    let ended = |reason: Option<&String>| {
        Some(Ended { by: statement.author.clone(), at: statement.time, reason: reason.cloned() })
    };
    match &statement.body {
        Body::Approval(_) => {
            let approval = approval(registry, carry_out, act);
            carry_out.approvals.push(approval);
        }
        Body::Rejection(body) => carry_out.rejected = ended(Some(&body.reason)),
        Body::Withdrawal(_) => carry_out.withdrawn = ended(None),
        Body::ExportIntent(body) => carry_out.attempts.push(Attempt {
            intent_digest: act.digest,
            index: act.index,
            intent: body.as_ref().clone(),
            by: statement.author.clone(),
            begun_at: statement.time,
            outcome: Outcome::Open,
        }),
        Body::ExportCompleted(body) => {
            let outcome = Outcome::Completed { completed: body.clone(), at: statement.time };
            end_attempt(carry_out, &body.intent, outcome);
        }
        Body::ExportFailed(body) => {
            let outcome = Outcome::Failed { failed: body.clone(), at: statement.time };
            end_attempt(carry_out, &body.intent, outcome);
        }
        Body::PassphraseRelease(body) => {
            let marks = release_marks(carry_out, body);
            carry_out.releases.push(Release {
                release: body.clone(),
                by: statement.author.clone(),
                at: statement.time,
                marks,
            });
        }
        Body::Receipt(body) => {
            let moment = match &body.code {
                Code::Arrived { .. } => &mut carry_out.arrived_at,
                Code::Opened { .. } => &mut carry_out.opened_at,
            };
            moment.get_or_insert(statement.time);
        }
        // These concern the registry and come without a carry-out.
        Body::Founder(_)
        | Body::Registration(_)
        | Body::PersonAdd(_)
        | Body::PersonSet(_)
        | Body::KeyAdd(_)
        | Body::KeyRevoke(_)
        | Body::Delegation(_)
        | Body::RecipientAdd(_)
        | Body::MediumAdd(_)
        | Body::MediumSet(_)
        | Body::Request(_) => {}
    }
}

fn end_attempt(carry_out: &mut CarryOut, intent: &crate::base::digest::Digest, outcome: Outcome) {
    if let Some(attempt) = carry_out.attempts.iter_mut().find(|attempt| attempt.intent_digest == *intent) {
        attempt.outcome = outcome;
    }
}

fn release_marks(carry_out: &CarryOut, body: &body::PassphraseRelease) -> Vec<Mark> {
    let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.intent.custody.as_ref());
    let mut marks = Vec::new();
    if custody.is_some_and(|custody| custody.carrier_holds) {
        marks.push(Mark::CarrierHoldsKey);
    }
    if body.via == Channel::Other {
        marks.push(Mark::UnusualChannel);
    }
    marks
}

fn approval(registry: &Registry, carry_out: &CarryOut, act: &Act) -> GivenApproval {
    let statement = &act.statement;
    let person = registry.person(&statement.author);
    let counts = person
        .is_some_and(|person| registry.may_approve(person, statement.time.date(), &carry_out.requester));
    GivenApproval {
        digest: act.digest,
        index: act.index,
        person: statement.author.clone(),
        key: act.key.clone(),
        at: statement.time,
        consent: !counts,
        marks: person.map_or_else(Vec::new, |person| approval_marks(person, &carry_out.requester, act)),
    }
}

/// What the screen and the audit say beside an approval.
fn approval_marks(person: &Person, requester: &PersonId, act: &Act) -> Vec<Mark> {
    let recent = |at: crate::base::time::Timestamp| {
        let seconds = act.statement.time.unix_seconds().saturating_sub(at.unix_seconds());
        seconds < NEW_APPROVER_DAYS.saturating_mul(86_400)
    };
    let key = person.key(&act.key);
    let mut marks = Vec::new();
    let brought_by_requester = key.is_some_and(|key| key.added_by == *requester);
    if (person.registered_by == *requester || brought_by_requester) && person.id != *requester {
        marks.push(Mark::RegisteredByRequester);
    }
    if recent(person.registered_at) || key.is_some_and(|key| recent(key.added_at)) {
        marks.push(Mark::NewlyRegistered);
    }
    if key.is_some_and(|key| !key.proven) {
        marks.push(Mark::Unproven);
    }
    if !person.has(Role::Approver) && !person.has(Role::Client) {
        marks.push(Mark::Delegated);
    }
    let own_new = |key: &Key| key.added_by == person.id && recent(key.added_at);
    if person.has(Role::Administrator) && key.is_some_and(own_new) {
        marks.push(Mark::OwnNewKey);
    }
    marks
}
