//! What a rule comes to, and why it does not hold.

use chrono::NaiveDate;
use serde::Serialize;

use super::demand::{DeviceEnd, Duty, ExchangeField, Post};
use crate::domain::article::{Clearing, Measure};
use crate::domain::body::contact::Side;
use crate::domain::names::{AssetId, ContractId, MediumId, Method, PersonId, RecipientId};

/// What a rule comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// It is not meant for this carry-out.
    NotMeant,
    /// It holds.
    Holds,
    /// It is looked at later: at the export, at check-out, when something comes back.
    Later,
    /// It would have been looked at later, and it was over before that.
    NeverCame,
    /// There is nothing to decide; the program records or prints it.
    Recorded,
    /// The program does not serve it.
    NotServed,
    /// It does not hold, and nothing is refused for it: it is listed until it does.
    Listed(Unmet),
    /// It does not hold.
    Unmet(Unmet),
}

/// Why a rule does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "unmet", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Unmet {
    /// Nobody permitted whoever takes a package along on a device to carry it.
    DeviceNotPermitted {
        /// Which.
        device: MediumId,
        /// What they have it as by somebody else's leave, which comes back before they can ask for it.
        #[serde(skip_serializing_if = "Option::is_none")]
        held_as: Option<String>,
    },
    /// The place is forbidden.
    Place {
        /// Which.
        place: String,
    },
    /// The road is forbidden.
    Via,
    /// It never leaves, or nobody who may make an exception approved.
    Never {
        /// Who may make an exception.
        except: Vec<Post>,
    },
    /// No reason is stated.
    Reason,
    /// No place is stated.
    NoPlace,
    /// Nothing is said about personal data.
    PersonalData,
    /// The client has not agreed.
    Consent,
    /// The client's letter is recorded, and no second person has confirmed it.
    ConsentUnconfirmed {
        /// The client's number for it.
        number: String,
    },
    /// No registered information is named.
    Asset,
    /// It is not on record how information changed hands.
    Exchange {
        /// Which information.
        asset: AssetId,
        /// What is missing.
        lacking: Vec<ExchangeField>,
    },
    /// The recipient is not listed under the contract.
    Recipient {
        /// Which.
        recipient: RecipientId,
    },
    /// The client has not agreed to this subcontractor at this tier.
    Subcontractor {
        /// Which.
        recipient: RecipientId,
        /// At which tier.
        tier: u64,
    },
    /// Nobody is registered at the tier above a subcontractor under whom they work.
    TierAbove {
        /// The subcontractor.
        recipient: RecipientId,
        /// The tier above theirs.
        tier: u64,
    },
    /// No agreement on confidentiality with this subcontractor stands.
    Agreement {
        /// Which.
        recipient: RecipientId,
        /// The last day of the one that ended.
        ended: Option<NaiveDate>,
    },
    /// This subcontractor was not checked, or not lately.
    Unchecked {
        /// Which.
        recipient: RecipientId,
        /// When they were checked last.
        last: Option<NaiveDate>,
    },
    /// When this subcontractor was checked, they did not meet something.
    FailedCheck {
        /// Which.
        recipient: RecipientId,
        /// What.
        items: Vec<String>,
    },
    /// It never goes to a subcontractor.
    NoSubcontractor {
        /// Which.
        recipient: RecipientId,
    },
    /// Somebody was not taught in time.
    Training {
        /// Who.
        person: PersonId,
        /// When they were taught last.
        last: Option<NaiveDate>,
    },
    /// Somebody has not pledged.
    Pledge {
        /// Who.
        person: PersonId,
    },
    /// Somebody who leaves has not pledged that they keep nothing.
    LeavingPledge {
        /// Who.
        person: PersonId,
        /// Under which contract.
        contract: ContractId,
    },
    /// Somebody was not notified as a handler.
    Handler {
        /// Who.
        person: PersonId,
    },
    /// No approver was notified in one of these posts.
    Approver {
        /// Any of these.
        posts: Vec<Post>,
    },
    /// The level is unknown.
    Level,
    /// Too few people approved.
    Approvers {
        /// How many did.
        have: u64,
        /// How many must.
        need: u64,
    },
    /// Too many copies of the same content would leave.
    Copies {
        /// How many left before.
        have: u64,
        /// How many this would make.
        asks: u64,
        /// How many may.
        most: u64,
    },
    /// There would be more copies of registered information than the client permits.
    AssetCopies {
        /// Of which.
        asset: AssetId,
        /// How many there are.
        have: u64,
        /// How many this would make.
        asks: u64,
        /// How many there may be.
        most: u64,
    },
    /// Too many files would leave at once.
    Files {
        /// How many would.
        have: u64,
        /// How many may.
        most: u64,
    },
    /// Too much would leave at once.
    Bytes {
        /// How many bytes would.
        have: u64,
        /// How many may.
        most: u64,
    },
    /// There is no check sheet.
    NoSheet,
    /// The check sheet has an open "no".
    Sheet {
        /// Which items.
        items: Vec<String>,
    },
    /// No storage place was notified.
    Places,
    /// Some of what is packed lay outside every folder that was notified.
    SourcesOutside {
        /// How many of the files and folders that were given.
        count: u64,
    },
    /// A paper that the client is owed is late.
    Owed {
        /// Which.
        duty: Duty,
        /// Since when.
        due: NaiveDate,
    },
    /// Nobody is in the contact tree on one side.
    NoContact {
        /// On whose side.
        side: Side,
    },
    /// The number of the locked case is not stated.
    Case,
    /// It is kept for longer.
    Kept {
        /// The carry-out.
        id: String,
        /// For how many years.
        years: u64,
        /// The first day on which it may be purged.
        from: NaiveDate,
    },
    /// It would go to a service that a rule forbids, or name it.
    Service {
        /// Its domain.
        service: String,
    },
    /// Several outside addresses would see each other.
    Shown {
        /// How many.
        count: u64,
    },
    /// The device is not registered: it is not the office's.
    Unregistered {
        /// Which.
        device: MediumId,
    },
    /// Something is not attested of the device.
    Measures {
        /// What.
        missing: Vec<Measure>,
    },
    /// The client's permission is missing.
    Permission,
    /// Something is not attested of the device that is back.
    NotCleared {
        /// What.
        missing: Vec<Clearing>,
    },
    /// The paper was destroyed otherwise than the rule takes.
    Destroyed {
        /// How.
        method: Method,
        /// The ways it takes.
        takes: Vec<Method>,
    },
    /// Registered information was disposed of otherwise than the rule takes.
    AssetDisposed {
        /// Which.
        asset: AssetId,
        /// How.
        method: Method,
    },
    /// Nothing shows how registered information was disposed of.
    AssetNotShown {
        /// Which.
        asset: AssetId,
        /// How.
        method: Method,
    },
    /// Information that the client provided was not given back, and it designated no such way.
    NotGivenBack {
        /// Which.
        asset: AssetId,
        /// How it was disposed of.
        method: Method,
    },
    /// A device that the client lent is not given back.
    DeviceKept {
        /// Which.
        device: MediumId,
        /// What would become of it.
        end: DeviceEnd,
    },
    /// The disposal is not one that the rule takes.
    Disposal {
        /// Id of the disposal.
        disposal: String,
    },
}
