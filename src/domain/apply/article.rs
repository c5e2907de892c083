//! Devices and paper that are carried: what each statement does.

use crate::base::digest::Digest;
use crate::domain::article::{Answered, Article, ArticleKind, ArticleState, LostArticle, ReturnedArticle};
use crate::domain::body::article::{
    ArticleAnswer, ArticleCarry, ArticleLost, ArticleReturn, ArticleTransfer, Step,
};
use crate::domain::carry_out::Transferred;
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::check::device_kind;
use crate::domain::incident::Incident;
use crate::domain::names::MediumId;
use crate::domain::registry::Registry;
use crate::domain::verify::Act;

pub(super) fn carry(registry: &mut Registry, act: &Act, body: &ArticleCarry) {
    let medium = body.device.as_ref().and_then(|id| registry.media.get(id));
    let kind = medium.and_then(|medium| device_kind(medium.record.kind)).unwrap_or(ArticleKind::Paper);
    let number = u64::try_from(registry.articles.len()).unwrap_or(u64::MAX).saturating_add(1);
    let article = Article {
        number,
        digest: act.digest,
        index: act.index,
        carrier: act.statement.author.clone(),
        at: act.statement.time,
        body: body.clone(),
        kind,
        answers: Vec::new(),
        transfers: Vec::new(),
        returned: None,
        lost: None,
    };
    registry.articles.insert(number, article);
}

/// What did not come back as it should is out again.
pub(super) fn answer(registry: &mut Registry, act: &Act, body: &ArticleAnswer) {
    let Some(article) = registry.articles.values_mut().find(|one| one.digest == body.article) else { return };
    article.answers.push(Answered {
        by: act.statement.author.clone(),
        at: act.statement.time,
        step: body.step,
        approved: body.approved,
        reason: body.reason.clone(),
    });
    if body.step != Step::Back {
        return;
    }
    if body.approved {
        let article = article.clone();
        super::duty::destroyed(registry, act, &article);
    } else {
        article.returned = None;
    }
}

pub(super) fn give_back(registry: &mut Registry, act: &Act, body: &ArticleReturn) {
    if let Some(article) = registry.articles.values_mut().find(|one| one.digest == body.article) {
        article.returned = Some(ReturnedArticle {
            by: act.statement.author.clone(),
            at: act.statement.time,
            body: body.clone(),
        });
        let device = article.body.device.clone();
        // What was out on it is over, and its medium was never seen again.
        if let Some(medium) = device.and_then(|id| registry.media.get_mut(&id)) {
            medium.out.clear();
        }
    }
}

pub(super) fn transfer(registry: &mut Registry, act: &Act, body: &ArticleTransfer) {
    let Some(article) = registry.articles.values_mut().find(|one| one.digest == body.article) else { return };
    let from = std::mem::replace(&mut article.carrier, body.to.clone());
    let device = article.body.device.clone();
    article.transfers.push(Transferred {
        from,
        to: body.to.clone(),
        by: act.statement.author.clone(),
        at: act.statement.time,
        reason: body.reason.clone(),
    });
    // What is out on it is with whoever takes it over; the rest is over.
    if let Some(medium) = device.and_then(|id| registry.media.get_mut(&id)) {
        medium.out.retain(|_, out| out.person == body.to);
    }
}

/// It was lost with what an incident is about that is open already.
pub(super) fn lost(registry: &mut Registry, incident: &mut Incident, act: &Act, body: &ArticleLost) {
    concern(registry, incident, act, &body.article, body.note.as_ref());
}

/// An incident concerns it: it is lost where that is what happened and it was out.
pub(super) fn concern(
    registry: &mut Registry,
    incident: &mut Incident,
    act: &Act,
    digest: &Digest,
    note: Option<&String>,
) {
    let Some(article) = registry.articles.values_mut().find(|one| one.digest == *digest) else { return };
    if !incident.articles.contains(&article.number) {
        incident.articles.push(article.number);
    }
    if incident.opened.drill {
        return;
    }
    let open = registry.open_incidents.entry(incident.number).or_default();
    open.articles.insert(article.number);
    open.media.extend(article.body.device.clone());
    let out = article.state() == ArticleState::Out;
    if incident.opened.kind.is_loss() && out {
        article.lost = Some(LostArticle {
            incident: incident.number,
            by: act.statement.author.clone(),
            at: act.statement.time,
            note: note.cloned(),
        });
    }
    let contract = article.body.contract.clone();
    let device = article.body.device.clone().filter(|_| out && incident.opened.kind.is_loss());
    super::duty::concerned(registry, contract.as_ref(), act, incident);
    if let Some(device) = device {
        super::incident::lose(registry, &device, act, incident);
    }
}

/// What was carried as this device when it was lost.
pub(super) fn out_as(registry: &Registry, device: &MediumId) -> Option<Digest> {
    let mut out = registry.articles.values().filter(|one| one.state() == ArticleState::Out);
    out.find(|one| one.body.device.as_ref() == Some(device)).map(|one| one.digest)
}

/// Which devices hold copies of this carry-out that nobody has accounted for.
pub(super) fn note_devices(registry: &mut Registry, carry_out: &CarryOut) {
    for there in registry.on_devices.values_mut() {
        there.remove(&carry_out.number);
    }
    registry.on_devices.retain(|_, there| !there.is_empty());
    for copy in carry_out.copies.iter().filter(|copy| copy.fate == Fate::Held) {
        if let Some(device) = &copy.device {
            registry.on_devices.entry(device.clone()).or_default().insert(carry_out.number);
        }
    }
}
