//! What the program holds everybody to whatever a pack says, and which clauses in force say the same.
//!
//! Such a refusal rests on the program itself; where documents demand the like, it cites every clause that does. What
//! a clause does not say is never read into it: that a medium is lost says nothing of whose it is, and a demand to
//! give something back none of who confirms it.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::article::ArticleKind;
use crate::domain::body::Body;
use crate::domain::body::article::ArticleCarry;
use crate::domain::carry_out::Status;
use crate::domain::check::Subject;
use crate::domain::names::words;
use crate::domain::refusal::{ArticleRefusal, CopyRefusal, MailRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::judge::is_to_the_client;
use crate::domain::rules::pack::{Pack, Rule, Text};

words!(
    /// Something that everybody is held to.
    Ground {
        /// So many people besides the requester approve.
        Approvers = "approvers",
        /// An approval is good for some days only.
        ApprovalDays = "approval-days",
        /// Nothing leaves before its level is known.
        LevelKnown = "level-known",
        /// What leaves is the sealed package.
        Encrypted = "encrypted",
        /// Whoever asked for it carries it, until it is passed on.
        Carrier = "carrier",
        /// The passphrase is kept by somebody other than the carrier.
        SeparateCustody = "separate-custody",
        /// The passphrase takes another road.
        OtherRoad = "other-road",
        /// Only registered media and devices.
        RegisteredMedium = "registered-medium",
        /// Only those that are in use: neither lost nor retired.
        MediumInUse = "medium-in-use",
        /// Nothing less important than what a medium held.
        HigherLevel = "higher-level",
        /// Nothing of another client than a medium held.
        OtherClient = "other-client",
        /// Every copy is given back or disposed of before it is over.
        Returned = "returned",
        /// Somebody else confirms what came back or was disposed of.
        ConfirmedReturn = "confirmed-return",
        /// A disposal has a witness.
        Witness = "witness",
        /// Recipients, text and attachment of a mail are confirmed.
        ConfirmedMail = "confirmed-mail",
        /// Somebody else permits that a device or paper is carried.
        ArticleApproval = "article-approval",
        /// What is deleted from a device before it is called empty.
        ArticleCleared = "article-cleared",
    }
);

/// A clause of a document, or of a directive of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Where the document says it.
    pub clause: String,
    /// What it says, in English.
    pub en: String,
    /// What it says, in the document's own words.
    pub ja: String,
    /// The document; `None` for a directive of the client.
    pub pack: Option<Text>,
    /// The rule's id.
    pub rule: String,
}

impl Clause {
    /// The clause that a rule is of.
    #[must_use]
    pub fn of(pack: Option<&Pack>, rule: &Rule) -> Self {
        Self {
            clause: rule.clause.clone(),
            en: rule.en.clone(),
            ja: rule.ja.clone(),
            pack: pack.map(|pack| pack.title.clone()),
            rule: rule.id.clone(),
        }
    }
}

impl Ground {
    /// Whether a rule of `pack` demands just this.
    #[must_use]
    pub fn is_said_by(self, pack: Option<&Pack>, demand: &Demand) -> bool {
        let of_the_office = pack.is_some_and(|pack| pack.id == "office");
        match self {
            Self::Approvers => matches!(demand, Demand::Approvers { .. } | Demand::NotifiedApprover { .. }),
            Self::ApprovalDays => matches!(demand, Demand::ApprovalDays { .. }),
            Self::LevelKnown => *demand == Demand::LevelKnown,
            Self::Encrypted => *demand == Demand::Encrypted,
            Self::Carrier => *demand == Demand::Carrier,
            Self::SeparateCustody => *demand == Demand::SeparateCustody,
            Self::OtherRoad => *demand == Demand::OtherRoad,
            Self::RegisteredMedium => *demand == Demand::RegisteredMedium,
            // The clients' documents say whose media are used; the office says that they are in use, and not mixed.
            Self::MediumInUse => *demand == Demand::RegisteredMedium && of_the_office,
            Self::HigherLevel => *demand == Demand::UnmixedMedium,
            Self::OtherClient => *demand == Demand::UnmixedMedium && of_the_office,
            Self::Returned => *demand == Demand::Returned,
            Self::ConfirmedReturn => *demand == Demand::ConfirmedReturn,
            Self::Witness => *demand == Demand::Witness,
            Self::ConfirmedMail => *demand == Demand::ConfirmedMail,
            Self::ArticleApproval => matches!(demand, Demand::ArticleApproval { .. }),
            Self::ArticleCleared => matches!(demand, Demand::ArticleCleared { .. }),
        }
    }
}

/// What a refusal to say `body` holds its author to; `None` where no document could say it.
#[must_use]
pub fn ground_of(refusal: &Refusal, body: &Body) -> Option<Ground> {
    use Refusal as R;
    let judges_the_end = matches!(body, Body::Confirmation(_));
    Some(match refusal {
        R::OwnRequest { .. } if judges_the_end => Ground::ConfirmedReturn,
        R::OwnRequest { .. } | R::QuorumShort { .. } => Ground::Approvers,
        R::WrongStatus { status: Status::Expired, .. } => Ground::ApprovalDays,
        R::LevelUnknown { .. } => Ground::LevelKnown,
        R::NotTheCarrier { .. } | R::NotTheRequester { .. } if body.request().is_some() => Ground::Carrier,
        R::WrongCustody { .. } | R::NotACustodian { .. } => Ground::SeparateCustody,
        R::SameRoad { .. } => Ground::OtherRoad,
        R::UnknownMedium { .. } | R::MediumRequired => Ground::RegisteredMedium,
        R::MediumNotUsable { .. } => Ground::MediumInUse,
        R::MediumHeldHigher { .. } => Ground::HigherLevel,
        R::MediumHeldOtherClient { .. } => Ground::OtherClient,
        R::Copy(CopyRefusal::NothingCameBack { .. } | CopyRefusal::CopiesOpen { .. }) => Ground::Returned,
        R::Copy(CopyRefusal::OwnReturn { .. }) => Ground::ConfirmedReturn,
        R::Copy(CopyRefusal::WitnessNeeded { .. }) => Ground::Witness,
        R::Mail(MailRefusal::MailNotConfirmed { .. }) => Ground::ConfirmedMail,
        R::Mail(MailRefusal::NotThePackage { .. }) => Ground::Encrypted,
        R::Article(ArticleRefusal::OwnArticle { .. }) => Ground::ArticleApproval,
        R::Article(ArticleRefusal::CopiesOnDevice { .. }) => Ground::ArticleCleared,
        _ => return None,
    })
}

/// The clauses in force that say what a refusal of `body` holds to, in the order of the packs.
#[must_use]
pub fn clauses(registry: &Registry, subject: &Subject, body: &Body, refusal: &Refusal) -> Vec<Clause> {
    let Some(ground) = ground_of(refusal, body) else { return Vec::new() };
    let mut clauses = of_rules(registry, About::of(registry, subject, body), ground);
    // Whoever asks for fewer than there are has what they ask for.
    clauses.retain(|(_, rule)| match (refusal, &rule.demand) {
        (Refusal::QuorumShort { have, .. }, Demand::Approvers { people }) => people > have,
        (Refusal::QuorumShort { have, .. }, Demand::NotifiedApprover { .. }) => *have == 0,
        _ => true,
    });
    clauses.into_iter().map(|(pack, rule)| Clause::of(pack, rule)).collect()
}

/// What a statement is about, as far as rules are meant for some things only.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// Something that is asked for.
    Request(&'a crate::domain::body::Request),
    /// A device or paper.
    Article(Option<ArticleKind>, &'a ArticleCarry),
    /// Nothing that a contract's rules are about.
    Nothing,
}

impl<'a> About<'a> {
    fn of(registry: &'a Registry, subject: &'a Subject, body: &'a Body) -> Self {
        let article = |digest: &Digest| {
            let article = registry.articles.values().find(|article| article.digest == *digest);
            article.map_or(Self::Nothing, |article| Self::Article(Some(article.kind), &article.body))
        };
        match (body, &subject.carry_out) {
            (Body::Request(request), _) => Self::Request(request),
            (Body::ArticleCarry(body), _) => Self::Article(None, body),
            (Body::ArticleAnswer(body), _) => article(&body.article),
            (Body::ArticleReturn(body), _) => article(&body.article),
            (_, Some(carry_out)) => Self::Request(&carry_out.request),
            (_, None) => Self::Nothing,
        }
    }

    fn contract(self) -> Option<&'a crate::domain::names::ContractId> {
        match self {
            Self::Request(request) => request.contract.as_ref(),
            Self::Article(_, body) => body.contract.as_ref(),
            Self::Nothing => None,
        }
    }

    fn is_meant(self, registry: &Registry, rule: &Rule) -> bool {
        match (self, &rule.demand) {
            (Self::Request(request), _) => rule.when.covers(request, is_to_the_client(registry, request)),
            (
                Self::Article(Some(kind), body),
                Demand::ArticleApproval { of, .. } | Demand::ArticleCleared { of, .. },
            ) => of.covers(registry, kind, body),
            (Self::Article(..) | Self::Nothing, _) => true,
        }
    }
}

/// The clauses in force for something that say what `ground` is.
#[must_use]
pub fn saying(registry: &Registry, about: About<'_>, ground: Ground) -> Vec<Clause> {
    let rules = of_rules(registry, about, ground);
    rules.into_iter().map(|(pack, rule)| Clause::of(pack, rule)).collect()
}

fn of_rules<'a>(
    registry: &'a Registry,
    about: About<'_>,
    ground: Ground,
) -> Vec<(Option<&'a Pack>, &'a Rule)> {
    let rules = registry.rules(about.contract());
    let says = |(pack, rule): &(Option<&Pack>, &Rule)| {
        ground.is_said_by(*pack, &rule.demand) && about.is_meant(registry, rule)
    };
    rules.each().filter(says).collect()
}
