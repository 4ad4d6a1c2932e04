//! What sort of file a file is, by its name and by words in it.
//!
//! The words decide whether a file is worth parsing, and whether a file that cannot be parsed was
//! meant to be a manifest: a repository is full of YAML that is none of ours.

/// What a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// YAML: a template, perhaps.
    Yaml,
    /// JSON: a template, a task definition or a plan, perhaps.
    Json,
    /// Terraform, in its own language.
    Hcl,
    /// Terraform, in JSON.
    TerraformJson,
    /// Values of Terraform variables.
    Variables,
    /// Values of Terraform variables, in JSON.
    VariablesJson,
    /// A Compose file.
    Compose,
    /// A Dockerfile.
    Dockerfile,
}

impl Sort {
    /// By the last part of its path.
    pub fn by_name(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let lower = name.to_ascii_lowercase();
        let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| lower.ends_with(suffix));
        Some(match () {
            () if ends(&[".tf"]) => Self::Hcl,
            () if ends(&[".tf.json"]) => Self::TerraformJson,
            () if ends(&[".tfvars"]) => Self::Variables,
            () if ends(&[".tfvars.json"]) => Self::VariablesJson,
            () if is_dockerfile(&lower) => Self::Dockerfile,
            () if ends(&[".yaml", ".yml"]) && is_compose(&lower) => Self::Compose,
            () if ends(&[".yaml", ".yml"]) => Self::Yaml,
            () if ends(&[".json"]) => Self::Json,
            () if ends(&[".template"]) => Self::Yaml,
            () => return None,
        })
    }

    /// By its name; a `.template` that starts like JSON is JSON, and so is a file without a name
    /// that we know.
    pub fn of(path: &str, text: &str) -> Self {
        let looks_like_json = text.trim_start().starts_with(['{', '[']);
        match Self::by_name(path) {
            Some(Self::Yaml) if looks_like_json && !path.ends_with("ml") => Self::Json,
            Some(sort) => sort,
            None if looks_like_json => Self::Json,
            None => Self::Yaml,
        }
    }

    /// Whether its name alone says that a file is a manifest.
    pub fn is_sure(self) -> bool {
        match self {
            Self::Yaml | Self::Json => false,
            Self::Hcl
            | Self::TerraformJson
            | Self::Variables
            | Self::VariablesJson
            | Self::Compose
            | Self::Dockerfile => true,
        }
    }

    /// Whether the text has the words that a manifest of this sort must have.
    pub fn may_be_in(self, text: &str) -> bool {
        self.is_sure() || MARKS.iter().any(|words| words.iter().all(|word| text.contains(word)))
    }
}

/// Words that a template, a task definition, and a plan or state have; all of one line.
const MARKS: &[&[&str]] = &[
    &["AWSTemplateFormatVersion"],
    &["Resources", "AWS::"],
    &["containerDefinitions"],
    &["root_module", "terraform_version"],
];

/// Whether a file in a folder is worth opening.
pub fn is_candidate(path: &str) -> bool {
    Sort::by_name(path).is_some()
}

/// `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`; `Containerfile` likewise.
fn is_dockerfile(lower: &str) -> bool {
    let stem = ["dockerfile", "containerfile"].into_iter().find(|stem| {
        lower == *stem
            || lower.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))
            || lower.strip_suffix(stem).is_some_and(|rest| rest.ends_with('.'))
    });
    let is_about_one = [".dockerignore", ".md"].iter().any(|suffix| lower.ends_with(suffix));
    stem.is_some() && !is_about_one
}

/// `compose.yaml`, `docker-compose.override.yml`, `web.compose.yaml`.
fn is_compose(lower: &str) -> bool {
    lower.split('.').rev().skip(1).any(|part| part == "compose" || part == "docker-compose")
        || lower.starts_with("docker-compose")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_files_are() {
        let check = |path, expected| assert_eq!(Sort::by_name(path), expected, "{path}");
        check("infra/main.tf", Some(Sort::Hcl));
        check("main.tf.json", Some(Sort::TerraformJson));
        check("prod.tfvars", Some(Sort::Variables));
        check("prod.auto.tfvars.json", Some(Sort::VariablesJson));
        check("Dockerfile", Some(Sort::Dockerfile));
        check("web/Dockerfile.dev", Some(Sort::Dockerfile));
        check("bad.Dockerfile", Some(Sort::Dockerfile));
        check("Dockerfile.dockerignore", None);
        check("compose.yaml", Some(Sort::Compose));
        check("docker-compose.override.yml", Some(Sort::Compose));
        check("docker-compose-ci.yml", Some(Sort::Compose));
        check("bad.compose.yaml", Some(Sort::Compose));
        check("decompose.yaml", Some(Sort::Yaml));
        check("stack.template", Some(Sort::Yaml));
        check("stack.json", Some(Sort::Json));
        check("readme.md", None);
    }

    #[test]
    fn content_says_it_where_names_do_not() {
        assert_eq!(Sort::of("stack.template", " {}"), Sort::Json);
        assert_eq!(Sort::of("stack.template", "Resources:"), Sort::Yaml);
        assert_eq!(Sort::of("stack.yaml", "{}"), Sort::Yaml);
        assert_eq!(Sort::of("-", "{}"), Sort::Json);
        assert!(Sort::Yaml.may_be_in("Resources:\n  A:\n    Type: AWS::SQS::Queue\n"));
        assert!(!Sort::Yaml.may_be_in("on: push\njobs: {}\n"));
    }
}
