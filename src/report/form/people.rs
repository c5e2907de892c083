//! Who works on it, what they were taught, and what they pledge (従事者名簿・教育実施報告書・誓約書).

use std::collections::BTreeSet;

use super::cells::{by_hand, column, day, field, lines, name_left, optional, room, said, text};
use super::{Form, Line, Part, Signed, Table, Value};
use crate::base::digest::Digest;
use crate::base::text::safe;
use crate::domain::names::PersonId;
use crate::domain::rules::demand::Occasion;
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{FormFacts, FormName, StaffView};
use crate::report::html::Paper;
use crate::report::words::words;

/// Height of a photograph for a roster: 4 cm by 3 cm, as for a curriculum vitae.
const PHOTO_MM: u16 = 40;

fn staff<'a>(facts: &'a FormFacts, id: &PersonId) -> Option<&'a StaffView> {
    facts.staff.iter().find(|person| person.id == *id)
}

/// Whether something recorded for a contract, or for none, counts for the one asked about.
fn counts<T: PartialEq>(of: Option<&T>, asked: Option<&T>) -> bool {
    of.is_none() || asked.is_none() || of == asked
}

/// 従事者名簿: those notified to the client, with room for a photograph.
pub(super) fn roster(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "people",
        vec![
            column("no", say!(c, "form-no"), 10),
            column("name", say!(c, "field-name"), 26),
            column("department", say!(c, "form-department"), 30),
            column("posts", say!(c, "form-roster-posts"), 28),
            column("notified", say!(c, "form-roster-notified"), 20),
            column("taught", say!(c, "form-roster-taught"), 22),
            column("pledged", say!(c, "form-roster-pledged"), 22),
            by_hand("photo", say!(c, "form-roster-photo"), 30, PHOTO_MM),
        ],
    );
    let contract = facts.contract.as_ref();
    let asked = contract.map(|contract| &contract.id);
    for (number, notified) in (1_u64..).zip(contract.iter().flat_map(|contract| &contract.notified)) {
        let person = facts.registered(&notified.person);
        let known = staff(facts, &notified.person);
        let taught = known.iter().flat_map(|known| &known.taught);
        let taught =
            taught.filter(|taught| counts(taught.contract.as_ref(), asked)).map(|taught| taught.on).max();
        let pledged = known.iter().flat_map(|known| &known.pledges).filter(|pledged| {
            pledged.occasion == Occasion::Entry && counts(pledged.contract.as_ref(), asked)
        });
        let pledged = pledged.map(|pledged| pledged.at.date()).max();
        let of = |part: Option<&String>| part.cloned().unwrap_or_default();
        let place = [
            of(person.and_then(|person| person.organization.as_ref())),
            of(person.and_then(|person| person.department.as_ref())),
            of(person.and_then(|person| person.title.as_ref())),
        ];
        table.rows.push(vec![
            Value::Number(number),
            name_left(c, &notified.name, notified.left_on),
            super::cells::texts(place.iter().map(String::as_str)),
            said(words(c, &notified.posts)),
            day(c, notified.dated),
            taught.map_or(Value::Blank, |on| day(c, on)),
            pledged.map_or(Value::Blank, |on| day(c, on)),
            Value::Blank,
        ]);
    }
    Form::new(FormName::StaffList, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-roster-says")))
        .with(Part::Table(table))
}

/// 教育実施報告書: who was taught what and when, for each to sign.
pub(super) fn training(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "taught",
        vec![
            column("on", say!(c, "form-training-on"), 20),
            column("topic", say!(c, "form-training-topic"), 44),
            column("name", say!(c, "field-name"), 26),
            column("department", say!(c, "form-department"), 28),
            by_hand("signature", say!(c, "form-signature"), 34, 10),
        ],
    );
    let asked = facts.contract.as_ref().map(|contract| &contract.id);
    let mut rows: Vec<_> = facts
        .staff
        .iter()
        .filter(|person| facts.person.as_ref().is_none_or(|asked| *asked == person.id))
        .flat_map(|person| person.taught.iter().map(move |taught| (person, taught)))
        .filter(|(_, taught)| facts.period.holds(taught.on) && counts(taught.contract.as_ref(), asked))
        .collect();
    let people: BTreeSet<&PersonId> = rows.iter().map(|(person, _)| &person.id).collect();
    let people = u64::try_from(people.len()).unwrap_or(u64::MAX);
    rows.sort_by_key(|(person, taught)| (taught.on, &taught.topic, &person.id));
    table.rows = rows
        .into_iter()
        .map(|(person, taught)| {
            let department = facts.registered(&person.id).and_then(|known| known.department.as_deref());
            vec![
                day(c, taught.on),
                text(&taught.topic),
                text(&person.name),
                optional(department),
                Value::Blank,
            ]
        })
        .collect();
    Form::new(FormName::TrainingReport, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-training-says")))
        .with(Part::Fields(vec![
            room("method", say!(c, "form-training-method"), 10),
            room("material", say!(c, "form-training-material"), 10),
            room("trainer", say!(c, "form-training-trainer"), 10),
            field("people", say!(c, "form-training-people"), Value::Number(people)),
        ]))
        .with(Part::Table(table))
}

/// 誓約書: what was signed and the signature in the ledger, where there is one; else the words of today and room
/// for the hand.
pub(super) fn pledge(facts: &FormFacts, c: &Catalogue) -> Form {
    let occasion = match facts.name {
        FormName::PledgeCarryOut => Occasion::Checkout,
        FormName::PledgeLeaving => Occasion::Leaving,
        _ => Occasion::Entry,
    };
    let mut form = Form::new(facts.name, Paper::Form, c);
    let view = facts.carry_outs.first().filter(|_| occasion == Occasion::Checkout);
    let person = view.map(|view| &view.way_back.carrier).or(facts.person.as_ref());
    let asked = facts.contract.as_ref().map(|contract| &contract.id);
    let known = person.and_then(|person| staff(facts, person));
    let entered = known.iter().flat_map(|known| &known.pledges).filter(|pledged| {
        pledged.occasion == occasion && counts(pledged.contract.as_ref(), asked) && !pledged.on_paper
    });
    let what = c.name_of(occasion);
    let mut digests: Vec<Digest> = Vec::new();
    for pledged in entered {
        let name = known.map(|known| known.name.clone()).unwrap_or_default();
        form.signed.push(Signed { what: what.clone(), name, at: pledged.at });
        digests.push(pledged.text_sha256);
    }
    if let Some(out) = view.and_then(|view| view.way_back.checked_out.as_ref()) {
        form.signed = vec![Signed { what, name: out.name.clone(), at: out.at }];
        digests = vec![out.pledge_sha256];
    }
    digests.sort_unstable();
    digests.dedup();
    let registered = person.and_then(|person| facts.registered(person));
    let text_of = field("text", say!(c, "form-pledge-text"), words_of(facts, &digests, c));
    let mut fields = vec![
        field(
            "text_sha256",
            say!(c, "form-pledge-digest"),
            lines(digests.iter().map(|digest| Line::Said(digest.to_string()))),
        ),
        field("name", say!(c, "field-name"), optional(registered.map(|known| known.name.as_str()))),
        field(
            "organization",
            say!(c, "field-organization"),
            optional(registered.and_then(|known| known.organization.as_deref())),
        ),
        field(
            "belongs_to",
            say!(c, "form-department"),
            optional(registered.and_then(|known| known.department.as_deref())),
        ),
    ];
    if let Some(view) = view {
        fields.push(field("id", say!(c, "field-id"), text(&view.id)));
    }
    if form.signed.is_empty() {
        fields.push(room("signed_on", say!(c, "form-pledge-day"), 9));
        fields.push(room("signature", say!(c, "form-signature"), 14));
    } else {
        let days = form.signed.iter().map(|signed| Line::Said(c.day(signed.at.date())));
        fields.push(field("signed_on", say!(c, "form-pledge-day"), lines(days)));
        let by = form.signed.iter().map(|signed| {
            let (name, at) = (safe(&signed.name), c.moment(&signed.at));
            Line::Said(say!(c, "form-pledge-signed", name = Prepared(&name), at = Prepared(&at)))
        });
        fields.push(field("signature", say!(c, "form-signature"), lines(by)));
    }
    form.with(Part::Words(text_of)).with(Part::Fields(fields))
}

/// What was signed, word for word; what is to be signed where nothing was.
fn words_of(facts: &FormFacts, signed: &[Digest], c: &Catalogue) -> Value {
    if signed.is_empty() {
        let words = match c.language() {
            Language::English => facts.pledge.english,
            Language::Japanese => facts.pledge.japanese,
        };
        return lines(words.lines().map(|line| Line::Said(line.to_owned())));
    }
    let mut words = Vec::new();
    for digest in signed {
        if signed.len() > 1 {
            words.push(Line::Said(digest.to_string()));
        }
        match facts.pledged.get(digest).and_then(Option::as_ref) {
            Some(text) => words.extend(text.trim_end().lines().map(|line| Line::Text(line.to_owned()))),
            None => words.push(Line::Said(say!(c, "form-pledge-not-here"))),
        }
    }
    lines(words)
}
