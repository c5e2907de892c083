//! Devices and paper that are carried: what each statement does.

use crate::domain::article::{Answered, Article, ArticleKind, ReturnedArticle};
use crate::domain::body::article::{ArticleAnswer, ArticleCarry, ArticleReturn, Step};
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::check::device_kind;
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
        returned: None,
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
    if body.step == Step::Back && !body.approved {
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
    }
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
