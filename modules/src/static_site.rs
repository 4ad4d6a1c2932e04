//! A static site: a private bucket behind CloudFront, with TLS 1.2 and a certificate of its own.
//!
//! CloudFront takes certificates from us-east-1 alone, so the whole stack is deployed there,
//! whatever the app's regions are.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>

mod bucket;
mod distribution;
mod function;

use formwork::ir::{Scope, Stack, Value};
use formwork::lower::{Builder, alias, certificate};
use formwork::spec::{App, Host, Module};

/// The region CloudFront takes certificates from.
const CLOUDFRONT_REGION: &str = "us-east-1";

/// The hosted zone of every CloudFront distribution.
///
/// Source: <https://docs.aws.amazon.com/general/latest/gr/cf_region.html>
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";

/// A site of this name at a host in the app's hosted zone.
///
/// ```
/// use formwork::prelude::*;
/// use formwork_modules::static_site;
/// const SITE: Module = static_site::module("docs", &Host(same("docs.shop.example")));
/// assert_eq!(SITE.name, "docs");
/// ```
#[track_caller]
pub const fn module<'a>(name: &'a str, host: &'a Host<'a>) -> Module<'a> {
    let mut module = Module::new(name, lower);
    module.hosts = std::slice::from_ref(host);
    module
}

/// The site's stack.
fn lower(module: &Module<'_>, app: &App<'_>) -> Vec<Stack> {
    let (name, host) = (module.name, module.hosts[0]);
    let description = format!("Static site {name}");
    let mut site =
        Builder::new(app, name, description).scope(Scope::Region(CLOUDFRONT_REGION.into()));
    let host = site.host(format!("{name}/host"), "Host that the site answers to", |environment| {
        host.0.get(environment).to_owned()
    });
    let path = format!("{name}/certificate");
    let certificate = certificate(&mut site, &path, host.clone(), Vec::new());
    let bucket = bucket::lower(&mut site, name);
    let function = function::lower(&mut site, name);
    let parts = distribution::Parts { bucket, function, certificate };
    let distribution = distribution::lower(&mut site, name, host.clone(), &parts);
    bucket::let_in(&mut site, name, bucket, distribution);
    for kind in ["A", "AAAA"] {
        let path = format!("{name}/record-{}", kind.to_lowercase());
        let target = (distribution.get("domain_name"), Value::from(CLOUDFRONT_ZONE));
        alias(&mut site, &path, kind, host.clone(), target);
    }
    vec![site.finish()]
}
