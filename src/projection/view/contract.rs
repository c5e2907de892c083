//! Contracts and rules as reports see them.

use chrono::NaiveDate;
use serde::Serialize;

use super::contact::CallListView;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::{Consented, Contract};
use crate::domain::names::{ContractId, Level, PersonId, RecipientId};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::{Demand, Post, Scope};
use crate::domain::rules::judge::{Judged, Verdict};
use crate::domain::rules::pack::{Pack, Rule, Text};
use crate::domain::rules::taken::{Act, as_taken};

/// A contract as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct ContractView {
    /// Its id.
    pub id: ContractId,
    /// The client's organization.
    pub client: String,
    /// The client's number for it.
    pub number: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// The rule packs it names.
    pub packs: Vec<String>,
    /// Its first day; the day it was registered where none was said.
    pub from: NaiveDate,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// Digest of the rules in force for it.
    pub rules_sha256: Digest,
    /// Who registered it.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
    /// What the client directed besides.
    pub directives: Vec<DirectiveView>,
    /// Who was notified to the client.
    pub notified: Vec<NotifiedView>,
    /// Who left the contract, and when.
    pub left: Vec<LeftView>,
    /// Storage places notified to the client.
    pub places: Vec<PlaceView>,
    /// Recipients on its list.
    pub recipients: Vec<ListedView>,
    /// Subcontractors the client agreed to, who signed an agreement, or who were checked.
    pub subcontractors: Vec<AgreedView>,
    /// What the client agreed to on paper.
    pub consents: Vec<ConsentView>,
    /// Whom to call, first to last.
    pub contacts: Vec<CallListView>,
    /// Items of the newest check sheet answered with no for which nothing is agreed; absent without one.
    pub sheet_open: Option<Vec<String>>,
}

/// A directive of the client.
#[derive(Debug, Clone, Serialize)]
pub struct DirectiveView {
    /// The client's number for it.
    pub number: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// How many rules it comes to.
    pub rules: usize,
}

/// Somebody who left the contract.
#[derive(Debug, Clone, Serialize)]
pub struct LeftView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// On which day.
    pub left_on: NaiveDate,
}

/// Somebody notified to the client.
#[derive(Debug, Clone, Serialize)]
pub struct NotifiedView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// As what.
    pub posts: Vec<Post>,
    /// The day of the letter.
    pub dated: NaiveDate,
    /// Since when they work here no more: the client was told of somebody who has left.
    pub left_on: Option<NaiveDate>,
}

/// A storage place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// The place.
    pub place: String,
    /// The day of the letter.
    pub dated: NaiveDate,
    /// Folders of the office's file server that belong to it.
    pub paths: Vec<String>,
}

/// A recipient on the list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedView {
    /// Who.
    pub recipient: RecipientId,
    /// Their name and organization.
    pub name: String,
    /// For what they get it.
    pub purpose: Option<String>,
}

/// A subcontractor, and what is on record of them under the contract.
#[derive(Debug, Clone, Serialize)]
pub struct AgreedView {
    /// Which.
    pub recipient: RecipientId,
    /// Their name and organization.
    pub name: String,
    /// At which tier: the one the client agreed to, else the one they are registered at.
    pub tier: Option<u64>,
    /// The client's number for its consent; absent where the client has not agreed.
    pub number: Option<String>,
    /// The day the consent bears.
    pub dated: Option<NaiveDate>,
    /// Their agreement on confidentiality.
    pub agreement: Option<AgreementView>,
    /// How they were found when they were checked last.
    pub check: Option<CheckView>,
}

/// An agreement on confidentiality.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementView {
    /// Its first day.
    pub dated: NaiveDate,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// The organization that signed it.
    pub organization: String,
    /// Digest of the signed agreement.
    pub evidence_sha256: Digest,
}

/// How a subcontractor was found.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    /// On which day.
    pub on: NaiveDate,
    /// Who checked it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The organization that was checked.
    pub organization: String,
    /// What was not met.
    pub unmet: Vec<String>,
    /// Digest of what shows it.
    pub evidence_sha256: Digest,
}

/// What the client agreed to on paper.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentView {
    /// The client's number for it.
    pub number: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// Who agreed for the client.
    pub by: String,
    /// How many copies there may be, where it says so.
    pub copies: Option<u64>,
    /// Digest of the one request it is for.
    pub request_sha256: Option<Digest>,
    /// Its id, where it was looked up.
    pub request_id: Option<String>,
    /// What it covers, in the client's words.
    pub scope: Option<String>,
    /// The levels it is limited to; none where it names none.
    pub levels: Vec<Level>,
    /// Who may ask under it; none where it names nobody.
    pub requesters: Vec<PersonId>,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The second person who compared it with its letter.
    pub confirmed_by: Option<PersonId>,
}

impl ContractView {
    /// A contract as it stands.
    #[must_use]
    pub fn new(registry: &Registry, contract: &Contract) -> Self {
        let record = &contract.record;
        Self {
            id: record.id.clone(),
            client: record.client.clone(),
            number: record.number.clone(),
            title: record.title.clone(),
            packs: record.packs.clone(),
            from: contract.begins(),
            until: record.until,
            rules_sha256: registry.rules(Some(&record.id)).digest(),
            registered_by: contract.registered_by.clone(),
            registered_at: contract.registered_at,
            directives: contract
                .directives
                .iter()
                .map(|directed| DirectiveView {
                    number: directed.number.clone(),
                    dated: directed.dated,
                    rules: directed.rules.len(),
                })
                .collect(),
            notified: contract
                .notified
                .iter()
                .map(|(person, notified)| NotifiedView {
                    person: person.clone(),
                    name: registry.name_of(person),
                    posts: notified.posts.clone(),
                    dated: notified.dated,
                    left_on: registry.left_on(person, Some(&record.id)),
                })
                .collect(),
            left: contract
                .left
                .iter()
                .map(|(person, left_on)| LeftView {
                    person: person.clone(),
                    name: registry.name_of(person),
                    left_on: *left_on,
                })
                .collect(),
            places: contract
                .places
                .iter()
                .map(|(place, notified)| PlaceView {
                    place: place.clone(),
                    dated: notified.dated,
                    paths: notified.paths.clone(),
                })
                .collect(),
            recipients: contract
                .recipients
                .iter()
                .map(|(recipient, purpose)| ListedView {
                    recipient: recipient.clone(),
                    name: registry.recipient_name(recipient),
                    purpose: purpose.clone(),
                })
                .collect(),
            subcontractors: AgreedView::all(registry, contract),
            consents: contract.consents.iter().map(ConsentView::new).collect(),
            contacts: CallListView::of(contract),
            sheet_open: contract.sheet.as_ref().map(crate::domain::contract::Sheet::open),
        }
    }
}

impl AgreedView {
    fn all(registry: &Registry, contract: &Contract) -> Vec<Self> {
        let known =
            contract.subcontractors.keys().chain(contract.agreements.keys()).chain(contract.checks.keys());
        let known: std::collections::BTreeSet<&RecipientId> = known.collect();
        known.into_iter().map(|recipient| Self::new(registry, contract, recipient)).collect()
    }

    fn new(registry: &Registry, contract: &Contract, recipient: &RecipientId) -> Self {
        let agreed = contract.subcontractors.get(recipient);
        let registered = registry.recipients.get(recipient);
        let registered = registered.and_then(|known| known.record.subcontractor.as_ref());
        Self {
            recipient: recipient.clone(),
            name: registry.recipient_name(recipient),
            tier: agreed.map(|agreed| agreed.tier).or_else(|| registered.map(|stands| stands.tier)),
            number: agreed.map(|agreed| agreed.number.clone()),
            dated: agreed.map(|agreed| agreed.dated),
            agreement: contract.agreements.get(recipient).map(|bound| AgreementView {
                dated: bound.dated,
                until: bound.until,
                organization: bound.organization.clone(),
                evidence_sha256: bound.evidence,
            }),
            check: contract.checks.get(recipient).map(|checked| CheckView {
                on: checked.on,
                person: checked.by.clone(),
                name: registry.name_of(&checked.by),
                organization: checked.organization.clone(),
                unmet: checked.unmet.clone(),
                evidence_sha256: checked.evidence,
            }),
        }
    }
}

impl ConsentView {
    /// A consent as it stands.
    #[must_use]
    pub fn new(consent: &Consented) -> Self {
        Self {
            number: consent.number.clone(),
            dated: consent.dated,
            by: consent.by.clone(),
            copies: consent.copies,
            request_sha256: consent.request,
            request_id: None,
            scope: consent.scope.as_ref().map(|scope| scope.text.clone()),
            levels: consent.scope.as_ref().map(|scope| scope.levels.clone()).unwrap_or_default(),
            requesters: consent.scope.as_ref().map(|scope| scope.requesters.clone()).unwrap_or_default(),
            until: consent.scope.as_ref().map(|scope| scope.until),
            recorded_by: consent.recorded_by.clone(),
            confirmed_by: consent.confirmed_by.clone(),
        }
    }
}

/// A rule as it stands in its pack.
#[derive(Debug, Clone, Serialize)]
pub struct RuleView {
    /// Its pack; `directive` for one of the client.
    pub pack: String,
    /// The pack's version.
    pub version: Option<u64>,
    /// The document's name.
    pub document: Option<Text>,
    /// Its id.
    pub id: String,
    /// Where the document says it.
    pub clause: String,
    /// What it says.
    pub text: Text,
    /// What the program makes of it beyond that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What it demands.
    pub demand: Demand,
    /// For which carry-outs it is meant.
    pub when: Scope,
}

impl RuleView {
    /// A rule of a pack, or of a directive.
    #[must_use]
    pub fn new(pack: Option<&Pack>, rule: &Rule) -> Self {
        Self {
            pack: pack.map_or_else(|| "directive".to_owned(), |pack| pack.id.clone()),
            version: pack.map(|pack| pack.version),
            document: pack.map(|pack| pack.title.clone()),
            id: rule.id.clone(),
            clause: rule.clause.clone(),
            text: Text { en: rule.en.clone(), ja: rule.ja.clone() },
            note: rule.note.clone(),
            demand: rule.demand.clone(),
            when: rule.when.clone(),
        }
    }
}

/// What each rule comes to for a carry-out.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedView {
    /// Its id.
    pub id: String,
    /// The entry that asked for it: the rules are those that were in force then.
    pub index: u64,
    /// Whether others are in force now.
    pub changed: bool,
    /// Each rule, in the order of the packs.
    pub judged: Vec<JudgedView>,
}

/// A rule and what it comes to.
#[derive(Debug, Clone, Serialize)]
pub struct JudgedView {
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleView,
    /// What it comes to, or came to at the steps that took place.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Those steps.
    pub steps: Vec<TakenView>,
}

/// A step that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenView {
    /// Which.
    pub step: Act,
    /// Its entry; the end of a carry-out is kept without one.
    pub index: Option<u64>,
    /// Who took it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
}

impl JudgedView {
    /// A judged rule of a carry-out; `over` says that nothing more can come of it.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut, judged: Judged<'_>, over: bool) -> Self {
        let (verdict, steps) = as_taken(carry_out, &judged.rule.demand, judged.verdict, over);
        let steps = steps.into_iter().map(|taken| TakenView {
            step: taken.act,
            index: taken.index,
            name: registry.name_of(&taken.by),
            person: taken.by,
            at: taken.at,
        });
        Self { rule: RuleView::new(judged.pack, judged.rule), verdict, steps: steps.collect() }
    }
}
