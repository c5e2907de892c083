//! What waits for a person: what would take effect if they said it now, and what they have to see to.

use chrono::NaiveDate;

use crate::domain::article::{Article, ArticleState};
use crate::domain::body::article::Step;
use crate::domain::body::{ArticleAnswer, Body, Confirmation, HandOver};
use crate::domain::carry_out::{CarryOut, Fate, Status};
use crate::domain::names::{Level, Method, Role, Via};
use crate::domain::registry::Person;
use crate::domain::verify::Act;
use crate::projection::query::{Filter, Only};
use crate::projection::view::{ArticleView, CarryOutView, DisposalView, Task, TaskAbout, TaskKind};
use crate::workflow::checkout::{OnTheWay, pledging};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::road::answer_to_extension;
use crate::workflow::succession;
use crate::workflow::world::World;

mod incidents;
mod registers;

/// What waits for this person.
///
/// # Errors
/// [`Error::Projection`]; [`Error::NoEntropy`].
pub fn inbox(world: &World<'_>, desk: &Desk, person: &Person) -> Result<Vec<Task>, Error> {
    let asked = Asked { world, desk, person };
    let today = world.clock.now().date();
    let mut all = Vec::new();
    let current = Filter { only: Some(Only::Either(today)), ..Filter::default() };
    desk.projection.each_carry_out::<Error>(&current, |carry_out| {
        all.push(carry_out);
        Ok(())
    })?;
    let mut tasks = succession::tasks(desk, person, |body| asked.may(body))?;
    for carry_out in &all {
        let view = desk.view(carry_out, today);
        let mut kinds = asked.before_it_leaves(carry_out, &view, today);
        kinds.extend(asked.afterwards(carry_out, &view)?);
        let about = TaskAbout::CarryOut(Box::new(view));
        tasks.extend(kinds.into_iter().map(|task| Task { task, about: about.clone() }));
    }
    for article in desk.registry.articles.values().filter(|article| article.is_open()) {
        let Some(task) = asked.of_article(article, today)? else { continue };
        let view = ArticleView::new(&desk.registry, article, today);
        tasks.push(Task { task, about: TaskAbout::Article(Box::new(view)) });
    }
    tasks.extend(asked.of_registers(&all, today)?);
    tasks.extend(asked.of_incidents()?);
    tasks.sort_by(|a, b| a.task.cmp(&b.task).then_with(|| a.about.id().cmp(b.about.id())));
    Ok(tasks)
}

/// Who asks.
struct Asked<'a> {
    world: &'a World<'a>,
    desk: &'a Desk,
    person: &'a Person,
}

impl Asked<'_> {
    fn before_it_leaves(&self, carry_out: &CarryOut, view: &CarryOutView, today: NaiveDate) -> Vec<TaskKind> {
        let (registry, person) = (&self.desk.registry, self.person);
        let mine = carry_out.requester == person.id;
        let judge =
            registry.may_approve(person, today, &carry_out.requester, carry_out.request.contract.as_ref())
                || person.has(Role::Client);
        let given = carry_out.is_approved_by(person);
        match view.status {
            Status::Requested if judge && !mine && !given => vec![TaskKind::Approve],
            Status::Approved | Status::Failed if mine => vec![TaskKind::Export],
            Status::Sealing if mine => vec![TaskKind::Recover],
            _ => Vec::new(),
        }
    }

    fn afterwards(&self, carry_out: &CarryOut, view: &CarryOutView) -> Result<Vec<TaskKind>, Error> {
        let mut tasks = Vec::new();
        let carries = carry_out.carrier == self.person.id;
        let held = carry_out.copies.iter().any(|copy| copy.fate == Fate::Held);
        // What is accounted for waits for an approver, and for whoever carried it no more.
        if carries && view.overdue && (held || carry_out.completed().is_none()) {
            tasks.push(TaskKind::Overdue);
        }
        let Some((attempt, _, _)) = carry_out.completed() else { return Ok(tasks) };
        let ours = carries || carry_out.requester == self.person.id;
        let holders = attempt.custody.iter().flat_map(|custody| &custody.holders);
        let holds = holders.into_iter().any(|holder| *holder == self.person.id);
        let key_is_there = !carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some());
        if view.status == Status::Lost && holds && key_is_there {
            tasks.push(TaskKind::DestroyCustody);
        }
        if carry_out.waiting_extension().is_some() && self.may(answer_to_extension(carry_out, true, None)?)? {
            tasks.push(TaskKind::AnswerExtension);
        }
        let on_the_way = matches!(view.status, Status::Sealed | Status::Out | Status::Arrived);
        let waits = carry_out.request.after_arrival && carry_out.arrived_at.is_none();
        if on_the_way
            && holds
            && key_is_there
            && !waits
            && !carry_out.lies_undelivered()
            && carry_out.releases.is_empty()
            && view.way_back.frozen_by.is_none()
        {
            tasks.push(TaskKind::TellPassphrase);
        }
        // Nobody drafted one, or what was drafted came back.
        let waits_for_mail = carry_out.request.via == Via::Email && view.status == Status::Sealed;
        let unsent = carry_out.waiting_drafts().next().is_none() && !carry_out.is_mailed();
        if ours && waits_for_mail && unsent && view.way_back.frozen_by.is_none() {
            tasks.push(TaskKind::SendMail);
        }
        if ours && carry_out.closed.is_none() && carry_out.waiting_drafts().next().is_some() {
            tasks.push(TaskKind::ReconcileMail);
        }
        if on_the_way && ours && waits {
            tasks.push(TaskKind::ConfirmArrival);
        }
        // Whoever took over pledges wherever it stands; what arrived without a pledge needs none any more.
        let unpledged = view.status == Status::Sealed || !carry_out.transfers.is_empty();
        if carries && unpledged && self.may(pledging(carry_out, OnTheWay::default()))? {
            tasks.push(TaskKind::SignPledge);
        }
        let request = carry_out.digest;
        let hand_over = HandOver { evidence: None, medium_stays: false, request };
        if ours && carry_out.opened_at.is_some() && self.may(Body::HandOver(hand_over))? {
            tasks.push(TaskKind::HandOver);
        }
        if carry_out.closed.is_none() && self.could_have_seen(carry_out, view) {
            tasks.push(TaskKind::Witness);
        }
        let left_there = carry_out.closed.is_none() && self.desk.registry.is_left_there(carry_out);
        if carries && !held && left_there {
            tasks.push(TaskKind::Erase);
        }
        if !held && !left_there && self.may(Body::Confirmation(Confirmation { note: None, request }))? {
            tasks.push(TaskKind::Confirm);
        }
        Ok(tasks)
    }

    /// What an article waits for from this person.
    fn of_article(&self, article: &Article, today: NaiveDate) -> Result<Option<TaskKind>, Error> {
        if article.carrier == self.person.id {
            return Ok(article.is_overdue(today).then_some(TaskKind::OverdueArticle));
        }
        let (step, task) = match article.state() {
            ArticleState::Asked => (Step::Out, TaskKind::PermitArticle),
            ArticleState::Returned => (Step::Back, TaskKind::ConfirmArticle),
            ArticleState::Lost => (Step::Back, TaskKind::ConfirmLostArticle),
            _ => return Ok(None),
        };
        let answer = ArticleAnswer { approved: true, article: article.digest, reason: None, step };
        Ok(self.may(Body::ArticleAnswer(answer))?.then_some(task))
    }

    /// Whether a disposal lacks a witness whom a rule asks for, or without whom a destroyed medium is only said
    /// to be, and this person, who answers for the carry-out or approves, did not do it.
    fn could_have_seen(&self, carry_out: &CarryOut, view: &CarryOutView) -> bool {
        let asked = self.person.has(Role::Approver)
            || carry_out.carrier == self.person.id
            || carry_out.requester == self.person.id;
        let strays = |disposal: &DisposalView| {
            let disposed = carry_out.disposal(&disposal.statement_sha256);
            disposed
                .is_some_and(|disposed| disposed.body.copies.is_empty() || carry_out.is_of_strays(disposed))
        };
        let lacks = |disposal: &DisposalView| {
            let ruled = view.level == Level::One
                && !strays(disposal)
                && !matches!(disposal.method, Method::Overwrite | Method::Key);
            let raises = disposal.method == Method::Physical && disposal.evidence.is_some();
            disposal.witnesses.is_empty() && disposal.person != self.person.id && (ruled || raises)
        };
        asked && view.way_back.disposals.iter().any(lacks)
    }

    /// Whether `body` would take effect if this person said it now: what waits is what the rules let them do.
    fn may(&self, body: Body) -> Result<bool, Error> {
        let Some(key) = self.person.good_keys().next() else { return Ok(false) };
        let statement = self.desk.draft(self.world, self.person.id.clone(), body)?;
        let digest = statement.encode()?.digest();
        let index = self.desk.head.size;
        let act = Act { statement, digest, index, key: key.public.fingerprint() };
        match self.desk.check_act(&act) {
            Ok(()) => Ok(true),
            Err(error) if matches!(error.uncited(), Error::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
