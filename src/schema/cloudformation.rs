//! Every resource type of CloudFormation: what its schema says, and what breaks it.
//!
//! The index is `schemas/cloudformation.cat`, whose head says how to read it. A type is decoded when
//! it is first asked for, and a pattern is compiled when a text is first tried against it.

mod decode;
mod shape;
mod validate;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::text;

pub use shape::{Flag, Type};
pub use validate::judge;

/// The index, as it is written.
pub const INDEX: &str = include_str!("../../schemas/cloudformation.cat");

/// The types that were asked for.
static DECODED: LazyLock<Mutex<BTreeMap<String, Option<Arc<Type>>>>> =
    LazyLock::new(Mutex::default);

/// What the schema of a type says; `None` if CloudFormation has no such type.
pub fn find(name: &str) -> Option<Arc<Type>> {
    let lock = || DECODED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().get(name) {
        return known.clone();
    }
    let found = text::block(INDEX, name).map(|block| Arc::new(decode::decode(block)));
    lock().insert(name.to_owned(), found.clone());
    found
}

/// Every type, sorted.
pub fn types() -> &'static [&'static str] {
    static TYPES: LazyLock<Vec<&str>> = LazyLock::new(|| text::types(INDEX).collect());
    &TYPES
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_head_tells_what_is_in_the_index() {
        let (head, body) = INDEX.split_at(INDEX.find("\n~ ").unwrap() + 1);
        let digest = Sha256::digest(body).iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        });
        assert!(head.contains(&format!("all behind this head: {digest}\n")), "{digest}");
        let all = types();
        assert!(all.is_sorted());
        assert!(head.contains(&format!("\n# {} types, ", all.len())), "{}", all.len());
        assert!(head.contains("cfn-lint 1.51.0"));
    }

    #[test]
    fn every_type_is_found_and_decoded() {
        for name in types() {
            let found = find(name).unwrap();
            assert!(found.problems.is_empty(), "{name}: {:?}", found.problems);
        }
        assert!(find("AWS::ECS::Servic").is_none());
        assert!(find("").is_none());
    }

    #[test]
    fn a_type_says_what_replaces_it() {
        let service = find("AWS::ECS::Service").unwrap();
        assert!(service.has(Flag::CreateOnly, "ServiceName"));
        assert!(!service.has(Flag::CreateOnly, "DesiredCount"));
        assert!(service.has(Flag::ReadOnly, "Name"));
        let bucket = find("AWS::S3::Bucket").unwrap();
        assert_eq!(bucket.paths(Flag::Identifier), ["BucketName"]);
    }
}
