//! Views to text, JSON, CSV and HTML; pure functions of (view, language).
