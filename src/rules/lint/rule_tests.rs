//! What a listener's rule asks of a request, and whether one rule takes all that another does.

use crate::ir::lifted::{Data, Manifest, Node, Resource};

use super::slots::entries;

/// One condition of a rule: a part of the request, and the values one of which it must have.
#[derive(Clone, Debug)]
pub(crate) struct RuleTest<'m> {
    /// What is looked at, as in `path-pattern`, with the name of a header.
    part: (&'static str, Option<&'m str>),
    /// The values, with their wildcards.
    values: Vec<String>,
}

impl RuleTest<'_> {
    /// Whether every request that passes another test passes this one.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.part == other.part
            && other.values.iter().all(|it| self.values.iter().any(|wide| covers(wide, it)))
    }
}

/// Whether a value with wildcards matches all that another one does: if it is the same, or begins
/// like it and ends with `*`.
fn covers(wide: &str, narrow: &str) -> bool {
    let begin = wide.strip_suffix('*').filter(|it| !it.contains(['*', '?', '\\']));
    wide == narrow || begin.is_some_and(|it| narrow.starts_with(it))
}

/// What a rule asks, if all of it is known.
pub(crate) fn rule_tests(rule: &Resource) -> Option<Vec<RuleTest<'_>>> {
    let list = rule.property("condition")?;
    let Data::List(items) = &list.known().data else { return None };
    let conditions = entries(Some(list));
    if conditions.is_empty() || conditions.len() != items.len() {
        return None;
    }
    conditions.into_iter().map(test).collect()
}

fn test(condition: &Node) -> Option<RuleTest<'_>> {
    const PARTS: [(&str, &str); 4] = [
        ("host-header", "host_header"),
        ("path-pattern", "path_pattern"),
        ("http-request-method", "http_request_method"),
        ("source-ip", "source_ip"),
    ];
    if let Some(header) = condition.get("http_header") {
        let name = header.get("http_header_name")?.text()?;
        return Some(RuleTest { part: ("http-header", Some(name)), values: values(header)? });
    }
    let written = PARTS.iter().find_map(|(part, block)| Some((*part, condition.get(block)?)));
    let (part, holder) = if let Some(written) = written {
        written
    } else {
        let field = condition.get("field")?.text()?;
        (PARTS.iter().find(|(part, _)| *part == field)?.0, condition)
    };
    let mut values = values(holder)?;
    if part == "host-header" {
        for value in &mut values {
            value.make_ascii_lowercase();
        }
    }
    Some(RuleTest { part: (part, None), values })
}

fn values(holder: &Node) -> Option<Vec<String>> {
    if holder.get("regex_values").is_some() {
        return None;
    }
    let values = holder.get("values")?.items().iter().map(|it| Some(it.text()?.to_owned()));
    values.collect::<Option<Vec<_>>>().filter(|it| !it.is_empty())
}

/// Whether two rules surely belong to one listener.
pub(crate) fn same_listener(manifest: &Manifest, one: &Resource, other: &Resource) -> bool {
    let listener = |it: &'_ Resource| it.property("listener_arn").cloned();
    let (Some(one), Some(other)) = (listener(one), listener(other)) else { return false };
    let of_template = manifest.format == crate::ir::lifted::Format::CloudFormation;
    match (&one.data, &other.data) {
        // Of a listener that is made several times, each may belong to another one.
        (Data::Reference(a, _), Data::Reference(b, _)) => {
            a == b && !is_made_often(manifest.resource(*a))
        }
        (Data::Text(a), Data::Text(b)) => a == b,
        (Data::Input(a), Data::Input(b)) => of_template && a.name == b.name,
        (Data::Import(a), Data::Import(b)) => of_template && a == b,
        _ => false,
    }
}

fn is_made_often(listener: &Resource) -> bool {
    listener.meta.get("for_each").is_some() || listener.meta.get("count").is_some()
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn wider_values_cover_narrower_ones() {
        for (wide, narrow, expected) in [
            ("/*", "/api/*", true),
            ("*", "shop.example.com", true),
            ("/api/*", "/api/orders", true),
            ("/api", "/api", true),
            ("/api", "/api/*", false),
            ("/api/*", "/api", false),
            ("/*/orders*", "/api/orders", false),
            ("*.example.com", "a.example.com", false),
            ("/a?c*", "/abcd", false),
        ] {
            assert_eq!(covers(wide, narrow), expected, "{wide} {narrow}");
        }
    }
}
