//! How far a write was confirmed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How far a write was confirmed; printed and stored with it. Higher is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WriteLevel {
    /// Synced and re-read, and equal: all that this filesystem allows. The bytes may have come out of this
    /// machine's own memory (tmpfs, FUSE), or out of another machine's (a network filesystem).
    V1,
    /// Re-read past the operating system's cache, and equal. The medium's own cache is not passed.
    V2,
    /// Re-read after the medium was taken out and put back, and equal.
    V3,
}

/// Not `V1`, `V2` or `V3`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a write level (V1, V2 or V3)")]
pub struct UnknownLevel;

impl fmt::Display for WriteLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1 => "V1",
            Self::V2 => "V2",
            Self::V3 => "V3",
        })
    }
}

impl FromStr for WriteLevel {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        match text {
            "V1" => Ok(Self::V1),
            "V2" => Ok(Self::V2),
            "V3" => Ok(Self::V3),
            _ => Err(UnknownLevel),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_rise_and_are_spelled_one_way() {
        assert!(WriteLevel::V1 < WriteLevel::V2 && WriteLevel::V2 < WriteLevel::V3);
        for level in [WriteLevel::V1, WriteLevel::V2, WriteLevel::V3] {
            assert_eq!(level.to_string().parse(), Ok(level));
            assert_eq!(serde_json::to_string(&level).unwrap(), format!("\"{level}\""));
        }
        assert_eq!("v2".parse::<WriteLevel>(), Err(UnknownLevel));
    }
}
