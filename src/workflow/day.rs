//! The day's page: what waits, what is out, what is wrong.

use chrono::Days;

use crate::base::limits::{DUE_SOON_DAYS, PURGEABLE_LISTED_MAX};
use crate::domain::article::ArticleState;
use crate::domain::carry_out::Status;
use crate::domain::names::{ContractId, MediumState};
use crate::ledger::Checkpoint;
use crate::projection::query::{Filter, Only};
use crate::projection::view::restored::RestorationView;
use crate::projection::view::succession::SuccessionView;
use crate::projection::view::{ArticleView, CarryOutView, KeyAge, NextAct, OutstandingLine, StatusPage};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;
use crate::workflow::{article, duty, incident, leaving, medium, purge, staff};

/// The day's page. It costs as much as is open, and not as much as there ever was.
///
/// # Errors
/// [`Error::Projection`].
pub fn status(world: &World<'_>, desk: &Desk) -> Result<StatusPage, Error> {
    let now = world.clock.now();
    let today = now.date();
    let mut lines: Vec<OutstandingLine> = Vec::new();
    let current = Filter { only: Some(Only::Either(today)), ..Filter::default() };
    desk.projection.each_carry_out::<Error>(&current, |carry_out| {
        let view = desk.view(&carry_out, today);
        lines.push(OutstandingLine::new(&desk.registry, &carry_out, view));
        Ok(())
    })?;
    let soon = today.checked_add_days(Days::new(DUE_SOON_DAYS)).unwrap_or(today);
    let with = |wanted: &dyn Fn(&CarryOutView) -> bool| -> Vec<CarryOutView> {
        lines.iter().map(|line| &line.carry_out).filter(|view| wanted(view)).cloned().collect()
    };
    let confirms = |line: &&OutstandingLine| line.carry_out.outstanding && line.next.act == NextAct::Confirm;
    let keys = desk.registry.people.values().flat_map(|person| {
        person.good_keys().map(|key| KeyAge {
            person: person.id.clone(),
            fingerprint: key.public.fingerprint().to_string(),
            days: now.unix_seconds().saturating_sub(key.added_at.unix_seconds()) / 86_400,
        })
    });
    let today = now.date();
    let reviews = desk.registry.reviews_due(today);
    let mut incidents = incident::list(world, desk, true)?;
    incidents.retain(|line| !line.drill);
    let missing = medium::list(desk).into_iter().filter(|medium| medium.missed_since.is_some());
    let (purgeable, purgeable_count) = purge::first_due(world, desk, PURGEABLE_LISTED_MAX)?;
    let ended = |contract: &ContractId| desk.registry.contract_ended(contract, today).is_some();
    let lent = medium::list(desk)
        .into_iter()
        .filter(|medium| medium.state == MediumState::Active && medium.owner.as_ref().is_some_and(ended));
    let articles = article::list(world, desk, None, true, false);
    let stands = |states: &[ArticleState]| -> Vec<ArticleView> {
        articles.iter().filter(|one| states.contains(&one.state)).cloned().collect()
    };
    Ok(StatusPage {
        origin: desk.head.origin.clone(),
        size: desk.head.size,
        root: desk.head.root,
        anchored: desk.held_before.as_ref().map_or(0, Checkpoint::size),
        waiting: with(&|view| view.status == Status::Requested),
        ready: with(&|view| matches!(view.status, Status::Approved | Status::Failed)),
        open_intents: with(&|view| view.status == Status::Sealing),
        out: with(&|view| view.outstanding),
        overdue: with(&|view| view.overdue),
        due_soon: with(&|view| view.outstanding && !view.overdue && view.due <= soon),
        confirming: lines.iter().filter(confirms).map(|line| line.carry_out.clone()).collect(),
        extensions: with(&|view| view.way_back.extensions.iter().any(|asked| asked.approved.is_none())),
        mails_waiting: with(&|view| view.mail.waits() && view.closed_at.is_none()),
        incidents,
        media_missing: missing.collect(),
        articles_overdue: articles.iter().filter(|one| one.overdue).cloned().collect(),
        articles_out: stands(&[ArticleState::Out]),
        articles_lost: stands(&[ArticleState::Lost]),
        articles_waiting: stands(&[ArticleState::Asked, ArticleState::Returned]),
        lent_overdue: lent.collect(),
        assets_overdue: staff::overdue_assets(desk, today),
        duties: duty::open(world, desk),
        reviews: reviews.into_iter().filter(|review| review.due < today).map(Into::into).collect(),
        leaving: leaving::everybody(world, desk)?,
        purgeable,
        purgeable_count,
        findings: u64::try_from(desk.open_findings()?.len()).unwrap_or(u64::MAX),
        restored: RestorationView::all(&desk.registry),
        successions: SuccessionView::standing(&desk.registry),
        keys: keys.collect(),
    })
}
