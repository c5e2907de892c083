//! People, keys, recipients and media, as the log left them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::acknowledged::WithoutEffect;
use crate::domain::article::{Article, ArticleState};
use crate::domain::asset::Asset;
use crate::domain::body::people::Particulars;
use crate::domain::body::{MediumAdd, RecipientAdd};
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::Contract;
use crate::domain::names::{
    AssetId, ContractId, Level, MediumId, MediumState, Method, PersonId, RecipientId, Role,
};
use crate::domain::restored::Restoration;
use crate::domain::retention::PurgeClock;
use crate::domain::review::Reviewed;
use crate::domain::rules::Replaced;
use crate::domain::rules::demand::Occasion;
use crate::domain::rules::pack::Pack;
use crate::domain::succession::{AdministratorSigned, Succession};
use crate::signing::{Fingerprint, PublicKey};

/// Everything that is registered, and how many entries and requests led to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Registry {
    /// The ledger's name; empty before the founder's entry.
    pub origin: String,
    /// The founder and the key they founded the ledger with.
    pub founder: Option<(PersonId, Fingerprint)>,
    /// People by id. Nobody is ever removed.
    pub people: BTreeMap<PersonId, Person>,
    /// Whose a key is, for ever, revoked keys included.
    pub key_owners: BTreeMap<Fingerprint, PersonId>,
    /// Recipients by id.
    pub recipients: BTreeMap<RecipientId, Recipient>,
    /// Media by id.
    pub media: BTreeMap<MediumId, Medium>,
    /// Rule packs by id, as they were brought in last; the office's own from the founder's entry on.
    pub packs: BTreeMap<String, Pack>,
    /// The entry that brought in each of them.
    pub pack_since: BTreeMap<String, u64>,
    /// Packs that newer versions replaced, in log order.
    pub replaced: Vec<Replaced>,
    /// Contracts by id.
    pub contracts: BTreeMap<ContractId, Contract>,
    /// Important information by id.
    pub assets: BTreeMap<AssetId, Asset>,
    /// Devices and paper that somebody asked to carry, by number.
    pub articles: BTreeMap<u64, Article>,
    /// Numbers of the carry-outs of which a copy is on a PC or phone that nobody has accounted for.
    pub on_devices: BTreeMap<MediumId, BTreeSet<u64>>,
    /// How often a content left under a contract that limits copies, by the manifest's digest.
    pub copies: BTreeMap<ContractId, BTreeMap<Digest, u64>>,
    /// Reviews of the log, in log order.
    pub reviews: Vec<Reviewed>,
    /// How many requests were accepted.
    pub requests: u64,
    /// How many disposals were accepted.
    pub disposals: u64,
    /// How many incidents were opened.
    pub incidents: u64,
    /// The incidents that are open, exercises left out, and what each of them concerns.
    pub open_incidents: BTreeMap<u64, OpenIncident>,
    /// What was overwritten, disposed of or missing while an incident was open, by the incident's number.
    pub despite: BTreeMap<u64, Vec<Despite>>,
    /// The times claimed by purges that wait for a second person, by the carry-out's number.
    pub purges_asked: BTreeMap<u64, PurgeClock>,
    /// Entries that have no effect whatever is said of them, by index.
    pub without_effect: BTreeMap<u64, WithoutEffect>,
    /// Histories that somebody held and the log has no more, in log order.
    pub restorations: Vec<Restoration>,
    /// Successors that were asked for, in log order.
    pub successions: Vec<Succession>,
    /// The latest statement of an administrator.
    pub administrator_signed: Option<AdministratorSigned>,
    /// The latest time that a confirmed purge claims.
    pub last_purge: Option<PurgeClock>,
    /// Whether nobody has left any more without the pledges that contracts ask for: from the first `person-left` on
    /// that says so.
    pub pledged_leaving: bool,
    /// Whether what reached a stranger by mail is a copy to account for: from the first `mail-sent` on that says so.
    pub strays_counted: bool,
}

/// An incident that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIncident {
    /// Entry of the statement that opened it.
    pub index: u64,
    /// Who opened it.
    pub by: Option<PersonId>,
    /// Numbers of the carry-outs it freezes.
    pub concerns: BTreeSet<u64>,
    /// Numbers of the devices and paper it freezes.
    pub articles: BTreeSet<u64>,
    /// The medium it names, and the devices that those were.
    pub media: BTreeSet<MediumId>,
}

/// Something that an incident should have kept: overwritten or disposed of all the same, or not there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Despite {
    /// Number of the carry-out whose record says so.
    pub carry_out: u64,
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// How; absent for a return.
    pub method: Option<Method>,
    /// Whether it was begun before the incident was opened, by the author's word.
    pub begun_before: bool,
    /// Whether the package was only not there when it was looked at.
    pub missing: bool,
}

/// A person and what is known of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// How to reach them.
    pub particulars: Particulars,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Their keys, revoked ones included, in the order they came.
    pub keys: Vec<Key>,
    /// age recipient for custody files, where it is not one of their keys.
    pub custody: Option<String>,
    /// The key that signed for it, and the entry.
    pub custody_set: Option<(Fingerprint, u64)>,
    /// Who registered them; the founder registered themselves.
    pub registered_by: PersonId,
    /// When, by the registrar's clock.
    pub registered_at: Timestamp,
    /// For whom they may approve, and when.
    pub delegations: Vec<DelegatedFrom>,
    /// Numbers of the carry-outs they carry and that are not closed, from the moment one may be written.
    pub carries: BTreeSet<u64>,
    /// Set when they leave.
    pub leaving: Option<Leaving>,
    /// What they were taught, in log order.
    pub taught: Vec<Taught>,
    /// What they pledged, in log order.
    pub pledges: Vec<Pledged>,
    /// The latest time they claimed in a statement with an effect.
    pub latest: Option<Timestamp>,
}

/// Something a person was taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taught {
    /// On which day.
    pub on: NaiveDate,
    /// What about.
    pub topic: String,
    /// Under which contract; in general where it is absent.
    pub contract: Option<ContractId>,
}

/// Something a person pledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledged {
    /// When, by the clock of whoever recorded it.
    pub at: Timestamp,
    /// On which occasion.
    pub occasion: Occasion,
    /// Under which contract; in general where it is absent.
    pub contract: Option<ContractId>,
    /// Whether it was signed on paper.
    pub on_paper: bool,
    /// Digest of the text, word for word.
    pub text_sha256: Digest,
}

/// Somebody who leaves, or has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The entry from which their keys are suspended.
    pub index: u64,
    /// Who said so.
    pub by: PersonId,
    /// When, by that person's clock.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// When it was recorded that they hold nothing any more.
    pub left_at: Option<Timestamp>,
}

/// A key of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// The key.
    pub public: PublicKey,
    /// Entry from which it is good.
    pub added_index: u64,
    /// Entry from which it is no longer good.
    pub revoked_index: Option<u64>,
    /// Whether its holder proved possession.
    pub proven: bool,
    /// Who brought it in.
    pub added_by: PersonId,
    /// When, by that person's clock.
    pub added_at: Timestamp,
    /// The key that signed for it; a founder's own signs for itself.
    pub added_with: Fingerprint,
}

/// An approver's leave to another to approve in their absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegatedFrom {
    /// The approver.
    pub person: PersonId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The key it was signed with.
    pub key: Fingerprint,
    /// The delegation's statement.
    pub statement: Digest,
    /// Set when it was ended before its last day.
    pub ended: Option<DelegationEnded>,
}

/// Who ended a delegation before its last day, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationEnded {
    /// The entry from which it is no longer good.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
}

impl DelegatedFrom {
    /// Whether nobody had ended it before this entry; now, where none is given.
    #[must_use]
    pub fn stood_at(&self, index: Option<u64>) -> bool {
        self.ended.as_ref().is_none_or(|ended| index.is_some_and(|index| index < ended.index))
    }

    /// Whether there is something of this giver's to end on `day`: it stands, or is to come.
    #[must_use]
    pub fn may_be_ended(&self, giver: &PersonId, day: NaiveDate) -> bool {
        self.person == *giver && self.ended.is_none() && self.until >= day
    }
}

/// A recipient and who registered them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipient {
    /// What was registered last.
    pub record: RecipientAdd,
    /// By whom.
    pub registered_by: PersonId,
    /// When, by that person's clock.
    pub registered_at: Timestamp,
}

/// A medium, where it is and in what state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Medium {
    /// What was registered.
    pub record: MediumAdd,
    /// Where it is kept.
    pub place: Option<String>,
    /// Its state.
    pub state: MediumState,
    /// By whom it was registered.
    pub registered_by: PersonId,
    /// When, by that person's clock.
    pub registered_at: Timestamp,
    /// Numbers of the carry-outs whose package is on it, as far as the log says.
    pub holds: BTreeSet<u64>,
    /// What was ever written to it since it was last cleared.
    pub taint: Option<Taint>,
    /// Who has it along, by the number of each carry-out that is out on it.
    pub out: BTreeMap<u64, OutWith>,
    /// When it was last seen at a stock-take, and by whom.
    pub seen: Option<(Timestamp, PersonId)>,
    /// Every name its filesystem was registered under.
    pub filesystems: BTreeSet<String>,
    /// Since which stock-take it has not been found where it should be.
    pub missed: Option<Timestamp>,
    /// How it ended, where it is not in use any more.
    pub ended: Option<MediumEnd>,
}

/// Who took a medium out of use, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediumEnd {
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// The incident under which it was lost.
    pub incident: Option<u64>,
    /// The disposal by which it was destroyed.
    pub disposal: Option<u64>,
}

impl Medium {
    /// Whether it should lie in its place: in use, and with nobody.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        self.state == MediumState::Active && self.out.is_empty()
    }
}

/// What was written to a medium since it was last cleared (L3 or more).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taint {
    /// The highest level.
    pub level: Level,
    /// Whose information.
    pub client: Client,
}

/// Whose information it is: known by the contract and its client, or by the recipient's organization.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The contract.
    pub contract: Option<String>,
    /// The organization: the client's of a registered contract, else the recipient's.
    pub organization: Option<String>,
    /// Whether the organization is that of a registered contract's client.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub registered: bool,
}

impl Client {
    /// What is known of the client once `other`, which is the same, was written too. What was known first
    /// stays: otherwise a chain of clients, each the same as the one before, would end at another.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let registered = if self.organization.is_some() { self.registered } else { other.registered };
        Self {
            contract: self.contract.or(other.contract),
            organization: self.organization.or(other.organization),
            registered,
        }
    }

    /// Whether both are the same client, as far as the log knows them.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        self == other
            || same(&self.contract, &other.contract)
            || (same(&self.organization, &other.organization)
                && (self.contract.is_none()
                    || other.contract.is_none()
                    || (self.registered && other.registered)))
    }
}

/// Who has a medium along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutWith {
    /// Who.
    pub person: PersonId,
    /// Number of the carry-out.
    pub carry_out: u64,
    /// Since when, by their clock.
    pub since: Timestamp,
}

impl Person {
    /// Whether the person has `role` of their own.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Their keys that are good now: none of somebody who leaves.
    pub fn good_keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.revoked_index.is_none() && self.leaving.is_none())
    }

    /// Whether what they signed with this key still counts.
    #[must_use]
    pub fn has_good_key(&self, fingerprint: &Fingerprint) -> bool {
        self.good_keys().any(|key| key.public.fingerprint() == *fingerprint)
    }

    /// The key with this fingerprint, good or revoked.
    #[must_use]
    pub fn key(&self, fingerprint: &Fingerprint) -> Option<&Key> {
        self.keys.iter().find(|key| key.public.fingerprint() == *fingerprint)
    }

    /// What custody files are sealed to for them: their custody recipient, else their first good
    /// key that age can seal to.
    #[must_use]
    pub fn custody_recipient(&self) -> Option<String> {
        if let Some(recipient) = &self.custody {
            return Some(recipient.clone());
        }
        self.good_keys().map(|key| key.public.to_openssh()).find(|key| key.starts_with("ssh-ed25519 "))
    }
}

impl Registry {
    /// Whether `person` may approve on `day` what `requester` asks for under `contract`: of their own, or
    /// for somebody who delegated. A delegation ends with its giver's role and with the key it was signed
    /// with, nobody appoints who approves their own requests, and who left the contract judges nothing there.
    #[must_use]
    pub fn may_approve(
        &self,
        person: &Person,
        day: NaiveDate,
        requester: &PersonId,
        contract: Option<&ContractId>,
    ) -> bool {
        self.could_approve(person, (day, None), requester, contract)
    }

    /// Whether what they said at this entry, on this day, was theirs to say as far as is known now: a delegation that was
    /// ended since stood then.
    #[must_use]
    pub fn could_approve(
        &self,
        person: &Person,
        at: (NaiveDate, Option<u64>),
        requester: &PersonId,
        contract: Option<&ContractId>,
    ) -> bool {
        let nobody = |giver: &PersonId| giver == requester || self.has_left(giver, contract);
        !self.has_left(&person.id, contract) && self.approves_beside(person, at, nobody)
    }

    /// Whether this person left the contract, and the client was not told of them again.
    #[must_use]
    pub fn has_left(&self, person: &PersonId, contract: Option<&ContractId>) -> bool {
        let contract = contract.and_then(|id| self.contracts.get(id));
        contract.is_some_and(|contract| contract.left.contains_key(person))
    }

    /// The day since which this person works no more, under the contract or at all.
    #[must_use]
    pub fn left_on(&self, person: &PersonId, contract: Option<&ContractId>) -> Option<NaiveDate> {
        let office = self.person(person).and_then(|person| person.leaving.as_ref());
        let contract = contract.and_then(|id| self.contracts.get(id));
        let of_contract = contract.and_then(|contract| contract.left.get(person)).copied();
        of_contract.into_iter().chain(office.map(|leaving| leaving.at.date())).min()
    }

    /// The same, where the delegations of everybody who is `involved` do not count.
    pub fn may_approve_beside(
        &self,
        person: &Person,
        day: NaiveDate,
        involved: impl Fn(&PersonId) -> bool,
    ) -> bool {
        self.approves_beside(person, (day, None), involved)
    }

    fn approves_beside(
        &self,
        person: &Person,
        (day, index): (NaiveDate, Option<u64>),
        involved: impl Fn(&PersonId) -> bool,
    ) -> bool {
        if person.leaving.is_some() {
            return false;
        }
        person.has(Role::Approver)
            || person.delegations.iter().any(|leave| {
                !involved(&leave.person)
                    && leave.stood_at(index)
                    && leave.from <= day
                    && day <= leave.until
                    && self
                        .person(&leave.person)
                        .is_some_and(|giver| giver.has(Role::Approver) && giver.has_good_key(&leave.key))
            })
    }

    /// The open incident, exercises left out, that freezes this carry-out.
    #[must_use]
    pub fn freezing(&self, carry_out: u64) -> Option<u64> {
        self.open_incidents
            .iter()
            .find(|(_, open)| open.concerns.contains(&carry_out))
            .map(|(number, _)| *number)
    }

    /// Whether its package came back and still lies on its medium, where it was left as it was.
    #[must_use]
    pub fn is_left_there(&self, carry_out: &CarryOut) -> bool {
        carry_out.is_left_there(carry_out.medium().and_then(|id| self.media.get(id)))
    }

    /// The open incident, exercises left out, for which this device or paper is kept as it is: one about it, or about the
    /// device, however often that was carried since, or about a carry-out of which a package or a copy is on the device.
    #[must_use]
    pub fn keeping(&self, article: &Article) -> Option<u64> {
        let itself = self.open_incidents.iter().find(|(_, open)| open.articles.contains(&article.number));
        let device = || article.body.device.as_ref().and_then(|device| self.keeping_medium(device));
        itself.map(|(number, _)| *number).or_else(device)
    }

    /// The open incident, exercises left out, that is about this medium, about what was carried as it, or about a carry-out
    /// whose package, or a held copy, is on it.
    #[must_use]
    pub fn keeping_medium(&self, medium: &MediumId) -> Option<u64> {
        let packages = self.media.get(medium).map(|medium| &medium.holds);
        let copies = self.on_devices.get(medium);
        let there: BTreeSet<u64> = packages.into_iter().chain(copies).flatten().copied().collect();
        let about = |open: &OpenIncident| open.media.contains(medium) || !open.concerns.is_disjoint(&there);
        self.open_incidents.iter().find(|(_, open)| about(open)).map(|(number, _)| *number)
    }

    /// A carry-out whose package is on this medium and that is frozen, and the incident that freezes it.
    #[must_use]
    pub fn frozen_on(&self, medium: &MediumId) -> Option<(u64, u64)> {
        let holds = self.media.get(medium).map(|medium| &medium.holds).into_iter().flatten();
        holds.filter_map(|number| self.freezing(*number).map(|incident| (*number, incident))).next()
    }

    /// The incident for whose sake nothing is overwritten where this package lies: its own, or that of another package
    /// on the same medium.
    #[must_use]
    pub fn kept_for(&self, carry_out: u64, medium: Option<&MediumId>) -> Option<u64> {
        let there = || medium.and_then(|medium| self.frozen_on(medium)).map(|(_, incident)| incident);
        self.freezing(carry_out).or_else(there)
    }

    /// Whether somebody carries it and nobody has confirmed its end.
    #[must_use]
    pub fn is_carried(&self, carry_out: u64) -> bool {
        self.people.values().any(|person| person.carries.contains(&carry_out))
    }

    /// The last day of a contract, where that is over on this day.
    #[must_use]
    pub fn contract_ended(&self, contract: &ContractId, today: NaiveDate) -> Option<NaiveDate> {
        self.contracts.get(contract).and_then(|contract| contract.record.until).filter(|until| *until < today)
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.get(id)
    }

    /// Ids of the devices and paper of this person that stand there.
    #[must_use]
    pub fn articles_with(&self, person: &PersonId, state: ArticleState) -> Vec<String> {
        let carried = |one: &&Article| one.state() == state && one.carrier == *person;
        self.articles.values().filter(carried).map(Article::id).collect()
    }

    /// The person whose key this is.
    #[must_use]
    pub fn owner_of(&self, key: &Fingerprint) -> Option<&Person> {
        self.key_owners.get(key).and_then(|id| self.people.get(id))
    }

    /// People with `role` who do not leave, in order of id.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.values().filter(move |person| person.has(role) && person.leaving.is_none())
    }

    /// A person's name, or their id where they are not registered.
    #[must_use]
    pub fn name_of(&self, id: &PersonId) -> String {
        self.person(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// A recipient's name and organization as one line, or the id.
    #[must_use]
    pub fn recipient_name(&self, id: &RecipientId) -> String {
        self.recipients
            .get(id)
            .map_or_else(|| id.to_string(), |r| format!("{} ({})", r.record.name, r.record.organization))
    }
}
