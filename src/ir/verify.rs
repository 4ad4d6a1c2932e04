//! Judged by tests.
