//! Message ids to English or Japanese.
