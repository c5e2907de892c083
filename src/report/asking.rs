//! What waits for me, and where a file went.

use chrono::NaiveDate;

use super::carry_out::status_short;
use super::page::Page;
use super::table::{Cell, Table};
use super::words::{named, words};
use crate::base::digest::Digest;
use crate::base::text::{command_word, safe};
use crate::domain::names::IncidentField;
use crate::domain::names::PersonId;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    CarryOutView, ConsentTask, IncidentTask, Task, TaskAbout, TaskKind, TraceLine,
};

/// `inbox`: what waits for the person who asks, and the command that goes on with it.
#[must_use]
pub fn inbox(tasks: &[Task], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if tasks.is_empty() {
        page.outer(&say!(c, "report-inbox-empty"));
        return page.finish();
    }
    page.heading(&say!(c, "report-heading-inbox", count = tasks.len()));
    for task in tasks {
        page.line(&say!(c, "report-about", id = task.about.id(), what = Prepared(task_words(c, task.task))));
        let (about, command) = match &task.about {
            TaskAbout::CarryOut(view) => (
                asked_for(c, (&view.requester, &view.requester_name), &view.purpose, view.due),
                command(task.task, view),
            ),
            TaskAbout::Article(view) => (
                asked_for(c, (&view.carrier, &view.carrier_name), &view.purpose, view.due),
                article_command(task.task, &view.id),
            ),
            TaskAbout::Succession(view) => {
                (super::succession::line(c, view), succession_command(task.task, view.person.as_str()))
            }
            TaskAbout::Consent(one) => letter(c, one),
            TaskAbout::Asset(view) => {
                (safe(&view.name), format!("sekisho asset confirm {} --end", safe(view.id.as_str())))
            }
            TaskAbout::Incident(one) => (incident(c, task.task, one), incident_command(task.task, one)),
        };
        page.command(&about);
        page.command(&command);
    }
    page.finish()
}

/// Who asked for it, what for, and when it is due back.
fn asked_for(c: &Catalogue, (person, name): (&PersonId, &str), purpose: &str, due: NaiveDate) -> String {
    let requester = named(c, name, person.as_str());
    say!(c, "report-inbox-about", requester = Prepared(&requester), purpose = purpose, due = due)
}

/// A letter to compare: what was recorded of it and by whom, and the command that says that it is so.
fn letter(c: &Catalogue, one: &ConsentTask) -> (String, String) {
    let letter = &one.consent;
    let recorded_by = named(c, &one.recorded_by_name, letter.recorded_by.as_str());
    let about = one.carry_out.as_deref().or(letter.scope.as_deref()).unwrap_or("-");
    let said = say!(
        c,
        "report-inbox-letter",
        number = letter.number,
        dated = letter.dated,
        by = letter.by,
        about = about,
        person = Prepared(&recorded_by)
    );
    let number = command_word(&letter.number, "NUMBER");
    (said, format!("sekisho consent confirm {number} --contract {}", safe(one.contract.as_str())))
}

/// An incident: what happened, what it is about, whether somebody was told, and what is not on record.
fn incident(c: &Catalogue, task: TaskKind, one: &IncidentTask) -> String {
    let said = super::status::incident_words(c, &one.line);
    if task != TaskKind::RecordOfIncident {
        return said.trim_end().to_owned();
    }
    let fields = words(c, &one.missing);
    format!("{} {}", said.trim_end(), say!(c, "report-incident-missing", fields = Prepared(fields)))
}

/// The command to run next for an incident: the client first, then what is missing, then its end.
fn incident_command(task: TaskKind, one: &IncidentTask) -> String {
    let id = safe(&one.line.id);
    match (task, one.missing.first()) {
        (TaskKind::TellOfIncident, _) => format!("sekisho incident contacted {id} --whom NAME --note TEXT"),
        (TaskKind::RecordOfIncident, Some(field)) => {
            let evidence = if *field == IncidentField::WrittenReport { " --evidence FILE" } else { "" };
            format!("sekisho incident update {id} --field {field} --text TEXT{evidence}")
        }
        (TaskKind::CloseIncident, _) => format!("sekisho incident close {id}"),
        _ => format!("sekisho incident show {id}"),
    }
}

fn task_words(c: &Catalogue, task: TaskKind) -> String {
    match task {
        TaskKind::StopSuccession => say!(c, "report-task-stop-succession"),
        TaskKind::AgreeToSuccession => say!(c, "report-task-agree-to-succession"),
        TaskKind::KnowOfSuccession => say!(c, "report-task-know-of-succession"),
        TaskKind::TellOfIncident => say!(c, "report-task-tell-of-incident"),
        TaskKind::RecordOfIncident => say!(c, "report-task-record-of-incident"),
        TaskKind::CloseIncident => say!(c, "report-task-close-incident"),
        TaskKind::Recover => say!(c, "report-task-recover"),
        TaskKind::Approve => say!(c, "report-task-approve"),
        TaskKind::Export => say!(c, "report-task-export"),
        TaskKind::TellPassphrase => say!(c, "report-task-tell-passphrase"),
        TaskKind::SendMail => say!(c, "report-task-send-mail"),
        TaskKind::ReconcileMail => say!(c, "report-task-reconcile-mail"),
        TaskKind::ConfirmArrival => say!(c, "report-task-confirm-arrival"),
        TaskKind::DestroyCustody => say!(c, "report-task-destroy-custody"),
        TaskKind::AnswerExtension => say!(c, "report-task-answer-extension"),
        TaskKind::SignPledge => say!(c, "report-task-sign-pledge"),
        TaskKind::HandOver => say!(c, "report-task-hand-over"),
        TaskKind::Witness => say!(c, "report-task-witness"),
        TaskKind::Erase => say!(c, "report-next-erase"),
        TaskKind::Confirm => say!(c, "report-task-confirm"),
        TaskKind::ConfirmConsent => say!(c, "report-task-confirm-consent"),
        TaskKind::ConfirmAssetEnd => say!(c, "report-task-confirm-asset-end"),
        TaskKind::PermitArticle => say!(c, "report-task-permit-article"),
        TaskKind::ConfirmArticle => say!(c, "report-task-confirm-article"),
        TaskKind::ConfirmLostArticle => say!(c, "report-task-confirm-lost-article"),
        TaskKind::Overdue | TaskKind::OverdueArticle => say!(c, "report-task-overdue"),
    }
}

/// The command to run next for a device or paper that is carried.
fn article_command(task: TaskKind, id: &str) -> String {
    let verb = if task == TaskKind::OverdueArticle { "return" } else { "approve" };
    format!("sekisho article {verb} {}", safe(id))
}

/// The command to run next where somebody is to become administrator.
fn succession_command(task: TaskKind, person: &str) -> String {
    let person = safe(person);
    match task {
        TaskKind::StopSuccession => format!("sekisho succession {person} --stop --reason TEXT"),
        TaskKind::AgreeToSuccession => format!("sekisho succession {person} --reason TEXT"),
        _ => "sekisho succession".to_owned(),
    }
}

/// The command to run next.
#[must_use]
pub fn command(task: TaskKind, view: &CarryOutView) -> String {
    let id = safe(&view.id);
    match task {
        TaskKind::Recover => "sekisho recover".to_owned(),
        TaskKind::Approve => format!("sekisho approve {id}"),
        TaskKind::Export => format!("sekisho export {id} --into DIR"),
        TaskKind::TellPassphrase => format!("sekisho passphrase {id} --via phone"),
        TaskKind::SendMail => super::mail::draft_command(&view.id),
        TaskKind::ReconcileMail => format!("sekisho mail {id} --reconcile FILE"),
        TaskKind::ConfirmArrival => format!("sekisho receipt {id} --arrived HEX"),
        TaskKind::DestroyCustody => format!("sekisho dispose {id} --method key"),
        TaskKind::Erase => super::remaining::erasing(view),
        TaskKind::AnswerExtension => format!("sekisho approve {id}"),
        TaskKind::SignPledge => format!("sekisho checkout {id}"),
        TaskKind::HandOver => format!("sekisho handed-over {id}"),
        TaskKind::Witness => {
            let unseen = view.way_back.disposals.iter().find(|disposal| disposal.witnesses.is_empty());
            format!("sekisho witness {}", unseen.map_or(id, |disposal| safe(&disposal.id)))
        }
        TaskKind::Confirm => format!("sekisho confirm {id}"),
        TaskKind::PermitArticle
        | TaskKind::ConfirmArticle
        | TaskKind::ConfirmLostArticle
        | TaskKind::OverdueArticle => article_command(task, &view.id),
        TaskKind::StopSuccession | TaskKind::AgreeToSuccession | TaskKind::KnowOfSuccession => {
            succession_command(task, &view.id)
        }
        TaskKind::ConfirmConsent
        | TaskKind::ConfirmAssetEnd
        | TaskKind::TellOfIncident
        | TaskKind::RecordOfIncident
        | TaskKind::CloseIncident
        | TaskKind::Overdue => format!("sekisho show {id}"),
    }
}

/// `trace`: every carry-out that contained this content.
#[must_use]
pub fn trace(content: &Digest, lines: &[TraceLine], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-heading-trace"));
    page.line(&content.to_string());
    if lines.is_empty() {
        page.line(&say!(c, "report-trace-empty"));
        return page.finish();
    }
    let mut table = Table::new()
        .column(say!(c, "field-id"))
        .column(say!(c, "field-status"))
        .column(say!(c, "field-requester"))
        .column(say!(c, "field-recipient"))
        .column(say!(c, "field-via"))
        .column(say!(c, "field-path"));
    for line in lines {
        let view = &line.carry_out;
        table.row([
            Cell::text(&view.id),
            Cell::prepared(status_short(c, view)),
            Cell::prepared(named(c, &view.requester_name, view.requester.as_str())),
            Cell::prepared(named(c, &view.recipient_name, view.recipient.as_str())),
            Cell::prepared(c.name_of(view.via)),
            Cell::text(&line.path),
        ]);
    }
    page.table(&table);
    page.finish()
}
