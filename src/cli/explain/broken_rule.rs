//! A rule of a contract, of the office or of the client does not hold: what is missing, which clause says
//! so in its own words, and what to do about it.

use super::{Told, Values, flags, row};
use crate::base::text::command_word;
use crate::domain::carry_out::id_of;
use crate::domain::refusal::BrokenRule;
use crate::domain::rules::judge::Unmet;
use crate::i18n::{Catalogue, Prepared, Text};

pub(super) fn told<'c>(broken: &BrokenRule, catalogue: &'c Catalogue) -> Told<'c> {
    let told = unmet(broken, catalogue).clause(&broken.first());
    let told = broken.also.iter().fold(told, Told::clause);
    broken.others.iter().fold(told, |all, other| all.other(self::told(other, catalogue)))
}

fn unmet<'c>(broken: &BrokenRule, catalogue: &'c Catalogue) -> Told<'c> {
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    let contract = &Prepared(broken.contract.as_ref().map_or("ID", |contract| contract.as_str()));
    let article = &Prepared(broken.article.as_deref().unwrap_or("ID"));
    let id = &Prepared(broken.carry_out.map_or_else(|| "ID".to_owned(), id_of));
    match &broken.unmet {
        Unmet::Place { place } if place == "home" => told("rule-home", &[]).hint("hint-other-place", &[]),
        Unmet::Place { place } => {
            told("rule-place", &[("place", &Text(place))]).hint("hint-other-place", &[])
        }
        Unmet::Via => told("rule-via", &[]).hint("hint-other-via", &[]),
        Unmet::Never { except } if except.is_empty() => told("rule-never", &[]).hint("hint-rules-show", &[]),
        Unmet::Never { except } => {
            let posts: Vec<String> = except.iter().map(|post| catalogue.name_of(*post)).collect();
            told("rule-never-but", &[("posts", &row(&posts, catalogue))])
                .hint("hint-contract-show", &[("contract", contract)])
        }
        Unmet::Reason => told("rule-reason", &[]).hint("hint-state-reason", &[]),
        Unmet::NoPlace => told("rule-no-place", &[]).hint("hint-state-place", &[]),
        Unmet::PersonalData => told("rule-personal-data", &[]).hint("hint-state-personal-data", &[]),
        Unmet::Consent => told("rule-consent", &[])
            .hint("hint-consent-add", &[("contract", contract), ("id", id)])
            .hint("hint-consent-sign", &[("id", id)]),
        Unmet::ConsentUnconfirmed { number } => {
            let word = &Prepared(command_word(number, "NUMBER"));
            told("rule-consent-unconfirmed", &[("number", &Text(number))])
                .hint("hint-consent-confirm", &[("number", word), ("contract", contract)])
        }
        Unmet::Asset => told("rule-asset", &[]).hint("hint-asset-list", &[]),
        Unmet::Exchange { asset, lacking } => {
            let lacking: Vec<String> = lacking.iter().map(|field| catalogue.name_of(*field)).collect();
            told("rule-exchange", &[("asset", asset), ("lacking", &row(&lacking, catalogue))])
                .hint("hint-asset-exchange", &[])
                .hint("hint-asset-exchange-later", &[])
        }
        Unmet::Recipient { recipient } => told("rule-recipient", &[("recipient", recipient)])
            .hint("hint-list-recipient", &[("contract", contract), ("recipient", recipient)]),
        Unmet::Subcontractor { recipient, tier } => {
            told("rule-subcontractor", &[("recipient", recipient), ("tier", tier)])
                .hint("hint-agree-subcontractor", &[("contract", contract), ("recipient", recipient)])
        }
        Unmet::TierAbove { recipient, tier } => {
            told("rule-tier-above", &[("recipient", recipient), ("tier", tier)])
                .hint("hint-tier-above", &[("recipient", recipient)])
        }
        Unmet::Agreement { recipient, ended: None } => told("rule-agreement", &[("recipient", recipient)])
            .hint("hint-agreement", &[("contract", contract), ("recipient", recipient)]),
        Unmet::Agreement { recipient, ended: Some(ended) } => {
            told("rule-agreement-ended", &[("recipient", recipient), ("ended", ended)])
                .hint("hint-agreement", &[("contract", contract), ("recipient", recipient)])
        }
        Unmet::Unchecked { recipient, last: None } => told("rule-unchecked", &[("recipient", recipient)])
            .hint("hint-check-subcontractor", &[("contract", contract), ("recipient", recipient)]),
        Unmet::Unchecked { recipient, last: Some(last) } => {
            told("rule-checked-long-ago", &[("recipient", recipient), ("last", last)])
                .hint("hint-check-subcontractor", &[("contract", contract), ("recipient", recipient)])
        }
        Unmet::FailedCheck { recipient, items } => {
            told("rule-failed-check", &[("recipient", recipient), ("items", &row(items, catalogue))])
                .hint("hint-check-subcontractor", &[("contract", contract), ("recipient", recipient)])
        }
        Unmet::NoSubcontractor { recipient } => {
            told("rule-no-subcontractor", &[("recipient", recipient)]).hint("hint-rules-show", &[])
        }
        Unmet::Training { person, last: None } => {
            told("rule-untaught", &[("person", person)]).hint("hint-training", &[("person", person)])
        }
        Unmet::Training { person, last: Some(last) } => {
            told("rule-taught-long-ago", &[("person", person), ("last", last)])
                .hint("hint-training", &[("person", person)])
        }
        Unmet::Pledge { person } => told("rule-unpledged", &[("person", person)]).hint("hint-pledge", &[]),
        Unmet::LeavingPledge { person, contract } => {
            told("rule-leaving-pledge", &[("person", person), ("contract", contract)])
                .hint("hint-leaving-pledge", &[("person", person), ("contract", contract)])
        }
        Unmet::Handler { person } => told("rule-handler", &[("person", person)])
            .hint("hint-notify", &[("contract", contract), ("person", person)]),
        Unmet::Approver { posts } => {
            let names: Vec<String> = posts.iter().map(|post| catalogue.name_of(*post)).collect();
            let told = told("rule-approver", &[("posts", &row(&names, catalogue))])
                .hint("hint-contract-show", &[("contract", contract)]);
            match posts.first() {
                Some(post) => {
                    told.hint("hint-notify-in-place", &[("contract", contract), ("post", &post.as_str())])
                }
                None => told,
            }
        }
        Unmet::Level => told("rule-level", &[]).hint("hint-request-level", &[("contract", contract)]),
        Unmet::Approvers { have, need } => {
            told("rule-approvers", &[("have", have), ("need", need)]).hint("hint-inbox", &[])
        }
        Unmet::Copies { have, asks, most } => {
            told("rule-copies", &[("have", have), ("asks", asks), ("most", most)])
                .hint(
                    "hint-consent-copies",
                    &[("contract", contract), ("copies", &have.saturating_add(*asks))],
                )
                .hint("hint-rules-show", &[])
        }
        Unmet::AssetCopies { asset, have, asks, most } => {
            let values: Values<'_> = &[("asset", asset), ("have", have), ("asks", asks), ("most", most)];
            told("rule-asset-copies", values)
                .hint(
                    "hint-consent-copies",
                    &[("contract", contract), ("copies", &have.saturating_add(*asks))],
                )
                .hint("hint-asset-show", &[("asset", asset)])
        }
        Unmet::Files { have, most } => told("rule-files", &[("have", have), ("most", most)])
            .hint("hint-needed-files", &[])
            .hint("hint-cap", &[]),
        Unmet::Bytes { have, most } => told("rule-bytes", &[("have", have), ("most", most)])
            .hint("hint-needed-files", &[])
            .hint("hint-cap", &[]),
        Unmet::AssetDisposed { asset, method } => told(
            "rule-asset-disposed",
            &[("asset", asset), ("method", &Prepared(&catalogue.name_of(*method)))],
        )
        .hint("hint-asset-methods", &[("contract", contract)]),
        Unmet::AssetNotShown { asset, method } => told(
            "rule-asset-not-shown",
            &[("asset", asset), ("method", &Prepared(&catalogue.name_of(*method)))],
        )
        .hint("hint-asset-evidence", &[("asset", asset), ("method", &Prepared(method.as_str()))]),
        Unmet::NotGivenBack { asset, .. } => told("rule-not-given-back", &[("asset", asset)])
            .hint("hint-asset-return", &[("asset", asset)])
            .hint("hint-disposal-method", &[("contract", contract)]),
        Unmet::DeviceKept { device, end } => {
            let values: Values<'_> =
                &[("contract", contract), ("device", device), ("end", &Prepared(end.as_str()))];
            told("rule-device-kept", &[("device", device)])
                .hint("hint-device-back", &[("device", device)])
                .hint("hint-device-letter", values)
        }
        Unmet::NoSheet => told("rule-no-sheet", &[])
            .hint("hint-check-sheet", &[("contract", contract)])
            .hint("hint-check-sheet-answers", &[("contract", contract)]),
        Unmet::Sheet { items } => told("rule-sheet", &[("items", &row(items, catalogue))])
            .hint("hint-check-sheet", &[("contract", contract)])
            .hint("hint-check-sheet-answers", &[("contract", contract)]),
        Unmet::Unregistered { device } => {
            told("rule-unregistered", &[("device", device)]).hint("hint-medium-list", &[])
        }
        Unmet::Measures { missing } => {
            let names: Vec<String> = missing.iter().map(|one| catalogue.name_of(*one)).collect();
            told("rule-measures", &[("missing", &row(&names, catalogue))])
                .hint("hint-article-measures", &[("flags", &flags("--measure", missing))])
                .hint("hint-article-take", &[])
        }
        Unmet::DeviceNotPermitted { device, held_as } => {
            let told = told("rule-device-not-permitted", &[("device", device)]);
            let told = match held_as {
                Some(id) => told.hint("hint-article-return-first", &[("id", id)]),
                None => told,
            };
            match &broken.contract {
                Some(_) => told.hint("hint-take-device-under", &[("device", device), ("contract", contract)]),
                None => told.hint("hint-take-device", &[("device", device)]),
            }
        }
        Unmet::Permission => told("rule-permission", &[]).hint("hint-article-permission", &[]),
        Unmet::NotCleared { missing } => {
            let names: Vec<String> = missing.iter().map(|one| catalogue.name_of(*one)).collect();
            let values: Values<'_> = &[("id", article), ("flags", &flags("--cleared", missing))];
            told("rule-not-cleared", &[("missing", &row(&names, catalogue))])
                .hint("hint-article-clear", values)
        }
        Unmet::Destroyed { method, takes } => {
            let methods: Vec<String> = takes.iter().map(|method| catalogue.name_of(*method)).collect();
            let values: Values<'_> = &[("id", article), ("methods", &row(&methods, catalogue))];
            told("rule-destroyed", &[("method", &Prepared(catalogue.name_of(*method)))])
                .hint("hint-article-taken", values)
        }
        Unmet::Case => told("rule-case", &[]).hint("hint-state-case", &[]),
        Unmet::Kept { id, years, from } => {
            told("purge-too-early", &[("id", id), ("years", years), ("from", from)])
                .hint("hint-purge-list", &[])
        }
        Unmet::Disposal { disposal } => {
            told("rule-disposal", &[("disposal", disposal)]).hint("hint-dispose-help", &[])
        }
        Unmet::Owed { duty, due } => {
            told("rule-owed", &[("duty", &Prepared(catalogue.name_of(*duty))), ("due", due)])
                .hint("hint-duty-list", &[])
        }
        Unmet::NoContact { side } => {
            told("rule-no-contact", &[("side", &Prepared(catalogue.name_of(*side)))])
                .hint("hint-contact-add", &[("contract", contract)])
        }
        Unmet::Service { service } => {
            told("rule-service", &[("service", &Text(service))]).hint("hint-other-address", &[])
        }
        Unmet::Shown { count } => told("rule-shown", &[("count", count)]).hint("hint-mail-hidden", &[]),
        Unmet::Places => told("rule-places", &[]).hint("hint-notify-place", &[("contract", contract)]),
        Unmet::SourcesOutside { count } => told("rule-sources-outside", &[("count", count)])
            .hint("hint-store-there", &[("contract", contract)])
            .hint("hint-notify-path", &[("contract", contract)]),
    }
}
