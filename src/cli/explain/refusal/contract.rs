//! A contract, its rules, a consent, and the register of information.

use super::super::{Told, Values, id_word};
use crate::base::text::command_word;
use crate::domain::refusal::ContractRefusal;
use crate::i18n::{Catalogue, Prepared, Text};

pub(super) const fn rule(refusal: &ContractRefusal) -> Option<&'static str> {
    use ContractRefusal as R;
    match refusal {
        R::UnknownOffice { .. } => None,
        R::EndNotShown { .. } => Some("rule-evidence"),
        R::LeftContract { .. } => Some("rule-left-contract"),
        R::UnknownContract { .. }
        | R::ContractExists { .. }
        | R::UnknownPack { .. }
        | R::UnknownConsent { .. }
        | R::UnknownAsset { .. }
        | R::NotInTheTree { .. }
        | R::AssetExists { .. } => Some("rule-registered"),
        R::OtherContract { .. }
        | R::WrongPack { .. }
        | R::FewerCopies { .. }
        | R::NotFromTheRoot { .. }
        | R::HomeFolder { .. }
        | R::MadeHere { .. }
        | R::SideUnknown { .. }
        | R::NoPeriod { .. }
        | R::NoPaper { .. } => Some("rule-sense"),
        R::AssetConfirmed { .. } | R::NotEnded { .. } | R::EndConfirmed { .. } => Some("rule-order"),
        R::NeitherSide { .. } => Some("rule-both-sides"),
        R::MoreCopies { .. } => Some("rule-permitted-copies"),
        R::PackNotNewer { .. } | R::ConsentConfirmed { .. } | R::AssetEnded { .. } => Some("rule-order"),
        R::OwnConsent { .. } | R::OwnEnd { .. } => Some("rule-second-person"),
    }
}

pub(super) fn said<'c>(refusal: &ContractRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use ContractRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::LeftContract { contract, person } => {
            told("left-contract", &[("contract", contract), ("person", person)])
                .hint("hint-notify-again", &[("contract", contract), ("person", person)])
        }
        R::UnknownContract { contract } => {
            told("unknown-contract", &[("contract", contract)]).hint("hint-contract-list", &[])
        }
        R::ContractExists { contract } => {
            told("contract-exists", &[("contract", contract)]).hint("hint-contract-list", &[])
        }
        R::OtherContract { id, contract } => told("other-contract", &[("id", id), ("contract", contract)])
            .hint("hint-show", &[("id", &id_word(id))]),
        R::UnknownPack { pack } => {
            told("unknown-pack", &[("pack", &Text(pack))]).hint("hint-rules-show", &[])
        }
        R::PackNotNewer { pack, version } => {
            told("pack-not-newer", &[("pack", &Text(pack)), ("version", version)])
                .hint("hint-rules-show", &[])
        }
        R::EndNotShown { asset, given_back } => {
            let code = if *given_back { "return-not-shown" } else { "end-not-shown" };
            told(code, &[("asset", asset)]).hint("hint-end-evidence", &[("asset", asset)])
        }
        R::UnknownOffice { version } => {
            told("unknown-office", &[("version", version)]).hint("hint-newer-program", &[])
        }
        R::WrongPack { error } => {
            told("wrong-pack", &[("why", &Text(&error.to_string()))]).hint("hint-rules-check", &[])
        }
        R::UnknownConsent { consent } => {
            told("unknown-consent", &[("consent", &consent.prefix(8))]).hint("hint-contract-list", &[])
        }
        R::OwnConsent { number, person } => {
            told("own-consent", &[("number", &Text(number)), ("person", person)])
                .hint("hint-another-consent", &[("number", &Prepared(command_word(number, "NUMBER")))])
        }
        R::ConsentConfirmed { number } => {
            told("consent-confirmed", &[("number", &Text(number))]).hint("hint-contract-list", &[])
        }
        R::NotInTheTree { contract, name } => {
            told("not-in-the-tree", &[("contract", contract), ("name", &Text(name))])
                .hint("hint-contact-list", &[("contract", contract)])
        }
        R::SideUnknown { contract, organization } => {
            told("side-unknown", &[("contract", contract), ("organization", &Text(organization))])
                .hint("hint-contact-side", &[("contract", contract)])
        }
        R::NotFromTheRoot { path } => {
            told("not-from-the-root", &[("path", &Text(path))]).hint("hint-place-path", &[])
        }
        R::HomeFolder { path } => told("home-folder", &[("path", &Text(path))]).hint("hint-place-path", &[]),
        R::UnknownAsset { asset } => told("unknown-asset", &[("asset", asset)]).hint("hint-asset-list", &[]),
        R::AssetExists { asset } => told("asset-exists", &[("asset", asset)]).hint("hint-asset-list", &[]),
        R::MadeHere { asset } => {
            told("made-here", &[("asset", asset)]).hint("hint-asset-from", &[("asset", asset)])
        }
        R::AssetConfirmed { asset } => {
            told("asset-confirmed", &[("asset", asset)]).hint("hint-asset-show", &[("asset", asset)])
        }
        R::NeitherSide { asset, person } => told("neither-side", &[("asset", asset), ("person", person)])
            .hint("hint-asset-paper", &[("asset", asset)])
            .hint("hint-asset-taker", &[("asset", asset)]),
        R::NoPeriod { pack, office } => told("no-period", &[("pack", &Text(pack)), ("office", office)])
            .hint("hint-office-rules", &[])
            .hint("hint-office-own-rules", &[]),
        R::NoPaper { duty } => {
            told("no-paper", &[("duty", &Prepared(catalogue.name_of(*duty)))]).hint("hint-duty-list", &[])
        }
        R::MoreCopies { asset, have, made, most } => {
            let values: Values<'_> = &[("asset", asset), ("have", have), ("made", made), ("most", most)];
            told("more-copies", values)
                .hint("hint-consent-copies", &[("contract", &"ID"), ("copies", &have.saturating_add(*made))])
                .hint("hint-incident-violation", &[])
        }
        R::FewerCopies { asset, have, gone } => {
            told("fewer-copies", &[("asset", asset), ("have", have), ("gone", gone)])
                .hint("hint-asset-show", &[("asset", asset)])
        }
        R::NotEnded { asset } => {
            told("not-ended", &[("asset", asset)]).hint("hint-asset-end", &[("asset", asset)])
        }
        R::EndConfirmed { asset } => {
            told("end-confirmed", &[("asset", asset)]).hint("hint-asset-show", &[("asset", asset)])
        }
        R::OwnEnd { asset, person } => told("own-end", &[("asset", asset), ("person", person)])
            .hint("hint-another-end", &[("asset", asset)]),
        R::AssetEnded { asset } => told("asset-ended", &[("asset", asset)]).hint("hint-asset-list", &[]),
    }
}
