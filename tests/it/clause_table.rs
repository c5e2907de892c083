//! The table clause → rule → test in the documentation, made from the packs and from the names of tests; after a
//! change, `SEKISHO_WRITE_DOCS=1` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sekisho::domain::rules::demand::{Demand, Occasion};
use sekisho::domain::rules::ground::Ground;
use sekisho::domain::rules::pack::{Pack, Rule, SHIPPED};

use crate::office::files_below;

/// What shows a rule through the program, where a test is not called as the rule is.
const SHOWN: &[(&str, &[&str])] = &[
    ("nakano-b5-audit", &["a_verifier_written_from_the_specification_comes_to_the_same_answer"]),
    ("check-sheet-5-12", &["a_tail_that_is_cut_off_is_missed", "a_tail_that_is_replaced_is_missed"]),
    ("check-sheet-6-2", &["an_exercise_says_so_everywhere_and_freezes_nothing"]),
    ("office-approvers-highest", &["the_highest_level_needs_two_people"]),
    ("office-approvers", &["nobody_approves_their_own_request"]),
    ("office-approval-days", &["an_approval_expires"]),
    ("office-level-known", &["an_unknown_level_blocks"]),
    ("office-custodian", &["the_passphrase_is_for_a_custodian_and_never_for_the_carrier"]),
    ("office-other-road", &["the_passphrase_takes_another_road_than_the_package"]),
    ("office-encrypted", &["a_wrong_passphrase_opens_nothing", "what_lies_beside_the_package_names_nothing"]),
    ("office-medium", &["what_is_lost_retired_or_not_registered_carries_nothing"]),
    ("office-unmixed", &["what_a_medium_held_is_not_mixed_with_less_important_or_anothers_information"]),
    ("office-confirmed", &["everything_stays_until_an_approver_confirmed_it"]),
    ("office-witness", &["at_the_highest_level_a_witness_is_waited_for_before_an_end_is_confirmed"]),
    ("meccs-3-6-company-media", &["what_the_office_does_not_own_gets_no_package"]),
    ("meccs-4-3-record", &["a_log_lets_through_what_was_asked_for_and_nothing_else"]),
    ("meccs-4-5-locked", &["a_stock_take_names_what_is_missing_until_it_is_found_or_lost"]),
    ("meccs-4-6-return", &["overdue_stays_until_somebody_says_something_about_it"]),
    ("meccs-5-4-recall", &["an_order_names_every_subcontractors_copy_and_can_be_run_again"]),
    ("meccs-6-2-contacts", &["the_first_page_says_whom_to_call_what_is_frozen_and_how_long_is_left"]),
    (
        "meccs-6-3-prevention",
        &["meccs_6_3_measures_against_repetition_are_reported_once_the_incident_is_closed"],
    ),
    ("meccs-7-2-submit", &["meccs_7_2_the_check_sheet_is_handed_in_when_the_client_asks"]),
    ("meccs-7-3-audit", &["meccs_7_3_what_an_internal_audit_came_to_is_reported_when_the_client_asks"]),
    ("tokki-a3-4-owed", &["tokki_a3_4_storage_places_are_handed_in_and_changes_reported"]),
    ("tokki-a3-4-provider", &["tokki_a3_4_storage_places_are_handed_in_and_changes_reported"]),
    (
        "ichinomiya-7-report",
        &["ichinomiya_7_gl_5_each_disposal_is_reported_where_the_level_or_personal_data_ask"],
    ),
    (
        "ichinomiya-gl-5-report",
        &["ichinomiya_7_gl_5_each_disposal_is_reported_where_the_level_or_personal_data_ask"],
    ),
    (
        "ichinomiya-gl-4-owed",
        &["ichinomiya_gl_4_what_was_handed_in_before_a_subcontractor_was_agreed_to_is_on_record"],
    ),
    ("ichinomiya-gl-7-report", &["ichinomiya_gl_7_progress_is_reported_when_the_city_asks"]),
    (
        "check-sheet-1-owed",
        &["check_sheet_1_2_records_of_teaching_and_the_certificate_are_owed_for_personal_data_only"],
    ),
    (
        "check-sheet-2-8",
        &["check_sheet_1_2_records_of_teaching_and_the_certificate_are_owed_for_personal_data_only"],
    ),
    ("nakano-a1-measures", &["nakano_a1_a3_a11_a15_what_is_handed_in_at_the_beginning"]),
    ("nakano-a3-organization", &["nakano_a1_a3_a11_a15_what_is_handed_in_at_the_beginning"]),
    ("nakano-a11-report", &["nakano_a1_a3_a11_a15_what_is_handed_in_at_the_beginning"]),
    ("nakano-a15-policy", &["nakano_a1_a3_a11_a15_what_is_handed_in_at_the_beginning"]),
    ("nakano-a2-report", &["nakano_a2_b7_every_teaching_is_reported"]),
    ("nakano-b7-report", &["nakano_a2_b7_every_teaching_is_reported"]),
    ("nakano-a4-roster", &["nakano_a4_the_roster_is_owed_from_the_beginning_and_again_when_somebody_joins"]),
    ("nakano-b6-roster", &["nakano_a4_the_roster_is_owed_from_the_beginning_and_again_when_somebody_joins"]),
    ("nakano-a12-report", &["nakano_a12_an_incident_is_reported_in_writing"]),
    ("nakano-b3-return", &["nakano_b3_the_report_of_disposal_is_owed_when_the_contract_ends"]),
    ("tokki-a2-law", &["the_form_is_one_page_that_loads_nothing_and_nothing_is_overwritten"]),
    ("tokki-a8-recall", &["what_was_closed_is_open_again_when_the_client_orders_it_back"]),
    ("tokki-a9-2-violation", &["a_rule_that_was_broken_about_one_package_is_about_that_one"]),
    (
        "tokki-a10-inspection",
        &[
            "a_certificate_holds_without_a_ledger_and_says_what_the_ledger_says",
            "a_verifier_written_from_the_specification_comes_to_the_same_answer",
        ],
    ),
    (
        "tokki-b2-2-hour",
        &[
            "tokki_b2_2_whether_the_client_was_told_within_the_hour_is_shown",
            "the_hour_that_passed_is_shown",
            "a_contact_is_answered_with_the_minutes_since_awareness",
        ],
    ),
    ("tokki-b3-4-drinking", &["the_pledge_is_shown_before_it_is_signed_and_kept_word_for_word"]),
    ("tokki-b3-6-delete", &["what_was_unpacked_comes_back_with_the_package"]),
    ("ichinomiya-2-unknown", &["an_unknown_level_blocks"]),
    ("ichinomiya-1-draft", &["each_copy_is_accounted_for_and_nothing_closes_before"]),
    ("ichinomiya-incident", &["while_an_incident_is_open_everything_is_kept_and_that_is_said"]),
    ("ichinomiya-records", &["a_stick_is_with_whoever_pledged_until_it_is_handed_over"]),
    ("check-sheet-5-12", &["a_review_binds_the_list_and_the_tree_and_is_due_again_after_a_quarter"]),
    ("check-sheet-6-1", &["the_first_report_is_filled_from_the_ledger"]),
    ("nakano-a12-incident", &["a_loss_is_not_closed_before_it_was_told_reported_and_reviewed"]),
    (
        "nakano-b4-incident",
        &["a_misdelivered_mail_is_asked_back_and_the_answer_is_on_record_before_it_closes"],
    ),
];

/// The name of every test there is: those of the rules, and those that play the commands.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for file in [files_below(&root.join("tests/it")), files_below(&root.join("src/domain/tests"))].concat() {
        let text = fs::read_to_string(file).unwrap_or_default();
        let mut is_test = false;
        let mut listed = false;
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) {
                if is_test {
                    names.insert(name.to_owned());
                }
                is_test = false;
            }
            is_test |= line == "#[test]";
            // In `clauses! { … }` and `recorded! { … }` every line is a test.
            listed = (listed || line == "clauses! {" || line == "recorded! {") && line != "}";
            let name = line.split([',', ' ']).next().unwrap_or_default();
            if listed && !name.ends_with('!') {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn the_table_of_clauses_is_the_one_the_packs_and_tests_make() {
    let tests = tests();
    let mut table = String::from(
        "# Clauses, rules and tests\n\nMade from the rule packs that ship and from the names of tests; not written by \
         hand. A test that is called as the\nrule is (`_` for `-`) fails when the rule is taken out of its pack: it sees the \
         rule refuse exactly what it says, and\nnothing once the rule is gone. Where the program has no other way whatever the \
         packs say, it sees that, and the rule\njudged and cited. The others play the commands.\n",
    );
    let packs: Vec<Pack> = SHIPPED.iter().map(|(_, text)| Pack::parse(text).unwrap()).collect();
    let ids: Vec<String> =
        packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.replace('-', "_")).collect();
    for pack in &packs {
        write!(table, "\n## {} (`{}`, version {})\n\n", pack.title.ja, pack.id, pack.version).unwrap();
        table.push_str("| clause | what the program does | rule | tests |\n|---|---|---|---|\n");
        for rule in &pack.rules {
            let tests = tests_of(rule, &ids, &tests).join(" ");
            let note =
                rule.note.as_ref().map(|note| format!(" (our words: {})", note.en)).unwrap_or_default();
            writeln!(
                table,
                "| {} {} | {}{note} | `{}` | {tests} |",
                rule.clause,
                rule.ja,
                does(rule),
                rule.id
            )
            .unwrap();
        }
    }
    table.push_str(&held_in_any_case(&packs));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("SEKISHO_WRITE_DOCS").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), table, "write it anew with SEKISHO_WRITE_DOCS=1");
}

/// What the program refuses whatever the packs say, and the clauses that such a refusal cites.
fn held_in_any_case(packs: &[Pack]) -> String {
    let mut table = String::from(
        "\n## Whatever the packs say\n\nWhat the program refuses in any case. Such a refusal cites every clause in force \
         that demands the like, and none that speaks of\nsomething else; where none does, it names the program's own rule.\n\n\
         | nobody gets round this | clauses that are cited where they are in force |\n|---|---|\n",
    );
    for ground in Ground::ALL {
        let cited = packs.iter().flat_map(|pack| {
            let says = |rule: &&Rule| ground.is_said_by(Some(pack), &rule.demand);
            pack.rules
                .iter()
                .filter(says)
                .map(|rule| format!("{} {} (`{}`)", pack.title.ja, rule.clause, rule.id))
        });
        let cited: Vec<String> = cited.collect();
        writeln!(table, "| {} | {} |", held_to(*ground), cited.join("; ")).unwrap();
    }
    table
}

const fn held_to(ground: Ground) -> &'static str {
    match ground {
        Ground::Approvers => "somebody besides the requester approves, as many as the level asks for",
        Ground::ApprovalDays => "an approval ends",
        Ground::LevelKnown => "nothing is approved before its level is known",
        Ground::Encrypted => {
            "nothing but the sealed package is attached to a mail; no request says anything else"
        }
        Ground::Carrier => "whoever asked for it carries it, until it is passed on",
        Ground::SeparateCustody => "the passphrase is with custodians, and told by one of them",
        Ground::OtherRoad => "the passphrase takes another road, and stands in no mail",
        Ground::RegisteredMedium => {
            "nothing is written to a medium, or carried as a device, that is not registered"
        }
        Ground::MediumInUse => "a medium is in use: neither lost nor retired",
        Ground::HigherLevel => "a medium carries nothing less important than what it held",
        Ground::OtherClient => "a medium carries nothing of another client than what it held",
        Ground::Returned => "nothing is over before every copy came back or was disposed of",
        Ground::ConfirmedReturn => "somebody else confirms what came back or was disposed of",
        Ground::Witness => "a disposal that nobody can check again has a witness",
        Ground::ConfirmedMail => "recipients, text and attachment of a mail are confirmed one by one",
        Ground::ArticleApproval => "somebody else permits a device or paper, and confirms its end",
        Ground::ArticleCleared => "no device is called empty while a copy on it stands in the ledger",
    }
}

/// Tests whose name is the rule's, or begins with it, and those that show it otherwise.
fn tests_of(rule: &Rule, ids: &[String], tests: &BTreeSet<String>) -> Vec<String> {
    let id = rule.id.replace('-', "_");
    let of = |name: &&String| {
        let begins = |id: &String| {
            name.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        };
        let longest = ids.iter().filter(|id| begins(id)).max_by_key(|id| id.len());
        longest == Some(&id)
    };
    let shown = SHOWN.iter().filter(|(shown, _)| *shown == rule.id).flat_map(|(_, names)| *names);
    let shown = shown.inspect(|name| assert!(tests.contains(**name), "{}: there is no test {name}", rule.id));
    tests
        .iter()
        .filter(of)
        .map(String::as_str)
        .chain(shown.copied())
        .map(|name| format!("`{name}`"))
        .collect()
}

/// What is recorded is shown by a test, or the table would claim what nobody saw.
#[test]
fn whatever_is_said_to_be_recorded_is_shown_by_a_test() {
    let tests = tests();
    let packs: Vec<Pack> = SHIPPED.iter().map(|(_, text)| Pack::parse(text).unwrap()).collect();
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        let recorded =
            matches!(rule.demand, Demand::Recorded | Demand::ReportWithin { .. } | Demand::Pledge { .. });
        assert!(!recorded || !tests_of(rule, &[rule.id.replace('-', "_")], &tests).is_empty(), "{}", rule.id);
    }
    let known = |id: &&str| packs.iter().flat_map(|pack| &pack.rules).any(|rule| rule.id == *id);
    let stale: Vec<&str> = SHOWN.iter().map(|(id, _)| *id).filter(|id| !known(id)).collect();
    assert!(stale.is_empty(), "no pack has these rules any more: {stale:?}");
}

fn does(rule: &Rule) -> String {
    match &rule.demand {
        Demand::NotServed { reason } => format!("does not serve it: {}", reason.en),
        Demand::Recorded => "records and prints".to_owned(),
        Demand::ExchangeRecord { fields } => {
            let fields: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
            format!(
                "refuses information received without it; lists what only comes later ({})",
                fields.join(", ")
            )
        }
        Demand::NotifiedSources { listed: true } => {
            "lists what lay outside the folders that were notified; access rights are the file server's"
                .to_owned()
        }
        Demand::ContactTree => "lists who is missing; prints whom to call".to_owned(),
        Demand::Owed { duty, when, .. } => {
            let when: Vec<&str> = when.iter().map(|when| when.as_str()).collect();
            format!("lists it until it was sent ({duty}: {})", when.join(", "))
        }
        Demand::Retention { .. } => {
            "refuses to purge before, and anything by one person or one clock".to_owned()
        }
        Demand::ReportWithin { .. } => "counts from awareness; shows whether it was kept".to_owned(),
        Demand::LogReview { days } => format!("`status` shows when none was signed for {days} days"),
        Demand::Pledge { occasion: Occasion::Leaving, .. } => {
            "does not record that somebody has left before the pledge is on record".to_owned()
        }
        demand => {
            let json = serde_json::to_value(demand).unwrap();
            format!("refuses: {}", json["kind"].as_str().unwrap())
        }
    }
}
