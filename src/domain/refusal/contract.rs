//! Why something may not be said of a contract, its rules, a consent, or the register of information.

use crate::base::digest::Digest;
use crate::domain::names::{AssetId, ContractId, PersonId};
use crate::domain::rules::demand::Duty;
use crate::domain::rules::pack::PackError;

/// Why something may not be said of a contract, its rules, a consent, or the register of information.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContractRefusal {
    /// Nothing shows that it was given back, or that somebody else confirms its end.
    #[error("nothing shows the end of {asset}")]
    EndNotShown {
        /// Which.
        asset: AssetId,
        /// Whether it was given back, rather than disposed of.
        given_back: bool,
    },
    /// The founder named rules of the office that this program does not know.
    #[error(
        "this ledger was founded under version {version} of the office's rules, which this program does not know"
    )]
    UnknownOffice {
        /// Their number.
        version: u64,
    },
    /// No such contract.
    #[error("contract {contract} is not registered")]
    UnknownContract {
        /// The id asked for.
        contract: ContractId,
    },
    /// The id is taken.
    #[error("contract {contract} is registered already")]
    ContractExists {
        /// The id.
        contract: ContractId,
    },
    /// The person left the contract.
    #[error("{person} left contract {contract}")]
    LeftContract {
        /// Which.
        contract: ContractId,
        /// Who.
        person: PersonId,
    },
    /// The carry-out is under another contract.
    #[error("{id} is not under contract {contract}")]
    OtherContract {
        /// Which carry-out.
        id: String,
        /// The contract named.
        contract: ContractId,
    },
    /// No such rule pack in this ledger.
    #[error("there is no rule pack {pack}")]
    UnknownPack {
        /// The id asked for.
        pack: String,
    },
    /// The rule pack is not newer than the one in force.
    #[error("rule pack {pack} is at version {version} already")]
    PackNotNewer {
        /// Which.
        pack: String,
        /// The version in force.
        version: u64,
    },
    /// The rules make no sense.
    #[error("{error}")]
    WrongPack {
        /// Why.
        error: PackError,
    },
    /// No such consent under this contract.
    #[error("no consent {consent} under this contract")]
    UnknownConsent {
        /// Digest of the statement named.
        consent: Digest,
    },
    /// A second person confirms a consent: neither whoever recorded it nor the requester.
    #[error("{person} recorded consent {number}, or asks for what it allows")]
    OwnConsent {
        /// The client's number for it.
        number: String,
        /// Who.
        person: PersonId,
    },
    /// The consent is confirmed already.
    #[error("consent {number} is confirmed already")]
    ConsentConfirmed {
        /// The client's number for it.
        number: String,
    },
    /// A folder is not written from its root.
    #[error("{path} is not written from its root")]
    NotFromTheRoot {
        /// As given.
        path: String,
    },
    /// A folder is, or holds, somebody's own.
    #[error("{path} is or holds somebody's own folder")]
    HomeFolder {
        /// As given.
        path: String,
    },
    /// Nobody of that name is in the contact tree.
    #[error("{name} is not in the contact tree of {contract}")]
    NotInTheTree {
        /// Under which contract.
        contract: ContractId,
        /// As named.
        name: String,
    },
    /// No such information in the register.
    #[error("{asset} is not registered")]
    UnknownAsset {
        /// The id asked for.
        asset: AssetId,
    },
    /// The id is taken.
    #[error("{asset} is registered already")]
    AssetExists {
        /// The id.
        asset: AssetId,
    },
    /// It came from nobody.
    #[error("{asset} was made here")]
    MadeHere {
        /// Which.
        asset: AssetId,
    },
    /// That side confirmed it already.
    #[error("that side confirmed {asset} already")]
    AssetConfirmed {
        /// Which.
        asset: AssetId,
    },
    /// Whoever signs neither took it nor stands for the client.
    #[error("{person} neither took {asset} nor stands for the client")]
    NeitherSide {
        /// Which.
        asset: AssetId,
        /// Who.
        person: PersonId,
    },
    /// Nobody said on whose side an organization is called, and nothing says it.
    #[error("on whose side {organization} is called under {contract} is not known")]
    SideUnknown {
        /// The contract.
        contract: ContractId,
        /// Which.
        organization: String,
    },
    /// A pack demands teaching without a period, and the office's rules in force name none either.
    #[error(
        "{pack} names no period for training, and the office's rules at version {office} name none either"
    )]
    NoPeriod {
        /// Which pack.
        pack: String,
        /// The version of the office's rules in force.
        office: u64,
    },
    /// What is owed is no paper.
    #[error("{duty} is no paper that is sent")]
    NoPaper {
        /// Which.
        duty: Duty,
    },
    /// The client permits fewer copies.
    #[error("{have} copies of {asset}, and {made} more, are above the {most} permitted")]
    MoreCopies {
        /// Of which.
        asset: AssetId,
        /// How many there are.
        have: u64,
        /// How many more were made.
        made: u64,
        /// How many the client permits.
        most: u64,
    },
    /// There are not so many copies that could be gone.
    #[error("{gone} copies of {asset} are more than the {have} there are")]
    FewerCopies {
        /// Of which.
        asset: AssetId,
        /// How many there are.
        have: u64,
        /// How many are said to be gone.
        gone: u64,
    },
    /// The information is still here.
    #[error("{asset} was neither given back nor disposed of")]
    NotEnded {
        /// Which.
        asset: AssetId,
    },
    /// A second person confirmed its end already.
    #[error("the end of {asset} is confirmed already")]
    EndConfirmed {
        /// Which.
        asset: AssetId,
    },
    /// Whoever said that it ended would confirm it.
    #[error("{person} said that {asset} ended")]
    OwnEnd {
        /// Which.
        asset: AssetId,
        /// Who.
        person: PersonId,
    },
    /// The information was given back or disposed of.
    #[error("{asset} was given back or disposed of")]
    AssetEnded {
        /// Which.
        asset: AssetId,
    },
}
