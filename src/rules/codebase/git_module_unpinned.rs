//! A Terraform module that follows a branch of its repository.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node};

use crate::rules::lint::{Findings, TERRAFORM, spelled};
use crate::rules::module_source::{Source, is_branch, of};
use crate::rules::{Check, Lint, Rule};

/// `FW0102`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0102",
    name: "git-module-unpinned",
    severity: Severity::Warning,
    factor: Factor::Codebase,
    what: "A Terraform module comes from a Git repository without `?ref=`, or at a branch such as `main`.",
    why: "a deploy must be traceable to one commit, and what `terraform init` fetches from a branch is another module each time",
    bad: r#"module "web" {
  source = "github.com/acme/terraform-web"
}"#,
    good: r#"module "web" {
  source = "github.com/acme/terraform-web?ref=v1.4.0"
}"#,
    fix: "Append `?ref=` with a tag or, better, a commit.",
    source: "https://developer.hashicorp.com/terraform/language/modules/sources#selecting-a-revision",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(TERRAFORM)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    for call in manifest.of("module-call") {
        for source in call.property("source").map(Node::branches).unwrap_or_default() {
            let text = spelled(manifest, source);
            let message = match of(&text) {
                Source::Git(None) => {
                    format!("`{}` follows the default branch of its repository", call.address)
                }
                Source::Git(Some(reference)) if is_branch(reference) => {
                    format!("`{}` follows the branch `{reference}`", call.address)
                }
                Source::Git(Some(_)) | Source::Local | Source::Registry | Source::Elsewhere => {
                    continue;
                }
            };
            findings.at(call, source, message, "pin it with `?ref=` and a tag or commit");
        }
    }
}
