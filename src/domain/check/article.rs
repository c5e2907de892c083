//! Devices and paper that are carried: who asks, who permits, how they come back, who confirms it.

use std::collections::BTreeSet;

use super::contract::need_contract;
use super::people::need_under;
use super::{author, media, need_role, need_text};
use crate::base::digest::Digest;
use crate::domain::article::{Article, ArticleKind, ArticleState, Clearing};
use crate::domain::body::article::{
    ArticleAnswer, ArticleCarry, ArticleLost, ArticleReturn, ArticleTransfer, Step,
};
use crate::domain::carry_out::id_of;
use crate::domain::incident::{Incident, incident_id};
use crate::domain::names::{ContractId, MediumId, MediumKind, PersonId, Role};
use crate::domain::refusal::{ArticleRefusal, Refusal};
use crate::domain::registry::{OutWith, Registry};
use crate::domain::rules::carried::{
    Against, against_approver, against_carrying, against_person, against_return, against_taking_along,
    against_unregistered,
};
use crate::domain::rules::demand::Part;
use crate::domain::statement::Statement;

/// What a registered device is; `None` for a medium that is none.
pub fn device_kind(kind: MediumKind) -> Option<ArticleKind> {
    match kind {
        MediumKind::Pc => Some(ArticleKind::Pc),
        MediumKind::Phone => Some(ArticleKind::Phone),
        MediumKind::Usb | MediumKind::Sd | MediumKind::Disk | MediumKind::Backup => None,
    }
}

/// Refuses a medium that is unknown or no device.
pub(super) fn need_device(registry: &Registry, id: &MediumId) -> Result<ArticleKind, Refusal> {
    let medium = registry.media.get(id).ok_or_else(|| Refusal::UnknownMedium { medium: id.clone() })?;
    let kind = medium.record.kind;
    device_kind(kind).ok_or_else(|| Refusal::Article(ArticleRefusal::NotADevice { medium: id.clone(), kind }))
}

/// What is not on record yet holds, where no rule stands against it.
fn holds(against: Vec<Against<'_>>, contract: Option<&ContractId>) -> Result<(), Refusal> {
    super::rules::refused(against)
        .map_or(Ok(()), |refusal| Err(super::rules::concerning(refusal, contract, None)))
}

/// The same of what is on record.
fn holds_of(against: Vec<Against<'_>>, article: &Article) -> Result<(), Refusal> {
    let contract = article.body.contract.as_ref();
    holds(against, contract).map_err(|refusal| super::rules::of_article(refusal, &article.id()))
}

pub(super) fn check_carry(
    registry: &Registry,
    statement: &Statement,
    body: &ArticleCarry,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester])?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    need_text("place", &body.place)?;
    need_text("purpose", &body.purpose)?;
    if body.due < body.on {
        return Err(Refusal::DatesReversed { from: body.on, until: body.due });
    }
    if let Some(permission) = &body.permission {
        need_text("number", &permission.number)?;
        need_text("by", &permission.by)?;
    }
    let kind = match (&body.device, &body.paper) {
        (Some(device), None) => {
            let kind = need_free_device(registry, body, device)?;
            need_out_with(registry, device, Some(&statement.author))?;
            kind
        }
        (None, Some(paper)) => {
            need_text("title", &paper.title)?;
            if paper.count == 0 || !body.measures.is_empty() {
                return Err(Refusal::Empty { field: "count" });
            }
            ArticleKind::Paper
        }
        _ => return Err(Refusal::Empty { field: "device" }),
    };
    let mut against = against_carrying(registry, kind, body);
    against.extend(against_person(registry, body, statement.time.date(), Part::Carrier, &statement.author));
    holds(against, body.contract.as_ref())
}

/// A device of the office, in use, and with nobody.
fn need_free_device(
    registry: &Registry,
    body: &ArticleCarry,
    device: &MediumId,
) -> Result<ArticleKind, Refusal> {
    if !registry.media.contains_key(device) {
        holds(against_unregistered(registry, body), body.contract.as_ref())?;
    }
    let kind = need_device(registry, device)?;
    media::check_usable(registry, device)?;
    media::check_owner(registry, device, body.contract.as_ref())?;
    match carried_as(registry, device) {
        None => Ok(kind),
        Some(one) => {
            let (device, id) = (device.clone(), one.id());
            Err(Refusal::Article(ArticleRefusal::DeviceOut { device, id }))
        }
    }
}

/// What is open as this device.
pub(super) fn carried_as<'a>(registry: &'a Registry, device: &MediumId) -> Option<&'a Article> {
    registry.articles.values().find(|one| one.is_open() && one.body.device.as_ref() == Some(device))
}

/// A package goes along on a device only with somebody who may carry that device, where a rule says so.
pub(super) fn check_taken_along(
    registry: &Registry,
    contract: Option<&ContractId>,
    device: &MediumId,
    person: &PersonId,
) -> Result<(), Refusal> {
    let Some(kind) = registry.media.get(device).and_then(|medium| device_kind(medium.record.kind)) else {
        return Ok(());
    };
    holds(against_taking_along(registry, contract, device, kind, person), contract)
}

pub(super) fn need_article<'a>(registry: &'a Registry, digest: &Digest) -> Result<&'a Article, Refusal> {
    registry
        .articles
        .values()
        .find(|article| article.digest == *digest)
        .ok_or(Refusal::Article(ArticleRefusal::UnknownArticle { article: *digest }))
}

fn need_state(article: &Article, state: ArticleState) -> Result<(), Refusal> {
    let is = article.state();
    if is == state {
        return Ok(());
    }
    Err(Refusal::Article(ArticleRefusal::WrongState { id: article.id(), state: is }))
}

/// Somebody else than the carrier, than whoever carried it before, and than whoever brought it back or said that it is lost,
/// who may approve for them.
pub(super) fn check_answer(
    registry: &Registry,
    statement: &Statement,
    body: &ArticleAnswer,
) -> Result<(), Refusal> {
    let article = need_article(registry, &body.article)?;
    let person = author(registry, &statement.author)?;
    let returned = article.returned.as_ref().map(|returned| &returned.by);
    let involved = returned.into_iter().chain(article.lost.as_ref().map(|lost| &lost.by));
    let carriers = article.transfers.iter().map(|passed_on| &passed_on.from).chain([&article.carrier]);
    if involved.chain(carriers).any(|other| *other == person.id) {
        let (id, person) = (article.id(), person.id.clone());
        return Err(Refusal::Article(ArticleRefusal::OwnArticle { id, person }));
    }
    let contract = article.body.contract.as_ref();
    need_under(registry, contract, &person.id)?;
    if !registry.may_approve(person, statement.time.date(), &article.carrier, contract) {
        return Err(Refusal::MissingRole { person: person.id.clone(), needs: vec![Role::Approver] });
    }
    match body.step {
        Step::Out => need_state(article, ArticleState::Asked)?,
        Step::Back if body.approved && article.lost.is_some() => need_unconfirmed_loss(registry, article)?,
        Step::Back => need_state(article, ArticleState::Returned)?,
    }
    if !body.approved {
        return need_text("reason", body.reason.as_deref().unwrap_or_default());
    }
    // The posts are those of whoever permits it; that it is back, any approver can see where no document says who.
    match body.step {
        Step::Out => {
            // Nothing goes with somebody who goes for good.
            if author(registry, &article.carrier)?.leaving.is_some() {
                return Err(Refusal::LeavesAlready { person: article.carrier.clone() });
            }
            need_under(registry, contract, &article.carrier)?;
            need_unkept(registry, article)?;
            // What somebody else took along on it since it was asked for is brought back first.
            need_packages_along(registry, article, Some(&article.carrier))?;
            let mut against =
                against_approver(registry, article.kind, &article.body, (&person.id, Step::Out));
            let day = statement.time.date();
            against.extend(against_person(registry, &article.body, day, Part::Approver, &person.id));
            holds_of(against, article)
        }
        Step::Back if article.lost.is_some() => Ok(()),
        Step::Back => {
            let against = against_approver(registry, article.kind, &article.body, (&person.id, Step::Back));
            holds_of(against, article)
        }
    }
}

/// A loss is confirmed once, and not before its incident is over.
fn need_unconfirmed_loss(registry: &Registry, article: &Article) -> Result<(), Refusal> {
    let open = article.lost.as_ref().filter(|lost| registry.open_incidents.contains_key(&lost.incident));
    match open {
        Some(lost) => Err(Refusal::Article(ArticleRefusal::LossOpen {
            id: article.id(),
            incident: incident_id(lost.incident),
        })),
        None if article.is_confirmed() => {
            Err(Refusal::Article(ArticleRefusal::WrongState { id: article.id(), state: ArticleState::Lost }))
        }
        None => Ok(()),
    }
}

/// The carrier passes it on; an approver or administrator for somebody who leaves.
pub(super) fn check_transfer(
    registry: &Registry,
    statement: &Statement,
    body: &ArticleTransfer,
) -> Result<(), Refusal> {
    let article = need_article(registry, &body.article)?;
    need_state(article, ArticleState::Out)?;
    need_carrier_or(registry, statement, article, &[Role::Approver, Role::Administrator])?;
    let to = author(registry, &body.to)?;
    if !to.has(Role::Requester) {
        return Err(Refusal::MissingRole { person: body.to.clone(), needs: vec![Role::Requester] });
    }
    if to.leaving.is_some() {
        return Err(Refusal::LeavesAlready { person: body.to.clone() });
    }
    need_under(registry, article.body.contract.as_ref(), &body.to)?;
    if body.to == article.carrier {
        return Err(Refusal::SameCarrier { id: article.id(), person: body.to.clone() });
    }
    // Whoever permitted it would carry it on their own word.
    if article.answer(Step::Out).is_some_and(|given| given.by == body.to) {
        let (id, person) = (article.id(), body.to.clone());
        return Err(Refusal::Article(ArticleRefusal::OwnArticle { id, person }));
    }
    need_packages_along(registry, article, Some(&body.to))?;
    body.reason.as_ref().map_or(Ok(()), |reason| need_text("reason", reason))?;
    holds_of(against_person(registry, &article.body, statement.time.date(), Part::Carrier, &body.to), article)
}

/// Every package that is out on this device goes with it: it is passed on, or brought back, before the device is.
fn need_packages_along(registry: &Registry, article: &Article, to: Option<&PersonId>) -> Result<(), Refusal> {
    article.body.device.as_ref().map_or(Ok(()), |device| need_out_with(registry, device, to))
}

/// Refuses while a package is out on this device with anybody else.
fn need_out_with(registry: &Registry, device: &MediumId, to: Option<&PersonId>) -> Result<(), Refusal> {
    let mut out = registry.media.get(device).into_iter().flat_map(|medium| medium.out.values());
    let parts = |out: &&OutWith| to != Some(&out.person) && registry.is_carried(out.carry_out);
    out.find(parts).map_or(Ok(()), |out| {
        let (device, id) = (device.clone(), id_of(out.carry_out));
        Err(Refusal::Article(ArticleRefusal::PackageAlong { device, id }))
    })
}

/// Anybody, as for everything about an incident; only what is out can be lost.
pub(super) fn check_lost(
    registry: &Registry,
    incident: &Incident,
    body: &ArticleLost,
) -> Result<(), Refusal> {
    let article = need_article(registry, &body.article)?;
    super::incident::need_open(incident)?;
    if incident.opened.drill || !incident.opened.kind.is_loss() {
        let (id, incident) = (article.id(), incident.id());
        return Err(Refusal::Article(ArticleRefusal::NotALoss { id, incident }));
    }
    need_state(article, ArticleState::Out)?;
    body.note.as_ref().map_or(Ok(()), |note| need_text("note", note))
}

/// The carrier, or one of these where the carrier leaves.
fn need_carrier_or(
    registry: &Registry,
    statement: &Statement,
    article: &Article,
    roles: &[Role],
) -> Result<(), Refusal> {
    if statement.author == article.carrier {
        return Ok(());
    }
    let leaves = registry.person(&article.carrier).is_some_and(|person| person.leaving.is_some());
    if !leaves {
        let (id, carrier) = (article.id(), article.carrier.clone());
        return Err(Refusal::NotTheCarrier { id, carrier });
    }
    need_role(registry, &statement.author, roles)
}

/// The carrier; an administrator for somebody who leaves.
pub(super) fn check_return(
    registry: &Registry,
    statement: &Statement,
    body: &ArticleReturn,
) -> Result<(), Refusal> {
    let article = need_article(registry, &body.article)?;
    need_carrier_or(registry, statement, article, &[Role::Administrator])?;
    if is_to_be_cleared(article) {
        return check_cleared_later(registry, article, body);
    }
    need_state(article, ArticleState::Out)?;
    for (field, text) in [("note", &body.note), ("saved_to", &body.saved_to)] {
        text.as_ref().map_or(Ok(()), |text| need_text(field, text))?;
    }
    match (article.kind, &body.destroyed) {
        (ArticleKind::Paper, Some(destroyed)) => {
            let seen = destroyed.witness.as_ref().is_some_and(|who| !who.trim().is_empty());
            if destroyed.evidence.is_none() && !seen {
                let (id, method) = (article.id(), destroyed.method);
                return Err(Refusal::Article(ArticleRefusal::Unseen { id, method }));
            }
        }
        (ArticleKind::Pc | ArticleKind::Phone, Some(_)) => return Err(not_paper(article)),
        (_, None) => {}
    }
    if article.kind == ArticleKind::Paper && !body.cleared.is_empty() {
        return Err(Refusal::Article(ArticleRefusal::NoDevice { id: article.id() }));
    }
    need_packages_along(registry, article, None)?;
    let kept = registry.keeping(article);
    if kept.is_some() && (body.destroyed.is_some() || !body.cleared.is_empty()) {
        return need_unkept(registry, article);
    }
    if body.cleared.contains(&Clearing::DataDeleted)
        && let Some(device) = &article.body.device
    {
        need_nothing_on(registry, device)?;
    }
    holds_of(against_return(registry, article.kind, &article.body, body, kept.is_some()), article)
}

/// Whether it is back, and an incident put off what rules ask to be attested of it.
fn is_to_be_cleared(article: &Article) -> bool {
    let waits = article.uncleared.as_ref().is_some_and(|uncleared| uncleared.made_up.is_none());
    waits && matches!(article.state(), ArticleState::Returned | ArticleState::Closed)
}

/// What an incident put off is attested once no incident keeps it, at the office, and of what is in use.
fn check_cleared_later(registry: &Registry, article: &Article, body: &ArticleReturn) -> Result<(), Refusal> {
    need_unkept(registry, article)?;
    for (field, text) in [("note", &body.note), ("saved_to", &body.saved_to)] {
        text.as_ref().map_or(Ok(()), |text| need_text(field, text))?;
    }
    if body.destroyed.is_some() {
        return Err(not_paper(article));
    }
    if let Some(device) = &article.body.device {
        media::check_usable(registry, device)?;
        if let Some(out) = carried_as(registry, device).filter(|one| one.number != article.number) {
            let (device, id) = (device.clone(), out.id());
            return Err(Refusal::Article(ArticleRefusal::DeviceOut { device, id }));
        }
        if body.cleared.contains(&Clearing::DataDeleted) {
            need_nothing_on(registry, device)?;
        }
    }
    holds_of(against_return(registry, article.kind, &article.body, body, false), article)?;
    if !body.cleared.is_empty() {
        return Ok(());
    }
    let missing = article.uncleared.as_ref().map(|uncleared| uncleared.missing.clone()).unwrap_or_default();
    Err(Refusal::Article(ArticleRefusal::NothingCleared { id: article.id(), missing }))
}

fn not_paper(article: &Article) -> Refusal {
    Refusal::Article(ArticleRefusal::NotPaper { id: article.id() })
}

/// What an incident is about is kept as it is: it may come back, and is neither destroyed nor emptied.
fn need_unkept(registry: &Registry, article: &Article) -> Result<(), Refusal> {
    registry
        .keeping(article)
        .map_or(Ok(()), |incident| Err(Refusal::Frozen { id: article.id(), incident: incident_id(incident) }))
}

/// Nobody attests that nothing is left while a package or a copy on it stands in the ledger. What somebody confirmed to be
/// gone is gone, also where nothing but a word says so: there is no other way to say more of it.
pub(super) fn need_nothing_on(registry: &Registry, device: &MediumId) -> Result<(), Refusal> {
    let packages = registry.media.get(device).into_iter().flat_map(|medium| &medium.holds);
    let packages =
        packages.filter(|number| registry.is_carried(**number) || registry.freezing(**number).is_some());
    let there: BTreeSet<u64> =
        packages.chain(registry.on_devices.get(device).into_iter().flatten()).copied().collect();
    if there.is_empty() {
        return Ok(());
    }
    let carry_outs = there.into_iter().map(id_of).collect();
    Err(Refusal::Article(ArticleRefusal::CopiesOnDevice { device: device.clone(), carry_outs }))
}
