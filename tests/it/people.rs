//! Who may say what: founding, joining, roles, keys, delegates, agents, through the real program.

mod agents;
mod delegates;
mod founding;
mod joining;
mod keys;
mod roles;
