//! `audit`

use crate::cli::args::{Anchor, Audit};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::audit::{AuditQuery, HeldElsewhere, audit};

pub(super) fn run(session: &Session<'_>, args: &Audit) -> Result<Exit, Failure> {
    let against = args.against.iter().map(held_elsewhere).collect();
    let query = AuditQuery {
        against,
        founder: args.founder.clone(),
        ledger: args.ledger.clone(),
        only_new: args.new,
    };
    let report = audit(&session.world(), &session.places()?, &query)?;
    session
        .answer(&report, || report::audited::audit(&report, session.catalogue, session.terminal.columns()))?;
    if report.is_tampered() {
        return Ok(Exit::Tampered);
    }
    Ok(Session::attention_if(report.needs_attention()))
}

/// What was given as held elsewhere.
pub(super) fn held_elsewhere(anchor: &Anchor) -> HeldElsewhere {
    match anchor {
        Anchor::Typed { size, root } => HeldElsewhere::Typed { size: *size, root: *root },
        Anchor::File(path) => HeldElsewhere::File(path.clone()),
    }
}
