//! What cannot be told, and why.

use formwork::ir::Dialect;

/// A row whose value does not show in an estate.
#[derive(Debug)]
pub struct Unseen {
    /// The kind.
    pub kind: &'static str,
    /// The row, or the rows below it.
    pub row: &'static str,
    /// The estate it is absent from; `None` for both.
    pub only: Option<Dialect>,
    /// Why.
    #[expect(dead_code, reason = "for readers")]
    pub reason: &'static str,
}

/// Rows that the emulator does not show.
pub const UNSEEN: &[Unseen] = &[];

/// Values that stand in several rows of a resource: one row names what another one defines, the
/// service wants both equal, or it is a word of AWS that several rows take.
pub const SHARED: &[&str] = &[
    // What the load balancer's target and the container call the same port; two steps that meet.
    "8401",
    "21",
    // Names inside a task definition, an alarm, a distribution.
    "main",
    "side",
    "scratch",
    "shared",
    "/bin/main",
    "band",
    "files",
    "app",
    // A certificate's name and the name that proves it.
    "pairing.example",
    "second.pairing.example",
    // A parameter group's parameters, which each dialect writes in a row of its own.
    "rds.force_ssl",
    "1",
    "log_min_duration_statement",
    "502",
    "pending-reboot",
    // Words of AWS.
    "*",
    "tcp",
    "Enabled",
    "HTTP",
    "GET",
    "HEAD",
    "FARGATE",
    "FARGATE_SPOT",
];

/// The entry for a row.
pub fn position(kind: &str, row: &str, dialect: Dialect) -> Option<usize> {
    UNSEEN.iter().position(|it| {
        it.kind == kind && within(row, it.row) && it.only.is_none_or(|only| only == dialect)
    })
}

/// Whether `row` is `outer` or below it; positions in lists do not count.
fn within(row: &str, outer: &str) -> bool {
    let mut plain = String::new();
    let mut inside = false;
    for next in row.chars() {
        match next {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => plain.push(next),
            _ => {}
        }
    }
    plain.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
