//! What lies in the registers and has no effect until a second person said so.

use chrono::NaiveDate;

use super::Asked;
use crate::domain::body::asset::Exchange;
use crate::domain::body::{AssetConfirm, Attachment, Body, ConsentConfirm};
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::{Consented, Contract};
use crate::projection::view::{AssetView, ConsentTask, ConsentView, Task, TaskAbout, TaskKind};
use crate::workflow::error::Error;

impl Asked<'_> {
    /// Letters of clients to compare, and ends of information to confirm. `current` are the carry-outs that are not over.
    pub(super) fn of_registers(&self, current: &[CarryOut], today: NaiveDate) -> Result<Vec<Task>, Error> {
        let registry = &self.desk.registry;
        let mut tasks = Vec::new();
        for contract in registry.contracts.values() {
            for consent in contract.consents.iter().filter(|consent| consent.confirmed_by.is_none()) {
                if let Some(about) = self.letter(contract, consent, current, today)? {
                    tasks.push(Task { task: TaskKind::ConfirmConsent, about });
                }
            }
        }
        for asset in registry.assets.values() {
            let Some(ended) = asset.ended.as_ref().filter(|ended| ended.confirmed.is_none()) else {
                continue;
            };
            let confirm = AssetConfirm {
                by: None,
                contract: asset.record.contract.clone(),
                // What was given back is shown by a paper, which is asked for only when it is confirmed.
                evidence: ended.record.method.is_none().then(|| Attachment::of(b"")),
                id: asset.record.id.clone(),
                note: None,
                of: Exchange::End,
            };
            if self.may(Body::AssetConfirm(confirm))? {
                let about = TaskAbout::Asset(Box::new(AssetView::new(&self.desk.registry, asset)));
                tasks.push(Task { task: TaskKind::ConfirmAssetEnd, about });
            }
        }
        Ok(tasks)
    }

    /// A letter that can still matter, and that this person may compare with what was recorded of it.
    fn letter(
        &self,
        contract: &Contract,
        consent: &Consented,
        current: &[CarryOut],
        today: NaiveDate,
    ) -> Result<Option<TaskAbout>, Error> {
        let waiting = current
            .iter()
            .find(|carry_out| Some(carry_out.digest) == consent.request && carry_out.completed().is_none());
        let matters = match &consent.scope {
            Some(scope) => scope.until >= today,
            None => waiting.is_some(),
        };
        let confirm = ConsentConfirm {
            consent: consent.digest,
            contract: contract.record.id.clone(),
            request: consent.request,
        };
        if !matters || !self.may(Body::ConsentConfirm(confirm))? {
            return Ok(None);
        }
        Ok(Some(TaskAbout::Consent(Box::new(ConsentTask {
            contract: contract.record.id.clone(),
            carry_out: waiting.map(CarryOut::id),
            consent: ConsentView::new(consent),
            recorded_by_name: self.desk.registry.name_of(&consent.recorded_by),
        }))))
    }
}
