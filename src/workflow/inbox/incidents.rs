//! Incidents that are open: who has to tell the client, to write down what is missing, to close them.

use super::Asked;
use crate::domain::body::{Body, IncidentClose};
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::incident::Incident;
use crate::domain::names::Role;
use crate::projection::view::incident::articles_of;
use crate::projection::view::{IncidentLine, IncidentTask, Task, TaskAbout, TaskKind};
use crate::workflow::error::Error;

impl Asked<'_> {
    /// What the open incidents, exercises left out, wait for from this person. The registry knows which are open: none of
    /// those that are over is looked at.
    pub(super) fn of_incidents(&self) -> Result<Vec<Task>, Error> {
        let mut tasks = Vec::new();
        for number in self.desk.registry.open_incidents.keys() {
            let Some(incident) = self.desk.projection.incident(*number)? else { continue };
            let concerned = incident.carry_outs.iter().map(|number| self.desk.carry_out(&id_of(*number)));
            let carry_outs = concerned.collect::<Result<Vec<CarryOut>, Error>>()?;
            let Some(task) = self.of_incident(&incident, &carry_outs)? else { continue };
            let now = self.world.clock.now();
            let line = IncidentLine::new(&self.desk.registry, &incident, &carry_outs, now);
            let about = IncidentTask { line, missing: incident.missing() };
            tasks.push(Task { task, about: TaskAbout::Incident(Box::new(about)) });
        }
        Ok(tasks)
    }

    /// First the client is told, then what is missing is written down, then somebody else closes it.
    fn of_incident(&self, incident: &Incident, carry_outs: &[CarryOut]) -> Result<Option<TaskKind>, Error> {
        let sees_to_it = self.sees_to(incident, carry_outs);
        if incident.contacts.is_empty() {
            return Ok(sees_to_it.then_some(TaskKind::TellOfIncident));
        }
        if !incident.missing().is_empty() {
            return Ok(sees_to_it.then_some(TaskKind::RecordOfIncident));
        }
        let close = IncidentClose { incident: incident.digest, note: None };
        Ok(self.may(Body::IncidentClose(close))?.then_some(TaskKind::CloseIncident))
    }

    /// Who opened it, who carries what it is about, and who decides and reports for the office.
    fn sees_to(&self, incident: &Incident, carry_outs: &[CarryOut]) -> bool {
        let person = self.person;
        incident.opened_by == person.id
            || carry_outs.iter().any(|carry_out| carry_out.carrier == person.id)
            || articles_of(&self.desk.registry, incident).any(|article| article.carrier == person.id)
            || person.has(Role::Approver)
            || person.has(Role::Administrator)
    }
}
