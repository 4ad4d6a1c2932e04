//! Changes that are refused: those that lose data, and those that undo what is decided at run time.

use crate::exchange::diff::{Action, Refusal, ResourceDiff};
use crate::ir::{Dialect, Keep};

use super::Acknowledged;
use super::compare::Changes;
use super::unit::{Item, Unit};

/// What is refused in a stack.
pub(super) fn changes(
    stack: &str,
    (before, after): (Option<&Unit>, Option<&Unit>),
    changes: &Changes,
    acknowledged: &Acknowledged,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (address, change) in changes {
        let was = change.was.as_ref().unwrap_or(address);
        let Some(item) = before.and_then(|it| it.items.get(was)) else { continue };
        let refusal = loss(item, change).or_else(|| reset(before, after, (address, item), change));
        let Some((given, what, why, help)) = refusal else { continue };
        let names = match given {
            Given::Loss => &acknowledged.losses,
            Given::Reset => &acknowledged.resets,
        };
        refusals.push(Refusal {
            stack: stack.to_owned(),
            address: address.clone(),
            what,
            why: why.to_owned(),
            help,
            acknowledged: names.contains(address),
        });
    }
    refusals
}

/// By which option a refusal is acknowledged.
enum Given {
    Loss,
    Reset,
}

type Refused = (Given, String, &'static str, String);

/// A stateful resource that is deleted or replaced.
fn loss(item: &Item, change: &ResourceDiff) -> Option<Refused> {
    let ResourceDiff { address, type_name, .. } = change;
    if !change.stateful || !matches!(change.action, Action::Delete | Action::Replace) {
        return None;
    }
    let what = if change.action == Action::Delete {
        format!("`{address}` ({type_name}) is deleted")
    } else {
        let why = match change.because_of.join("`, `") {
            none if none.is_empty() => "because the plan says so".to_owned(),
            because_of => format!("because `{because_of}` cannot change"),
        };
        format!("`{address}` ({type_name}) is replaced, {why}")
    };
    let why = match (change.action, item.keep) {
        (Action::Delete, Keep::Retain) => {
            "it holds data: it stays, but nothing manages it any more"
        }
        (Action::Delete, _) => "it holds data, which is deleted with it",
        (_, Keep::Delete) => "it holds data, which is deleted with it, and the new one is empty",
        _ => "it holds data: the old one stays outside the stack, and the new one is empty",
    };
    let help =
        format!("take the change back, or move the data first and say `--acknowledge {address}`");
    Some((Given::Loss, what, why, help))
}

/// A resource of CloudFormation that holds what is decided at run time: any update writes all of it.
fn reset(
    before: Option<&Unit>,
    after: Option<&Unit>,
    (address, item): (&String, &Item),
    change: &ResourceDiff,
) -> Option<Refused> {
    let is_update = matches!(change.action, Action::Change | Action::Replace);
    if !is_update || item.dialect != Some(Dialect::CloudFormation) {
        return None;
    }
    let unit = before.filter(|_| after.is_some())?;
    let owned = runtime_owned(unit, address, item)?;
    let what = format!("`{address}` ({}) changes, and with it {owned}", change.type_name);
    let why = "CloudFormation writes the whole resource, so what a deployment has set since goes back to what the template says";
    let help = format!(
        "take the change back, or deploy it while no deployment runs and say `--reset-runtime {address}`"
    );
    Some((Given::Reset, what, why, help))
}

/// What a resource holds that is decided at run time.
fn runtime_owned(unit: &Unit, address: &str, item: &Item) -> Option<&'static str> {
    let has = |path: &str| item.leaves.keys().any(|it| it.ends_with(path));
    let is_there = |kind: &str| unit.items.values().any(|it| it.type_name == kind);
    let has_machine = is_there("AWS::StepFunctions::StateMachine");
    let shifts = has_machine
        || is_there("AWS::CodeDeploy::DeploymentGroup")
        || unit.items.values().any(|it| names_rule(it, address));
    match item.type_name.as_str() {
        "AWS::ElasticLoadBalancingV2::ListenerRule" | "AWS::ElasticLoadBalancingV2::Listener"
            if shifts && has("/Weight") =>
        {
            Some("the weights of its target groups")
        }
        "AWS::Route53::RecordSet" if has_machine && item.leaves.contains_key("Weight") => {
            Some("its weight")
        }
        "AWS::ECS::Service" => {
            let controller = item.leaves.get("DeploymentController/Type");
            let by_codedeploy = controller.is_some_and(|it| it.text.contains("CODE_DEPLOY"));
            let task = item.leaves.get("TaskDefinition")?;
            let by_machine = has_machine && task.refers.is_empty();
            (by_codedeploy || by_machine).then_some("the task definition that it runs")
        }
        _ => None,
    }
}

/// Whether an ECS service shifts traffic by a listener rule.
fn names_rule(item: &Item, rule: &str) -> bool {
    item.type_name == "AWS::ECS::Service"
        && item.leaves.iter().any(|(path, leaf)| {
            path.contains("AdvancedConfiguration") && leaf.refers.contains(rule)
        })
}
