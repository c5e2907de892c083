//! What is not accounted for, who has to go on with it, and what somebody who leaves still holds.

use chrono::NaiveDate;
use serde::Serialize;

use super::article::ArticleView;
use super::carry_out::CarryOutView;
use super::duty::ClauseView;
use super::register::PersonView;
use crate::domain::article::{Article, ArticleState};
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::names::{ContractId, PersonId, Role};
use crate::domain::registry::Registry;

/// A carry-out that is not accounted for.
#[derive(Debug, Clone, Serialize)]
pub struct OutstandingLine {
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// What comes next.
    pub next: NextView,
}

/// A device or paper that is not accounted for.
#[derive(Debug, Clone, Serialize)]
pub struct OutstandingArticle {
    /// What is carried.
    #[serde(flatten)]
    pub article: ArticleView,
    /// What comes next.
    pub next: NextView,
}

/// Something that left and is not accounted for.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Outstanding {
    /// A carry-out.
    CarryOut(Box<OutstandingLine>),
    /// A device or paper.
    Article(Box<OutstandingArticle>),
}

impl Outstanding {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::CarryOut(line) => &line.carry_out.id,
            Self::Article(line) => &line.article.id,
        }
    }

    /// The day it is back.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        match self {
            Self::CarryOut(line) => line.carry_out.due,
            Self::Article(line) => line.article.due,
        }
    }

    /// Whether it is past that day.
    #[must_use]
    pub fn overdue(&self) -> bool {
        match self {
            Self::CarryOut(line) => line.carry_out.overdue,
            Self::Article(line) => line.article.overdue,
        }
    }
}

/// What comes next, and who does it.
#[derive(Debug, Clone, Serialize)]
pub struct NextView {
    /// What.
    pub act: NextAct,
    /// In which role.
    pub role: Role,
    /// Who, where it is one person.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<String>,
}

/// What comes next with a carry-out that is not accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextAct {
    /// Close what a crash left open.
    Recover,
    /// Go on with the incident that freezes it.
    Incident,
    /// Give it to another carrier: this one leaves.
    Transfer,
    /// Bring back, hand over or dispose of the copies.
    Account,
    /// Confirm that every copy is accounted for.
    Confirm,
    /// Erase, or attest the clearing of, what an incident put off.
    Clear,
}

impl NextAct {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recover => "recover",
            Self::Incident => "incident",
            Self::Transfer => "transfer",
            Self::Account => "account",
            Self::Confirm => "confirm",
            Self::Clear => "clear",
        }
    }
}

impl OutstandingLine {
    /// A carry-out and what comes next with it.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut, view: CarryOutView) -> Self {
        Self { next: NextView::new(registry, carry_out), carry_out: view }
    }
}

impl OutstandingArticle {
    /// A device or paper and what comes next with it.
    #[must_use]
    pub fn new(registry: &Registry, article: &Article, today: NaiveDate) -> Self {
        let by = |act, role, person| NextView::by(registry, act, role, person);
        let next = match article.state() {
            ArticleState::Out if leaves(registry, &article.carrier) => {
                by(NextAct::Transfer, Role::Administrator, None)
            }
            ArticleState::Out => by(NextAct::Account, Role::Requester, Some(&article.carrier)),
            ArticleState::Closed if leaves(registry, &article.carrier) => {
                by(NextAct::Clear, Role::Administrator, None)
            }
            ArticleState::Closed => by(NextAct::Clear, Role::Requester, Some(&article.carrier)),
            _ => match &article.lost {
                Some(lost) if registry.open_incidents.contains_key(&lost.incident) => {
                    by(NextAct::Incident, Role::Approver, None)
                }
                _ => by(NextAct::Confirm, Role::Approver, None),
            },
        };
        Self { article: ArticleView::new(registry, article, today), next }
    }
}

fn leaves(registry: &Registry, id: &PersonId) -> bool {
    registry.person(id).is_some_and(|person| person.leaving.is_some())
}

impl NextView {
    fn by(registry: &Registry, act: NextAct, role: Role, person: Option<&PersonId>) -> Self {
        Self { act, role, person: person.cloned(), name: person.map(|id| registry.name_of(id)) }
    }

    fn new(registry: &Registry, carry_out: &CarryOut) -> Self {
        let leaves = |id: &PersonId| leaves(registry, id);
        let by = |act, role, person| Self::by(registry, act, role, person);
        if let Some(attempt) = carry_out.open_attempt() {
            return match leaves(&attempt.by) {
                true => by(NextAct::Recover, Role::Administrator, None),
                false => by(NextAct::Recover, Role::Requester, Some(&attempt.by)),
            };
        }
        if registry.freezing(carry_out.number).is_some() {
            return by(NextAct::Incident, Role::Approver, None);
        }
        if !carry_out.copies.iter().any(|copy| copy.fate == Fate::Held) {
            if registry.is_left_there(carry_out) {
                return match leaves(&carry_out.carrier) {
                    true => by(NextAct::Clear, Role::Administrator, None),
                    false => by(NextAct::Clear, Role::Requester, Some(&carry_out.carrier)),
                };
            }
            return by(NextAct::Confirm, Role::Approver, None);
        }
        if leaves(&carry_out.carrier) {
            return by(NextAct::Transfer, Role::Administrator, None);
        }
        by(NextAct::Account, Role::Requester, Some(&carry_out.carrier))
    }
}

/// A pledge at leaving that is not on record.
#[derive(Debug, Clone, Serialize)]
pub struct PledgeOwedView {
    /// Under which contract.
    pub contract: ContractId,
    /// The clause that asks for it.
    #[serde(flatten)]
    pub clause: ClauseView,
}

/// What somebody who leaves still holds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HeldView {
    /// What they carry.
    pub carries: Vec<OutstandingLine>,
    /// Devices and paper that are out with them, or back and unconfirmed.
    pub articles: Vec<ArticleView>,
    /// What they began to write and left open.
    pub open_intents: Vec<OutstandingLine>,
    /// Carry-outs whose passphrase nobody else can unseal.
    pub custody: Vec<OutstandingLine>,
    /// Pledges at leaving that a contract's rules ask for and that are not on record.
    pub pledges: Vec<PledgeOwedView>,
    /// What they asked for and nobody will write any more. It keeps nobody from leaving.
    pub requests: Vec<CarryOutView>,
    /// Devices and paper they asked to carry and nobody may let go any more. They keep nobody from leaving.
    pub articles_asked: Vec<ArticleView>,
}

/// Somebody who left a contract, and what is still to be done about it.
#[derive(Debug, Clone, Serialize)]
pub struct ContractLeftView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Which.
    pub contract: ContractId,
    /// On which day.
    pub left_on: NaiveDate,
    /// What they carry under it.
    pub carries: Vec<OutstandingLine>,
    /// Devices and paper that are out with them under it.
    pub articles: Vec<ArticleView>,
    /// What they asked for under it and nobody will write any more.
    pub requests: Vec<CarryOutView>,
    /// The clauses that ask for a pledge at leaving, where none is on record.
    pub pledge_asked_by: Vec<String>,
}

impl ContractLeftView {
    /// Whether nothing is left to be done.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.carries.is_empty()
            && self.articles.is_empty()
            && self.requests.is_empty()
            && self.pledge_asked_by.is_empty()
    }
}

impl HeldView {
    /// Whether they hold nothing any more.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.carries.is_empty()
            && self.articles.is_empty()
            && self.open_intents.is_empty()
            && self.custody.is_empty()
            && self.pledges.is_empty()
    }
}

/// Somebody who leaves, or has left.
#[derive(Debug, Clone, Serialize)]
pub struct LeavingView {
    /// Who.
    pub person: PersonView,
    /// What they still hold.
    #[serde(flatten)]
    pub held: HeldView,
}

impl LeavingView {
    /// Whether it is on record that they hold nothing any more.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.person.leaving.as_ref().is_some_and(|leave| leave.left_at.is_some())
    }
}
