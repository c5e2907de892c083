//! What the report of an incident (インシデント報告書) says, field by field, as the ledger has it.
//!
//! A fact that the ledger does not have is said to be unknown, and an act that it does not have is said
//! not to be on record: neither is a statement about what happened. Facts and clauses of the law stand
//! beside each other; whether a clause applies is for whoever reads them.

use chrono::NaiveDate;

use super::incident::{minutes, or_unknown};
use super::incident_concerned::{done_despite, key_state, last_seen};
use super::words::{grouped, joined, level, named, opening, personal_data, place, size, words};
use crate::base::limits::{LAW_PEOPLE, LAW_PEOPLE_PUBLIC};
use crate::base::text::safe;
use crate::domain::names::{IncidentField, IncidentKind};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::article::AnswerView;
use crate::projection::view::{ArticleView, ConcernedView, IncidentReport, IncidentView, MediumConcerned};

/// A line of a value.
#[derive(Debug, Clone)]
pub(super) enum Line {
    /// Made by the catalogue, or safe already.
    Prepared(String),
    /// What somebody wrote, after something prepared; its own line breaks may be kept where they forge nothing.
    Said {
        /// What stands before it.
        before: String,
        /// As written.
        text: String,
    },
}

/// A name and what there is to say.
pub(super) struct Row {
    /// What templates and scripts call it; empty where that has another name there.
    pub key: &'static str,
    /// The field's name.
    pub name: String,
    /// The lines of its value.
    pub lines: Vec<Line>,
}

/// Fields under a heading.
pub(super) struct Part {
    /// The carry-out or article it is about.
    pub about: Option<String>,
    /// The heading.
    pub heading: String,
    /// The fields.
    pub rows: Vec<Row>,
}

impl Row {
    const fn keyed(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }
}

fn row(name: String, value: String) -> Row {
    Row { key: "", name, lines: value.split('\n').map(|line| Line::Prepared(line.to_owned())).collect() }
}

fn said(c: &Catalogue, name: String, text: Option<&str>) -> Row {
    let line = match text {
        Some(text) => Line::Said { before: String::new(), text: text.to_owned() },
        None => Line::Prepared(say!(c, "report-incident-unknown")),
    };
    Row { key: "", name, lines: vec![line] }
}

/// Every part of the report, in order.
pub(super) fn parts(report: &IncidentReport, c: &Catalogue) -> Vec<Part> {
    let view = &report.incident;
    let mut parts = vec![overview(report, c)];
    parts.extend(view.carry_outs.iter().map(|concerned| carried(view, concerned, c)));
    parts.extend(view.articles.iter().map(|article| carried_along(view, article, c)));
    parts.extend(other_media(view, c));
    parts.push(told(view, c));
    parts.push(response(view, c));
    parts.push(law(report, c));
    parts
}

fn overview(report: &IncidentReport, c: &Catalogue) -> Part {
    let view = &report.incident;
    let line = &view.line;
    let opened_by = named(c, &line.opened_by_name, line.opened_by.as_str());
    let noticed_by = view.noticed_by.as_deref().map_or_else(|| opened_by.clone(), safe);
    let claimed =
        |at| say!(c, "report-incident-claimed", at = Prepared(c.moment(at)), who = Prepared(&opened_by));
    let papers = view.articles.iter().filter_map(|article| article.paper.as_ref()).map(|paper| paper.level);
    let highest = view.carry_outs.iter().map(|concerned| concerned.carry_out.level).chain(papers).min();
    let mut rows = vec![
        row(say!(c, "report-incident-form-stage"), c.name_of(report.stage)),
        row(say!(c, "report-incident-column-kind"), super::incident::kind(c, line)),
        row(say!(c, "field-level"), or_unknown(c, highest.map(|highest| level(c, highest)))).keyed("level"),
        row(say!(c, "report-incident-field-occurred"), or_unknown(c, view.occurred.as_ref().map(claimed))),
        row(say!(c, "report-incident-field-aware"), claimed(&line.aware)),
        row(
            say!(c, "report-incident-field-recorded"),
            say!(
                c,
                "report-incident-recorded",
                at = Prepared(c.moment(&line.recorded_at)),
                after = Prepared(minutes(c, view.minutes_to_record)),
                index = view.index
            ),
        ),
        row(say!(c, "report-incident-field-noticed-by"), noticed_by),
        said(c, say!(c, "report-incident-field-note"), view.note.as_deref()),
    ];
    rows.push(known(c, view, IncidentField::Course, false));
    if !view.despite.is_empty() {
        let lines = done_despite(c, view).into_iter().map(Line::Prepared).collect();
        rows.push(Row { key: "", name: say!(c, "report-incident-heading-despite"), lines });
    }
    let state = match (&view.closed_at, &view.closed_by_name) {
        (Some(at), Some(name)) => {
            say!(c, "report-incident-closed-by", at = Prepared(c.moment(at)), name = name)
        }
        _ => say!(c, "report-incident-open"),
    };
    rows.push(row(say!(c, "field-state"), state));
    Part { about: None, heading: say!(c, "report-incident-part-overview"), rows }
}

/// One carry-out: what it is, on what, how it is sealed, where the key is, and where it was last on record.
fn carried(view: &IncidentView, concerned: &ConcernedView, c: &Catalogue) -> Part {
    let it = &concerned.carry_out;
    let unknown = |text: Option<&str>| or_unknown(c, text.map(safe));
    let department = it.requester_department.as_deref().map(|department| format!("{}　", safe(department)));
    let carrier = named(c, &it.way_back.carrier_name, it.way_back.carrier.as_str());
    let medium = it.medium.as_ref().and_then(|id| view.media.iter().find(|medium| medium.id == *id));
    let recipient = if it.recipient.is_self() {
        say!(c, "report-recipient-self-short")
    } else {
        named(c, &it.recipient_name, it.recipient.as_str())
    };
    let contents = say!(
        c,
        "report-incident-form-count",
        files = Prepared(grouped(it.file_count)),
        size = Prepared(size(c, it.total_bytes))
    );
    let items: Vec<String> = it.items.iter().map(|item| safe(item)).collect();
    let special = it.personal_data.map(|stated| presence(c, stated.special));
    let sealed = if it.package_sha256.is_some() {
        say!(c, "report-incident-form-sealed", how = Prepared(opening(c, it.opens_with)))
    } else {
        say!(c, "report-incident-key-no-package")
    };
    let rows = vec![
        row(say!(c, "field-status"), super::carry_out::status(c, it)).keyed("status"),
        row(say!(c, "report-incident-form-carrier"), format!("{}{carrier}", department.unwrap_or_default()))
            .keyed("carrier"),
        row(say!(c, "field-recipient"), recipient).keyed("recipient"),
        row(say!(c, "field-contract"), unknown(it.contract.as_ref().map(|id| id.as_str())))
            .keyed("about_contract"),
        said(c, say!(c, "field-purpose"), Some(&it.purpose)).keyed("purpose"),
        row(say!(c, "field-place"), or_unknown(c, it.place.as_deref().map(|to| place(c, to)))).keyed("place"),
        row(say!(c, "report-incident-form-items"), [vec![contents], items].concat().join("\n"))
            .keyed("items"),
        row(say!(c, "field-level"), level(c, it.level)).keyed("importance"),
        row(say!(c, "field-personal-data"), personal_data(c, it.personal_data)).keyed("personal_data"),
        row(
            say!(c, "report-incident-form-special"),
            special.unwrap_or_else(|| say!(c, "report-incident-unknown")),
        ),
        row(say!(c, "field-via"), c.name_of(it.via)).keyed("via"),
        row(say!(c, "report-incident-form-medium"), medium_shown(c, medium, it.medium.is_some()))
            .keyed("medium"),
        row(say!(c, "report-incident-form-encryption"), sealed).keyed("encryption"),
        row(say!(c, "report-incident-field-key"), key_state(c, concerned)).keyed("key_state"),
        row(say!(c, "report-incident-form-approval"), approved(c, concerned)).keyed("approval"),
        row(say!(c, "report-incident-form-consent"), consented(c, concerned)).keyed("consent"),
        row(say!(c, "report-incident-field-last"), last_seen(c, concerned)).keyed("last_record"),
        row(say!(c, "field-due"), c.day(it.due)).keyed("due"),
        row(say!(c, "report-incident-form-facts"), noticeable(c, concerned)).keyed("facts"),
    ];
    Part { about: Some(it.id.clone()), heading: say!(c, "report-incident-part-carry-out", id = it.id), rows }
}

/// A device or paper: what it is, who carried it where, and what was attested of it.
fn carried_along(view: &IncidentView, it: &ArticleView, c: &Catalogue) -> Part {
    let carrier = named(c, &it.carrier_name, it.carrier.as_str());
    let medium = it.device.as_ref().and_then(|id| view.media.iter().find(|medium| medium.id == *id));
    let answered = |answer: &AnswerView| {
        let who = named(c, &answer.name, answer.person.as_str());
        say!(c, "report-incident-form-approved", who = Prepared(&who), at = Prepared(c.moment(&answer.at)))
    };
    let permitted = it.permitted.as_ref().filter(|answer| answer.approved).map(answered);
    let client = it.permission.as_ref().map(|letter| {
        let (number, by) = (safe(&letter.number), safe(&letter.by));
        say!(c, "report-incident-form-letter", number = number, dated = letter.dated, by = by)
    });
    let mut rows = vec![
        row(say!(c, "field-status"), c.name_of(it.state)).keyed("status"),
        row(say!(c, "report-article-what"), super::article::what(c, it)).keyed("items"),
        row(say!(c, "report-incident-form-carrier"), carrier).keyed("carrier"),
        row(say!(c, "field-contract"), or_unknown(c, it.contract.as_ref().map(|id| safe(id.as_str()))))
            .keyed("about_contract"),
        said(c, say!(c, "field-purpose"), Some(&it.purpose)).keyed("purpose"),
        said(c, say!(c, "field-place"), Some(&it.place)).keyed("place"),
    ];
    match &it.paper {
        Some(paper) => rows.push(row(say!(c, "field-level"), level(c, paper.level)).keyed("importance")),
        None => {
            rows.push(
                row(say!(c, "report-incident-form-medium"), medium_shown(c, medium, true)).keyed("medium"),
            );
            rows.push(row(say!(c, "report-article-measures"), words(c, &it.measures)).keyed("facts"));
        }
    }
    rows.push(
        row(
            say!(c, "report-incident-form-approval"),
            permitted.unwrap_or_else(|| say!(c, "report-no-approval")),
        )
        .keyed("approval"),
    );
    rows.push(
        row(
            say!(c, "report-incident-form-consent"),
            client.unwrap_or_else(|| say!(c, "report-not-recorded")),
        )
        .keyed("consent"),
    );
    rows.push(row(say!(c, "field-due"), c.day(it.due)).keyed("due"));
    Part { about: Some(it.id.clone()), heading: say!(c, "report-incident-part-carry-out", id = it.id), rows }
}

fn presence(c: &Catalogue, there: bool) -> String {
    if there { say!(c, "presence-yes") } else { say!(c, "presence-no") }
}

fn medium_shown(c: &Catalogue, medium: Option<&MediumConcerned>, named: bool) -> String {
    let Some(medium) = medium else {
        return if named { say!(c, "report-incident-unknown") } else { say!(c, "report-none") };
    };
    let serial = or_unknown(c, medium.serial.as_deref().map(safe));
    let mut lines = vec![say!(c, "report-medium", id = medium.id, serial = Prepared(&serial))];
    let made: Vec<String> =
        [&medium.maker, &medium.model].into_iter().flatten().map(|text| safe(text)).collect();
    let capacity = medium.capacity_bytes.map(|bytes| size(c, bytes));
    let more: Vec<String> = [c.name_of(medium.kind)].into_iter().chain(made).chain(capacity).collect();
    lines.push(joined(c, &more));
    lines.push(c.name_of(medium.state));
    lines.join("\n")
}

/// Media that no carry-out here is on.
fn other_media(view: &IncidentView, c: &Catalogue) -> Option<Part> {
    let on_it = |medium: &&MediumConcerned| {
        let carries = |concerned: &ConcernedView| concerned.carry_out.medium.as_ref() == Some(&medium.id);
        let is_it = |article: &ArticleView| article.device.as_ref() == Some(&medium.id);
        !view.carry_outs.iter().any(carries) && !view.articles.iter().any(is_it)
    };
    let others: Vec<Row> = view
        .media
        .iter()
        .filter(on_it)
        .map(|medium| row(say!(c, "report-incident-form-medium"), medium_shown(c, Some(medium), true)))
        .collect();
    (!others.is_empty()).then(|| Part {
        about: None,
        heading: say!(c, "report-incident-part-media"),
        rows: others,
    })
}

fn approved(c: &Catalogue, concerned: &ConcernedView) -> String {
    let counted = concerned.carry_out.approvals.iter().filter(|given| given.counts);
    let lines: Vec<String> = counted
        .map(|given| {
            let who = named(c, &given.name, given.person.as_str());
            say!(c, "report-incident-form-approved", who = Prepared(&who), at = Prepared(c.moment(&given.at)))
        })
        .collect();
    if lines.is_empty() { say!(c, "report-no-approval") } else { lines.join("\n") }
}

fn consented(c: &Catalogue, concerned: &ConcernedView) -> String {
    let consents = concerned.carry_out.approvals.iter().filter(|given| given.consent);
    let signed = consents.map(|given| {
        let who = named(c, &given.name, given.person.as_str());
        say!(c, "report-incident-form-approved", who = Prepared(&who), at = Prepared(c.moment(&given.at)))
    });
    let letters = concerned.letters.iter().map(|letter| {
        let (number, by) = (safe(&letter.number), safe(&letter.by));
        say!(c, "report-incident-form-letter", number = number, dated = letter.dated, by = by)
    });
    let lines: Vec<String> = signed.chain(letters).collect();
    if lines.is_empty() { say!(c, "report-not-recorded") } else { lines.join("\n") }
}

/// What the ledger says that whoever looks for a cause will ask about.
fn noticeable(c: &Catalogue, concerned: &ConcernedView) -> String {
    let it = &concerned.carry_out;
    let completed = it.attempts.iter().find(|attempt| attempt.outcome == "completed");
    let way = &it.way_back;
    let carried =
        !matches!(it.via, crate::domain::names::Via::Email | crate::domain::names::Via::ClientSystem);
    let mut facts = Vec::new();
    if it.overdue {
        facts.push(say!(c, "report-incident-fact-overdue", due = it.due));
    }
    if carried && completed.is_some() && way.checked_out.is_none() {
        facts.push(say!(c, "report-incident-fact-no-pledge"));
    }
    if let Some(out) = &way.checked_out {
        let case = or_unknown(c, out.case.as_deref().map(safe));
        let route = or_unknown(c, out.route.as_deref().map(safe));
        facts.push(say!(
            c,
            "report-incident-fact-pledge",
            at = Prepared(c.moment(&out.at)),
            case = Prepared(&case),
            route = Prepared(&route)
        ));
    }
    if it.medium.is_some() && completed.is_some_and(|attempt| !attempt.identified) {
        facts.push(say!(c, "report-incident-fact-not-identified"));
    }
    if concerned.key.carrier_holds {
        facts.push(say!(c, "report-warn-carrier-holds"));
    }
    let others = way
        .open_copies
        .iter()
        .filter(|number| way.copies.iter().any(|copy| copy.number == **number && copy.fate == "held"));
    match others.count() {
        0 => {}
        count => facts.push(say!(c, "report-incident-fact-copies", count = count)),
    }
    if facts.is_empty() { say!(c, "report-none") } else { facts.join("\n") }
}

/// Who was told, when, and how long after awareness.
fn told(view: &IncidentView, c: &Catalogue) -> Part {
    let first = view.line.first_contact_minutes.map(|after| minutes(c, after));
    let mut rows = vec![row(
        say!(c, "report-incident-form-first-contact"),
        first.unwrap_or_else(|| say!(c, "report-incident-untold")),
    )];
    for contact in &view.contacts {
        let after = minutes(c, contact.minutes);
        let whom = Line::Said { before: String::new(), text: contact.whom.clone() };
        let mut lines = vec![
            whom,
            Line::Prepared(say!(
                c,
                "report-incident-form-told",
                at = Prepared(c.moment(&contact.at)),
                after = Prepared(&after),
                recorded = Prepared(c.moment(&contact.recorded_at))
            )),
        ];
        lines
            .extend(contact.note.iter().map(|note| Line::Said { before: String::new(), text: note.clone() }));
        rows.push(Row { key: "", name: say!(c, "report-column-told"), lines });
    }
    Part { about: None, heading: say!(c, "report-incident-part-told"), rows }
}

/// Every text about `field`, the newest last; what is not there is unknown, or an act not on record.
fn known(c: &Catalogue, view: &IncidentView, field: IncidentField, is_act: bool) -> Row {
    let mut lines = Vec::new();
    for update in view.updates.iter().filter(|update| update.field == field) {
        let before = format!("{}　", c.moment(&update.at));
        lines.push(Line::Said { before, text: update.text.clone() });
        lines.extend(
            update
                .evidence
                .map(|file| Line::Prepared(say!(c, "report-incident-form-evidence", digest = file.sha256))),
        );
    }
    if lines.is_empty() {
        let nothing =
            if is_act { say!(c, "report-not-recorded") } else { say!(c, "report-incident-unknown") };
        lines.push(Line::Prepared(nothing));
    }
    Row { key: "", name: c.name_of(field), lines }
}

/// What was found out and done.
fn response(view: &IncidentView, c: &Catalogue) -> Part {
    use IncidentField as F;
    let violation = match view.line.kind {
        IncidentKind::Violation => say!(c, "report-incident-form-violation-yes"),
        _ => say!(c, "report-incident-unknown"),
    };
    let mut rows = vec![
        known(c, view, F::Cause, false),
        row(say!(c, "report-incident-form-violation"), violation).keyed("violation"),
        known(c, view, F::FirstResponse, true),
        known(c, view, F::Police, false),
        known(c, view, F::Recovery, false),
        known(c, view, F::SecondaryDamage, false),
        known(c, view, F::Subcontractor, false),
        known(c, view, F::People, true),
        known(c, view, F::Publication, true),
    ];
    if view.line.kind == IncidentKind::Misdelivery {
        rows.push(known(c, view, F::DeletionRequest, true));
        rows.push(known(c, view, F::DeletionAnswer, true));
    }
    rows.push(known(c, view, F::WrittenReport, true));
    rows.push(known(c, view, F::Prevention, true));
    rows.push(known(c, view, F::Review, true));
    if view.latest(F::Note).is_some() {
        rows.push(known(c, view, F::Note, false));
    }
    Part { about: None, heading: say!(c, "report-incident-part-response"), rows }
}

/// What the law's thresholds ask for, as far as it is known, and its deadlines as days.
fn law(report: &IncidentReport, c: &Catalogue) -> Part {
    let view = &report.incident;
    let unknown = || say!(c, "report-incident-unknown");
    let stated: Vec<_> = view.carry_outs.iter().map(|concerned| concerned.carry_out.personal_data).collect();
    let special = match (stated.iter().flatten().any(|data| data.special), stated.iter().all(Option::is_some))
    {
        (true, _) => presence(c, true),
        (false, true) if !stated.is_empty() => say!(c, "report-incident-form-none-stated"),
        (false, _) => unknown(),
    };
    let people: u64 = stated.iter().flatten().map(|data| data.people).fold(0, u64::saturating_add);
    let all_stated = !stated.is_empty() && stated.iter().all(Option::is_some);
    let people = match (people, all_stated) {
        (people, true) => say!(c, "report-incident-form-people", count = people),
        (0, false) => unknown(),
        (people, false) => say!(c, "report-incident-form-people-at-least", count = people),
    };
    let days = &report.law;
    let day = |day: NaiveDate| Prepared(c.day(day));
    let rows = vec![
        row(say!(c, "report-incident-form-special"), special).keyed("special_care"),
        row(say!(c, "report-incident-form-my-number"), unknown()).keyed("my_number"),
        row(say!(c, "report-incident-form-property"), unknown()).keyed("property_damage"),
        row(say!(c, "report-incident-form-unlawful"), unknown()).keyed("unlawful_purpose"),
        row(say!(c, "report-incident-form-people-sum"), people).keyed("people_count"),
        row(
            say!(c, "report-incident-law-cases"),
            say!(c, "report-incident-law-cases-are", people = LAW_PEOPLE, public = LAW_PEOPLE_PUBLIC),
        ),
        row(
            say!(c, "report-incident-law-prompt"),
            say!(
                c,
                "report-incident-law-prompt-is",
                from = day(days.prompt_from),
                until = day(days.prompt_until)
            ),
        ),
        row(
            say!(c, "report-incident-law-final"),
            say!(
                c,
                "report-incident-law-final-is",
                by = day(days.final_by),
                unlawful = day(days.final_by_if_unlawful)
            ),
        ),
        row(say!(c, "report-incident-law-client"), say!(c, "report-incident-law-client-is")),
    ];
    Part { about: None, heading: say!(c, "report-incident-part-law"), rows }
}
