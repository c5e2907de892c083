//! The ledger's floor: public Merkle vectors, one contract for every store, and files that are not
//! what they seem.

mod vectors;
