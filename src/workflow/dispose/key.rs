//! Destroying the custody file of a passphrase.
//!
//! The file first, then the entry: the log never says that a key was destroyed which somebody can still read. Before
//! the file is touched, this user's state notes that it was the right one; killed in between, the next run finds the
//! file gone or half overwritten, and the note says that it was identified. Without the note, and without an earlier
//! entry about the same file, a file that is not there is no destruction.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::file;
use crate::domain::body::coming_back::KeyDestroyed;
use crate::domain::body::export::Custody;
use crate::domain::carry_out::{CarryOut, Outcome};
use crate::domain::refusal::Refusal;
use crate::workflow::custody;
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::places::Places;

use super::Order;

/// What is asked of the rules before anything is destroyed.
pub(super) fn would_be(carry_out: &CarryOut, order: &Order) -> Option<KeyDestroyed> {
    let custody = carry_out.completed()?.0.custody.as_ref()?;
    Some(KeyDestroyed { attested: order.attested.clone(), custody: custody.sha256 })
}

/// Destroys the custody file.
///
/// # Errors
/// [`Error::NoCustodyFile`] when it is not there and nothing tells that it was destroyed;
/// [`EvidenceError::DigestDiffers`] when it is another.
pub(super) fn destroy(desk: &Desk, carry_out: &CarryOut, order: &Order) -> Result<KeyDestroyed, Error> {
    let no_passphrase = || Refusal::NoPassphrase { id: carry_out.id() };
    let completed = |outcome: &Outcome| matches!(outcome, Outcome::Completed { .. });
    let mut attempts = carry_out.attempts.iter().zip(1_usize..);
    let (attempt, number) =
        attempts.find(|(attempt, _)| completed(&attempt.outcome)).ok_or_else(no_passphrase)?;
    let expected: &Custody = attempt.custody.as_ref().ok_or_else(no_passphrase)?;
    let note = note(&desk.places, carry_out);
    let failed = |source| Error::State { path: note.clone(), source };
    let begun = note.try_exists().map_err(failed)?;
    let mut path = custody::find(&desk.places, carry_out.number, number, expected)?;
    if begun && let Some(noted) = noted(desk, carry_out, &note)? {
        path = noted;
    }
    match custody::read(&path, expected) {
        Ok(_) => {}
        Err(Error::NoCustodyFile { .. }) if begun || is_recorded(carry_out, expected) => {}
        Err(Error::Evidence(EvidenceError::DigestDiffers { .. })) if begun => {}
        Err(error) => return Err(error),
    }
    if !begun {
        file::create_private_dir(note.parent().unwrap_or(&note)).map_err(failed)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        file::create_new(&note, format!("{} {name}", expected.sha256).as_bytes()).map_err(failed)?;
    }
    custody::destroy(&path)?;
    Ok(KeyDestroyed { attested: order.attested.clone(), custody: expected.sha256 })
}

/// The file that the note says was identified: what has another name may be the key to something else. Notes of earlier
/// versions name none.
fn noted(desk: &Desk, carry_out: &CarryOut, note: &Path) -> Result<Option<PathBuf>, Error> {
    let text = file::read_text(note).map_err(|source| Error::State { path: note.to_path_buf(), source })?;
    let Some((_, name)) = text.split_once(' ') else { return Ok(None) };
    Ok(custody::named(&desk.places, carry_out.number, name))
}

/// Whether the log has it that this very file was destroyed: somebody attests later.
fn is_recorded(carry_out: &CarryOut, custody: &Custody) -> bool {
    carry_out
        .disposals
        .iter()
        .any(|disposed| disposed.body.key.as_ref().is_some_and(|key| key.custody == custody.sha256))
}

/// Forgets the note, once the log has it.
pub(super) fn forget(places: &Places, carry_out: &CarryOut) {
    // What stays behind is of a file that is gone and recorded as such.
    let _gone = fs::remove_file(note(places, carry_out));
}

fn note(places: &Places, carry_out: &CarryOut) -> PathBuf {
    places.state.join("begun").join(format!("{}.key", carry_out.digest))
}
