//! The rules a request stands under.
//!
//! A rule is typed: what it demands, of which carry-outs, and which clause of which document says so. The
//! rules of a document form a pack; a contract names packs, the office's own stand in any case, and what
//! the client directs besides is added. Their digest is inside every request, so that nobody can later
//! claim that others applied.

pub mod carried;
pub mod demand;
pub mod ground;
pub mod judge;
pub mod office;
pub mod pack;
pub mod place;
pub mod taken;
pub mod verdict;
pub mod worker;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::base::canonical;
use crate::base::digest::Digest;
use crate::base::limits;
use crate::domain::body::Request;
use crate::domain::contract::{Contract, Directed};
use crate::domain::names::{ContractId, Level, Method, Sanitization};
use crate::domain::registry::Registry;
use demand::Demand;
use pack::{Pack, Rule};

/// The rules in force for one contract, or for none.
#[derive(Debug, Clone, Default)]
pub struct Rules<'a> {
    packs: Vec<&'a Pack>,
    directives: &'a [Directed],
}

/// What the rules come to for one carry-out, where it is a number or a yes; kept with it from its request on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Days an approval is good for, counted from the request's first day.
    pub approval_days: u64,
    /// How many people must approve; `None` while the level has to be found out first.
    pub approvers: Option<u64>,
    /// What a disposal must be, one demand each: any of these methods, or at least this level.
    pub disposals: Vec<(Vec<Method>, Option<Sanitization>)>,
    /// Whether it is carried in a locked case.
    pub locked_case: bool,
    /// Whether a disposal needs a witness.
    pub witness: bool,
}

/// Rules that others replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Replaced {
    /// As they were.
    pub pack: Pack,
    /// The entry that brought them in.
    pub from: u64,
    /// The entry that brought in others.
    pub until: u64,
}

impl Registry {
    /// The rules in force for a contract, or for none.
    #[must_use]
    pub fn rules(&self, contract: Option<&ContractId>) -> Rules<'_> {
        let contract = contract.and_then(|id| self.contracts.get(id));
        let named = contract.map(|contract| contract.record.packs.as_slice()).unwrap_or_default();
        let named = named.iter().filter(|id| *id != "office").filter_map(|id| self.packs.get(id));
        let own = self.packs.get("office").unwrap_or_else(|| office::unnamed());
        Rules {
            packs: std::iter::once(own).chain(named).collect(),
            directives: contract.map(|contract| contract.directives.as_slice()).unwrap_or_default(),
        }
    }

    /// The rules that were in force for a contract, or for none, when entry `index` was judged.
    #[must_use]
    pub fn rules_at(&self, contract: Option<&ContractId>, index: u64) -> Rules<'_> {
        let contract = contract.and_then(|id| self.contracts.get(id));
        let named = contract.map(|contract| contract.record.packs.as_slice()).unwrap_or_default();
        let stood = |id: &&String| {
            let since = contract.and_then(|contract| contract.pack_since.get(*id));
            *id != "office" && since.is_some_and(|since| *since < index)
        };
        let named = named.iter().filter(stood).filter_map(|id| self.pack_at(id, index));
        let own = self.pack_at("office", index).unwrap_or_else(|| office::unnamed());
        let directed = |contract: &'_ Contract| contract.directed.partition_point(|at| *at < index);
        let directives = contract.and_then(|contract| contract.directives.get(..directed(contract)));
        Rules {
            packs: std::iter::once(own).chain(named).collect(),
            directives: directives.unwrap_or_default(),
        }
    }

    /// A pack as it was when entry `index` was judged; `None` where it had not come in.
    fn pack_at(&self, id: &str, index: u64) -> Option<&Pack> {
        if self.pack_since.get(id).is_some_and(|since| *since < index) {
            return self.packs.get(id);
        }
        let was = |one: &&Replaced| one.pack.id == id && one.from < index && index <= one.until;
        self.replaced.iter().find(was).map(|one| &one.pack)
    }

    /// Every pack that was ever brought in, with the entry that did: those that stand, and those that others replaced.
    pub fn brought_in(&self) -> impl Iterator<Item = (u64, &Pack)> {
        let standing = self.pack_since.iter().filter_map(|(id, from)| Some((*from, self.packs.get(id)?)));
        standing.chain(self.replaced.iter().map(|one| (one.from, &one.pack)))
    }

    /// Brings in a pack with entry `index`, and keeps the one that stood before.
    pub(in crate::domain) fn bring_in(&mut self, pack: Pack, index: u64) {
        let (id, until) = (pack.id.clone(), index);
        let since = self.pack_since.insert(id.clone(), index);
        if let (Some(pack), Some(from)) = (self.packs.insert(id, pack), since) {
            self.replaced.push(Replaced { pack, from, until });
        }
    }
}

/// The digest of the office's rules before there were packs.
const OFFICE_BEFORE_PACKS: &str = "b84d9ad06dc1b9fa3f841c23ba4be7780eb443ced22838c66262eb4c06735054";

/// What the digest is taken of.
#[derive(Serialize)]
struct Named<'a> {
    directives: &'a [Directed],
    packs: &'a [&'a Pack],
}

/// Rules as they were when their digest was taken. Whoever reads a log asks for the same one twice for every carry-out, and
/// comparing rules takes a tenth of spelling them.
struct LastNamed {
    packs: Vec<Pack>,
    directives: Vec<Directed>,
    digest: Digest,
}

thread_local! {
    static LAST_NAMED: RefCell<Option<LastNamed>> = const { RefCell::new(None) };
}

impl LastNamed {
    fn are(&self, rules: &Rules<'_>) -> bool {
        self.packs.iter().eq(rules.packs.iter().copied()) && self.directives == rules.directives
    }
}

impl<'a> Rules<'a> {
    /// Every rule with its pack; a directive of the client has none.
    pub fn each(&self) -> impl Iterator<Item = (Option<&'a Pack>, &'a Rule)> {
        let packs = self.packs.clone();
        let of_packs =
            packs.into_iter().flat_map(|pack| pack.rules.iter().map(move |rule| (Some(pack), rule)));
        let directed = self.directives.iter().flat_map(|directed| &directed.rules);
        of_packs.chain(directed.map(|rule| (None, rule)))
    }

    /// Every rule, without what older letters of the client say of a matter of which a newer one speaks: its later
    /// instruction takes the place of the earlier, or two of them would leave no way at all.
    #[must_use]
    pub fn each_as_last_said(&self, speaks: impl Fn(&Rule) -> bool) -> Vec<(Option<&'a Pack>, &'a Rule)> {
        let last = self.directives.iter().rposition(|directed| directed.rules.iter().any(&speaks));
        let of_packs = self.each().filter(|(pack, _)| pack.is_some());
        let letters = self.directives.iter().enumerate();
        let directed = letters.flat_map(|(at, letter)| letter.rules.iter().map(move |rule| (at, rule)));
        let standing = directed.filter(|(at, rule)| Some(*at) >= last || !speaks(rule));
        of_packs.chain(standing.map(|(_, rule)| (None, rule))).collect()
    }

    /// The packs in force, the office's first.
    #[must_use]
    pub fn packs(&self) -> &[&'a Pack] {
        &self.packs
    }

    /// What the client directed besides.
    #[must_use]
    pub const fn directives(&self) -> &'a [Directed] {
        self.directives
    }

    /// Digest of the rules' canonical bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        LAST_NAMED.with_borrow_mut(|last| {
            if let Some(last) = last.as_ref().filter(|last| last.are(self)) {
                return last.digest;
            }
            let named = Named { directives: self.directives, packs: &self.packs };
            let digest = Digest::of(&canonical::encode(&named).unwrap_or_default());
            *last = Some(LastNamed {
                packs: self.packs.iter().map(|pack| (*pack).clone()).collect(),
                directives: self.directives.to_vec(),
                digest,
            });
            digest
        })
    }

    /// Whether `digest` names these rules. Requests from before there were packs name the office's rules by
    /// the digest they had then; what they come to is judged by those in force all the same.
    #[must_use]
    pub fn are_named(&self, digest: &Digest) -> bool {
        let shipped_alone = matches!(self.packs.as_slice(), [only] if *only == office::unnamed())
            && self.directives.is_empty();
        *digest == self.digest() || (shipped_alone && digest.to_string() == OFFICE_BEFORE_PACKS)
    }

    /// What the rules come to for `request`.
    #[must_use]
    pub fn terms(&self, request: &Request, to_the_client: bool) -> Terms {
        let mut terms =
            Terms { approval_days: limits::APPROVAL_DAYS_MAX, approvers: Some(0), ..Terms::default() };
        let mut level_known = false;
        let is_meant = |rule: &Rule| rule.when.covers(request, to_the_client);
        let disposals = |rule: &Rule| matches!(rule.demand, Demand::Disposal { .. }) && is_meant(rule);
        for (_, rule) in self.each_as_last_said(disposals).into_iter().filter(|(_, rule)| is_meant(rule)) {
            match &rule.demand {
                Demand::Approvers { people } => terms.approvers = terms.approvers.max(Some(*people)),
                Demand::ApprovalDays { days } => terms.approval_days = terms.approval_days.min(*days),
                Demand::LevelKnown => level_known = true,
                Demand::Witness => terms.witness = true,
                Demand::LockedCase => terms.locked_case = true,
                Demand::Disposal { methods, level } => terms.disposals.push((methods.clone(), *level)),
                _ => {}
            }
        }
        // Nobody approves their own request, whatever a pack leaves out.
        terms.approvers = terms.approvers.max(Some(1));
        if level_known && request.level == Level::Unknown {
            terms.approvers = None;
        }
        terms
    }

    /// At least every how many days the log is reviewed: the strictest of all rules; `None` where none asks.
    #[must_use]
    pub fn review_days(&self) -> Option<u64> {
        let days = self.each().filter_map(|(_, rule)| match rule.demand {
            Demand::LogReview { days } => Some(days),
            _ => None,
        });
        days.min()
    }

    /// Whether a rule limits how often the same content leaves.
    #[must_use]
    pub fn limits_copies(&self) -> bool {
        self.each().any(|(_, rule)| matches!(rule.demand, Demand::CopyQuota { .. }))
    }
}
