//! Threads that may be refused: a machine short of memory, or with as many processes as it allows, starts none.

use std::io;
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Starts `work` beside this thread. `Scope::spawn` would panic where this is an error, and take with it whatever has to be
/// said about what was begun.
///
/// # Errors
/// Whatever the system says; then `work` was dropped, and with it its ends of queues.
pub fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().spawn_scoped(scope, work)
}
