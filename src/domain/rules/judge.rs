//! What the rules say of a carry-out: every rule that was looked at, and its verdict.
//!
//! Every rule is judged by itself and all must hold, so that packs that contradict each other come to the
//! most restrictive of them without anybody merging them. Numbers are compared where they are used: the
//! highest count of approvers, the shortest time.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Rules;
use super::demand::{Demand, Duty, ExchangeField, Occasion, Post, Scope};
use super::pack::{Pack, Rule};
use super::place::is_forbidden;
use super::worker::Work;
use crate::base::digest::Digest;
use crate::base::limits::SUBCONTRACTOR_CHECK_DAYS;
use crate::domain::body::article::Paper;
use crate::domain::body::contact::Side;
use crate::domain::body::{AssetAdd, Request};
use crate::domain::carry_out::GivenApproval;
use crate::domain::contract::{Checked, Consented, Contract};
use crate::domain::duty::{Standing, owing};
use crate::domain::names::{Level, PersonId, Role, Via};
use crate::domain::personal::Holds as _;
use crate::domain::registry::Registry;
use crate::mail::address;

pub use super::verdict::{Unmet, Verdict};

/// A carry-out as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// People, contracts, assets.
    pub registry: &'a Registry,
    /// What is asked for.
    pub request: &'a Request,
    /// Digest of the request statement; `None` while it is being written.
    pub digest: Option<Digest>,
    /// Who asks.
    pub requester: &'a PersonId,
    /// Who approved so far, the client's consents among them.
    pub approvals: &'a [GivenApproval],
    /// How many copies of the same content left under the contract before.
    pub copies_before: u64,
    /// The day it is asked on.
    pub day: NaiveDate,
    /// How far it has come.
    pub step: Step,
}

/// The steps at which rules are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It is asked for.
    Request,
    /// It leaves.
    Export,
}

/// A rule and what it comes to.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// Its pack; `None` for a directive of the client.
    pub pack: Option<&'a Pack>,
    /// The rule.
    pub rule: &'a Rule,
    /// What it comes to.
    pub verdict: Verdict,
}

impl Scope {
    /// Whether a carry-out is within it.
    #[must_use]
    pub fn covers(&self, request: &Request, to_the_client: bool) -> bool {
        let level =
            self.levels.is_empty() || request.level == Level::Unknown || self.levels.contains(&request.level);
        let personal = !self.personal_data || request.may_be_personal();
        level
            && personal
            && (self.kinds.is_empty() || self.kinds.contains(&request.kind))
            && (self.vias.is_empty() || self.vias.contains(&request.via))
            && !(self.third_party && to_the_client)
    }

    /// Whether a device or this paper is within it. A rule for some roads or reasons only is about packages, and what a
    /// device holds may be anything.
    #[must_use]
    pub fn covers_article(&self, paper: Option<&Paper>) -> bool {
        let level = paper.map_or(Level::Unknown, |paper| paper.level);
        let level = self.levels.is_empty() || level == Level::Unknown || self.levels.contains(&level);
        let personal = !self.personal_data || paper.is_none_or(|paper| paper.may_be_personal());
        level && personal && self.kinds.is_empty() && self.vias.is_empty()
    }

    /// Whether registered information is within it, whatever is done with it. A rule for some roads or reasons only is
    /// about carrying out.
    #[must_use]
    pub fn covers_asset(&self, asset: &AssetAdd) -> bool {
        let level = asset.level;
        let level = self.levels.is_empty() || level == Level::Unknown || self.levels.contains(&level);
        let personal = !self.personal_data || asset.may_be_personal();
        level && personal && self.kinds.is_empty() && self.vias.is_empty()
    }
}

/// Every rule and its verdict, in the order of the packs.
#[must_use]
pub fn judge<'a>(rules: &Rules<'a>, situation: &Situation<'_>) -> Vec<Judged<'a>> {
    let contract = situation.contract();
    let to_the_client = is_to_the_client(situation.registry, situation.request);
    rules
        .each()
        .map(|(pack, rule)| {
            let verdict = if rule.when.covers(situation.request, to_the_client) {
                situation.verdict(contract, &rule.demand)
            } else {
                Verdict::NotMeant
            };
            Judged { pack, rule, verdict }
        })
        .collect()
}

impl<'a> Situation<'a> {
    fn contract(&self) -> Option<&'a Contract> {
        self.request.contract.as_ref().and_then(|id| self.registry.contracts.get(id))
    }

    fn verdict(&self, contract: Option<&Contract>, demand: &Demand) -> Verdict {
        let hold = |unmet: Option<Unmet>| unmet.map_or(Verdict::Holds, Verdict::Unmet);
        let at_export = |unmet: Option<Unmet>| {
            if self.step >= Step::Export { hold(unmet) } else { Verdict::Later }
        };
        match demand {
            Demand::ForbidPlace { place, also } => hold(self.forbidden_place(place, also)),
            Demand::ForbidVia { vias } => hold(vias.contains(&self.request.via).then_some(Unmet::Via)),
            Demand::Reason => hold(is_blank(self.request.reason.as_deref()).then_some(Unmet::Reason)),
            Demand::Place => hold(is_blank(self.request.place.as_deref()).then_some(Unmet::NoPlace)),
            Demand::PersonalDataStated => {
                hold(self.request.personal_data.is_none().then_some(Unmet::PersonalData))
            }
            Demand::RegisteredAsset => hold(self.asset(contract)),
            Demand::ListedRecipient => hold(self.listed_recipient(contract)),
            Demand::SubcontractConsent { each_tier } => {
                let own = self.subcontractor(contract);
                hold(own.or_else(|| each_tier.then(|| self.tiers_above(contract)).flatten()))
            }
            Demand::SubcontractAgreement => hold(self.agreement(contract)),
            Demand::SubcontractCheck { days } => match self.check(contract, *days) {
                Some(unmet) => Verdict::Unmet(unmet),
                None => self.stale_check(contract).map_or(Verdict::Holds, Verdict::Listed),
            },
            Demand::SubcontractNever => hold(self.no_subcontractor()),
            Demand::Training { .. }
            | Demand::TrainingLapses { .. }
            | Demand::Pledge { occasion: Occasion::Entry, .. }
            | Demand::ListedHandler { .. } => hold(self.worker(demand)),
            Demand::FileCap { files } => {
                let have = self.request.file_count;
                hold((have > *files).then_some(Unmet::Files { have, most: *files }))
            }
            Demand::ByteCap { bytes } => {
                let have = self.request.total_bytes;
                hold((have > *bytes).then_some(Unmet::Bytes { have, most: *bytes }))
            }
            Demand::NotifiedPlaces => {
                hold(contract.is_none_or(|contract| contract.places.is_empty()).then_some(Unmet::Places))
            }
            Demand::NotifiedSources { listed: false } => hold(self.outside()),
            Demand::NotifiedSources { listed: true } => {
                self.outside().map_or(Verdict::Recorded, Verdict::Listed)
            }
            Demand::Owed { duty, .. } => {
                self.owed(contract, *duty).map_or(Verdict::Recorded, Verdict::Listed)
            }
            Demand::ExchangeRecord { fields } => {
                self.exchange(fields).map_or(Verdict::Recorded, Verdict::Listed)
            }
            Demand::ContactTree => contract.and_then(missing_contact).map_or(Verdict::Holds, Verdict::Listed),
            Demand::ForbidService { domains } => hold(self.service(domains)),
            Demand::CheckSheet => at_export(Self::sheet(contract)),
            Demand::Consent { single } => {
                at_export((!self.has_consent(contract, *single)).then(|| self.no_consent(contract, *single)))
            }
            Demand::NeverLeaves { except } => at_export(self.never(contract, except)),
            Demand::NotifiedApprover { posts } => at_export(self.notified_approver(contract, posts)),
            Demand::LevelKnown => at_export((self.request.level == Level::Unknown).then_some(Unmet::Level)),
            Demand::CopyQuota { copies } => at_export(self.copies(contract, *copies)),
            Demand::Approvers { people } => at_export(self.approvers(*people)),
            // The pipeline itself has no other way, or the rule is looked at where it happens.
            Demand::Encrypted | Demand::RegisteredMedium | Demand::SeparateCustody => Verdict::Holds,
            Demand::ApprovalDays { .. }
            | Demand::OtherRoad
            | Demand::UnmixedMedium
            | Demand::LockedCase
            | Demand::HiddenAddresses
            | Demand::ConfirmedMail
            | Demand::Carrier
            | Demand::Returned
            | Demand::ConfirmedReturn
            | Demand::Witness
            | Demand::Retention { .. }
            | Demand::Disposal { .. }
            | Demand::Pledge { occasion: Occasion::Checkout, .. } => Verdict::Later,
            Demand::Pledge { occasion: Occasion::Leaving, .. }
            | Demand::ReportWithin { .. }
            | Demand::LogReview { .. }
            | Demand::Recorded => Verdict::Recorded,
            // About devices, paper and registered information, and looked at with them.
            Demand::AssetDisposal { .. } | Demand::GivenBack | Demand::LentDevice { .. } => Verdict::NotMeant,
            Demand::ArticleMeasures { .. }
            | Demand::ArticleApproval { .. }
            | Demand::ArticlePermission { .. }
            | Demand::ArticleCleared { .. }
            | Demand::ArticleNever { .. }
            | Demand::ArticleDisposal { .. } => Verdict::NotMeant,
            Demand::NotServed { .. } => Verdict::NotServed,
        }
    }

    fn worker(&self, demand: &Demand) -> Option<Unmet> {
        let contract = self.request.contract.as_ref();
        let work = Work { registry: self.registry, contract, day: self.day };
        let to_the_client = is_to_the_client(self.registry, self.request);
        work.lacks(self.requester, demand, |rule| rule.when.covers(self.request, to_the_client))
    }

    fn forbidden_place(&self, place: &str, also: &[String]) -> Option<Unmet> {
        let asked = self.request.place.as_deref().unwrap_or_default();
        is_forbidden(asked, place, also).then(|| Unmet::Place { place: place.to_owned() })
    }

    /// The recipient's mail address, where it goes there; what else a draft names is looked at with the draft.
    fn service(&self, domains: &[String]) -> Option<Unmet> {
        let recipient = self.registry.recipients.get(&self.request.recipient);
        let email = recipient.and_then(|recipient| recipient.record.email.as_ref());
        let service = address::domain_of(email.filter(|_| self.request.via == Via::Email)?);
        domains
            .iter()
            .any(|listed| address::is_within(&service, listed))
            .then_some(Unmet::Service { service })
    }

    /// What the requester's program found outside every folder that was notified; nothing where it did not look.
    fn outside(&self) -> Option<Unmet> {
        let count = self.request.sources_outside.filter(|count| *count > 0)?;
        Some(Unmet::SourcesOutside { count })
    }

    fn asset(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let known = |id: &crate::domain::names::AssetId| {
            self.registry.assets.get(id).is_some_and(|asset| {
                asset.ended.is_none()
                    && contract.is_some_and(|contract| contract.record.id == asset.record.contract)
            })
        };
        let all = !self.request.assets.is_empty() && self.request.assets.iter().all(known);
        (!all).then_some(Unmet::Asset)
    }

    /// The first of its information of which it is not on record how it came.
    fn exchange(&self, fields: &[ExchangeField]) -> Option<Unmet> {
        let assets = self.request.assets.iter().filter_map(|id| self.registry.assets.get(id));
        let mut of_contract =
            assets.filter(|asset| Some(&asset.record.contract) == self.request.contract.as_ref());
        of_contract.find_map(|asset| {
            let lacking = asset.lacks(fields);
            let asset = asset.record.id.clone();
            (!lacking.is_empty()).then_some(Unmet::Exchange { asset, lacking })
        })
    }

    fn listed_recipient(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let recipient = &self.request.recipient;
        let listed = recipient.is_self()
            || is_to_the_client(self.registry, self.request)
            || contract.is_some_and(|contract| contract.recipients.contains_key(recipient));
        (!listed).then(|| Unmet::Recipient { recipient: recipient.clone() })
    }

    fn tier(&self) -> Option<u64> {
        let recipient = self.registry.recipients.get(&self.request.recipient)?;
        recipient.record.subcontractor.as_ref().map(|subcontractor| subcontractor.tier)
    }

    fn subcontractor(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let tier = self.tier()?;
        let recipient = &self.request.recipient;
        let agreed = contract.and_then(|contract| contract.subcontractors.get(recipient));
        let stands = agreed.is_some_and(|agreed| agreed.tier == tier);
        (!stands).then(|| Unmet::Subcontractor { recipient: recipient.clone(), tier })
    }

    /// The first tier above the recipient's at which nobody is registered, or to whom the client has not agreed there.
    /// Every step goes one tier up, to somebody else: the way ends at the first.
    fn tiers_above(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let mut below = &self.registry.recipients.get(&self.request.recipient)?.record;
        loop {
            let stands = below.subcontractor.as_ref()?;
            let tier = stands.tier.checked_sub(1).filter(|tier| *tier > 0)?;
            let above = stands.under.as_ref().and_then(|id| self.registry.recipients.get(id));
            let above = above.map(|above| &above.record).filter(|above| {
                above.subcontractor.as_ref().is_some_and(|registered| registered.tier == tier)
            });
            let Some(above) = above else {
                return Some(Unmet::TierAbove { recipient: below.id.clone(), tier });
            };
            let agreed = contract.and_then(|contract| contract.subcontractors.get(&above.id));
            if agreed.is_none_or(|agreed| agreed.tier != tier) {
                return Some(Unmet::Subcontractor { recipient: above.id.clone(), tier });
            }
            below = above;
        }
    }

    /// The recipient's organization, where it is a subcontractor's.
    fn organization(&self) -> Option<&'a str> {
        self.tier()?;
        self.registry.recipients.get(&self.request.recipient).map(|known| known.record.organization.as_str())
    }

    fn agreement(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let organization = self.organization()?;
        let recipient = &self.request.recipient;
        let bound = contract.and_then(|contract| contract.agreements.get(recipient));
        let bound = bound.filter(|bound| bound.organization == organization && bound.dated <= self.day);
        let ended = bound.and_then(|bound| bound.until).filter(|until| *until < self.day);
        let stands = bound.is_some() && ended.is_none();
        (!stands).then(|| Unmet::Agreement { recipient: recipient.clone(), ended })
    }

    fn checked<'c>(&self, contract: Option<&'c Contract>) -> Option<&'c Checked> {
        let organization = self.organization()?;
        let checked = contract.and_then(|contract| contract.checks.get(&self.request.recipient));
        checked.filter(|checked| checked.organization == organization)
    }

    fn check(&self, contract: Option<&Contract>, days: Option<u64>) -> Option<Unmet> {
        self.tier()?;
        let recipient = self.request.recipient.clone();
        let Some(checked) = self.checked(contract) else {
            return Some(Unmet::Unchecked { recipient, last: None });
        };
        if !checked.unmet.is_empty() {
            return Some(Unmet::FailedCheck { recipient, items: checked.unmet.clone() });
        }
        let long_ago = days.is_some_and(|days| is_before(checked.on, days, self.day));
        long_ago.then_some(Unmet::Unchecked { recipient, last: Some(checked.on) })
    }

    /// What is refused by no document, and is a year old.
    fn stale_check(&self, contract: Option<&Contract>) -> Option<Unmet> {
        let checked = self.checked(contract)?;
        let (recipient, last) = (self.request.recipient.clone(), Some(checked.on));
        is_before(checked.on, SUBCONTRACTOR_CHECK_DAYS, self.day)
            .then_some(Unmet::Unchecked { recipient, last })
    }

    fn no_subcontractor(&self) -> Option<Unmet> {
        let recipient = self.request.recipient.clone();
        self.tier().map(|_| Unmet::NoSubcontractor { recipient })
    }

    /// The paper's earliest day that has passed without it.
    fn owed(&self, contract: Option<&Contract>, duty: Duty) -> Option<Unmet> {
        let owed = owing(self.registry, contract?, self.day);
        let late = owed.iter().filter(|one| one.duty == duty && one.standing == Standing::Late);
        late.filter_map(|one| one.due).min().map(|due| Unmet::Owed { duty, due })
    }

    fn sheet(contract: Option<&Contract>) -> Option<Unmet> {
        let Some(sheet) = contract.and_then(|contract| contract.sheet.as_ref()) else {
            return Some(Unmet::NoSheet);
        };
        let items = sheet.open();
        (!items.is_empty()).then_some(Unmet::Sheet { items })
    }

    /// The client agreed by a signature of its own, or on paper that a second person confirmed.
    fn has_consent(&self, contract: Option<&Contract>, single: bool) -> bool {
        let Some(contract) = contract else { return false };
        let signed = self.approvals.iter().any(|approval| {
            let person = self.registry.person(&approval.person);
            person.is_some_and(|person| {
                person.has(Role::Client)
                    && person.has_good_key(&approval.key)
                    && person.particulars.organization.as_ref() == Some(&contract.record.client)
            })
        });
        let on_paper = self.digest.is_some_and(|digest| {
            let mut consents =
                contract.consents.iter().filter(|consent| consent.request.is_some() || !single);
            consents.any(|consent| consent.covers(Some(&digest), (self.request, self.requester), self.day))
        });
        signed || on_paper
    }

    /// Why there is none: a letter that is recorded waits for a second person, one for this request before others.
    fn no_consent(&self, contract: Option<&Contract>, single: bool) -> Unmet {
        let waits = |consent: &&Consented| {
            consent.confirmed_by.is_none()
                && (consent.request.is_some() || !single)
                && consent.is_meant_for(self.digest.as_ref(), (self.request, self.requester), self.day)
        };
        let letters = contract.into_iter().flat_map(|contract| &contract.consents).filter(waits);
        let letter = letters.max_by_key(|consent| consent.request.is_some());
        letter.map_or(Unmet::Consent, |letter| Unmet::ConsentUnconfirmed { number: letter.number.clone() })
    }

    /// The same content as often as the rule or a consent says, and of each piece of registered information no more
    /// copies than the client permits of it, or a consent says.
    fn copies(&self, contract: Option<&Contract>, copies: u64) -> Option<Unmet> {
        let consents = contract.into_iter().flat_map(|contract| &contract.consents);
        let standing = consents
            .filter(|consent| consent.covers(self.digest.as_ref(), (self.request, self.requester), self.day));
        let agreed = standing.filter_map(|consent| consent.copies).max().unwrap_or_default();
        let asks = self.request.copies.unwrap_or(1);
        let (have, most) = (self.copies_before, copies.max(agreed));
        if have.saturating_add(asks) > most {
            return Some(Unmet::Copies { have, asks, most });
        }
        let assets = self.request.assets.iter().filter_map(|id| self.registry.assets.get(id));
        let mut of_contract =
            assets.filter(|asset| Some(&asset.record.contract) == self.request.contract.as_ref());
        of_contract.find_map(|asset| {
            let (have, most) = (asset.copies(), asset.record.copies_permitted?.max(agreed));
            let over = have.saturating_add(asks) > most;
            over.then(|| Unmet::AssetCopies { asset: asset.record.id.clone(), have, asks, most })
        })
    }

    fn notified_approver(&self, contract: Option<&Contract>, posts: &[Post]) -> Option<Unmet> {
        let notified = |person: &PersonId| {
            let notified = contract.and_then(|contract| contract.notified.get(person));
            notified.is_some_and(|notified| posts.iter().any(|post| notified.posts.contains(post)))
        };
        let any = self.counted().any(|approval| notified(&approval.person));
        (!any).then(|| Unmet::Approver { posts: posts.to_vec() })
    }

    fn never(&self, contract: Option<&Contract>, except: &[Post]) -> Option<Unmet> {
        if !except.is_empty() && self.notified_approver(contract, except).is_none() {
            return None;
        }
        Some(Unmet::Never { except: except.to_vec() })
    }

    /// The approvals that count, as the tally counts them.
    fn counted(&self) -> impl Iterator<Item = &'a GivenApproval> {
        let (registry, requester) = (self.registry, self.requester);
        let contract = self.request.contract.as_ref();
        self.approvals
            .iter()
            .filter(move |approval| crate::domain::tally::counts(registry, requester, contract, approval))
    }

    fn approvers(&self, need: u64) -> Option<Unmet> {
        let people: std::collections::BTreeSet<&PersonId> =
            self.counted().map(|approval| &approval.person).collect();
        let have = u64::try_from(people.len()).unwrap_or(u64::MAX);
        (have < need).then_some(Unmet::Approvers { have, need })
    }
}

/// Whether it goes to the client who owns it, who is never a third party.
#[must_use]
pub fn is_to_the_client(registry: &Registry, request: &Request) -> bool {
    let contract = request.contract.as_ref().and_then(|id| registry.contracts.get(id));
    let recipient = registry.recipients.get(&request.recipient);
    matches!((contract, recipient), (Some(contract), Some(recipient))
        if recipient.record.organization == contract.record.client)
}

/// The side on which nobody is in the contact tree, the client's first.
#[must_use]
pub fn missing_contact(contract: &Contract) -> Option<Unmet> {
    let any = |side: Side| contract.contacts.iter().any(|contact| contact.side == side);
    [Side::Client, Side::Office].into_iter().find(|side| !any(*side)).map(|side| Unmet::NoContact { side })
}

/// Whether `day` is more than so many days after `on`.
fn is_before(on: NaiveDate, days: u64, day: NaiveDate) -> bool {
    on.checked_add_days(Days::new(days)).is_some_and(|until| until < day)
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
