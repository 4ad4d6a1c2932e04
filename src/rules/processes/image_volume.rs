//! Data in a volume that Docker manages on the host.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Data, Format, Manifest, Node, Resource};

use crate::rules::lint::{Findings, Task, tasks};
use crate::rules::{Check, Lint, Rule};

/// `FW0605`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0605",
    name: "image-volume",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "A Dockerfile declares a `VOLUME` for data, or a task mounts a volume that Docker manages where a store keeps its data.",
    why: "the data is on one host under a name that Docker made up: the next task starts without it, and nothing backs it up",
    bad: r"FROM public.ecr.aws/docker/library/node:22
VOLUME /var/lib/app",
    good: r"FROM public.ecr.aws/docker/library/node:22",
    fix: "Keep data in an attached store, S3 or EFS.",
    source: "https://12factor.net/processes",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge).in_formats(&[
        Format::CloudFormation,
        Format::Terraform,
        Format::Plan,
        Format::TaskDefinition,
        Format::Dockerfile,
    ])),
};

/// Where stores keep their data.
const OF_STORES: [&str; 8] = [
    "/var/lib/mysql",
    "/var/lib/postgresql",
    "/var/lib/mongodb",
    "/var/lib/redis",
    "/var/lib/rabbitmq",
    "/var/lib/elasticsearch",
    "/usr/share/elasticsearch/data",
    "/data/db",
];
/// Where data is kept that may also be handed from one container to another.
const DATA: [&str; 2] = ["/data", "/bitnami"];
/// Where nothing is meant to last.
const SCRATCH: [&str; 5] = ["/tmp", "/var/tmp", "/run", "/var/run", "/var/cache"];

fn is_below(path: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| {
        path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let stages = manifest.of("image-stage");
    for stage in stages.filter(|it| it.property("last").and_then(Node::bool) == Some(true)) {
        declared(stage, findings);
    }
    for task in tasks(manifest) {
        mounted(&task, findings);
    }
}

fn declared(stage: &Resource, findings: &mut Findings<'_>) {
    let Some(volume) = stage.property("volume") else { return };
    let paths = match volume.items() {
        [] => std::slice::from_ref(volume),
        items => items,
    };
    for path in paths {
        let is_data = |text: &&str| text.starts_with('/') && !is_below(text, &SCRATCH);
        if let Some(text) = path.text().filter(is_data) {
            findings.at(
                stage,
                path,
                format!("the image keeps data in a volume of its host, `{text}`"),
                "keep data in an attached store, S3 or EFS",
            );
        }
    }
}

fn mounted(task: &Task<'_>, findings: &mut Findings<'_>) {
    let volumes = task.resource.property("volume").map(Node::items).unwrap_or_default();
    for container in &task.containers {
        let mounts = container.get("mount_points").map(Node::branches).unwrap_or_default();
        for mount in mounts.into_iter().flat_map(Node::items) {
            let Some(path) = mount.get("container_path") else { continue };
            let source = mount.get("source_volume").and_then(Node::text);
            let volume = volumes
                .iter()
                .find(|it| source.is_some() && it.get("name").and_then(Node::text) == source);
            let is_data = path.text().is_some_and(|path| {
                is_below(path, &OF_STORES) || is_below(path, &DATA) && !is_shared(task, source)
            });
            if is_data && volume.is_some_and(is_managed_by_docker) {
                findings.at(
                    task.resource,
                    path,
                    format!("`{}` keeps data in a volume of its host", container.name()),
                    "keep data in an attached store or EFS",
                );
            }
        }
    }
}

/// Whether several containers mount a volume: one then hands its files to another.
fn is_shared(task: &Task<'_>, source: Option<&str>) -> bool {
    let mounts = task.containers.iter().filter_map(|it| it.get("mount_points"));
    let sources = mounts.flat_map(Node::branches).flat_map(Node::items);
    let sources = sources.filter_map(|it| it.get("source_volume")).filter_map(Node::text);
    sources.filter(|it| Some(*it) == source).count() > 1
}

/// Whether a volume is a folder that Docker makes on the host: nothing else is said of it, or its
/// driver is Docker's own.
fn is_managed_by_docker(volume: &Node) -> bool {
    let Data::Object(fields) = &volume.known().data else { return false };
    fields.iter().filter(|field| !field.value.is_absent()).all(|field| match &*field.key {
        "name" => true,
        "docker_volume_configuration" => match field.value.get("driver") {
            Some(driver) => driver.text() == Some("local") && field.value.lacks("driver_opts"),
            None => matches!(field.value.known().data, Data::Object(_)),
        },
        _ => false,
    })
}
