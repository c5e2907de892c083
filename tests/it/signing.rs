//! Tests of this area against the real peers; filled as the area is built.
