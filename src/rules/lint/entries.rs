//! Where requests from the internet come in: public load balancers and APIs.

use crate::ir::lifted::{Manifest, Resource};

use super::balancers::{BalancerType, balancer_type, is_internet_facing};

/// Types of APIs of API Gateway.
const APIS: [&str; 6] = [
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "aws_api_gateway_rest_api",
    "aws_apigatewayv2_api",
];

/// The load balancers that surely face the internet.
pub(crate) fn public_balancers(manifest: &Manifest) -> impl Iterator<Item = &Resource> {
    manifest.of("elbv2/load-balancer").filter(|it| is_internet_facing(it) == Some(true))
}

/// The public load balancers for HTTP.
pub(crate) fn public_http_balancers(manifest: &Manifest) -> impl Iterator<Item = &Resource> {
    let is_http = |it: &&Resource| balancer_type(manifest, it) == Some(BalancerType::Application);
    public_balancers(manifest).filter(is_http)
}

/// The APIs of API Gateway that are not private.
pub(crate) fn public_apis(manifest: &Manifest) -> impl Iterator<Item = &Resource> {
    let is_private = |it: &Resource| {
        let mut found = false;
        let types = ["EndpointConfiguration", "endpoint_configuration"];
        types.into_iter().filter_map(|name| it.property(name)).for_each(|node| {
            node.walk(&mut |node| found |= node.text() == Some("PRIVATE"));
        });
        found
    };
    let apis = manifest.resources.iter().filter(|it| APIS.contains(&it.kind_name()));
    apis.filter(move |it| !is_private(it))
}

/// Whether something that is not seen here may belong to what is: a module was called.
pub(crate) fn has_unseen(manifest: &Manifest) -> bool {
    manifest.of("module-call").next().is_some()
}
