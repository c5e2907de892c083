//! Another administrator, where none can sign: two people say so, and everybody sees it in between.

use crate::domain::body::{Body, Succession, SuccessionConfirm, SuccessionEnd};
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::{Refusal, SuccessionRefusal};
use crate::domain::registry::{Person, Registry};
use crate::domain::succession::Succession as Asked;
use crate::projection::view::succession::SuccessionView;
use crate::projection::view::{Task, TaskAbout, TaskKind};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What somebody says of it.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who is to be administrator.
    pub person: PersonId,
    /// Why.
    pub reason: String,
    /// Whether nothing is to come of it.
    pub stop: bool,
}

/// Asks that a person become administrator, agrees to what somebody else asked, or stops it.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn succession(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    said: &Said,
) -> Result<SuccessionView, Error> {
    let author = desk.person_of(keyring)?.id.clone();
    let asked = waiting_for(&desk.registry, &said.person);
    let not_asked = || Refusal::from(SuccessionRefusal::NotAsked { person: Some(said.person.clone()) });
    let reason = said.reason.clone();
    let body = match (asked, said.stop) {
        (Some(one), true) => Body::SuccessionEnd(SuccessionEnd { reason, succession: one.digest }),
        (None, true) => return Err(not_asked().into()),
        (Some(one), false) if one.by != author => {
            Body::SuccessionConfirm(SuccessionConfirm { reason, succession: one.digest })
        }
        (_, false) => Body::Succession(Succession { person: said.person.clone(), reason }),
    };
    let digest = asked.map(|one| one.digest);
    let statement = desk.say(world, keyring, body, &[])?;
    let digest = digest.unwrap_or(statement.digest);
    let one = desk.registry.successions.iter().find(|one| one.digest == digest);
    Ok(SuccessionView::new(&desk.registry, one.ok_or_else(not_asked)?, None))
}

/// What waits for this person to become administrator.
fn waiting_for<'r>(registry: &'r Registry, person: &PersonId) -> Option<&'r Asked> {
    registry.successions_waiting().find(|one| one.person == *person)
}

/// What waits, for everybody's eyes: for an administrator to say that they can sign, for a second person to agree, and
/// for everybody else to know. `may` is whether a statement would take effect if this person said it now.
///
/// # Errors
/// What `may` fails with.
pub(super) fn tasks(
    desk: &Desk,
    person: &Person,
    may: impl Fn(Body) -> Result<bool, Error>,
) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for one in desk.registry.successions_waiting() {
        let reason = "?".to_owned();
        let agrees = SuccessionConfirm { reason, succession: one.digest };
        let task = if person.has(Role::Administrator) {
            TaskKind::StopSuccession
        } else if may(Body::SuccessionConfirm(agrees))? {
            TaskKind::AgreeToSuccession
        } else {
            TaskKind::KnowOfSuccession
        };
        let view = SuccessionView::new(&desk.registry, one, Some(&person.id));
        tasks.push(Task { task, about: TaskAbout::Succession(Box::new(view)) });
    }
    Ok(tasks)
}
