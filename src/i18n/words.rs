//! Names for the words of closed vocabularies, which statements and scripts spell in English.

use super::Catalogue;
use crate::base::holidays::Holiday;
use crate::domain::anomaly::AnomalyKind;
use crate::domain::article::{ArticleKind, ArticleState, Clearing, Direction, Measure};
use crate::domain::body::contact::Side;
use crate::domain::body::export::Failure;
use crate::domain::carry_out::{MailDifference, Mark, Status};
use crate::domain::duty::Standing;
use crate::domain::finding::FindingKind;
use crate::domain::names::{
    AddressField, Channel, CopyKind, IncidentField, IncidentKind, Kind, Level, MediumKind, MediumState,
    Method, Opens, Role, Sanitization, SentSource, SentText, Via, WriteLevel,
};
use crate::domain::rules::demand::{Duty, ExchangeField, Occasion, Occurrence, Post};
use crate::domain::rules::taken::Act;
use crate::domain::succession::SuccessionOutcome;
use crate::projection::view::register::DelegationStanding;
use crate::projection::view::{
    FormAbout, FormName, LastPoint, ReportStage, TimelineKind, WhyLeft, WhyNotReplugged, WhyNotScanned,
};

/// A word of a closed vocabulary, which the catalogue has a name for.
pub trait Word: Copy + 'static {
    /// What the vocabulary's message ids begin with.
    const VOCABULARY: &'static str;

    /// The word as statements and scripts spell it.
    fn spelling(self) -> &'static str;

    /// Every word.
    fn all() -> &'static [Self];
}

macro_rules! named {
    ($($type:ty => $vocabulary:literal),+ $(,)?) => {
        $(
            impl Word for $type {
                const VOCABULARY: &'static str = $vocabulary;

                fn spelling(self) -> &'static str {
                    self.as_str()
                }

                fn all() -> &'static [Self] {
                    Self::ALL
                }
            }
        )+

        /// The message id of every word there is, for the test that each has its name.
        #[cfg(test)]
        pub(super) fn every_id() -> Vec<String> {
            let mut ids = Vec::new();
            $(ids.extend(<$type as Word>::all().iter().map(|word| id(*word)));)+
            ids
        }
    };
}

named!(
    AddressField => "address-field",
    ArticleKind => "article",
    ArticleState => "article-state",
    AnomalyKind => "anomaly",
    Channel => "channel",
    Clearing => "clearing",
    CopyKind => "copy-kind",
    DelegationStanding => "delegation",
    Direction => "direction",
    Duty => "duty",
    Act => "rules-act",
    ExchangeField => "exchange",
    Failure => "failure",
    FindingKind => "finding",
    FormAbout => "form-about",
    FormName => "form",
    Holiday => "holiday",
    IncidentField => "incident-field",
    IncidentKind => "incident-kind",
    Kind => "kind",
    LastPoint => "last-point",
    Level => "level",
    Measure => "measure",
    MailDifference => "mail-difference",
    Mark => "mark",
    MediumKind => "medium-kind",
    MediumState => "medium-state",
    Method => "method",
    Occasion => "occasion",
    Occurrence => "occurrence",
    Opens => "opens",
    ReportStage => "report-stage",
    Post => "post",
    Role => "role",
    Sanitization => "sanitization",
    Side => "side",
    SentSource => "sent-source",
    SentText => "sent-text",
    Standing => "standing",
    Status => "status",
    SuccessionOutcome => "succession",
    TimelineKind => "timeline",
    Via => "via",
    WhyLeft => "why-left",
    WhyNotReplugged => "why-not-replugged",
    WhyNotScanned => "why-not-scanned",
    WriteLevel => "write-level",
);

fn id<W: Word>(word: W) -> String {
    format!("{}-{}", W::VOCABULARY, word.spelling())
}

impl Catalogue {
    /// The name of a word: `name_of(Status::Out)` is "out" or 「持出中」.
    #[must_use]
    pub fn name_of<W: Word>(&self, word: W) -> String {
        self.get(&id(word))
    }
}
