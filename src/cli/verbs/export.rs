//! `export`

use crate::cli::args::{Compression as CompressionArg, Export as Args};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::package::compress::Compression;
use crate::report;
use crate::workflow::export::{Export, export};

pub(super) fn run(session: &Session<'_>, args: &Args) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let order = Export {
        into: args.into.clone(),
        from: args.from.clone(),
        max_size_bytes: args.max_size.map(|size| size.bytes),
        compression: match args.compress {
            CompressionArg::Auto => Compression::Auto,
            CompressionArg::Level(level) => Compression::Level(level),
        },
    };
    let exported = export(&world, &mut desk, &keyring, &carry_out, &order)?;
    let view = desk.view(&exported.carry_out, world.clock.now().date());
    session.answer(&view, || {
        report::package::exported(
            &view,
            &exported.paths,
            &exported.beside,
            session.catalogue,
            session.terminal.columns(),
        )
    })?;
    Ok(Exit::Done)
}
