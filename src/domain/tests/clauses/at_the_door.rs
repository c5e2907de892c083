//! Rules that are looked at when something is asked for, and when it leaves.

use serde_json::{Value, json};

use super::super::{Desk, Record, attachment};
use super::Case;
use crate::domain::carry_out::Status;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::demand::Demand;
use crate::domain::rules::judge::{Unmet, Verdict};
use crate::domain::rules::pack::Pack;

/// What is not on record, or what is asked for otherwise, so that the rule is not met.
fn lack(demand: &Demand) -> (Vec<Record>, Value) {
    match demand {
        Demand::ForbidPlace { also, .. } => (vec![], json!({"place": format!("　{} ", also[1])})),
        Demand::ForbidVia { vias } => (vec![], json!({"via": vias[0].as_str()})),
        Demand::Reason => (vec![], json!({"reason": "　"})),
        Demand::Place => (vec![], json!({"place": null})),
        Demand::PersonalDataStated => (vec![], json!({"personal_data": null})),
        Demand::RegisteredAsset => (vec![Record::Asset], json!({})),
        Demand::ListedRecipient => (vec![Record::Recipients], json!({})),
        Demand::SubcontractConsent { .. } => (vec![Record::Subcontractor], json!({"recipient": "sub"})),
        Demand::SubcontractAgreement => (vec![Record::Agreement], json!({"recipient": "sub"})),
        Demand::SubcontractCheck { .. } => (vec![Record::Check], json!({"recipient": "sub"})),
        Demand::SubcontractNever => (vec![], json!({"recipient": "sub"})),
        Demand::Training { .. } => (vec![Record::Training], json!({})),
        Demand::Pledge { .. } => (vec![Record::Pledge], json!({})),
        Demand::ListedHandler { .. } => (vec![Record::Handler], json!({})),
        Demand::FileCap { files } => (vec![], json!({"file_count": files + 1})),
        Demand::ByteCap { bytes } => (vec![], json!({"total_bytes": bytes + 1})),
        Demand::NotifiedPlaces => (vec![Record::Place], json!({})),
        Demand::NotifiedSources { listed: false } => (vec![], json!({"sources_outside": 1})),
        demand => panic!("say here what {demand:?} lacks"),
    }
}

/// What is asked for where the rule is met.
fn met(demand: &Demand) -> Value {
    match demand {
        Demand::SubcontractConsent { .. }
        | Demand::SubcontractAgreement
        | Demand::SubcontractCheck { .. } => json!({"recipient": "sub"}),
        _ => json!({}),
    }
}

/// Turned away when it is asked for.
#[track_caller]
pub fn turns_away(case: &Case) {
    let (missing, but) = lack(&case.rule.demand);
    let mut desk = case.office(&missing);
    let body = case.meant(&desk, but.clone());
    let refused = desk.say("tanaka", "request", body).expect_err(&case.rule.id);
    case.is_cited(&refused);
    let mut desk = case.office(&[]);
    case.asked(&mut desk, met(&case.rule.demand));
    let mut desk = case.office_without(&missing);
    case.asked(&mut desk, but);
}

/// What was taught where a document names no period is too long ago; without such a document nothing is.
#[track_caller]
pub fn lapses(case: &Case, days: u64) {
    let teaching = json!({
        "client": {"en": "-", "ja": "-"}, "id": "p", "title": {"en": "-", "ja": "-"}, "version": 1, "rule": [
            {"clause": "1", "demand": {"kind": "training"}, "en": "-", "id": "p-1", "ja": "教育"},
        ],
    });
    let teaching: Pack = serde_json::from_value(teaching).unwrap();
    let ask = |packs: &[Pack], later: u64| {
        let mut desk = Desk::under(&packs.iter().collect::<Vec<_>>(), &[]);
        desk.minutes += i64::try_from(later * 24 * 60).unwrap();
        let on = format!("{}", "2026-11-20".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(later));
        let due =
            format!("{}", "2026-11-25".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(later));
        let body = case.meant(&desk, json!({"on": on, "due": due}));
        desk.say("tanaka", "request", body).map(|_| ())
    };
    let and = |packs: &[Pack]| [packs, std::slice::from_ref(&teaching)].concat();
    case.is_cited(&ask(&and(&case.with), days + 1).unwrap_err());
    ask(&and(&case.with), days - 1).unwrap();
    ask(&and(&case.without), days + 1).unwrap();
    ask(&case.with, days + 1).unwrap();
}

/// Nothing is refused; it is listed.
#[track_caller]
pub fn lists_what_lay_elsewhere(case: &Case) {
    let verdicts = [json!(null), json!(0), json!(2)].map(|count| {
        let mut desk = case.office(&[]);
        let number = case.gone(&mut desk, json!({"sources_outside": count}));
        case.verdict(&desk, number).unwrap()
    });
    let listed = Verdict::Listed(Unmet::SourcesOutside { count: 2 });
    assert_eq!(verdicts, [Verdict::Recorded, Verdict::Recorded, listed]);
}

/// Where no folder was named, nothing was compared, and nothing is refused.
#[test]
fn tokki_a3_4_sources_are_not_judged_where_no_folder_was_named() {
    let case = Case::of("tokki_a3_4_sources");
    for count in [json!(null), json!(0)] {
        let mut desk = case.office(&[]);
        let number = case.gone(&mut desk, json!({"sources_outside": count}));
        assert_eq!(case.verdict(&desk, number), Some(Verdict::Holds));
    }
}

/// A storage place is named by folders that are the office's.
#[test]
fn tokki_a3_4_places_are_no_home_folders() {
    let say = |path: &str| {
        let place = json!({
            "contract": "K", "dated": "2026-11-01", "listed": true, "paths": [path], "place": "本社サーバ",
        });
        Desk::under(&[], &[]).say("kanri", "place-notification", place).map(|_| ())
    };
    for path in
        [r"\\server\share\K", "/srv/share/K", r"S:\K", "//server/Users/K", "/Volumes/share", "/srv/home"]
    {
        say(path).unwrap();
    }
    for path in ["", "share/K", "C:", "S:K", r"\share", "~/K", "/srv/../home/tanaka"] {
        let refused = say(path).unwrap_err();
        let wrong = Refusal::Contract(ContractRefusal::NotFromTheRoot { path: path.to_owned() });
        assert_eq!(refused, wrong);
    }
    for path in [
        "/home/tanaka",
        r"C:\users\tanaka",
        "/Users/tanaka",
        "/root",
        "/",
        r"C:\",
        "//./home",
        r"\\?\C:\Users\t",
    ] {
        let refused = say(path).unwrap_err();
        assert_eq!(refused, Refusal::Contract(ContractRefusal::HomeFolder { path: path.to_owned() }));
    }
}

/// Asked for and approved, and kept in.
#[track_caller]
pub fn keeps_in(case: &Case) {
    let refused = leaves(case, case.office(&without_sheet(case)), true).expect_err(&case.rule.id);
    case.is_cited(&refused);
    if case.rule.demand == (Demand::NeverLeaves { except: vec![] }) {
        // Nothing lets it out but that there is nothing of the kind in it.
        case.gone(&mut case.office(&[]), json!({"personal_data": {"people": 0, "special": false}}));
    } else {
        leaves(case, case.office(&[]), false).unwrap();
    }
    leaves(case, case.office_without(&without_sheet(case)), true).unwrap();
}

fn without_sheet(case: &Case) -> Vec<Record> {
    if case.rule.demand == Demand::CheckSheet { vec![Record::Sheet] } else { vec![] }
}

/// Asked for, approved and about to leave; `lacking` what the rule demands.
fn leaves(case: &Case, mut desk: Desk, lacking: bool) -> Result<(), Refusal> {
    if let (Demand::CopyQuota { copies }, true) = (&case.rule.demand, lacking) {
        for _ in 0..*copies {
            case.gone(&mut desk, json!({}));
        }
    }
    let number = case.asked(&mut desk, json!({}));
    match (&case.rule.demand, lacking) {
        // For a period, which is no exception for this one.
        (Demand::Consent { single: true }, true) => desk.consented_until("2026-12-31"),
        (Demand::Consent { single: false }, true) => {}
        _ => desk.consented(number),
    }
    // Nobody notified `ueda` in any post.
    let by_posts = matches!(case.rule.demand, Demand::NotifiedApprover { .. } | Demand::NeverLeaves { .. });
    desk.approved_by(number, if lacking && by_posts { &["sato", "ueda"] } else { &["sato", "ito"] });
    desk.leaves(number).map(|_| ())
}

/// An open "no" is no better than no sheet.
#[test]
fn check_sheet_foot_an_open_no_keeps_everything_in() {
    let case = Case::of("check_sheet_foot");
    let mut desk = case.office(&[Record::Sheet]);
    let open = json!({"answers": attachment(), "contract": "K", "noes": [{"item": "5-8"}]});
    desk.ok("sato", "sheet-answers", open);
    case.is_cited(&leaves(&case, desk, true).unwrap_err());
}

/// Nobody can approve it while its level is not known.
#[track_caller]
pub fn wants_the_level(case: &Case) {
    let unknown = json!({"level": "unknown"});
    let mut desk = case.office(&[]);
    let number = case.asked(&mut desk, unknown.clone());
    assert!(matches!(desk.refused(number, "sato", "approval", json!({})), Refusal::LevelUnknown { .. }));
    assert_eq!(case.verdict(&desk, number), Some(Verdict::Unmet(Unmet::Level)));
    case.gone(&mut desk, json!({}));
    case.gone(&mut case.office_without(&[]), unknown);
}

/// So many people must approve. One must in any case: nobody approves for themselves.
#[track_caller]
pub fn wants_approvers(case: &Case, people: u64) {
    let all = ["ito", "sato", "ueda"];
    let enough = &all[..usize::try_from(people).unwrap()];
    let (_, few) = enough.split_last().unwrap();
    let leaves = |mut desk: Desk, approvers: &[&str]| {
        let number = case.asked(&mut desk, json!({}));
        desk.consented(number);
        desk.approved_by(number, approvers);
        let verdict = case.verdict(&desk, number);
        (verdict, desk.leaves(number))
    };
    let (verdict, refused) = leaves(case.office(&[]), few);
    let have = people - 1;
    assert_eq!(verdict, Some(Verdict::Unmet(Unmet::Approvers { have, need: people })));
    let short = |need| matches!(&refused, Err(Refusal::QuorumShort { need: n, .. }) if *n == need);
    assert!(short(people), "{refused:?}");
    let (verdict, gone) = leaves(case.office(&[]), enough);
    assert_eq!((verdict, gone.is_ok()), (Some(Verdict::Holds), true));
    let (verdict, refused) = leaves(case.office_without(&[]), few);
    assert_eq!((verdict, refused.is_ok()), (None, people > 1));
}

/// The approval ends.
#[track_caller]
pub fn ends(case: &Case, days: u64) {
    let leaves = |mut desk: Desk, later: u64| {
        let number = case.asked(&mut desk, json!({}));
        desk.consented(number);
        desk.approved_by(number, &["sato", "ito"]);
        desk.minutes += i64::try_from(later * 24 * 60).unwrap();
        desk.leaves(number).map(|_| ())
    };
    let refused = leaves(case.office(&[]), days).unwrap_err();
    assert!(matches!(refused, Refusal::WrongStatus { status: Status::Expired, .. }), "{refused}");
    leaves(case.office(&[]), days - 1).unwrap();
    leaves(case.office_without(&[]), days).unwrap();
}

/// It goes to no address at such a service, nor to one below it.
#[track_caller]
pub fn no_service(case: &Case, domains: &[String]) {
    let ask = |mut desk: Desk, domain: &str| {
        let city = json!({
            "email": format!("yamada@{domain}"), "id": "city", "name": "山田", "opens": "age", "organization": "市役所",
        });
        desk.ok("tanaka", "recipient-add", city);
        let body = case.meant(&desk, json!({}));
        desk.say("tanaka", "request", body)
    };
    let (first, last) = (domains.first().unwrap(), domains.last().unwrap());
    for domain in [first.to_uppercase(), format!("mail.{last}")] {
        case.is_cited(&ask(case.office(&[]), &domain).unwrap_err());
    }
    for other in [format!("x{first}"), format!("{first}.example.test")] {
        ask(case.office(&[]), &other).unwrap();
    }
    ask(case.office_without(&[]), first).unwrap();
}
