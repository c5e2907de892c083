//! The ledger's floor: public Merkle vectors, one contract for every store, faults on the way to
//! the disk, and files that are not what they seem.

mod audit;
mod concurrency;
mod contract;
mod files;
mod kit;
mod strace;
mod tampering;
mod vectors;
