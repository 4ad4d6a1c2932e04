//! Capacity providers that a cluster does not have.

use crate::diag::{Factor, Severity, nearest};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{Findings, all_services, entries};
use crate::rules::{Check, Lint, Rule};

/// `FW6108`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW6108",
    name: "foreign-capacity-provider",
    severity: Severity::Error,
    factor: Factor::Concurrency,
    what: "A service, or a cluster's default strategy, uses a capacity provider that the cluster does not have.",
    why: "ECS refuses it: a capacity provider must be associated with the cluster first",
    bad: r"CapacityProviders: [FARGATE]
DefaultCapacityProviderStrategy:
  - CapacityProvider: FARGATE_SPOT",
    good: r"CapacityProviders: [FARGATE, FARGATE_SPOT]
DefaultCapacityProviderStrategy:
  - CapacityProvider: FARGATE_SPOT",
    fix: "Add it to the cluster's capacity providers, or use one that is there.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Error, judge)),
};

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let kinds = ["ecs/cluster", "ecs/cluster-capacity-providers"];
    for holder in kinds.into_iter().flat_map(|it| manifest.of(it)) {
        let strategy = holder.property("default_capacity_provider_strategy");
        if let Some(providers) = holder.property("capacity_providers").and_then(names) {
            judge_strategy((holder, &providers), (holder, strategy), findings);
        }
    }
    for service in all_services(manifest) {
        let cluster = service.get("cluster").and_then(|it| manifest.target(it));
        let cluster = cluster.filter(|it| it.is("ecs/cluster"));
        let Some(holder) = cluster.and_then(|it| holder(manifest, it)) else { continue };
        if let Some(providers) = holder.property("capacity_providers").and_then(names) {
            let strategy = service.get("capacity_provider_strategy");
            judge_strategy((holder, &providers), (service.resource, strategy), findings);
        }
    }
}

fn judge_strategy(
    (holder, providers): (&Resource, &[&str]),
    (user, strategy): (&Resource, Option<&Node>),
    findings: &mut Findings<'_>,
) {
    for entry in entries(strategy) {
        let Some(node) = entry.get("capacity_provider") else { continue };
        let Some(name) = node.text().filter(|it| !providers.contains(it)) else { continue };
        let help = match nearest(name, providers.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add it to the cluster's capacity providers".to_owned(),
        };
        let message = format!("the cluster has no capacity provider `{name}`");
        let found = findings.at(user, node, message, help);
        found.related("the capacity providers", holder.head);
    }
}

/// What says which capacity providers a cluster has, if one resource alone does.
fn holder<'m>(manifest: &'m Manifest, cluster: &'m Resource) -> Option<&'m Resource> {
    let belongs = |it: &&Resource| {
        let of = it.property("cluster_name").map(|it| manifest.targets(it)).unwrap_or_default();
        of.is_empty() || of.iter().any(|it| std::ptr::eq(*it, cluster))
    };
    let associations = manifest.of("ecs/cluster-capacity-providers").filter(belongs);
    let own = Some(cluster).filter(|it| it.property("capacity_providers").is_some());
    let mut holders = associations.chain(own);
    let first = holders.next()?;
    holders.next().is_none().then_some(first)
}

/// The names of a list, if it is there in every branch and all of it is known.
fn names(list: &Node) -> Option<Vec<&str>> {
    if list.branches().len() > 1 {
        return None;
    }
    let names: Option<Vec<_>> = list.items().iter().map(Node::text).collect();
    names.filter(|it| !it.is_empty())
}
