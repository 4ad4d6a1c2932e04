//! A file system that two services write to.

use crate::diag::{Factor, Severity};
use crate::ir::lifted::{Manifest, Node, Resource};

use crate::rules::lint::{
    EcsService, Findings, Volumes, containers_of, entries, identity, services, volumes,
};
use crate::rules::{Check, Lint, Rule};

/// `FW0606`.
pub(in crate::rules) static RULE: Rule = Rule {
    id: "FW0606",
    name: "shared-efs-between-services",
    severity: Severity::Warning,
    factor: Factor::Processes,
    what: "Services of different images write to the same directory of an EFS file system.",
    why: "files are an interface without a contract: neither can change their layout without the other, and each can damage what the other stored",
    bad: r"Orders: {Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]}
Billing: {Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]}",
    good: r"Orders: {Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: !Ref OrdersFiles}}]}
Billing: {Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: !Ref BillingFiles}}]}",
    fix: "Give each its own file system or access point, or mount it read-only in all but the owner.",
    source: "https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html",
    waivable: false,
    check: Check::Unrepresentable,
    lint: Some(Lint::new(Severity::Warning, judge)),
};

/// A directory that a service writes to.
struct Mount<'m> {
    service: EcsService<'m>,
    task: &'m Resource,
    image: String,
    /// What tells the directory, the same in every service.
    place: String,
    node: &'m Node,
}

/// Judges services of different images: web and worker of one image are one app.
fn judge(manifest: &Manifest, findings: &mut Findings<'_>) {
    let mut mounts: Vec<Mount<'_>> = Vec::new();
    for service in services(manifest) {
        for mount in mounts_of(service) {
            let is_other = |it: &&Mount<'_>| it.place == mount.place && it.image != mount.image;
            if let Some(other) = mounts.iter().find(is_other) {
                let message = format!(
                    "`{}` and `{}` write to the same EFS directory",
                    other.service.resource.address, mount.service.resource.address
                );
                let help = "give each an access point of its own, or mount it read-only in one";
                findings
                    .at(mount.task, mount.node, message, help)
                    .related("the other volume", other.node.span);
            }
            mounts.push(mount);
        }
    }
}

fn mounts_of(service: EcsService<'_>) -> Vec<Mount<'_>> {
    let (Some(task), Some(image)) = (service.task(), service.product()) else {
        return Vec::new();
    };
    let Volumes { entries, .. } = volumes(task);
    let mounts = entries.into_iter().filter_map(|volume| {
        let efs = volume.get("efs_volume_configuration")?;
        let name = volume.get("name")?.text().filter(|name| is_written_to(task, name))?;
        let (place, node) = place(efs)?;
        (!name.is_empty()).then(|| Mount { service, task, image: image.clone(), place, node })
    });
    mounts.collect()
}

/// Whether a container surely mounts a volume to write to it.
fn is_written_to(task: &Resource, volume: &str) -> bool {
    let containers = containers_of(task);
    let mut points = containers.iter().flat_map(|it| entries(it.get("mount_points")));
    points.any(|point| {
        let read_only = point.get("read_only").map_or(Some(false), Node::bool);
        point.get("source_volume").and_then(Node::text) == Some(volume) && read_only == Some(false)
    })
}

/// The directory that is mounted, and the value that says so: by an access point, or by its path.
fn place(efs: &Node) -> Option<(String, &Node)> {
    let system = efs.get("file_system_id")?;
    let point = efs.get("authorization_config").and_then(|it| it.get("access_point_id"));
    if let Some(point) = point {
        return Some((identity(point).filter(|it| !it.is_empty())?, point));
    }
    let root = match efs.get("root_directory") {
        Some(node) => identity(node)?,
        None => "/".to_owned(),
    };
    let system_name = identity(system).filter(|it| !it.is_empty())?;
    Some((format!("{system_name}:/{}", root.trim_matches('/')), system))
}
