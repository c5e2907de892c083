//! Successors of administrators who cannot sign.

use super::{Case, all, person};
use crate::cli::exit::Exit;
use crate::domain::refusal::{Refusal, SuccessionRefusal};
use crate::domain::succession::SuccessionOutcome;

pub(super) fn successions() -> Vec<Case> {
    let (one, other) = (person, person);
    let from = "2026-12-04".parse().unwrap();
    let others = "2026-12-03T10:00:00+09:00".parse().unwrap();
    all(
        Exit::Refused,
        [
            SuccessionRefusal::AdministratorSigns { administrator: one() },
            SuccessionRefusal::AdministratorAlready { person: one() },
            SuccessionRefusal::Unfit { person: one() },
            SuccessionRefusal::TooNew { person: one(), index: 9 },
            SuccessionRefusal::OwnSuccession { person: one() },
            SuccessionRefusal::Asked { person: one(), by: other() },
            SuccessionRefusal::NotAsked { person: Some(one()) },
            SuccessionRefusal::NotAsked { person: None },
            SuccessionRefusal::Over {
                person: one(),
                by: other(),
                index: 9,
                outcome: SuccessionOutcome::AdministratorSigned,
            },
            SuccessionRefusal::AskerGone { by: other() },
            SuccessionRefusal::NotBegun { person: one() },
            SuccessionRefusal::TooEarly { person: one(), from, days: 14 },
            SuccessionRefusal::OneClockAlone { person: one(), from, others },
            SuccessionRefusal::MayNotStop { author: other(), person: one() },
        ]
        .map(Refusal::Succession),
    )
}
