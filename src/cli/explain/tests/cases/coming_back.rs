//! What a rule says no to after a package has left, and in incidents.

use super::{Case, all, digest, person};
use crate::cli::exit::Exit;
use crate::domain::names::{CopyKind, IncidentField, Kind, Level, Method, Via};
use crate::domain::refusal::{CopyRefusal, IncidentRefusal, Refusal};
use crate::domain::verify::EntryFault;
use crate::workflow::error::Error;

pub(in super::super) fn coming_back(text: &str) -> Vec<Case> {
    let id = || text.to_owned();
    let day = || "2026-11-20".parse().unwrap();
    let medium = || "USB-07".parse().unwrap();
    let mut cases = all(
        Exit::Refused,
        [
            Refusal::MediumHeldHigher { medium: medium(), held: Level::One, asked: Level::Three },
            Refusal::MediumHeldOtherClient { medium: medium() },
            Refusal::MediumHoldsOthers { medium: medium(), others: vec![id(), id()] },
            Refusal::NothingToCarry { id: id(), via: Via::Email },
            Refusal::AlreadyOut { id: id() },
            Refusal::SameCarrier { id: id(), person: person() },
            Refusal::NotLater { due: day(), stands: day() },
            Refusal::ExtensionWaits { id: id() },
            Refusal::NoExtension { id: id() },
            Refusal::OwnExtension { id: id(), person: person() },
            Refusal::NoReceipt { id: id() },
            Refusal::DoesNotStay { id: id(), kind: Kind::Work },
            Refusal::Copy(CopyRefusal::NoSuchCopy { id: id(), copy: 7 }),
            Refusal::Copy(CopyRefusal::CopyAccounted { id: id(), copy: 7 }),
            Refusal::Copy(CopyRefusal::LostStill { id: id(), copy: 7 }),
            Refusal::Copy(CopyRefusal::StrayCopy { id: id(), copy: 7 }),
            Refusal::Copy(CopyRefusal::NoCopies { id: id() }),
            Refusal::Copy(CopyRefusal::NotMeasured { id: id(), copy: 7 }),
            Refusal::Copy(CopyRefusal::NoSuchDisposal { id: id(), disposal: digest() }),
            Refusal::Copy(CopyRefusal::OwnDisposal { disposal: id(), person: person() }),
            Refusal::Copy(CopyRefusal::AlreadyWitness { disposal: id(), person: person() }),
            Refusal::Copy(CopyRefusal::OwnRecheck { disposal: id(), person: person() }),
            Refusal::Copy(CopyRefusal::SameEvidence { disposal: id() }),
            Refusal::Copy(CopyRefusal::MadeByExport { id: id(), kind: CopyKind::Package }),
            Refusal::Copy(CopyRefusal::NothingCameBack { id: id() }),
            Refusal::Copy(CopyRefusal::CopiesOpen { id: id(), copies: vec![1, 2] }),
            Refusal::Copy(CopyRefusal::OwnReturn { id: id(), person: person() }),
            Refusal::Copy(CopyRefusal::WitnessNeeded { id: id(), disposal: id() }),
            Refusal::NotASubcontractor { recipient: "yamada".parse().unwrap() },
            Refusal::Copy(CopyRefusal::OutOfReach {
                id: id(),
                copy: 2,
                kind: CopyKind::Sent,
                method: Method::EraseFile,
            }),
            Refusal::Copy(CopyRefusal::OutOfReach {
                id: id(),
                copy: 3,
                kind: CopyKind::Working,
                method: Method::Overwrite,
            }),
            Refusal::Copy(CopyRefusal::RecalledAlready { id: id(), number: id() }),
            Refusal::LeavesAlready { person: person() },
            Refusal::HoldsStill {
                person: person(),
                carries: vec![id(), id()],
                articles: vec!["E-0007".to_owned()],
                unconfirmed: vec!["E-0008".to_owned()],
            },
            Refusal::HoldsStill {
                person: person(),
                carries: Vec::new(),
                articles: Vec::new(),
                unconfirmed: Vec::new(),
            },
        ],
    );
    let methods = Method::ALL.iter().flat_map(|method| {
        let field = |field| {
            Refusal::Copy(CopyRefusal::MethodDoesNotFit { id: text.to_owned(), method: *method, field })
        };
        ["measured", "overwritten", "key", "copies"].map(field)
    });
    cases.extend(all(Exit::Refused, methods));
    cases.extend(incidents(text));
    cases.push((Error::EntryFault(EntryFault::Suspended { author: person(), index: 7 }), Exit::Refused));
    cases
}

fn incidents(text: &str) -> Vec<Case> {
    let id = || text.to_owned();
    let now = || "2026-11-20T09:00:00+09:00".parse().unwrap();
    let missing = || IncidentField::ALL.to_vec();
    let mut cases = all(
        Exit::Refused,
        [
            Refusal::Frozen { id: id(), incident: id() },
            Refusal::Incident(IncidentRefusal::UnknownIncident { incident: digest() }),
            Refusal::Incident(IncidentRefusal::IncidentClosed { incident: id() }),
            Refusal::Incident(IncidentRefusal::IncludedAlready { incident: id(), id: id() }),
            Refusal::Incident(IncidentRefusal::LaterThanNow { claimed: now(), now: now() }),
            Refusal::Incident(IncidentRefusal::IncidentIncomplete {
                incident: id(),
                missing: missing(),
                told: false,
            }),
            Refusal::Incident(IncidentRefusal::IncidentIncomplete {
                incident: id(),
                missing: Vec::new(),
                told: false,
            }),
            Refusal::Incident(IncidentRefusal::IncidentIncomplete {
                incident: id(),
                missing: missing(),
                told: true,
            }),
            Refusal::Incident(IncidentRefusal::OwnIncident { incident: id(), person: person() }),
        ],
    );
    cases.push((Error::UnknownIncident { id: id() }, Exit::Refused));
    cases.push((Error::NotAnIncident { id: id() }, Exit::Usage));
    cases
}
