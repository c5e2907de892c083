//! Every rule that ships, by its clause. A test is called as its rule is, with `_` for `-`: it makes an office in
//! which exactly this rule is not met, sees the refusal cite it, sees it gone when what the clause asks for is there,
//! and gone when the rule is taken out of its pack. Where the program has no other way whatever the packs say, the
//! test sees that, and the rule judged; and where it records something, that it is recorded.

pub(super) mod articles;
mod at_the_door;
mod check_sheet;
mod copies;
mod exchange;
mod held;
mod ichinomiya;
mod meccs;
mod nakano;
mod no_other_way;
mod office;
mod on_record;
mod outside;
mod people;
mod tokki;

use serde_json::{Value, json};

use super::desk::STICK;
use super::{Desk, Record};
use crate::domain::check::situation;
use crate::domain::refusal::Refusal;
use crate::domain::rules::demand::{Demand, Occasion};
use crate::domain::rules::judge::{Verdict, judge};
use crate::domain::rules::pack::{Pack, Rule, SHIPPED, shipped};

/// One test per rule, which [`stands`] makes from what the rule demands.
macro_rules! clauses {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            super::stands(stringify!($name));
        })*
    };
}
use clauses;

/// One test per rule that is recorded or printed, and what shows it.
macro_rules! recorded {
    ($($name:ident => $shown:expr),* $(,)?) => {
        $(#[test]
        fn $name() {
            super::Case::of(stringify!($name)).is_recorded();
            $shown;
        })*
    };
}
use recorded;

/// A rule that ships, and packs that have it and nothing else that demands the like.
struct Case {
    rule: Rule,
    with: Vec<Pack>,
    without: Vec<Pack>,
}

/// What one rule demands may stand in the way of what another does: those of a family are looked at one by one.
fn family(demand: &Demand) -> String {
    let kind = serde_json::to_value(demand).unwrap()["kind"].as_str().unwrap().to_owned();
    match kind.as_str() {
        "never-leaves" => "notified-approver".to_owned(),
        "training-lapses" => "training".to_owned(),
        "subcontract-never" => "subcontract-consent".to_owned(),
        "given-back" => "asset-disposal".to_owned(),
        _ => kind,
    }
}

impl Case {
    fn of(test: &str) -> Self {
        let id = test.replace('_', "-");
        let packs = SHIPPED.iter().map(|(_, text)| Pack::parse(text).unwrap());
        let found = packs.flat_map(|pack| pack.rules.into_iter()).find(|rule| rule.id == id);
        let rule = found.unwrap_or_else(|| panic!("no pack that ships has a rule {id}"));
        let (home, _) = SHIPPED.iter().find(|(pack, _)| id.starts_with(&format!("{pack}-"))).unwrap();
        let cleared = |pack: &str| {
            let mut pack = Pack::parse(shipped(pack).unwrap()).unwrap();
            pack.version += 1;
            pack.rules.retain(|other| other.id == id || family(&other.demand) != family(&rule.demand));
            pack
        };
        let mut with = vec![cleared("office")];
        if *home != "office" {
            with.push(cleared(home));
        }
        let mut without = with.clone();
        without.iter_mut().for_each(|pack| pack.rules.retain(|other| other.id != id));
        Self { rule, with, without }
    }

    /// An office under the packs with the rule, everything on record but what is `missing`.
    fn office(&self, missing: &[Record]) -> Desk {
        Desk::under(&self.with.iter().collect::<Vec<_>>(), missing)
    }

    /// The same without the rule.
    fn office_without(&self, missing: &[Record]) -> Desk {
        Desk::under(&self.without.iter().collect::<Vec<_>>(), missing)
    }

    /// A request for which the rule is meant, changed as `but` says.
    fn meant(&self, desk: &Desk, but: Value) -> Value {
        let when = &self.rule.when;
        // Services are named by the address that a mail goes to.
        let usual = if matches!(self.rule.demand, Demand::ForbidService { .. }) { "email" } else { "hand" };
        let via = when.vias.first().map_or(usual, |via| via.as_str());
        let medium = if via == "usb" { json!(STICK) } else { json!(null) };
        let mut body = json!({
            "kind": when.kinds.first().map_or("deliver", |kind| kind.as_str()),
            "level": when.levels.last().map_or("2", |level| level.as_str()), "medium": medium,
            "personal_data": {"people": if when.personal_data { 10 } else { 0 }, "special": false},
            "recipient": "city", "via": via,
        });
        for (field, value) in but.as_object().unwrap() {
            body[field] = value.clone();
        }
        desk.asking_under("K", body)
    }

    /// Asks for what the rule is meant for, which nothing stands against.
    #[track_caller]
    fn asked(&self, desk: &mut Desk, but: Value) -> u64 {
        let body = self.meant(desk, but);
        desk.ok("tanaka", "request", body);
        desk.registry.requests
    }

    /// The same, approved by everybody and agreed to by the client, and gone.
    #[track_caller]
    fn gone(&self, desk: &mut Desk, but: Value) -> u64 {
        let number = self.asked(desk, but);
        desk.consented(number);
        desk.approved_by(number, &["sato", "ito"]);
        let intent = desk.leaves(number).unwrap();
        desk.complete(number, intent);
        number
    }

    /// The refusal is this rule's.
    #[track_caller]
    fn is_cited(&self, refusal: &Refusal) {
        let Refusal::Rule(broken) = refusal else { panic!("{}: {refusal}", self.rule.id) };
        assert_eq!((&broken.rule, &broken.clause), (&self.rule.id, &self.rule.clause));
    }

    /// What was refused last cites this rule, among others perhaps.
    #[track_caller]
    fn is_among(&self, desk: &Desk) {
        let cited = desk.cited();
        assert!(cited.iter().any(|clause| clause.rule == self.rule.id), "{}: {cited:?}", self.rule.id);
    }

    /// What the rule comes to for a carry-out today; `None` where it is not in force.
    fn verdict(&self, desk: &Desk, number: u64) -> Option<Verdict> {
        let carry_out = desk.c(number);
        let rules = desk.registry.rules(carry_out.request.contract.as_ref());
        let day = "2026-11-20".parse().unwrap();
        let judged = judge(&rules, &situation(&desk.registry, carry_out, day));
        judged.into_iter().find(|judged| judged.rule.id == self.rule.id).map(|judged| judged.verdict)
    }

    /// The rule is one that is recorded, and it is shown as such to whoever asks which rules applied.
    #[track_caller]
    fn is_recorded(&self) {
        let mut desk = self.office(&[]);
        let number = self.asked(&mut desk, json!({}));
        assert_eq!(self.verdict(&desk, number), Some(Verdict::Recorded), "{}", self.rule.id);
    }
}

/// The rule that a test is named after stands: it refuses what it says, and nothing else does.
#[track_caller]
fn stands(test: &str) {
    let case = Case::of(test);
    match &case.rule.demand {
        Demand::Consent { .. }
        | Demand::NotifiedApprover { .. }
        | Demand::NeverLeaves { .. }
        | Demand::CheckSheet
        | Demand::CopyQuota { .. } => at_the_door::keeps_in(&case),
        Demand::ExchangeRecord { fields } => exchange::wants_the_record(&case, fields),
        Demand::ArticleMeasures { of, .. }
        | Demand::ArticleApproval { of, .. }
        | Demand::ArticlePermission { of }
        | Demand::ArticleCleared { of, .. }
        | Demand::ArticleNever { of }
        | Demand::ArticleDisposal { of, .. } => articles::stands(&case, of),
        Demand::AssetDisposal { .. } => held::wants_a_method(&case),
        Demand::GivenBack => held::goes_back(&case),
        Demand::NotifiedSources { listed: true } => at_the_door::lists_what_lay_elsewhere(&case),
        Demand::TrainingLapses { days, .. } => at_the_door::lapses(&case, *days),
        Demand::LevelKnown => at_the_door::wants_the_level(&case),
        Demand::Approvers { people } => at_the_door::wants_approvers(&case, *people),
        Demand::ApprovalDays { days } => at_the_door::ends(&case, *days),
        Demand::ForbidService { domains } => at_the_door::no_service(&case, domains),
        Demand::HiddenAddresses => outside::hides_addresses(&case),
        Demand::ConfirmedMail => no_other_way::confirmed_mail(&case),
        Demand::LockedCase => outside::wants_a_case(&case),
        Demand::Witness => outside::wants_a_witness(&case),
        Demand::Disposal { .. } => outside::wants_a_method(&case),
        Demand::Retention { years } => outside::keeps_for(&case, *years),
        Demand::Encrypted => no_other_way::encrypted(&case),
        Demand::RegisteredMedium => no_other_way::registered_medium(&case),
        Demand::SeparateCustody => no_other_way::separate_custody(&case),
        Demand::OtherRoad => no_other_way::other_road(&case),
        Demand::UnmixedMedium => no_other_way::unmixed_medium(&case),
        Demand::Carrier => no_other_way::carrier(&case),
        Demand::Returned => no_other_way::returned(&case),
        Demand::ConfirmedReturn => no_other_way::confirmed_return(&case),
        Demand::Pledge { occasion: Occasion::Checkout, .. } => no_other_way::pledge_at_checkout(&case),
        _ => at_the_door::turns_away(&case),
    }
}

/// Whether a rule refuses something, so that a test must show it.
fn refuses(rule: &Rule) -> bool {
    !matches!(
        rule.demand,
        Demand::Recorded
            | Demand::ContactTree
            | Demand::NotifiedSources { listed: true }
            | Demand::NotServed { .. }
            | Demand::Owed { .. }
            | Demand::LogReview { .. }
            | Demand::ReportWithin { .. }
            | Demand::Pledge { occasion: Occasion::Leaving, .. }
    )
}

const TESTS: [(&str, &str); 6] = [
    ("office", include_str!("clauses/office.rs")),
    ("meccs", include_str!("clauses/meccs.rs")),
    ("tokki", include_str!("clauses/tokki.rs")),
    ("ichinomiya", include_str!("clauses/ichinomiya.rs")),
    ("check-sheet", include_str!("clauses/check_sheet.rs")),
    ("nakano", include_str!("clauses/nakano.rs")),
];

#[test]
fn every_rule_that_refuses_has_its_test() {
    for (pack, text) in SHIPPED {
        let (_, tests) = TESTS.iter().find(|(id, _)| id == pack).expect("a file of tests for every pack");
        let named: Vec<&str> = tests.lines().filter_map(|line| line.trim().strip_suffix(',')).collect();
        for rule in Pack::parse(text).unwrap().rules.iter().filter(|rule| refuses(rule)) {
            let test = rule.id.replace('-', "_");
            assert!(named.contains(&test.as_str()), "{} refuses, and clauses/ has no {test}", rule.id);
        }
    }
}
