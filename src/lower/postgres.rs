//! Lowers [`Postgres`] to an Aurora cluster with Serverless v2 instances, reachable by its service
//! alone, which signs in with IAM.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html>

use crate::ir::{ImportKind, Resource, ResourceId, Value, ec2, rds};
use crate::spec::{Postgres, Service};

use super::builder::{Builder, arn, named};
use super::calls;

/// The port of PostgreSQL.
const PORT: i64 = 5432;

/// The user a service signs in as: its own name.
pub(super) fn user(service: &Service<'_>) -> String {
    super::identity(service).replace('-', "_")
}

/// Adds a database to the base of the service it belongs to.
pub(super) fn lower(
    base: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &Postgres<'_>,
    service_group: ResourceId,
) {
    let path = format!("{}/{}", service.name(), spec.name());
    let group = security_group(base, service, spec, &path);
    calls::edge(
        base,
        &format!("{path}/from-service"),
        &format!("{} to its database", service.name()),
        (&service_group.get("id"), &group.get("id")),
        PORT,
    );
    let subnets = base.import("platform", "private-subnet-ids", ImportKind::SubnetIds);
    let subnets = base.add(
        Resource::new(format!("{path}/subnet-group"), &rds::SUBNET_GROUP)
            .set("description", format!("Private subnets, for database {}", spec.name()))
            .set("subnet_ids", subnets),
    );
    let cluster = cluster(base, spec, &path, (group, subnets));
    // Aurora makes the first instance of a cluster its writer, whatever the instance is called.
    let mut writer = None;
    for number in 0..=spec.replica_count() {
        let instance =
            if number == 0 { format!("{path}/writer") } else { format!("{path}/replica-{number}") };
        let mut instance = Resource::new(instance, &rds::CLUSTER_INSTANCE)
            .set("cluster_identifier", cluster.get("id"))
            .set("instance_class", "db.serverless")
            .set("engine", "aurora-postgresql")
            .set("engine_version", spec.version().engine_version())
            .set("apply_immediately", true)
            .set("promotion_tier", i64::from(number.min(15)))
            .set("publicly_accessible", false)
            .set("auto_minor_version_upgrade", false)
            .set("performance_insights_enabled", true)
            .origin(spec.at());
        if let Some(writer) = writer {
            instance = instance.after(writer);
        }
        let id = base.add(instance);
        writer.get_or_insert(id);
    }
    let store = spec.name();
    base.output(&format!("{store}-endpoint"), ImportKind::Text, cluster.get("endpoint"));
    base.output(&format!("{store}-resource-id"), ImportKind::Text, cluster.get("resource_id"));
    base.stack.notes.push(format!(
        "Create the user of {store} once, with the master secret that RDS manages: `CREATE USER {user}; GRANT rds_iam TO {user}; GRANT ALL ON DATABASE {database} TO {user};`",
        user = user(service),
        database = database_name(spec),
    ));
}

fn security_group(
    base: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &Postgres<'_>,
    path: &str,
) -> ResourceId {
    let vpc = base.import("platform", "vpc-id", ImportKind::VpcId);
    let name = format!("{}-{}", service.name(), spec.name());
    let group = named(base, &ec2::SECURITY_GROUP, &format!("{path}/security-group"), &name)
        .set("description", format!("Database {} of {}", spec.name(), service.name()))
        .set("vpc_id", vpc)
        .set("egress", vec![calls::nothing()])
        .origin(spec.at());
    base.add(group)
}

fn database_name(spec: &Postgres<'_>) -> String {
    spec.name().replace('-', "_")
}

fn cluster(
    base: &mut Builder<'_, '_>,
    spec: &Postgres<'_>,
    path: &str,
    (group, subnets): (ResourceId, ResourceId),
) -> ResourceId {
    let force_tls =
        Value::object([("name", Value::from("rds.force_ssl")), ("value", Value::from("1"))]);
    let parameters = base.add(
        Resource::new(format!("{path}/parameters"), &rds::CLUSTER_PARAMETER_GROUP)
            .set("description", format!("Database {}: TLS only", spec.name()))
            .set("family", spec.version().family())
            .set("parameters", Value::object([("rds.force_ssl", Value::from("1"))]))
            .set("parameter", vec![force_tls]),
    );
    let most =
        base.knob(&format!("{path}/capacity"), "Most Aurora capacity units", spec.most_capacity());
    let backups =
        base.knob(&format!("{path}/backup"), "Days that backups are kept", spec.backup_retention());
    let protection =
        base.knob(path, "Whether RDS refuses to delete the database", spec.protection());
    let scaling = Value::object([("min_capacity", Value::Decimal(0.5)), ("max_capacity", most)]);
    let final_snapshot = base.name(&format!("{}-final", path.replace('/', "-")));
    let mut cluster = Resource::new(format!("{path}/cluster"), &rds::CLUSTER)
        .set("engine", "aurora-postgresql")
        .set("engine_version", spec.version().engine_version())
        .set("database_name", database_name(spec))
        .set("master_username", "formwork")
        .set("manage_master_user_password", true)
        .set("iam_database_authentication_enabled", true)
        .set("serverlessv2_scaling_configuration", scaling)
        .set("storage_encrypted", true)
        .set("backup_retention_period", backups)
        .set("copy_tags_to_snapshot", true)
        .set("deletion_protection", protection)
        .set("apply_immediately", true)
        .set("skip_final_snapshot", false)
        .set("final_snapshot_identifier", final_snapshot)
        .set("db_subnet_group_name", subnets.get("name"))
        .set("vpc_security_group_ids", vec![group.get("id")])
        .set("db_cluster_parameter_group_name", parameters.get("name"))
        .origin(spec.at())
        .retain();
    cluster.was = spec.earlier().map(|old| {
        let owner = path.split('/').next().unwrap_or_default();
        format!("{owner}/{old}/cluster")
    });
    base.add(cluster)
}

/// The URL of a database, without a password: the driver asks IAM for a token.
pub(super) fn url(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &Postgres<'_>,
) -> Value {
    let base = calls::base_of(super::identity(service));
    let endpoint = builder.import(&base, &format!("{}-endpoint", spec.name()), ImportKind::Text);
    Value::concat([
        Value::from(format!("postgres://{}@", user(service))),
        endpoint,
        Value::from(format!(":{PORT}/{}?sslmode=require", database_name(spec))),
    ])
}

/// What a service may do with its database: sign in, as its own user.
pub(super) fn grant(
    builder: &mut Builder<'_, '_>,
    service: &Service<'_>,
    spec: &Postgres<'_>,
) -> Value {
    let base = calls::base_of(super::identity(service));
    let id = builder.import(&base, &format!("{}-resource-id", spec.name()), ImportKind::Text);
    let user = Value::from(format!("/{}", user(service)));
    let user = arn("rds-db", [Value::from("dbuser:"), id, user]);
    super::builder::allow(&["rds-db:connect"], [user])
}
