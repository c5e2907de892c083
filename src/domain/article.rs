//! What is carried besides packages: PCs, phones and paper, taken out or brought in, and back.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::limits::DUTY_DAYS;
use crate::base::time::Timestamp;
use crate::domain::body::article::{ArticleCarry, ArticleReturn, Step};
use crate::domain::carry_out::Transferred;
use crate::domain::names::{MediumState, PersonId, words};
use crate::domain::registry::Registry;

words!(
    /// What kind of thing is carried.
    ArticleKind {
        /// A registered PC.
        Pc = "pc",
        /// A registered phone.
        Phone = "phone",
        /// Something on paper.
        Paper = "paper",
    }
);

words!(
    /// Which way.
    Direction {
        /// Out of the office, and back to it.
        Out = "out",
        /// Into the client's premises, and out of them again.
        In = "in",
    }
);

words!(
    /// What the carrier attests of a device before it goes.
    Measure {
        /// Logging in takes two factors.
        TwoFactor = "two-factor",
        /// What is stored on it is encrypted.
        DataEncryption = "data-encryption",
        /// It takes a password before it can be used.
        LoginPassword = "login-password",
        /// It locks itself.
        ScreenLock = "screen-lock",
        /// It can be locked from afar.
        RemoteLock = "remote-lock",
        /// It is worn on a strap, or held otherwise, so that it is not lost.
        Strap = "strap",
        /// A virus scanner runs on it, and is up to date.
        Antivirus = "antivirus",
        /// It is updated.
        Updates = "updates",
        /// What is plugged in starts nothing.
        AutorunOff = "autorun-off",
        /// It is secured against theft.
        AntiTheft = "anti-theft",
        /// Its address book holds no full names.
        NoFullNames = "no-full-names",
        /// What it does to systems that are there was looked at beforehand.
        EffectChecked = "effect-checked",
        /// What was on it is backed up.
        BackedUp = "backed-up",
        /// Nothing is on it any more.
        Emptied = "emptied",
        /// The security settings of the client's device are as the client left them.
        SettingsKept = "settings-kept",
        /// It is not with the carrier where people drink.
        NoDrinking = "no-drinking",
        /// Nobody else uses the ID and password with which the carrier logs in to the client's device.
        OwnLogin = "own-login",
    }
);

words!(
    /// What the carrier attests when a device is back.
    Clearing {
        /// What was worked with is saved elsewhere, and nothing of it is left.
        DataDeleted = "data-deleted",
        /// Calls and messages are deleted.
        HistoryDeleted = "history-deleted",
        /// Photographs are saved elsewhere and deleted.
        PhotosDeleted = "photos-deleted",
    }
);

words!(
    /// Where it stands.
    ArticleState {
        /// Nobody has permitted it yet.
        Asked = "asked",
        /// An approver refused it.
        Refused = "refused",
        /// It is out, or in the client's premises.
        Out = "out",
        /// It is back, or destroyed, and nobody has confirmed that.
        Returned = "returned",
        /// It was lost or stolen while it was out, also when somebody has confirmed that.
        Lost = "lost",
        /// An approver confirmed its end.
        Closed = "closed",
    }
);

/// Something that somebody asked to carry, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// 7 for `E-0007`.
    pub number: u64,
    /// Digest of the statement that asked.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who carries it.
    pub carrier: PersonId,
    /// When they asked, by their clock.
    pub at: Timestamp,
    /// What was said.
    pub body: ArticleCarry,
    /// What kind of thing it is, as registered then.
    pub kind: ArticleKind,
    /// What approvers said, in log order.
    pub answers: Vec<Answered>,
    /// Who passed it on to whom, in log order; `carrier` is the last.
    pub transfers: Vec<Transferred>,
    /// How it came back, where that stands.
    pub returned: Option<ReturnedArticle>,
    /// How it was lost.
    pub lost: Option<LostArticle>,
    /// What its return did not attest, for the sake of an incident.
    pub uncleared: Option<Uncleared>,
}

/// What rules asked to be attested of a device that came back, and was not, because an incident kept it as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncleared {
    /// What.
    pub missing: Vec<Clearing>,
    /// The incident.
    pub incident: u64,
    /// Who opened that.
    pub opened_by: Option<PersonId>,
    /// Its entry, and that of the return.
    pub entries: Vec<u64>,
    /// Since when no incident keeps it.
    pub since: Option<NaiveDate>,
    /// Who attested it afterwards.
    pub made_up: Option<ReturnedArticle>,
}

/// How something was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostArticle {
    /// The incident that is about it.
    pub incident: u64,
    /// Who said so.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What was noted.
    pub note: Option<String>,
}

/// What an approver said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Of its going, or of its coming back.
    pub step: Step,
    /// Whether it may go, or is back as it should be.
    pub approved: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// How something came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedArticle {
    /// Who said so.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What was said.
    pub body: ArticleReturn,
}

impl Article {
    /// `E-0007`.
    #[must_use]
    pub fn id(&self) -> String {
        article_id(self.number)
    }

    /// The last answer of a step.
    #[must_use]
    pub fn answer(&self, step: Step) -> Option<&Answered> {
        self.answers.iter().rev().find(|answer| answer.step == step)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ArticleState {
        match (self.answer(Step::Out), &self.returned) {
            _ if self.lost.is_some() => ArticleState::Lost,
            (None, _) => ArticleState::Asked,
            (Some(answer), _) if !answer.approved => ArticleState::Refused,
            (Some(_), None) => ArticleState::Out,
            (Some(_), Some(_)) if self.is_confirmed() => ArticleState::Closed,
            (Some(_), Some(_)) => ArticleState::Returned,
        }
    }

    /// Whether an approver confirmed its end: that it is back, or that it is lost.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.answer(Step::Back).is_some_and(|answer| answer.approved)
    }

    /// Whether it left, and nobody has confirmed its end.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        match self.state() {
            ArticleState::Out | ArticleState::Returned => true,
            ArticleState::Lost => !self.is_confirmed(),
            ArticleState::Asked | ArticleState::Refused | ArticleState::Closed => false,
        }
    }

    /// Whether it still has to be answered for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state() == ArticleState::Asked || self.is_outstanding()
    }

    /// What is still to be attested of it: no incident keeps it any more, it is in use, and nobody has attested so much of
    /// the device since.
    #[must_use]
    pub fn owes_clearing(&self, registry: &Registry) -> Option<&Uncleared> {
        let uncleared = self.uncleared.as_ref().filter(|one| one.since.is_some() && one.made_up.is_none())?;
        let device = self.body.device.as_ref()?;
        let in_use = registry.media.get(device).is_some_and(|medium| medium.state == MediumState::Active);
        let enough = |back: &ReturnedArticle| {
            uncleared.missing.iter().all(|clearing| back.body.cleared.contains(clearing))
        };
        let since = registry.articles.range(self.number..).map(|(_, one)| one);
        let mut as_this = since.filter(|one| one.body.device.as_ref() == Some(device));
        let attested = as_this.any(|one| {
            let made_up = one.uncleared.as_ref().and_then(|uncleared| uncleared.made_up.as_ref());
            one.returned.iter().chain(made_up).any(enough)
        });
        (in_use && !attested && registry.keeping(self).is_none()).then_some(uncleared)
    }

    /// Whether that has been so for longer than such things may take.
    #[must_use]
    pub fn is_clearing_late(&self, registry: &Registry, today: NaiveDate) -> bool {
        let since = self.owes_clearing(registry).and_then(|uncleared| uncleared.since);
        since.and_then(|since| since.checked_add_days(Days::new(DUTY_DAYS))).is_some_and(|last| last < today)
    }

    /// Whether it is past its day.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state() == ArticleState::Out && self.body.due < today
    }
}

/// `E-0007` for 7.
#[must_use]
pub fn article_id(number: u64) -> String {
    format!("E-{number:04}")
}
