//! A device or paper that is carried.

use super::super::{Told, Values, row};
use crate::domain::refusal::ArticleRefusal;
use crate::i18n::{Catalogue, Prepared};

pub(super) const fn rule(refusal: &ArticleRefusal) -> Option<&'static str> {
    use ArticleRefusal as R;
    match refusal {
        R::UnknownArticle { .. } | R::NotADevice { .. } => Some("rule-registered"),
        R::LentUnder { .. } => Some("rule-lent"),
        R::DeviceOut { .. } | R::PackageAlong { .. } | R::WrongState { .. } => Some("rule-order"),
        R::OwnArticle { .. } => Some("rule-second-person"),
        R::CopiesOnDevice { .. } | R::LossOpen { .. } | R::NotALoss { .. } => Some("rule-order"),
    }
}

pub(super) fn said<'c>(refusal: &ArticleRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use ArticleRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::UnknownArticle { article } => {
            told("unknown-article", &[("id", &article.prefix(8))]).hint("hint-article-list", &[])
        }
        R::NotADevice { medium, kind } => {
            let kind = catalogue.name_of(*kind);
            told("neither-pc-nor-phone", &[("medium", medium), ("kind", &Prepared(kind))])
                .hint("hint-medium-list", &[])
        }
        R::DeviceOut { device, id } => {
            told("device-out", &[("device", device), ("id", id)]).hint("hint-article-show", &[("id", id)])
        }
        R::PackageAlong { device, id } => told("package-along", &[("device", device), ("id", id)])
            .hint("hint-return", &[("id", id)])
            .hint("hint-transfer", &[("id", id)]),
        R::WrongState { id, state } => {
            let state = catalogue.name_of(*state);
            told("article-state", &[("id", id), ("state", &Prepared(state))])
                .hint("hint-article-show", &[("id", id)])
        }
        R::OwnArticle { id, person } => {
            told("own-article", &[("id", id), ("person", person)]).hint("hint-article-approve", &[("id", id)])
        }
        R::LentUnder { device, contract } => {
            told("lent-under", &[("device", device), ("contract", contract)]).hint("hint-medium-list", &[])
        }
        R::LossOpen { id, incident } => told("loss-open", &[("id", id), ("incident", incident)])
            .hint("hint-incident-show", &[("incident", incident)]),
        R::NotALoss { incident } => {
            told("not-a-loss", &[("incident", incident)]).hint("hint-article-incident", &[])
        }
        R::CopiesOnDevice { device, carry_outs } => {
            told("copies-on-device", &[("device", device), ("ids", &row(carry_outs, catalogue))])
                .hint("hint-return-copies", &[])
        }
    }
}
