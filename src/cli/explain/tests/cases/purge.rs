//! Attachments that are kept.

use super::{Case, all, digest, person};
use crate::cli::exit::Exit;
use crate::domain::refusal::{PurgeRefusal, Refusal};

pub(super) fn purge(text: &str) -> Vec<Case> {
    let id = || text.to_owned();
    let from = "2031-11-21".parse().unwrap();
    let at = || "2031-11-21T10:00:00+09:00".parse().unwrap();
    all(
        Exit::Refused,
        [
            PurgeRefusal::NotOver { id: id() },
            PurgeRefusal::TooEarly { id: id(), years: 5, from },
            PurgeRefusal::OneClockAlone { id: id(), from, others: None },
            PurgeRefusal::OneClockAlone { id: id(), from, others: Some(at()) },
            PurgeRefusal::ClockContradicted { id: id(), asked: at(), index: 9 },
            PurgeRefusal::AlreadyPurged { id: id() },
            PurgeRefusal::Asked { id: id(), by: person() },
            PurgeRefusal::NotAsked { id: id() },
            PurgeRefusal::SamePerson { id: id(), person: person() },
            PurgeRefusal::OwnCarryOut { id: id(), person: person() },
            PurgeRefusal::NotItsAttachment { id: id(), digest: digest() },
            PurgeRefusal::OtherAttachments { id: id() },
        ]
        .map(Refusal::Purge),
    )
}
