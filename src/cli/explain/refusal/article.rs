//! A device or paper that is carried.

use super::super::{Told, Values, flags, id_word, row};
use crate::domain::refusal::ArticleRefusal;
use crate::i18n::{Catalogue, Prepared};

pub(super) const fn rule(refusal: &ArticleRefusal) -> Option<&'static str> {
    use ArticleRefusal as R;
    match refusal {
        R::UnknownArticle { .. } | R::NotADevice { .. } => Some("rule-registered"),
        R::LentUnder { .. } => Some("rule-lent"),
        R::DeviceOut { .. } | R::PackageAlong { .. } | R::WrongState { .. } => Some("rule-order"),
        R::OwnArticle { .. } => Some("rule-second-person"),
        R::CopiesOnDevice { .. } | R::LossOpen { .. } | R::NotALoss { .. } | R::NothingCleared { .. } => {
            Some("rule-order")
        }
        R::Unseen { .. } => Some("rule-destroyed-seen"),
        R::NotPaper { .. } | R::NoDevice { .. } => Some("rule-sense"),
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
        R::NotALoss { id, incident } => {
            told("not-a-loss", &[("incident", incident)]).hint("hint-article-incident", &[("id", id)])
        }
        R::Unseen { id, method } => {
            let values: Values<'_> = &[("id", id), ("method", &Prepared(method.as_str()))];
            let told = told("article-unseen", &[("id", id)]).hint("hint-article-witness", values);
            told.hint("hint-article-evidence", values)
        }
        R::NotPaper { id } => {
            told("article-not-paper", &[("id", id)]).hint("hint-article-end", &[("id", id)])
        }
        R::NoDevice { id } => {
            told("article-no-device", &[("id", id)]).hint("hint-article-end", &[("id", id)])
        }
        R::NothingCleared { id, missing } => told("article-nothing-cleared", &[("id", id)])
            .hint("hint-article-clear", &[("id", id), ("flags", &flags("--cleared", missing))]),
        R::CopiesOnDevice { device, carry_outs } => {
            told("copies-on-device", &[("device", device), ("ids", &row(carry_outs, catalogue))])
                .hint("hint-return-copies", &[("id", &first_of(carry_outs))])
        }
    }
}

/// The first of several carry-outs, to begin with.
fn first_of(carry_outs: &[String]) -> Prepared<&str> {
    id_word(carry_outs.first().map_or("ID", String::as_str))
}
