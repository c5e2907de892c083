//! Who may say that a history is lost.

use super::{RootsNamed, author, need_role, need_text};
use crate::domain::body::Restored;
use crate::domain::names::Role;
use crate::domain::refusal::{Refusal, RestoredRefusal};
use crate::domain::registry::Registry;
use crate::domain::verify::Act;

pub(super) fn check_restored(
    registry: &Registry,
    roots: RootsNamed,
    act: &Act,
    body: &Restored,
) -> Result<(), Refusal> {
    let person = &act.statement.author;
    need_role(registry, person, &[Role::Administrator, Role::Auditor])?;
    need_text("reason", &body.reason)?;
    let refused = |refusal| Err(Refusal::Restored(refusal));
    if body.kept.size >= body.held.size || roots.held == Some(body.held.root) {
        return refused(RestoredRefusal::NotLost { size: body.held.size });
    }
    if roots.kept != Some(body.kept.root) {
        return refused(RestoredRefusal::OtherRoot { size: body.kept.size });
    }
    // Whoever writes a history of their own can register anybody in it: those who speak were known before it began.
    let added = author(registry, person)?.key(&act.key).map(|key| key.added_index);
    if added.is_none_or(|index| index >= body.kept.size) {
        let (person, kept_size) = (person.clone(), body.kept.size);
        return refused(RestoredRefusal::TooNew { person, kept_size });
    }
    // People are counted, not keys.
    let known = registry.restoration_of(body);
    if known.is_some_and(|known| known.is_effective() || known.by.iter().any(|one| one.person == *person)) {
        return refused(RestoredRefusal::Already { person: person.clone(), size: body.held.size });
    }
    Ok(())
}
