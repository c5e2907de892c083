//! What is carried besides packages: PCs, phones and paper, taken out or brought in, and back.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::article::{ArticleCarry, ArticleReturn, Step};
use crate::domain::names::{PersonId, words};

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
    /// How it came back, where that stands.
    pub returned: Option<ReturnedArticle>,
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
            (None, _) => ArticleState::Asked,
            (Some(answer), _) if !answer.approved => ArticleState::Refused,
            (Some(_), None) => ArticleState::Out,
            (Some(_), Some(_)) => match self.answer(Step::Back) {
                Some(answer) if answer.approved => ArticleState::Closed,
                _ => ArticleState::Returned,
            },
        }
    }

    /// Whether it still has to be answered for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state(), ArticleState::Asked | ArticleState::Out | ArticleState::Returned)
    }

    /// Whether it is past its day.
    #[must_use]
    pub fn is_overdue(&self, today: chrono::NaiveDate) -> bool {
        self.state() == ArticleState::Out && self.body.due < today
    }
}

/// `E-0007` for 7.
#[must_use]
pub fn article_id(number: u64) -> String {
    format!("E-{number:04}")
}
