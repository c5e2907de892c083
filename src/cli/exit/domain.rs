//! Rules that said no, and statements that do not hold.

use super::{Ends, Exit};
use crate::domain::entry::EntryError;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::statement::StatementError;
use crate::domain::verify::EntryFault;

impl Ends for Refusal {
    fn exit(&self) -> Exit {
        match self {
            // A newer program is needed, or a clock that goes right.
            Self::Contract(ContractRefusal::UnknownOffice { .. }) | Self::ClockBehind { .. } => {
                Exit::Environment
            }
            Self::AlreadyFounded
            | Self::NotAnEntry
            | Self::MissingRole { .. }
            | Self::OnlyThemselves { .. }
            | Self::UnknownPerson { .. }
            | Self::PersonExists { .. }
            | Self::KeyTaken { .. }
            | Self::NoSuchKey { .. }
            | Self::ProofDoesNotHold { .. }
            | Self::LastAdministrator
            | Self::Empty { .. }
            | Self::DatesReversed { .. }
            | Self::DueBeforeLeaving { .. }
            | Self::DayPassed { .. }
            | Self::DelegateToSelf { .. }
            | Self::NoDelegation { .. }
            | Self::SelfIsReserved
            | Self::UnknownRecipient { .. }
            | Self::UnknownMedium { .. }
            | Self::MediumExists { .. }
            | Self::MediumNotUsable { .. }
            | Self::MediumRequired
            | Self::NoMediumThere { .. }
            | Self::OtherMedium { .. }
            | Self::OpeningDoesNotFit { .. }
            | Self::OtherRules { .. }
            | Self::UnknownRequest { .. }
            | Self::RequestExists { .. }
            | Self::WrongStatus { .. }
            | Self::OwnRequest { .. }
            | Self::AlreadyApproved { .. }
            | Self::EmbeddedRequestDiffers
            | Self::LevelUnknown { .. }
            | Self::NotTheCarrier { .. }
            | Self::NotTheRequester { .. }
            | Self::QuorumShort { .. }
            | Self::OtherApprovals { .. }
            | Self::TooEarly { .. }
            | Self::WrongCustody { .. }
            | Self::WrongPackageName { .. }
            | Self::NoOpenAttempt { .. }
            | Self::NotTheirAttempt { .. }
            | Self::NoPassphrase { .. }
            | Self::NotACustodian { .. }
            | Self::SameRoad { .. }
            | Self::NotArrived { .. }
            | Self::WrongCode { .. }
            | Self::MediumHeldHigher { .. }
            | Self::MediumHeldOtherClient { .. }
            | Self::MediumHoldsOthers { .. }
            | Self::NothingToCarry { .. }
            | Self::AlreadyOut { .. }
            | Self::Frozen { .. }
            | Self::SameCarrier { .. }
            | Self::NotLater { .. }
            | Self::ExtensionWaits { .. }
            | Self::NoExtension { .. }
            | Self::NoReceipt { .. }
            | Self::DoesNotStay { .. }
            | Self::Copy(_)
            | Self::OwnExtension { .. }
            | Self::NotASubcontractor { .. }
            | Self::LeavesAlready { .. }
            | Self::HoldsStill { .. }
            | Self::Incident(_)
            | Self::Mail(_)
            | Self::Purge(_)
            | Self::Acknowledge(_)
            | Self::Restored(_)
            | Self::Succession(_)
            | Self::Rule(_)
            | Self::Contract(_)
            | Self::Article(_)
            | Self::DayAhead { .. } => Exit::Refused,
        }
    }
}

impl Ends for EntryFault {
    fn exit(&self) -> Exit {
        match self {
            Self::Entry(error) => error.exit(),
            Self::Signature(error) => error.exit(),
            Self::NoFounder
            | Self::OtherOrigin { .. }
            | Self::UnknownAuthor { .. }
            | Self::NotTheirKey { .. }
            | Self::RevokedKey { .. }
            | Self::Suspended { .. } => Exit::Refused,
            // Somebody else was shown another history than this one.
            Self::OtherHistory { .. } => Exit::Tampered,
        }
    }
}

impl Ends for EntryError {
    fn exit(&self) -> Exit {
        match self {
            Self::Statement(error) => error.exit(),
            Self::Signature(error) => error.exit(),
            Self::SecondSpelling | Self::Shape => Exit::Refused,
        }
    }
}

impl Ends for StatementError {
    fn exit(&self) -> Exit {
        match self {
            Self::TooLong { .. } | Self::NotOneLine | Self::Canonical(_) => Exit::Refused,
            // A newer program is needed.
            Self::UnknownVersion { .. } => Exit::Environment,
        }
    }
}
