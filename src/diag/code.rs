//! Findings that belong to no rule: what the passes after the rules report.

use std::panic::Location;

use super::{Diagnostic, Factor, Severity, Span};

/// The identity of a finding that belongs to no rule.
#[derive(Debug)]
pub struct Code {
    /// Its id, as in `FW0051`. Never reused.
    pub id: &'static str,
    /// Its name, as in `colliding-names`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is found, in one sentence.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

impl Code {
    const fn error(
        id: &'static str,
        name: &'static str,
        what: &'static str,
        why: &'static str,
    ) -> Self {
        Self { id, name, severity: Severity::Error, what, why }
    }

    const fn warning(
        id: &'static str,
        name: &'static str,
        what: &'static str,
        why: &'static str,
    ) -> Self {
        Self { id, name, severity: Severity::Warning, what, why }
    }

    const fn info(
        id: &'static str,
        name: &'static str,
        what: &'static str,
        why: &'static str,
    ) -> Self {
        Self { id, name, severity: Severity::Info, what, why }
    }

    /// A finding at the resource, stack or entry called `path`.
    pub fn at(
        &'static self,
        path: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            rule: self.id,
            name: self.name,
            severity: self.severity,
            factor: Factor::Description,
            path: path.into(),
            message: message.into(),
            why: self.why,
            help: help.into(),
            span: None,
            related: Vec::new(),
            environments: Vec::new(),
        }
    }
}

impl Diagnostic {
    /// Says where the culprit was written.
    pub fn written(mut self, origin: Option<&'static Location<'static>>) -> Self {
        self.span = origin.map(Span::from);
        self
    }
}

/// A manifest cannot be parsed.
pub static BROKEN_FILE: Code = Code::error(
    "FW0001",
    "broken-file",
    "A manifest cannot be read: its syntax is broken, or it is no text.",
    "what cannot be read is not judged, and will not deploy either",
);
/// A key stands twice in one object.
pub static DUPLICATE_KEY: Code = Code::error(
    "FW0002",
    "duplicate-key",
    "A key stands twice in one object.",
    "parsers differ: one takes the first value, another the last, a third refuses the file",
);
/// A file is larger, deeper or more tangled than is read.
pub static OVERSIZED_FILE: Code = Code::error(
    "FW0003",
    "oversized-file",
    "A file is larger, deeper nested or expands to more than is read.",
    "one hostile or generated file must not stop a run",
);
/// A suppression matches nothing.
pub static UNUSED_SUPPRESSION: Code = Code::warning(
    "FW0004",
    "unused-suppression",
    "A suppression matches no finding.",
    "a permission that is not needed hides the next mistake",
);
/// A suppression is not understood.
pub static BROKEN_SUPPRESSION: Code = Code::error(
    "FW0005",
    "broken-suppression",
    "A suppression has no reason, or names a rule that does not exist.",
    "whoever reads it later needs to know why the rule does not hold here",
);
/// A baseline lists what is no longer found.
pub static STALE_BASELINE: Code = Code::warning(
    "FW0006",
    "stale-baseline-entry",
    "The baseline lists a finding that is no longer there.",
    "an entry that is not needed would hide the same mistake if it came back",
);
/// A rule failed where it should have judged.
pub static BROKEN_RULE: Code = Code::error(
    "FW0007",
    "broken-rule",
    "A rule failed while it judged a manifest: a mistake of formwork.",
    "what the rule would have found is not known; the other rules were run all the same",
);
/// A value is not known, so no rule judges it.
pub static UNKNOWN_VALUE: Code = Code::info(
    "FW0008",
    "unknown-value",
    "A value is not known before deployment, so no rule judges it: told by `--strict-unknown`.",
    "a rule that cannot see a value stays silent about it",
);

/// A stack is not what its kinds ask for.
pub static BROKEN_GRAPH: Code = Code::error(
    "FW0050",
    "broken-graph",
    "A stack is not what its kinds ask for: a mistake of formwork or of a module.",
    "the back ends would refuse what is written from it",
);
/// Two resources would get the same name.
pub static COLLIDING_NAMES: Code = Code::error(
    "FW0051",
    "colliding-names",
    "Two resources would get the same path, logical ID or address.",
    "logical IDs and addresses are made from paths, and have letters and digits only",
);
/// A property is absent whose default differs between the back ends.
pub static IMPLICIT_DEFAULT: Code = Code::error(
    "FW0052",
    "implicit-default",
    "A property is absent whose default differs between the back ends.",
    "CloudFormation and Terraform would deploy different systems",
);
/// A stack imports what no earlier stack provides.
pub static MISSING_IMPORT: Code = Code::error(
    "FW0053",
    "missing-import",
    "A stack imports what no earlier stack provides.",
    "the stack could not be deployed: the parameter it reads does not exist",
);
/// A stack exceeds what CloudFormation takes.
pub static OVERSIZED_STACK: Code = Code::error(
    "FW0054",
    "oversized-stack",
    "A stack exceeds what CloudFormation takes.",
    "CloudFormation refuses a template beyond its limits: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
);
/// A value could not be computed.
pub static UNRESOLVED_VALUE: Code = Code::error(
    "FW0055",
    "unresolved-value",
    "A value could not be computed when the app was synthesized.",
    "what is not known cannot be written",
);
/// A raw resource or a patch fits nothing.
pub static ESCAPE_HATCH_MISFIT: Code = Code::error(
    "FW0060",
    "escape-hatch-misfit",
    "A raw resource or a patch names a stack, resource or property that is not there, or has a value that its type does not take.",
    "an escape hatch that matches nothing would silently do nothing, and one that does not fit is refused when it is deployed",
);
/// A raw resource has a type that is not known.
pub static UNKNOWN_RAW_TYPE: Code = Code::warning(
    "FW0061",
    "unknown-raw-type",
    "A raw resource has a type that no schema of formwork has.",
    "nothing in it can be checked before it is deployed",
);
/// A recorded resource that holds data is gone.
pub static LOST_STATEFUL: Code = Code::error(
    "FW0070",
    "lost-stateful-resource",
    "A recorded resource that holds data is gone.",
    "deploying this takes the resource out of its stack, and its data out of the app",
);
/// A recorded resource that holds data changed its kind or stack.
pub static MOVED_STATEFUL: Code = Code::error(
    "FW0071",
    "moved-stateful-resource",
    "A recorded resource that holds data changed its kind or stack.",
    "deploying this makes a new, empty resource and leaves the one with the data behind",
);
/// A `Removed` names nothing that was recorded.
pub static UNUSED_REMOVAL: Code = Code::warning(
    "FW0072",
    "unused-removal",
    "A `Removed` names nothing that was recorded.",
    "a permission that is not needed hides a later loss",
);
/// `--locked`, and `formwork.lock` would change.
pub static OUTDATED_LOCK: Code = Code::error(
    "FW0073",
    "outdated-lock",
    "`--locked`, and `formwork.lock` would change.",
    "identities that are not recorded can change with the next edit",
);
/// A listener has no priority left.
pub static NO_FREE_PRIORITY: Code = Code::error(
    "FW0074",
    "no-free-priority",
    "A listener has no priority left.",
    "a listener has the priorities 1 to 50000: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
);
/// A line of the release ledger is not what was written.
pub static ALTERED_LEDGER: Code = Code::error(
    "FW0080",
    "altered-release-ledger",
    "A line of the release ledger was changed, removed, inserted or moved.",
    "what ran where can only be told from a history that nobody rewrote",
);
/// The release ledger lacks an entry that it had.
pub static SHORTENED_LEDGER: Code = Code::error(
    "FW0081",
    "shortened-release-ledger",
    "The release ledger lacks the entry that `--head` names.",
    "entries at the end were cut off, or the ledger was written anew",
);
/// A writer of the release ledger stopped in the middle.
pub static UNFINISHED_ENTRY: Code = Code::error(
    "FW0082",
    "unfinished-release-entry",
    "The last line of the release ledger is not complete.",
    "whoever wrote it was stopped; nothing is added behind it until it is mended",
);
/// An entry of the release ledger says what cannot have happened.
pub static IMPOSSIBLE_RELEASE: Code = Code::error(
    "FW0083",
    "impossible-release",
    "An entry of the release ledger says what formwork does not do, such as a new image for production alone.",
    "it was not written by `formwork release`, so nobody verified it",
);

/// Every code, by id.
pub static CODES: &[&Code] = &[
    &BROKEN_FILE,
    &DUPLICATE_KEY,
    &OVERSIZED_FILE,
    &UNUSED_SUPPRESSION,
    &BROKEN_SUPPRESSION,
    &STALE_BASELINE,
    &BROKEN_RULE,
    &UNKNOWN_VALUE,
    &BROKEN_GRAPH,
    &COLLIDING_NAMES,
    &IMPLICIT_DEFAULT,
    &MISSING_IMPORT,
    &OVERSIZED_STACK,
    &UNRESOLVED_VALUE,
    &ESCAPE_HATCH_MISFIT,
    &UNKNOWN_RAW_TYPE,
    &LOST_STATEFUL,
    &MOVED_STATEFUL,
    &UNUSED_REMOVAL,
    &OUTDATED_LOCK,
    &NO_FREE_PRIORITY,
    &ALTERED_LEDGER,
    &SHORTENED_LEDGER,
    &UNFINISHED_ENTRY,
    &IMPOSSIBLE_RELEASE,
];
