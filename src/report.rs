//! Diagnostics for readers: people and other tools.

#[cfg(feature = "cli")]
pub mod concise;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod github;
#[cfg(feature = "cli")]
pub mod junit;
#[cfg(feature = "cli")]
pub mod pretty;
#[cfg(feature = "cli")]
pub mod proof;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod text;

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::exchange::Finding;
    use crate::exchange::finding::{Position, Range, Severity};

    /// A finding in a file, between two places.
    pub(super) fn finding(
        severity: Severity,
        file: &str,
        from: (u32, u32),
        to: (u32, u32),
    ) -> Finding {
        let at = |(line, column)| Position { line, column };
        Finding {
            rule: "FW0301".to_owned(),
            name: "plaintext-secret-env".to_owned(),
            severity,
            factor: "III".to_owned(),
            message: "`KEY` holds a secret".to_owned(),
            why: String::new(),
            help: String::new(),
            path: "Web/environment/KEY".to_owned(),
            file: Some(file.to_owned()),
            span: Some(Range { start: at(from), end: at(to) }),
            related: Vec::new(),
            environments: Vec::new(),
            fix: None,
            fingerprint: None,
        }
    }
}
