//! `transfer`, `undelivered`, `extend`, `handed-over`, `copy`, `recall`

use crate::cli::args::{CarryOutId, Copy, Extend, HandedOver, Recall, Transfer, Undelivered};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::carry_out::CarryOut;
use crate::i18n::Catalogue;
use crate::projection::view::{CarryOutView, RecallAnswer};
use crate::report;
use crate::tr;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::road::{self, NewCopy, Order};
use crate::workflow::world::World;

/// How an answer is said.
type Words = fn(&CarryOutView, &Catalogue, Option<usize>) -> String;

/// Says something about a carry-out, and answers with it as it stands then.
fn about(
    session: &Session<'_>,
    id: CarryOutId,
    words: Words,
    say: impl FnOnce(&World<'_>, &mut Desk, &Keyring, &CarryOut) -> Result<CarryOut, Error>,
) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&id.to_string())?;
    let after = say(&world, &mut desk, &keyring, &carry_out)?;
    let view = desk.view(&after, world.clock.now().date());
    session.answer(&view, || words(&view, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}

pub(super) fn transfer(session: &Session<'_>, args: &Transfer) -> Result<Exit, Failure> {
    about(session, args.id, report::road::transferred, |world, desk, keyring, carry_out| {
        road::transfer(world, desk, keyring, carry_out, args.to.clone(), args.reason.clone())
    })
}

pub(super) fn undelivered(session: &Session<'_>, args: &Undelivered) -> Result<Exit, Failure> {
    let evidence = Enclosed::read(&args.evidence)?;
    about(session, args.id, report::road::undelivered, |world, desk, keyring, carry_out| {
        road::undelivered(world, desk, keyring, carry_out, &evidence, args.note.clone())
    })
}

pub(super) fn extend(session: &Session<'_>, args: &Extend) -> Result<Exit, Failure> {
    about(session, args.id, report::road::extended, |world, desk, keyring, carry_out| {
        road::extend(world, desk, keyring, carry_out, args.due, args.reason.clone())
    })
}

pub(super) fn handed_over(session: &Session<'_>, args: &HandedOver) -> Result<Exit, Failure> {
    let evidence = args.evidence.as_deref().map(Enclosed::read).transpose()?;
    about(session, args.id, report::road::handed_over, |world, desk, keyring, carry_out| {
        road::hand_over(world, desk, keyring, carry_out, evidence.as_ref(), args.medium_stays)
    })
}

pub(super) fn copy(session: &Session<'_>, args: &Copy) -> Result<Exit, Failure> {
    about(session, args.id, report::road::copy_made, |world, desk, keyring, carry_out| {
        let copy = NewCopy {
            kind: args.kind.into(),
            device: args.device.clone(),
            place: args.place.clone(),
            holder: args.holder.clone(),
        };
        let after = road::declare_copy(world, desk, keyring, carry_out, copy)?;
        if let (Some(device), Some(contract)) =
            (&args.device, road::lent_for_another(desk, &after, args.device.as_ref()))
        {
            session.warn(&tr!(session.catalogue, "copy-on-lent", device = device, contract = contract));
        }
        Ok(after)
    })
}

pub(super) fn recall(session: &Session<'_>, args: &Recall) -> Result<Exit, Failure> {
    let order = match (&args.which.contract, &args.which.recipient) {
        (Some(contract), _) => Order::Contract(contract.clone()),
        (None, Some(recipient)) => Order::Recipient(recipient.clone()),
        // The words are not understood without one of them.
        (None, None) => return Err(Error::NothingToRecall.into()),
    };
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let collected = road::recall(&world, &mut desk, &keyring, &order, &args.number)?;
    let today = world.clock.now().date();
    let views = |all: &[CarryOut]| all.iter().map(|one| desk.view(one, today)).collect();
    let answer = RecallAnswer {
        number: args.number.clone(),
        recalled: views(&collected.now),
        recalled_before: views(&collected.before),
    };
    session
        .answer(&answer, || report::road::recalled(&answer, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}
