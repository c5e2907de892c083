//! Entries that cannot be acknowledged.

use super::{Case, all, person};
use crate::cli::exit::Exit;
use crate::domain::refusal::{AcknowledgeRefusal, Refusal};

pub(super) fn acknowledge() -> Vec<Case> {
    all(
        Exit::Refused,
        [
            AcknowledgeRefusal::NotWithoutEffect { index: 9 },
            AcknowledgeRefusal::OtherLeaf { index: 9 },
            AcknowledgeRefusal::Already { index: 9, person: person() },
        ]
        .map(Refusal::Acknowledge),
    )
}
