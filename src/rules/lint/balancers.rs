//! Load balancers with their listeners and target groups.

use crate::ir::lifted::{Manifest, Node, Resource};

/// What a load balancer balances. A target group has the type of the balancers that may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BalancerType {
    /// HTTP and HTTPS.
    Application,
    /// TCP, UDP and TLS.
    Network,
    /// GENEVE.
    Gateway,
}

impl BalancerType {
    /// Its name, with its article.
    pub(crate) const fn described(self) -> &'static str {
        match self {
            Self::Application => "an application load balancer",
            Self::Network => "a network load balancer",
            Self::Gateway => "a gateway load balancer",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        match name {
            "application" => Some(Self::Application),
            "network" => Some(Self::Network),
            "gateway" => Some(Self::Gateway),
            _ => None,
        }
    }

    fn of_protocol(protocol: &str) -> Option<Self> {
        match protocol {
            "HTTP" | "HTTPS" => Some(Self::Application),
            "TCP" | "UDP" | "TLS" | "TCP_UDP" | "QUIC" | "TCP_QUIC" => Some(Self::Network),
            "GENEVE" => Some(Self::Gateway),
            _ => None,
        }
    }
}

/// The type of a load balancer, a target group or a listener; `None` if it cannot be seen.
pub(crate) fn balancer_type(manifest: &Manifest, resource: &Resource) -> Option<BalancerType> {
    match resource.kind_name() {
        // Both dialects make an application load balancer unless they are told otherwise.
        "elbv2/load-balancer" => match resource.property("load_balancer_type") {
            Some(name) => BalancerType::of_name(name.text()?),
            None => Some(BalancerType::Application),
        },
        "elbv2/target-group" => BalancerType::of_protocol(resource.property("protocol")?.text()?),
        "elbv2/listener" => {
            let balancer = balancer(manifest, resource);
            let of_balancer = balancer.and_then(|it| balancer_type(manifest, it));
            let protocol = || resource.property("protocol").and_then(Node::text);
            of_balancer.or_else(|| BalancerType::of_protocol(protocol()?))
        }
        _ => None,
    }
}

/// The load balancer of a listener, if the manifest has it.
pub(crate) fn balancer<'m>(manifest: &'m Manifest, listener: &'m Resource) -> Option<&'m Resource> {
    let found = manifest.target(listener.property("load_balancer_arn")?)?;
    found.is("elbv2/load-balancer").then_some(found)
}

/// Whether a load balancer is reached from the internet; `None` if that is decided at deployment.
pub(crate) fn is_internet_facing(balancer: &Resource) -> Option<bool> {
    balancer.property("internal").map_or(Some(true), |it| it.bool().map(|internal| !internal))
}
