//! Which files of an output folder are ours, and moving those that are not to a new tree.

use std::fs;
use std::io;
use std::path::Path;

use crate::ir::Dialect;

/// What a part of the tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Written by `synth`, and replaced by it.
    Ours,
    /// A folder that may hold files of both.
    Mixed,
    /// Somebody else's: kept as it is.
    Foreign,
}

/// What the entry at `path` is, given by its steps below the output folder; with a target, what
/// belongs to the other back end is kept.
pub(super) fn part(path: &[&str], is_folder: bool, target: Option<Dialect>) -> Part {
    let kept: &[&str] = match target {
        None => &[],
        Some(Dialect::CloudFormation) => &["terraform", "pipelines"],
        Some(Dialect::Terraform) => &["cloudformation", "resolved", "pipelines"],
    };
    let ours = match path {
        [first, ..] if kept.contains(first) => false,
        ["cloudformation" | "terraform" | "resolved"]
        | ["cloudformation" | "terraform" | "resolved", _]
            if is_folder =>
        {
            return Part::Mixed;
        }
        [name] => ["deploy-plan.json", "release.json", "parity.json", "pipelines"].contains(name),
        ["cloudformation", name] | ["resolved", _, name] => name.ends_with(".template.json"),
        ["cloudformation", _, name] => name.ends_with(".parameters.json"),
        ["terraform", _, name] => is_terraform(name),
        _ => false,
    };
    if ours { Part::Ours } else { Part::Foreign }
}

/// `main.tf.json`, `<environment>.tfvars.json`, `<environment>.tfbackend`.
fn is_terraform(name: &str) -> bool {
    let of = |suffix: &str| name.strip_suffix(suffix).is_some_and(|stem| !stem.contains('.'));
    name == "main.tf.json"
        || (of(".tfvars.json") && name != "terraform.tfvars.json")
        || of(".tfbackend")
}

/// Moves what is not ours, and what another target owns, from `old` to `new`. What is there
/// already stays.
pub(super) fn carry_over(old: &Path, new: &Path, target: Option<Dialect>) -> io::Result<()> {
    carry(old, new, &mut Vec::new(), target)
}

fn carry(
    old: &Path,
    new: &Path,
    steps: &mut Vec<String>,
    target: Option<Dialect>,
) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let (from, to) = (entry.path(), new.join(entry.file_name()));
        steps.push(entry.file_name().to_string_lossy().into_owned());
        let path: Vec<_> = steps.iter().map(String::as_str).collect();
        match part(&path, entry.file_type()?.is_dir(), target) {
            Part::Ours => {}
            Part::Mixed => carry(&from, &to, steps, target)?,
            Part::Foreign if to.symlink_metadata().is_ok() => {}
            Part::Foreign => {
                fs::create_dir_all(new)?;
                fs::rename(&from, &to)?;
            }
        }
        steps.pop();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_and_theirs() {
        let judge = |path: &str, target| {
            part(&path.split('/').collect::<Vec<_>>(), path.ends_with(".terraform"), target)
        };
        for ours in [
            "deploy-plan.json",
            "cloudformation/web.template.json",
            "cloudformation/dev/web.parameters.json",
            "terraform/web/main.tf.json",
            "terraform/web/dev.tfvars.json",
            "terraform/web/dev.tfbackend",
            "resolved/dev/web.template.json",
        ] {
            assert_eq!(judge(ours, None), Part::Ours, "{ours}");
        }
        for foreign in [
            "notes.md",
            "cloudformation/notes.md",
            "terraform/web/.terraform",
            "terraform/web/.terraform.lock.hcl",
            "terraform/web/terraform.tfstate",
            "terraform/web/terraform.tfvars.json",
            "terraform/web/mine.auto.tfvars.json",
        ] {
            assert_eq!(judge(foreign, None), Part::Foreign, "{foreign}");
        }
        let only = Some(Dialect::CloudFormation);
        assert_eq!(judge("terraform/web/main.tf.json", only), Part::Foreign);
        assert_eq!(judge("cloudformation/web.template.json", only), Part::Ours);
        assert_eq!(judge("deploy-plan.json", only), Part::Ours);
    }
}
