//! What may differ of a value in a file of values, by its key.

use super::super::name::words;
use super::{Class, Topic};

/// Words of what an application is, whose version is a release and no platform.
const RELEASES: [&str; 14] = [
    "app",
    "application",
    "image",
    "container",
    "release",
    "build",
    "tag",
    "jar",
    "artifact",
    "package",
    "code",
    "git",
    "service",
    "lambda",
];
/// Last words of what production has the most of.
const SIZES: [&str; 17] = [
    "cpu",
    "memory",
    "count",
    "capacity",
    "replicas",
    "instances",
    "nodes",
    "iops",
    "storage",
    "concurrency",
    "mem",
    "ram",
    "throughput",
    "workers",
    "shards",
    "acu",
    "vcpu",
];
/// Last words of sizes that have a name.
const NAMED_SIZES: [&str; 4] = ["type", "class", "size", "types"];
/// First words of what has a size with a name.
const SIZED: [&str; 12] = [
    "instance", "node", "ec2", "db", "rds", "database", "volume", "ebs", "disk", "cluster",
    "cache", "heap",
];
/// What two neighbouring words mean that backups and zones go by.
const RESILIENCE: [[&str; 2]; 7] = [
    ["multi", "az"],
    ["retention", "period"],
    ["retention", "days"],
    ["backup", "retention"],
    ["deletion", "protection"],
    ["retention", "in"],
    ["automatic", "failover"],
];

/// What may differ of the value of a key.
pub fn class_of_key(key: &str) -> Class {
    let last = key.rsplit('/').next().unwrap_or(key);
    let words = words(last);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let pair = |wanted: &[&str; 2]| words.windows(2).any(|it| it == wanted);
    let end = words.last().map(String::as_str).unwrap_or_default();
    let is_release = || RELEASES.iter().any(|word| has(word));
    match end {
        "version" if is_release() => return Class::Equal(Topic::Image),
        "version" | "runtime" => return Class::Equal(Topic::Version),
        "engine" => return Class::Equal(Topic::Engine),
        "tag" if has("image") || has("container") || has("docker") => {
            return Class::Equal(Topic::Image);
        }
        "image" if has("container") || has("docker") => return Class::Equal(Topic::Image),
        _ => {}
    }
    if RESILIENCE.iter().any(pair) || end == "multiaz" {
        return Class::Ordered(Topic::Resilience);
    }
    if SIZES.contains(&end) || (NAMED_SIZES.contains(&end) && SIZED.iter().any(|word| has(word))) {
        return Class::Ordered(Topic::Size);
    }
    Class::Free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_they_are_about() {
        let check = |key, expected| assert_eq!(class_of_key(key), expected, "{key}");
        check("db_engine_version", Class::Equal(Topic::Version));
        check("EngineVersion", Class::Equal(Topic::Version));
        check("container_version", Class::Equal(Topic::Image));
        check("db_engine", Class::Equal(Topic::Engine));
        check("ec2_instance_type", Class::Ordered(Topic::Size));
        check("app_count", Class::Ordered(Topic::Size));
        check("db_multi_az", Class::Ordered(Topic::Resilience));
        check("backup_retention_period", Class::Ordered(Topic::Resilience));
        check("domain_name", Class::Free);
        check("record_type", Class::Free);
    }
}
