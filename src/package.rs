//! Walk, manifest, bag, archive, seal and open. Knows files, not people or statements.
