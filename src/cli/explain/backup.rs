//! Backups that cannot be made, or not put back.

use super::{Explain, Told, Values, path_word};
use crate::i18n::{Catalogue, Text};
use crate::workflow::backup::BackupError;

impl Explain for BackupError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::InsideHome { path } => {
                told("backup-inside-home", &[]).at(path).hint("hint-backup-elsewhere", &[])
            }
            Self::CopyDiffers { path } => {
                told("backup-differs", &[]).at(path).hint("hint-backup-elsewhere", &[])
            }
            Self::NotABackup { path, newest: Some(newest) } => told("not-a-backup", &[])
                .at(path)
                .hint("hint-restore-newest", &[("dir", &path_word(newest, "DIR"))]),
            Self::NotABackup { path, newest: None } => {
                told("not-a-backup", &[]).at(path).hint("hint-restore-other", &[])
            }
            Self::Wrong { path, why } => {
                told("backup-wrong", &[("why", &Text(why))]).at(path).hint("hint-restore-other", &[])
            }
            Self::Damaged { path, why } => {
                told("backup-damaged", &[("why", &Text(why))]).at(path).hint("hint-restore-other", &[])
            }
            Self::AsHome { path } => told("home-is-backup", &[("path", path)])
                .hint("hint-restore-backup", &[("path", &path_word(path, "FOLDER"))]),
            Self::NotOurs { path } => told("restore-not-ours", &[])
                .at(path)
                .hint("hint-keep-home", &[])
                .hint("hint-restore-not-ours", &[]),
            Self::Running { home } => told("restore-running", &[]).at(home).hint("hint-again", &[]),
            Self::Written { home } => told("restore-written", &[]).at(home).hint("hint-again", &[]),
            Self::NothingToRestore { home, size } => told("nothing-to-restore", &[("size", size)])
                .at(home)
                .hint("hint-audit", &[])
                .hint("hint-restore-elsewhere", &[]),
        }
    }
}
