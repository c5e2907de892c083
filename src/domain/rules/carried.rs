//! What the rules say of a device or paper that is carried, at each of its steps.
//!
//! The rules are those in force at that statement. Their `when`, which is about requests, is not looked at: the
//! demands of this kind name for which articles they are meant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::demand::{Demand, Part, Post};
use super::judge::Unmet;
use super::pack::{Pack, Rule};
use super::place::is_forbidden;
use super::worker::Work;
use crate::domain::article::{Article, ArticleKind, ArticleState, Direction};
use crate::domain::body::article::{ArticleCarry, ArticleReturn, Paper, Step as ArticleStep};
use crate::domain::names::{ContractId, Level, MediumId, PersonId};
use crate::domain::personal::Holds as _;
use crate::domain::registry::Registry;

/// For which articles a rule is meant. What is absent does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ArticleScope {
    /// Only these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleKind>,
    /// Only this way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Direction>,
    /// Only devices that a client lent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lent: bool,
    /// Only what goes for repair.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repair: bool,
    /// Only paper of these levels; a level that nobody knows is within all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Only paper that may hold personal data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub personal_data: bool,
}

impl ArticleScope {
    /// Whether an article is within it.
    #[must_use]
    pub fn covers(&self, registry: &Registry, kind: ArticleKind, body: &ArticleCarry) -> bool {
        let lent = body.device.as_ref().is_some_and(|device| is_lent(registry, device));
        (!self.lent || lent)
            && (self.articles.is_empty() || self.articles.contains(&kind))
            && (self.directions.is_empty() || self.directions.contains(&body.direction))
            && (!self.repair || body.repair)
            && body.paper.as_ref().is_none_or(|paper| self.covers_paper(paper))
    }

    fn covers_paper(&self, paper: &Paper) -> bool {
        (self.levels.is_empty() || paper.level == Level::Unknown || self.levels.contains(&paper.level))
            && (!self.personal_data || paper.may_be_personal())
    }
}

/// Whether a client lent this device.
#[must_use]
pub fn is_lent(registry: &Registry, device: &MediumId) -> bool {
    registry.media.get(device).is_some_and(|medium| medium.record.owner.is_some())
}

/// A rule that stands against it, and why.
pub type Against<'a> = (Option<&'a Pack>, &'a Rule, Unmet);

fn all<'a>(
    registry: &'a Registry,
    body: &ArticleCarry,
    unmet: impl Fn(&Demand) -> Option<Unmet>,
) -> Vec<Against<'a>> {
    let rules = registry.rules(body.contract.as_ref());
    rules.each().filter_map(|(pack, rule)| unmet(&rule.demand).map(|unmet| (pack, rule, unmet))).collect()
}

/// The rules that say that only registered devices are used: those of a contract's documents before the office's own.
#[must_use]
pub fn against_unregistered<'a>(registry: &'a Registry, body: &ArticleCarry) -> Vec<Against<'a>> {
    let mut only = all(registry, body, |demand| {
        let device = body.device.clone().filter(|_| *demand == Demand::RegisteredMedium)?;
        Some(Unmet::Unregistered { device })
    });
    let own = usize::from(only.len() > 1);
    only.rotate_left(own);
    only
}

/// Every rule that stands against this person carrying or permitting it: what it demands of people they have not.
#[must_use]
pub fn against_person<'a>(
    registry: &'a Registry,
    body: &ArticleCarry,
    day: NaiveDate,
    part: Part,
    person: &PersonId,
) -> Vec<Against<'a>> {
    let contract = body.contract.as_ref().and_then(|id| registry.contracts.get_key_value(id));
    let work = Work { registry, contract: contract.map(|(id, _)| id), day };
    work.against(part, person, |rule| rule.when.covers_article(body.paper.as_ref()))
}

/// Every rule that stands against its going.
#[must_use]
pub fn against_carrying<'a>(
    registry: &'a Registry,
    kind: ArticleKind,
    body: &ArticleCarry,
) -> Vec<Against<'a>> {
    all(registry, body, |demand| match demand {
        Demand::ForbidPlace { place, also } if is_forbidden(&body.place, place, also) => {
            Some(Unmet::Place { place: place.clone() })
        }
        Demand::ArticleMeasures { of, measures } if of.covers(registry, kind, body) => {
            let missing: Vec<_> =
                measures.iter().filter(|measure| !body.measures.contains(measure)).copied().collect();
            (!missing.is_empty()).then_some(Unmet::Measures { missing })
        }
        Demand::ArticlePermission { of } if of.covers(registry, kind, body) && body.permission.is_none() => {
            Some(Unmet::Permission)
        }
        Demand::ArticleNever { of } if of.covers(registry, kind, body) => {
            Some(Unmet::Never { except: Vec::new() })
        }
        _ => None,
    })
}

/// Every rule that stands against this person's permission, or against their word that it is back as it should be.
#[must_use]
pub fn against_approver<'a>(
    registry: &'a Registry,
    kind: ArticleKind,
    body: &ArticleCarry,
    (person, step): (&PersonId, ArticleStep),
) -> Vec<Against<'a>> {
    let contract = body.contract.as_ref().and_then(|id| registry.contracts.get(id));
    let notified = contract.and_then(|contract| contract.notified.get(person));
    let has = |posts: &[Post]| {
        notified.is_some_and(|notified| posts.iter().any(|post| notified.posts.contains(post)))
    };
    all(registry, body, |demand| match demand {
        Demand::ArticleApproval { of, posts, at_return }
            if (step == ArticleStep::Out || *at_return)
                && of.covers(registry, kind, body)
                && !posts.is_empty()
                && !has(posts) =>
        {
            Some(Unmet::Approver { posts: posts.clone() })
        }
        _ => None,
    })
}

/// Every rule that stands against its coming back like this; what is `kept` for an incident is not to be emptied.
#[must_use]
pub fn against_return<'a>(
    registry: &'a Registry,
    kind: ArticleKind,
    body: &ArticleCarry,
    back: &ArticleReturn,
    kept: bool,
) -> Vec<Against<'a>> {
    all(registry, body, |demand| match demand {
        Demand::ArticleCleared { of, cleared } if !kept && of.covers(registry, kind, body) => {
            let missing: Vec<_> = cleared.iter().filter(|one| !back.cleared.contains(one)).copied().collect();
            (!missing.is_empty()).then_some(Unmet::NotCleared { missing })
        }
        Demand::ArticleDisposal { of, methods } if of.covers(registry, kind, body) => {
            let method = back.destroyed.as_ref().map(|destroyed| destroyed.method);
            let other = method.filter(|method| !methods.contains(method));
            other.map(|method| Unmet::Destroyed { method, takes: methods.clone() })
        }
        _ => None,
    })
}

/// What this person has as this device by their own leave. What was ever passed on was permitted to somebody else, and to
/// them once only.
#[must_use]
pub fn permitted<'a>(registry: &'a Registry, device: &MediumId, person: &PersonId) -> Option<&'a Article> {
    out_as(registry, device).find(|one| one.carrier == *person && one.transfers.is_empty())
}

/// What is out as this device.
pub fn out_as<'a>(registry: &'a Registry, device: &MediumId) -> impl Iterator<Item = &'a Article> {
    let out = registry.articles.values().filter(|one| one.state() == ArticleState::Out);
    out.filter(move |one| one.body.device.as_ref() == Some(device))
}

/// Every rule that stands against a package going along on this device with this person: nobody permitted them to
/// carry it, or not as this contract's rules demand.
#[must_use]
pub fn against_taking_along<'a>(
    registry: &'a Registry,
    contract: Option<&ContractId>,
    device: &MediumId,
    kind: ArticleKind,
    person: &PersonId,
) -> Vec<Against<'a>> {
    let Some(article) = permitted(registry, device, person) else {
        let meant = |of: &ArticleScope| {
            (of.articles.is_empty() || of.articles.contains(&kind))
                && (of.directions.is_empty() || of.directions.contains(&Direction::Out))
                && (!of.lent || is_lent(registry, device))
                && !of.repair
        };
        let rules = registry.rules(contract);
        let asking = rules.each().filter(|(_, rule)| match &rule.demand {
            Demand::ArticleApproval { of, .. } | Demand::ArticlePermission { of } => meant(of),
            _ => false,
        });
        return asking
            .map(|(pack, rule)| {
                let held_as = out_as(registry, device).find(|one| one.carrier == *person);
                let unmet =
                    Unmet::DeviceNotPermitted { device: device.clone(), held_as: held_as.map(Article::id) };
                (pack, rule, unmet)
            })
            .collect();
    };
    if article.body.contract.as_ref() == contract && article.body.direction == Direction::Out {
        return Vec::new();
    }
    // What was permitted to be brought in, or under another contract, is held against what going out under this one asks.
    let body =
        ArticleCarry { contract: contract.cloned(), direction: Direction::Out, ..article.body.clone() };
    let mut against = against_carrying(registry, kind, &body);
    let permitted = article.answer(ArticleStep::Out);
    against.extend(
        permitted
            .into_iter()
            .flat_map(|given| against_approver(registry, kind, &body, (&given.by, ArticleStep::Out))),
    );
    against
}
