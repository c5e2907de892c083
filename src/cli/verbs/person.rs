//! `person add|list|show|set|add-key|revoke-key|delegate|leave`

use crate::base::file;

use crate::cli::args::{
    NewKey, Person, PersonAdd, PersonLeave as PersonLeaveArgs, PersonSet as PersonSetArgs,
};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::people::Particulars;
use crate::domain::body::{Delegation, PersonLeave, PersonSet};
use crate::projection::view::PersonView;
use crate::report;
use crate::signing::PublicKey;
use crate::tr;
use crate::workflow::error::Error;
use crate::workflow::leaving;
use crate::workflow::people::{self, BroughtKey, NewPerson};

pub(super) fn run(session: &Session<'_>, args: &Person) -> Result<Exit, Failure> {
    match args {
        Person::Add(args) => add(session, args)?,
        Person::List => list(session)?,
        Person::Show(which) => {
            answer(session, &people::show(&session.world(), &session.desk()?, &which.id)?)?
        }
        Person::Set(args) => set(session, args)?,
        Person::AddKey(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let key = brought(&args.key)?;
            let view = people::add_key(&session.world(), &mut desk, &keyring, args.id.clone(), key)?;
            answer(session, &view)?;
        }
        Person::RevokeKey(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let view = people::revoke_key(
                &session.world(),
                &mut desk,
                &keyring,
                args.id.clone(),
                args.fingerprint.clone(),
                args.reason.clone(),
            )?;
            answer(session, &view)?;
        }
        Person::Delegate(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let (person, to) = (args.id.clone(), args.to.clone());
            let view = match args.from.zip(args.until) {
                Some((from, until)) => {
                    let delegation = Delegation { from, person, to, until };
                    people::delegate(&session.world(), &mut desk, &keyring, delegation)?
                }
                None => {
                    let reason = args.reason.as_ref();
                    people::end_delegations(&session.world(), &mut desk, &keyring, &person, &to, reason)?
                }
            };
            answer(session, &view)?;
        }
        Person::Leave(args) => return leave(session, args),
    }
    Ok(Exit::Done)
}

fn add(session: &Session<'_>, args: &PersonAdd) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let unproven = args.key.request.is_none();
    let new = NewPerson {
        id: args.id.clone(),
        name: args.name.clone(),
        roles: args.roles.clone(),
        key: brought(&args.key)?,
        custody: args.custody.clone(),
        particulars: Particulars {
            department: args.department.clone(),
            email: args.contact.email.clone(),
            night: args.night.clone(),
            organization: args.organization.clone(),
            phone: args.contact.phone.clone(),
            title: args.title.clone(),
        },
    };
    let view = people::add(&session.world(), &mut desk, &keyring, new)?;
    answer(session, &view)?;
    if unproven {
        session.warn(&tr!(session.catalogue, "person-unproven", person = args.id));
    }
    Ok(())
}

fn set(session: &Session<'_>, args: &PersonSetArgs) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let change = &args.change;
    let change = PersonSet {
        custody: change.custody.clone(),
        name: change.name.clone(),
        particulars: Particulars {
            department: change.department.clone(),
            email: change.email.clone(),
            night: change.night.clone(),
            organization: change.organization.clone(),
            phone: change.phone.clone(),
            title: change.title.clone(),
        },
        person: args.id.clone(),
        roles: Some(change.roles.clone()).filter(|roles| !roles.is_empty()),
    };
    answer(session, &people::set(&session.world(), &mut desk, &keyring, change)?)
}

fn leave(session: &Session<'_>, args: &PersonLeaveArgs) -> Result<Exit, Failure> {
    let (mut desk, keyring, world) = (session.desk()?, session.keyring()?, session.world());
    let body =
        PersonLeave { contract: args.contract.clone(), person: args.id.clone(), reason: args.reason.clone() };
    if let Some(contract) = &args.contract {
        let view = leaving::leave_contract(&world, &mut desk, &keyring, contract, body)?;
        session.answer(&view, || {
            report::outstanding::left_contract(&view, session.catalogue, session.terminal.columns())
        })?;
        return Ok(Session::attention_if(!view.is_done()));
    }
    if leaving::check(&world, &desk, &keyring, &body)? {
        let name = desk.registry.name_of(&args.id);
        session.confirm(&tr!(session.catalogue, "person-leave-confirm", name = name, person = args.id))?;
    }
    let view = leaving::leave(&world, &mut desk, &keyring, body)?;
    session.answer(&view, || {
        report::outstanding::leaving(&view, session.catalogue, session.terminal.columns())
    })?;
    Ok(Session::attention_if(!view.has_left()))
}

fn list(session: &Session<'_>) -> Result<(), Failure> {
    let desk = session.desk()?;
    let today = session.world().clock.now().date();
    let view = |person| PersonView::new(&desk.registry, person, today);
    let people: Vec<PersonView> = desk.registry.people.values().map(view).collect();
    session
        .answer(&people, || report::register::people(&people, session.catalogue, session.terminal.columns()))
}

fn answer(session: &Session<'_>, view: &PersonView) -> Result<(), Failure> {
    session.answer(view, || report::register::person(view, session.catalogue, session.terminal.columns()))
}

fn brought(key: &NewKey) -> Result<BroughtKey, Failure> {
    if let Some(path) = &key.request {
        return Ok(BroughtKey::read_request(path)?);
    }
    let Some(path) = &key.public_key else { return Err(Error::NoKey.into()) };
    let text = file::read_text(path).map_err(|source| Error::File { path: path.clone(), source })?;
    Ok(BroughtKey::Public(PublicKey::parse_openssh(text.trim_end())?))
}
