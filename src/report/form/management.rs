//! 管理状況報告書: who answers for the work, and what the ledger shows of each measure (管理体制・安全管理措置).

use super::cells::{by_hand, column, day, lines, name_left, said, texts};
use super::{Form, Line, Part, Table, Value, check_sheet};
use crate::i18n::Catalogue;
use crate::projection::view::{FormFacts, FormName};
use crate::report::html::Paper;
use crate::report::words::words;

/// 管理状況報告書 of a contract. What the ledger does not know is left for the hand.
pub(super) fn report(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "posts",
        vec![
            column("name", say!(c, "field-name"), 30),
            column("department", say!(c, "form-department"), 40),
            column("posts", say!(c, "form-roster-posts"), 50),
            column("notified", say!(c, "form-roster-notified"), 24),
        ],
    );
    table.rows = facts
        .contract
        .iter()
        .flat_map(|contract| &contract.notified)
        .map(|one| {
            let person = facts.registered(&one.person);
            let place = person.into_iter().flat_map(|known| known.department.iter().chain(&known.title));
            vec![
                name_left(c, &one.name, one.left_on),
                texts(place.map(String::as_str)),
                said(words(c, &one.posts)),
                day(c, one.dated),
            ]
        })
        .collect();
    let mut done = Table::new(
        "measures",
        vec![
            column("measure", say!(c, "form-management-measure"), 40),
            column("evidence", say!(c, "form-sheet-evidence"), 70),
            by_hand("remarks", say!(c, "form-management-remarks"), 50, 10),
        ],
    );
    done.rows = measures(c)
        .into_iter()
        .map(|(name, items)| vec![said(name), shown(facts, items, c), Value::Blank])
        .collect();
    Form::new(FormName::ManagementReport, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-management-says")))
        .with(Part::Heading(say!(c, "form-management-posts")))
        .with(Part::Table(table))
        .with(Part::Heading(say!(c, "form-management-measures")))
        .with(Part::Table(done))
        .with(Part::Sentence(say!(c, "form-sheet-says")))
}

/// The measures, and the items of the check sheet that the ledger has something to say about.
fn measures(c: &Catalogue) -> [(String, &'static [&'static str]); 8] {
    [
        (say!(c, "form-management-people"), &["1", "3-1"]),
        (say!(c, "form-management-information"), &["2-5", "4-3"]),
        (say!(c, "form-management-carrying"), &["4-2", "5-5", "5-6"]),
        (say!(c, "form-management-exchange"), &["2-3", "4-5", "5-9"]),
        (say!(c, "form-management-disposal"), &["4-4"]),
        (say!(c, "form-management-subcontractors"), &["2-6"]),
        (say!(c, "form-management-review"), &["5-12"]),
        (say!(c, "form-management-emergency"), &["6-1", "6-2"]),
    ]
}

fn shown(facts: &FormFacts, items: &[&str], c: &Catalogue) -> Value {
    let mut all: Vec<Line> = Vec::new();
    for item in items {
        if let Value::Lines(said) = check_sheet::evidence(facts, item, c) {
            all.extend(said.into_iter().filter(|line| !all.contains(line)).collect::<Vec<_>>());
        }
    }
    lines(all)
}
