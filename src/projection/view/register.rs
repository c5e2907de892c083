//! People, keys and recipients as registered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::domain::body::RecipientAdd;
use crate::domain::names::{PersonId, Role, words};
use crate::domain::registry::{DelegatedFrom, Key, Person, Recipient, Registry};
use crate::domain::succession::SuccessionOutcome;
use crate::signing::Fingerprint;

use super::succession::SuccessionView;

/// A person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Organization.
    pub organization: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The number that is answered at night and on holidays.
    pub night: Option<String>,
    /// What custody files are sealed to.
    pub custody: Option<String>,
    /// Their keys.
    pub keys: Vec<KeyView>,
    /// Who registered them.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
    /// For whom they may approve: person, first day, last day.
    pub delegations: Vec<DelegationView>,
    /// Set when they leave: their keys are suspended.
    pub leaving: Option<LeaveView>,
    /// How they became administrator, where no administrator signed for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub succession: Option<SuccessionView>,
    /// What is good, and was brought in with a key that is revoked now: their own, and after a revocation everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brought_in: Vec<BroughtInView>,
}

/// A key, or what custody files are sealed to, that somebody signed for with a key that is revoked now.
#[derive(Debug, Clone, Serialize)]
pub struct BroughtInView {
    /// Whose it is.
    pub person: PersonId,
    /// `SHA256:…`, for a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The age recipient, for what custody files are sealed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custody: Option<String>,
    /// The entry.
    pub index: u64,
    /// The revoked key.
    pub with: String,
}

impl BroughtInView {
    /// What of `people` is good and was signed for with one of `revoked`.
    fn of<'a>(people: impl Iterator<Item = &'a Person>, revoked: &[Fingerprint]) -> Vec<Self> {
        let one = |person: &Person, with: &Fingerprint, index: u64| Self {
            person: person.id.clone(),
            key: None,
            custody: None,
            index,
            with: with.to_string(),
        };
        let mut found = Vec::new();
        for person in people {
            for key in person.good_keys().filter(|key| revoked.contains(&key.added_with)) {
                let fingerprint = Some(key.public.fingerprint().to_string());
                found.push(Self { key: fingerprint, ..one(person, &key.added_with, key.added_index) });
            }
            let set = person.custody_set.as_ref().filter(|(with, _)| revoked.contains(with));
            if let Some((with, index)) = set {
                found.push(Self { custody: person.custody.clone(), ..one(person, with, *index) });
            }
        }
        found
    }

    /// What is good of anybody's, and was signed for with this key.
    #[must_use]
    pub fn with(registry: &Registry, key: &Fingerprint) -> Vec<Self> {
        Self::of(registry.people.values(), std::slice::from_ref(key))
    }
}

/// That somebody leaves, or has left.
#[derive(Debug, Clone, Serialize)]
pub struct LeaveView {
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The entry from which their keys are suspended.
    pub index: u64,
    /// Why.
    pub reason: Option<String>,
    /// When it was recorded that they hold nothing any more.
    pub left_at: Option<Timestamp>,
}

/// A key of a person.
#[derive(Debug, Clone, Serialize)]
pub struct KeyView {
    /// `SHA256:…`
    pub fingerprint: String,
    /// The key in OpenSSH's spelling.
    pub public_key: String,
    /// Whether possession was proven.
    pub proven: bool,
    /// Entry from which it is good.
    pub added_index: u64,
    /// Entry from which it is no longer good.
    pub revoked_index: Option<u64>,
}

/// A delegation received.
#[derive(Debug, Clone, Serialize)]
pub struct DelegationView {
    /// From whom.
    pub person: PersonId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Whether it stands on the day of asking.
    pub standing: DelegationStanding,
    /// When it was ended before its last day.
    pub ended_at: Option<Timestamp>,
    /// By whom.
    pub ended_by: Option<PersonId>,
}

words!(
    /// Whether a delegation stands.
    DelegationStanding {
        /// Its first day is to come.
        Ahead = "ahead",
        /// It stands.
        Stands = "stands",
        /// Its last day has passed.
        Over = "over",
        /// It was ended before its last day.
        Ended = "ended",
        /// Its giver approves no more, or the key that it was signed with is no longer good.
        Fallen = "fallen",
    }
);

impl DelegationView {
    /// What people who are here delegated to this person, who is: as it stands on `day`.
    fn all(registry: &Registry, person: &Person, day: NaiveDate) -> Vec<Self> {
        let here = |id: &PersonId| registry.person(id).filter(|giver| giver.leaving.is_none());
        let given = person.delegations.iter().filter(|_| person.leaving.is_none());
        let view = |given: &DelegatedFrom| {
            let giver = here(&given.person)?;
            let good = giver.has(Role::Approver) && giver.has_good_key(&given.key);
            let standing = match &given.ended {
                Some(_) => DelegationStanding::Ended,
                None if given.until < day => DelegationStanding::Over,
                None if !good => DelegationStanding::Fallen,
                None if day < given.from => DelegationStanding::Ahead,
                None => DelegationStanding::Stands,
            };
            Some(Self {
                person: given.person.clone(),
                from: given.from,
                until: given.until,
                standing,
                ended_at: given.ended.as_ref().map(|ended| ended.at),
                ended_by: given.ended.as_ref().map(|ended| ended.by.clone()),
            })
        };
        given.filter_map(view).collect()
    }
}

/// A recipient.
#[derive(Debug, Clone)]
pub struct RecipientView {
    /// What is registered.
    pub record: RecipientAdd,
    /// Who registered it last.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
}

impl PersonView {
    /// A person as registered, with the delegations as they stand on `day`.
    #[must_use]
    pub fn new(registry: &Registry, person: &Person, day: NaiveDate) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            roles: person.roles.clone(),
            organization: person.particulars.organization.clone(),
            department: person.particulars.department.clone(),
            title: person.particulars.title.clone(),
            email: person.particulars.email.clone(),
            phone: person.particulars.phone.clone(),
            night: person.particulars.night.clone(),
            custody: person.custody_recipient(),
            keys: person.keys.iter().map(KeyView::new).collect(),
            registered_by: person.registered_by.clone(),
            registered_at: person.registered_at,
            delegations: DelegationView::all(registry, person, day),
            leaving: person.leaving.as_ref().map(|leaving| LeaveView {
                by: leaving.by.clone(),
                at: leaving.at,
                index: leaving.index,
                reason: leaving.reason.clone(),
                left_at: leaving.left_at,
            }),
            succession: None,
            brought_in: Vec::new(),
        }
    }

    /// The same, with how they became administrator where two others said it.
    #[must_use]
    pub fn within(registry: &Registry, person: &Person, day: NaiveDate) -> Self {
        let theirs = |one: &SuccessionView| {
            one.person == person.id && one.outcome == Some(SuccessionOutcome::Confirmed)
        };
        let succession = SuccessionView::all(registry).into_iter().rfind(theirs);
        let revoked: Vec<Fingerprint> = person
            .keys
            .iter()
            .filter(|key| key.revoked_index.is_some())
            .map(|key| key.public.fingerprint())
            .collect();
        Self {
            succession: succession.filter(|_| person.has(Role::Administrator)),
            brought_in: BroughtInView::of(std::iter::once(person), &revoked),
            ..Self::new(registry, person, day)
        }
    }
}

impl KeyView {
    fn new(key: &Key) -> Self {
        Self {
            fingerprint: key.public.fingerprint().to_string(),
            public_key: key.public.to_openssh(),
            proven: key.proven,
            added_index: key.added_index,
            revoked_index: key.revoked_index,
        }
    }
}

/// One flat object whose keys are always there.
impl Serialize for RecipientView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let record = &self.record;
        let mut object = serializer.serialize_struct("RecipientView", 10)?;
        object.serialize_field("id", &record.id)?;
        object.serialize_field("name", &record.name)?;
        object.serialize_field("organization", &record.organization)?;
        object.serialize_field("email", &record.email)?;
        object.serialize_field("phone", &record.phone)?;
        object.serialize_field("opens", &record.opens)?;
        object.serialize_field("age_keys", &record.age_keys)?;
        object.serialize_field("subcontractor", &record.subcontractor)?;
        object.serialize_field("registered_by", &self.registered_by)?;
        object.serialize_field("registered_at", &self.registered_at)?;
        object.end()
    }
}

impl RecipientView {
    /// A recipient as registered.
    #[must_use]
    pub fn new(recipient: &Recipient) -> Self {
        Self {
            record: recipient.record.clone(),
            registered_by: recipient.registered_by.clone(),
            registered_at: recipient.registered_at,
        }
    }
}
