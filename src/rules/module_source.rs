//! Where a Terraform module comes from, as its `source` says it.
//!
//! Forms: <https://developer.hashicorp.com/terraform/language/modules/sources>.

/// Where a module comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source<'t> {
    /// A folder beside it.
    Local,
    /// A registry, which knows versions.
    Registry,
    /// A Git repository, at this branch, tag or commit; `None` is the default branch.
    Git(Option<&'t str>),
    /// An archive, a bucket, another kind of repository.
    Elsewhere,
}

/// Hosts that a source may start with and that serve Git repositories.
const GIT_HOSTS: [&str; 2] = ["github.com/", "bitbucket.org/"];

/// Where a module with this `source` comes from.
pub(super) fn of(source: &str) -> Source<'_> {
    let (address, query) = source.split_once('?').unwrap_or((source, ""));
    let is_git = address.starts_with("git::")
        || address.starts_with("git@")
        || GIT_HOSTS.iter().any(|host| address.starts_with(host));
    if is_git {
        Source::Git(reference(query))
    } else if address.starts_with(['.', '/']) {
        Source::Local
    } else if is_registry(address) {
        Source::Registry
    } else {
        Source::Elsewhere
    }
}

/// What the query of a source says it is pinned to.
fn reference(query: &str) -> Option<&str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, value)| *key == "ref" && !value.is_empty()).map(|(_, value)| value).next()
}

/// Whether an address is one of a registry: `namespace/name/provider`, perhaps behind a host, perhaps
/// with a folder after `//`.
fn is_registry(address: &str) -> bool {
    let package = address.split("//").next().unwrap_or_default();
    let parts: Vec<&str> = package.split('/').collect();
    let is_name = |part: &&str| {
        !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
    };
    match parts.as_slice() {
        [host, rest @ ..] if rest.len() == 3 => {
            host.contains('.') && !host.contains([':', '@']) && rest.iter().all(is_name)
        }
        all => all.len() == 3 && all.iter().all(is_name),
    }
}

/// Whether what a source is pinned to is a branch by its very name, and moves.
pub(super) fn is_branch(reference: &str) -> bool {
    matches!(reference, "main" | "master" | "HEAD" | "develop" | "trunk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources() {
        let check = |source, expected| assert_eq!(of(source), expected, "{source}");
        check("./modules/web", Source::Local);
        check("../web", Source::Local);
        check("/opt/modules/web", Source::Local);
        check("terraform-aws-modules/vpc/aws", Source::Registry);
        check("terraform-aws-modules/ecs/aws//modules/service", Source::Registry);
        check("app.terraform.io/example/vpc/aws", Source::Registry);
        check("github.com/example/web", Source::Git(None));
        check("github.com/example/web?ref=v1.2.0", Source::Git(Some("v1.2.0")));
        check(
            "github.com/example/web//modules/x?depth=1&ref=3f2c91e",
            Source::Git(Some("3f2c91e")),
        );
        check("github.com/example/web?ref=", Source::Git(None));
        check("bitbucket.org/example/web", Source::Git(None));
        check("git@github.com:example/web.git", Source::Git(None));
        check("git::https://example.com/web.git", Source::Git(None));
        check("git::https://example.com/web.git?ref=main", Source::Git(Some("main")));
        check("git::ssh://git@example.com/web.git//x?ref=v1", Source::Git(Some("v1")));
        check("https://example.com/web.zip", Source::Elsewhere);
        check("s3::https://s3-eu-west-1.amazonaws.com/modules/web.zip", Source::Elsewhere);
        check("hg::http://example.com/web", Source::Elsewhere);
        check("\u{FFFC}", Source::Elsewhere);
        check("web", Source::Elsewhere);
        check("", Source::Elsewhere);
    }
}
