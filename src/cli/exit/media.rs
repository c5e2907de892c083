//! Media, and what was read back from them.

use super::{Ends, Exit};
use crate::media::{
    DeviceError, EraseError, MediaError, NoiseError, NotReplugged, ReadBackError, ScanError, SearchError,
};

impl Ends for MediaError {
    fn exit(&self) -> Exit {
        match self {
            Self::BadName { .. } => Exit::Usage,
            // Links are never followed, wherever they lead.
            Self::Link { .. } => Exit::Refused,
            Self::NotThere { .. }
            | Self::NotAFolder { .. }
            | Self::NotAFile { .. }
            | Self::NotADevice { .. }
            | Self::CannotIdentify { .. }
            | Self::ReadOnly { .. }
            | Self::Denied { .. }
            | Self::AlreadyThere { .. }
            | Self::OtherContent { .. }
            | Self::NoRoom { .. }
            | Self::FileTooLarge { .. }
            | Self::Gone { .. }
            | Self::Failed { .. } => Exit::Environment,
        }
    }
}

impl Ends for ReadBackError {
    fn exit(&self) -> Exit {
        match self {
            Self::Differs { .. } => Exit::Environment,
            Self::Replaced { .. } => Exit::Tampered,
            Self::Media(error) => error.exit(),
            Self::NotReplugged(error) => error.exit(),
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for NotReplugged {
    fn exit(&self) -> Exit {
        match self {
            Self::OtherMedium { .. } => Exit::Refused,
            Self::NoSerial | Self::CannotTell | Self::SameAttachment => Exit::Environment,
        }
    }
}

impl Ends for EraseError {
    fn exit(&self) -> Exit {
        match self {
            Self::Replaced { .. } | Self::Changed { .. } => Exit::Tampered,
            Self::NotOverwritten { .. } | Self::StillThere { .. } => Exit::Environment,
            Self::Media(error) => error.exit(),
            Self::Cancelled { .. } => Exit::Interrupted,
        }
    }
}

impl Ends for SearchError {
    fn exit(&self) -> Exit {
        match self {
            Self::Media(error) => error.exit(),
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for DeviceError {
    fn exit(&self) -> Exit {
        match self {
            Self::Media(error) => error.exit(),
            Self::NotWhole { .. }
            | Self::System { .. }
            | Self::Mounted { .. }
            | Self::Swap { .. }
            | Self::Held { .. }
            | Self::InUse { .. }
            | Self::Replaced { .. } => Exit::Refused,
            Self::Empty { .. } => Exit::Environment,
        }
    }
}

impl Ends for NoiseError {
    fn exit(&self) -> Exit {
        match self {
            Self::OtherSize { .. } => Exit::Refused,
            Self::Write { .. } | Self::Sync { .. } | Self::Gone { .. } | Self::NoThread(_) => {
                Exit::Environment
            }
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for ScanError {
    fn exit(&self) -> Exit {
        match self {
            Self::Gone { .. } | Self::NoThread(_) => Exit::Environment,
            Self::Cancelled => Exit::Interrupted,
        }
    }
}
