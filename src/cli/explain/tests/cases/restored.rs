//! Histories that cannot be called lost, and backups that are none.

use std::path::PathBuf;

use super::{Case, all, person};
use crate::base::digest::Digest;
use crate::cli::exit::Exit;
use crate::domain::refusal::{Refusal, RestoredRefusal};
use crate::domain::statement::Seen;
use crate::workflow::backup::BackupError;
use crate::workflow::error::{Error, LossError};

pub(super) fn restored() -> Vec<Case> {
    all(
        Exit::Refused,
        [
            RestoredRefusal::NotLost { size: 9 },
            RestoredRefusal::OtherRoot { size: 9 },
            RestoredRefusal::TooNew { person: person(), kept_size: 9 },
            RestoredRefusal::Already { person: person(), size: 9 },
        ]
        .map(Refusal::Restored),
    )
}

pub(super) fn losses() -> Vec<Case> {
    let held = Seen { root: Digest::of(b"held"), size: 9 };
    [
        (LossError::KeptUnknown, Exit::Usage),
        (LossError::PartedEarlier { kept: 9, common: 7 }, Exit::Refused),
        (LossError::OfAnother { held }, Exit::Refused),
    ]
    .map(|(error, exit)| (Error::Loss(error), exit))
    .into()
}

pub(super) fn backups(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let why = || text.to_owned();
    [
        (BackupError::InsideHome { path: path() }, Exit::Refused),
        (BackupError::CopyDiffers { path: path() }, Exit::Environment),
        (BackupError::NotABackup { path: path(), newest: None }, Exit::Usage),
        (BackupError::NotABackup { path: path(), newest: Some(path()) }, Exit::Usage),
        (BackupError::Wrong { path: path(), why: why() }, Exit::Tampered),
        (BackupError::Damaged { path: path(), why: why() }, Exit::Tampered),
        (BackupError::AsHome { path: path() }, Exit::Refused),
        (BackupError::NotOurs { path: path() }, Exit::Tampered),
        (BackupError::Running { home: path() }, Exit::Environment),
        (BackupError::Written { home: path() }, Exit::Environment),
        (BackupError::NothingToRestore { home: path(), size: 9 }, Exit::Refused),
    ]
    .map(|(error, exit)| (Error::Backup(error), exit))
    .into()
}
