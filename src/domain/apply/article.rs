//! Devices and paper that are carried: what each statement does.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::domain::article::{
    Answered, Article, ArticleKind, ArticleState, Clearing, LostArticle, ReturnedArticle, Uncleared,
};
use crate::domain::body::article::{
    ArticleAnswer, ArticleCarry, ArticleLost, ArticleReturn, ArticleTransfer, Step,
};
use crate::domain::carry_out::Transferred;
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::check::device_kind;
use crate::domain::incident::Incident;
use crate::domain::names::MediumId;
use crate::domain::registry::Registry;
use crate::domain::rules::carried::against_return;
use crate::domain::rules::judge::Unmet;
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
        uncleared: None,
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
    let found = registry.articles.values().find(|one| one.digest == body.article);
    let uncleared = found.and_then(|article| left_uncleared(registry, article, act, body));
    let Some(article) = registry.articles.values_mut().find(|one| one.digest == body.article) else { return };
    let returned =
        ReturnedArticle { by: act.statement.author.clone(), at: act.statement.time, body: body.clone() };
    if article.state() != ArticleState::Out {
        // It is back already: what an incident put off is attested now.
        if let Some(uncleared) = &mut article.uncleared {
            uncleared.made_up = Some(returned);
        }
        return;
    }
    article.returned = Some(returned);
    article.uncleared = uncleared;
    let device = article.body.device.clone();
    // What was out on it is over, and its medium was never seen again.
    if let Some(medium) = device.and_then(|id| registry.media.get_mut(&id)) {
        medium.out.clear();
    }
}

/// What rules ask to be attested of it and this return does not, for the sake of the incident that keeps it.
fn left_uncleared(
    registry: &Registry,
    article: &Article,
    act: &Act,
    body: &ArticleReturn,
) -> Option<Uncleared> {
    let incident = registry.keeping(article)?;
    let open = registry.open_incidents.get(&incident)?;
    let against = against_return(registry, article.kind, &article.body, body, false);
    let missing = against.into_iter().filter_map(|(_, _, unmet)| match unmet {
        Unmet::NotCleared { missing } => Some(missing),
        _ => None,
    });
    let missing: BTreeSet<Clearing> = missing.flatten().collect();
    (!missing.is_empty()).then(|| Uncleared {
        missing: missing.into_iter().collect(),
        incident,
        opened_by: open.by.clone(),
        entries: vec![open.index, act.index],
        since: None,
        made_up: None,
    })
}

/// An incident is over: what came back uncleared, and no other one keeps, is to be cleared from now on.
pub(super) fn no_longer_kept(registry: &mut Registry, act: &Act) {
    let waits = |one: &&Article| one.uncleared.as_ref().is_some_and(|uncleared| uncleared.since.is_none());
    let free = registry.articles.values().filter(waits).filter(|one| registry.keeping(one).is_none());
    let free: Vec<u64> = free.map(|one| one.number).collect();
    for number in free {
        let article = registry.articles.get_mut(&number);
        if let Some(uncleared) = article.and_then(|article| article.uncleared.as_mut()) {
            uncleared.since = Some(act.statement.time.date());
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
