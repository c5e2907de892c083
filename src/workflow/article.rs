//! Devices and paper that are carried: asked for, permitted, brought back, confirmed.

use chrono::NaiveDate;

use crate::domain::article::{Article, ArticleState, Clearing, Direction, Measure, article_id};
use crate::domain::body::article::{
    ArticleAnswer, ArticleCarry, ArticleLost, ArticleReturn, ArticleTransfer, Destroyed, Paper, Permission,
    Step,
};
use crate::domain::body::{Attachment, Body};
use crate::domain::names::{ContractId, MediumId, Method, PersonId};
use crate::domain::rules::place;
use crate::projection::view::ArticleView;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::incident;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What the carrier attests, in both languages: these bytes are kept beside the statement.
pub const ATTESTATION: &str = include_str!("article/attest.txt");

/// Something to carry.
#[derive(Debug, Clone)]
pub struct NewArticle {
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// The device; either this or `paper`.
    pub device: Option<MediumId>,
    /// What is on paper.
    pub paper: Option<Paper>,
    /// Which way.
    pub direction: Direction,
    /// The day it goes; today where it is absent.
    pub on: Option<NaiveDate>,
    /// The day it is back.
    pub due: NaiveDate,
    /// What is attested.
    pub measures: Vec<Measure>,
    /// Where to.
    pub place: String,
    /// What for.
    pub purpose: String,
    /// Whether it goes for repair.
    pub repair: bool,
    /// The client's permission.
    pub permission: Option<GivenPermission>,
}

/// The client's permission, with its letter.
#[derive(Debug, Clone)]
pub struct GivenPermission {
    /// Who permitted it.
    pub by: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The client's number for it.
    pub number: String,
    /// The letter.
    pub letter: Enclosed,
}

/// How something came back.
#[derive(Debug, Clone, Default)]
pub struct Back {
    /// What is attested of a device.
    pub cleared: Vec<Clearing>,
    /// Where what was worked with is saved.
    pub saved_to: Option<String>,
    /// How paper was destroyed.
    pub destroyed: Option<Method>,
    /// Who saw it.
    pub witness: Option<String>,
    /// What shows it.
    pub evidence: Option<Enclosed>,
    /// Anything worth noting.
    pub note: Option<String>,
}

/// The statement by which somebody asks to carry it.
#[must_use]
pub fn asking(world: &World<'_>, desk: &Desk, new: &NewArticle) -> Body {
    let rules = desk.registry.rules(new.contract.as_ref());
    let mut measures = new.measures.clone();
    measures.sort_unstable();
    measures.dedup();
    Body::ArticleCarry(Box::new(ArticleCarry {
        attested: Attachment::of(ATTESTATION.as_bytes()),
        contract: new.contract.clone(),
        device: new.device.clone(),
        direction: new.direction,
        due: new.due,
        measures,
        on: new.on.unwrap_or_else(|| world.clock.now().date()),
        paper: new.paper.clone(),
        permission: new.permission.as_ref().map(|given| Permission {
            by: given.by.clone(),
            dated: given.dated,
            evidence: given.letter.attachment(),
            number: given.number.clone(),
        }),
        place: place::recorded_under(&new.place, rules.each().map(|(_, rule)| &rule.demand)),
        purpose: new.purpose.clone(),
        repair: new.repair,
    }))
}

/// Asks to carry it, and attests what is said of it.
///
/// # Errors
/// [`Error::Refused`].
pub fn carry(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    new: &NewArticle,
) -> Result<ArticleView, Error> {
    let letter = new.permission.as_ref().map(|given| given.letter.bytes.as_slice());
    let files: Vec<&[u8]> = std::iter::once(ATTESTATION.as_bytes()).chain(letter).collect();
    let body = asking(world, desk, new);
    desk.say(world, keyring, body, &files)?;
    let number = u64::try_from(desk.registry.articles.len()).unwrap_or(u64::MAX);
    show(world, desk, number)
}

/// Answers what waits: whether it may go, or whether it is back as it should be.
///
/// # Errors
/// [`Error::UnknownArticle`]; [`Error::Refused`].
pub fn answer(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
    reason: Option<String>,
) -> Result<ArticleView, Error> {
    let article = find(desk, number)?;
    let ended = matches!(article.state(), ArticleState::Returned | ArticleState::Lost);
    let step = if ended { Step::Back } else { Step::Out };
    let body = ArticleAnswer { approved: reason.is_none(), article: article.digest, reason, step };
    desk.say(world, keyring, Body::ArticleAnswer(body), &[])?;
    show(world, desk, number)
}

/// Records that it is back, or destroyed.
///
/// # Errors
/// [`Error::UnknownArticle`]; [`Error::Refused`].
pub fn give_back(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
    back: Back,
) -> Result<ArticleView, Error> {
    let article = find(desk, number)?.digest;
    let evidence = back.evidence.as_ref();
    let mut cleared = back.cleared;
    cleared.sort_unstable();
    cleared.dedup();
    let body = ArticleReturn {
        article,
        cleared,
        destroyed: back.destroyed.map(|method| Destroyed {
            evidence: evidence.map(Enclosed::attachment),
            method,
            witness: back.witness,
        }),
        note: back.note,
        saved_to: back.saved_to,
    };
    let files: Vec<&[u8]> = evidence.map(|file| file.bytes.as_slice()).into_iter().collect();
    desk.say(world, keyring, Body::ArticleReturn(body), &files)?;
    show(world, desk, number)
}

/// Records that somebody else carries it from now on.
///
/// # Errors
/// [`Error::UnknownArticle`]; [`Error::Refused`].
pub fn transfer(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
    to: PersonId,
    reason: Option<String>,
) -> Result<ArticleView, Error> {
    let article = find(desk, number)?.digest;
    desk.say(world, keyring, Body::ArticleTransfer(ArticleTransfer { article, reason, to }), &[])?;
    show(world, desk, number)
}

/// Records that it was lost with what an incident is about that is open, and includes what was on it.
///
/// # Errors
/// [`Error::UnknownArticle`]; [`Error::Refused`].
pub fn lost(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
    incident: &str,
    note: Option<String>,
) -> Result<ArticleView, Error> {
    let article = find(desk, number)?;
    let incident = desk.incident(incident)?;
    let said = article.lost.as_ref().is_some_and(|lost| lost.incident == incident.number);
    if !said || incident.closed.is_some() {
        let body = ArticleLost { article: article.digest, incident: incident.digest, note };
        desk.say(world, keyring, Body::ArticleLost(body), &[])?;
    }
    incident::include_all(world, desk, keyring, incident.number)?;
    show(world, desk, number)
}

/// Something that is or was carried.
///
/// # Errors
/// [`Error::UnknownArticle`].
pub fn show(world: &World<'_>, desk: &Desk, number: u64) -> Result<ArticleView, Error> {
    Ok(ArticleView::new(&desk.registry, find(desk, number)?, world.clock.now().date()))
}

/// Everything that is or was carried, or what of it is open, past its day, or under one contract; the newest last.
#[must_use]
pub fn list(
    world: &World<'_>,
    desk: &Desk,
    contract: Option<&ContractId>,
    open: bool,
    overdue: bool,
) -> Vec<ArticleView> {
    let today = world.clock.now().date();
    let all = desk.registry.articles.values();
    let wanted = all.filter(|one| {
        (!open || one.is_open())
            && (!overdue || one.is_overdue(today))
            && contract.is_none_or(|only| one.body.contract.as_ref() == Some(only))
    });
    wanted.map(|one| ArticleView::new(&desk.registry, one, today)).collect()
}

pub(super) fn find(desk: &Desk, number: u64) -> Result<&Article, Error> {
    desk.registry.articles.get(&number).ok_or_else(|| Error::UnknownArticle { id: article_id(number) })
}
