//! Ids as people type them: of carry-outs, disposals, articles and incidents.

use std::fmt;
use std::str::FromStr;

use super::values::ValueError;
use crate::domain::article::article_id;
use crate::domain::carry_out::{disposal_number, id_of, number_of};
use crate::domain::incident::{incident_id, incident_number};
use crate::workflow::witness::Which as WhichDisposal;

/// A carry-out's id, `C-0042`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CarryOutId {
    /// 42 for `C-0042`.
    pub number: u64,
}

impl fmt::Display for CarryOutId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&id_of(self.number))
    }
}

impl FromStr for CarryOutId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        number_of(text).map(|number| Self { number }).ok_or(ValueError::CarryOut)
    }
}

/// `D-0007`, or `C-0042` for its newest disposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisposalId(pub WhichDisposal);

impl FromStr for DisposalId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let disposal = disposal_number(text).map(WhichDisposal::Disposal);
        let newest = || number_of(text).map(WhichDisposal::NewestOf);
        disposal.or_else(newest).map(Self).ok_or(ValueError::Disposal)
    }
}

/// The id of something that is carried, `E-0007`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleId {
    /// 7 for `E-0007`.
    pub number: u64,
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&article_id(self.number))
    }
}

impl FromStr for ArticleId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let digits = text.strip_prefix("E-").ok_or(ValueError::Article)?;
        let number = digits.parse().map_err(|_not_a_number| ValueError::Article)?;
        if article_id(number) == text { Ok(Self { number }) } else { Err(ValueError::Article) }
    }
}

/// An incident's id, `I-0003`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentId {
    /// 3 for `I-0003`.
    pub number: u64,
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&incident_id(self.number))
    }
}

impl FromStr for IncidentId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        incident_number(text).map(|number| Self { number }).ok_or(ValueError::Incident)
    }
}

/// What an incident is opened about: `C-0042` or `E-0007`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConcernedId {
    /// A carry-out.
    CarryOut(CarryOutId),
    /// A device or paper that is carried.
    Article(ArticleId),
}

impl FromStr for ConcernedId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let article = text.parse().map(Self::Article);
        article
            .or_else(|_no_article| text.parse().map(Self::CarryOut))
            .map_err(|_neither| ValueError::Concerned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disposal_is_named_by_its_own_id_or_by_its_carry_out() {
        assert_eq!("D-0007".parse(), Ok(DisposalId(WhichDisposal::Disposal(7))));
        assert_eq!("c-0042".parse(), Ok(DisposalId(WhichDisposal::NewestOf(42))));
        for other in ["7", "I-0001", "D-", "D-x"] {
            assert_eq!(other.parse::<DisposalId>(), Err(ValueError::Disposal), "{other}");
        }
    }
}
