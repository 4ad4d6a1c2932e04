//! A resource of every kind that `lower` and the modules emit, and what those need.
//!
//! Every number and text is another one within its resource, and no default, so that two spellings
//! that were exchanged show as a difference. A truth value has only two: kinds with many of them
//! stand here twice, with another pattern each.
//!
//! `<path.attribute>` in a text is a reference, `<region>` and its like are pseudo parameters, and
//! `<zone:0>` is the first availability zone. `after` names a resource that is made before this one.

use serde_json::{Value, json};

/// A resource: path, kind, properties.
pub(crate) type Row = (&'static str, &'static str, Value);

/// All of them, each after those it refers to.
pub(crate) fn all() -> Vec<Row> {
    [network(), identity(), storage(), balancing(), names(), containers(), scaling(), databases()]
        .concat()
        .into_iter()
        .chain(edge())
        .chain(admin())
        .chain(crate::delivery::rows())
        .collect()
}

#[expect(clippy::too_many_lines, reason = "data")]
fn network() -> Vec<Row> {
    vec![
        (
            "vpc",
            "ec2/vpc",
            json!({"cidr_block": "10.37.0.0/16", "enable_dns_hostnames": true,
                   "enable_dns_support": true, "instance_tenancy": "dedicated",
                   "tags": {"Name": "pairing-vpc", "Purpose": "to compare"}}),
        ),
        (
            "private",
            "ec2/subnet",
            json!({"vpc_id": "<vpc.id>", "cidr_block": "10.37.64.0/18", "availability_zone": "<zone:0>",
                   "map_public_ip_on_launch": false, "tags": {"Name": "pairing-private"}}),
        ),
        (
            "public",
            "ec2/subnet",
            json!({"vpc_id": "<vpc.id>", "cidr_block": "10.37.192.0/24", "availability_zone": "<zone:1>",
                   "map_public_ip_on_launch": true, "tags": {"Name": "pairing-public"}}),
        ),
        (
            "gateway",
            "ec2/internet-gateway",
            json!({"vpc_id": "<vpc.id>", "tags": {"Name": "pairing-gateway"}}),
        ),
        (
            "attachment",
            "ec2/gateway-attachment",
            json!({"vpc_id": "<vpc.id>", "internet_gateway_id": "<gateway.id>"}),
        ),
        ("address", "ec2/eip", json!({"domain": "vpc", "tags": {"Name": "pairing-address"}})),
        (
            "nat",
            "ec2/nat-gateway",
            json!({"subnet_id": "<public.id>", "allocation_id": "<address.allocation_id>",
                   "connectivity_type": "public", "tags": {"Name": "pairing-nat"}}),
        ),
        (
            "table",
            "ec2/route-table",
            json!({"vpc_id": "<vpc.id>", "tags": {"Name": "pairing-table"}}),
        ),
        (
            "public-table",
            "ec2/route-table",
            json!({"vpc_id": "<vpc.id>", "tags": {"Name": "pairing-public-table"}}),
        ),
        (
            "route",
            "ec2/route",
            json!({"route_table_id": "<table.id>", "destination_cidr_block": "10.201.0.0/16",
                   "nat_gateway_id": "<nat.id>"}),
        ),
        (
            "public-route",
            "ec2/route",
            json!({"route_table_id": "<public-table.id>", "destination_cidr_block": "10.202.0.0/16",
                   "gateway_id": "<gateway.id>"}),
        ),
        (
            "association",
            "ec2/route-table-association",
            json!({"route_table_id": "<table.id>", "subnet_id": "<private.id>"}),
        ),
        (
            "group",
            "ec2/security-group",
            json!({"description": "Everything of pairing", "vpc_id": "<vpc.id>",
                   "ingress": [
                       {"description": "first in", "ip_protocol": "tcp", "from_port": 8101, "to_port": 8102, "cidr_ipv4": "10.1.0.0/16"},
                       {"description": "second in", "ip_protocol": "udp", "from_port": 8103, "to_port": 8104, "cidr_ipv6": "fd01::/16"}],
                   "egress": [
                       {"description": "first out", "ip_protocol": "tcp", "from_port": 8105, "to_port": 8106, "cidr_ipv4": "10.2.0.0/16"}],
                   "tags": {"Name": "pairing-group"}}),
        ),
        (
            "peer",
            "ec2/security-group",
            json!({"name": "pairing-named-peer", "description": "The other side", "vpc_id": "<vpc.id>",
                   "egress": [{"description": "nothing", "ip_protocol": "tcp", "from_port": 8107, "to_port": 8108, "cidr_ipv4": "10.3.0.0/16"}]}),
        ),
        (
            "in",
            "ec2/ingress-rule",
            json!({"security_group_id": "<group.id>", "description": "from the peer", "ip_protocol": "tcp",
                   "from_port": 8109, "to_port": 8110, "referenced_security_group_id": "<peer.id>"}),
        ),
        (
            "out",
            "ec2/egress-rule",
            json!({"security_group_id": "<group.id>", "description": "to the peer", "ip_protocol": "udp",
                   "from_port": 8111, "to_port": 8112, "referenced_security_group_id": "<peer.id>"}),
        ),
        (
            "out-range",
            "ec2/egress-rule",
            json!({"security_group_id": "<peer.id>", "description": "to a range", "ip_protocol": "tcp",
                   "from_port": 8113, "to_port": 8114, "cidr_ipv4": "10.4.0.0/16"}),
        ),
        ("default-group", "ec2/default-security-group", json!({"vpc_id": "<vpc.id>"})),
        (
            "s3-endpoint",
            "ec2/vpc-endpoint",
            json!({"vpc_id": "<vpc.id>", "service_name": "com.amazonaws.<region>.s3",
                   "vpc_endpoint_type": "Gateway", "route_table_ids": ["<table.id>", "<public-table.id>"],
                   "policy": {"Version": "2012-10-17", "Statement": [
                       {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]},
                   "tags": {"Name": "pairing-s3"}}),
        ),
        (
            "interface-endpoint",
            "ec2/vpc-endpoint",
            json!({"vpc_id": "<vpc.id>", "service_name": "com.amazonaws.<region>.ecr.api",
                   "vpc_endpoint_type": "Interface", "subnet_ids": ["<private.id>"],
                   "security_group_ids": ["<group.id>"], "private_dns_enabled": true}),
        ),
    ]
}

pub(crate) fn trust(service: &str) -> Value {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole",
         "Condition": {"StringEquals": {"aws:SourceAccount": "<account>"}}}]})
}

fn identity() -> Vec<Row> {
    vec![
        (
            "key",
            "kms/key",
            json!({"description": "Key of pairing", "enable_key_rotation": true,
                   "deletion_window_in_days": 13, "tags": {"Purpose": "key to compare"}}),
        ),
        (
            "role",
            "iam/role",
            json!({"name": "pairing-role", "description": "Role of pairing", "path": "/pairing/",
                   "assume_role_policy": trust("ecs-tasks.amazonaws.com"), "max_session_duration": 7201,
                   "permissions_boundary": "arn:<partition>:iam::aws:policy/PowerUserAccess",
                   "tags": {"Purpose": "role to compare"}}),
        ),
        (
            "execution",
            "iam/role",
            json!({"assume_role_policy": trust("vpc-flow-logs.amazonaws.com")}),
        ),
        (
            "policy",
            "iam/policy",
            json!({"name": "pairing-policy", "role": "<role.name>",
                   "policy": {"Version": "2012-10-17", "Statement": [
                       {"Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:GetQueueUrl"], "Resource": "arn:<partition>:sqs:<region>:<account>:pairing-*"}]}}),
        ),
        (
            "log-group",
            "logs/log-group",
            json!({"name": "/pairing/app", "retention_in_days": 545, "kms_key_id": "<key.arn>",
                   "tags": {"Purpose": "lines to compare"}}),
        ),
        ("flow-group", "logs/log-group", json!({"retention_in_days": 1827})),
        (
            "flow-log",
            "ec2/flow-log",
            json!({"resource_type": "VPC", "vpc_id": "<vpc.id>", "traffic_type": "REJECT",
                   "log_destination_type": "cloud-watch-logs",
                   "log_destination": "arn:<partition>:logs:<region>:<account>:log-group:<flow-group.name>",
                   "iam_role_arn": "<execution.arn>", "max_aggregation_interval": 60,
                   "log_format": "${version} ${vpc-id} ${action}", "tags": {"Name": "pairing-flow"}}),
        ),
        (
            "parameter",
            "ssm/parameter",
            json!({"name": "/pairing/dev/value", "type": "String", "insecure_value": "ami-0123456789abcdef0",
                   "description": "Parameter of pairing", "tier": "Advanced",
                   "allowed_pattern": "^ami-.*$", "tags": {"Purpose": "parameter to compare"}}),
        ),
        (
            "list-parameter",
            "ssm/parameter",
            json!({"name": "/pairing/dev/list", "type": "StringList", "insecure_value": "<private.id>,<public.id>"}),
        ),
    ]
}

fn storage() -> Vec<Row> {
    vec![
        (
            "logs-bucket",
            "s3/bucket",
            json!({"bucket": "pairing-logs", "block_public_acls": true, "block_public_policy": true,
                   "ignore_public_acls": false, "restrict_public_buckets": false,
                   "rule_object_ownership": "BucketOwnerEnforced",
                   "versioning_configuration_status": "Suspended",
                   "server_side_encryption_rule": [
                       {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
                   "lifecycle_rule": [
                       {"id": "expire", "status": "Enabled", "filter_prefix": "old/", "expiration_days": 401}]}),
        ),
        (
            "logs-policy",
            "s3/bucket-policy",
            json!({"bucket": "<logs-bucket.name>", "policy": {"Version": "2012-10-17", "Statement": [
                {"Sid": "Logs", "Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"},
                 "Action": "s3:PutObject", "Resource": "<logs-bucket.arn>/*"},
                {"Sid": "Requests", "Effect": "Allow", "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
                 "Action": "s3:PutObject", "Resource": "<logs-bucket.arn>/*"}]}}),
        ),
        (
            "bucket",
            "s3/bucket",
            json!({"after": "logs-policy", "bucket": "pairing-files", "block_public_acls": true, "block_public_policy": false,
                   "ignore_public_acls": false, "restrict_public_buckets": true,
                   "rule_object_ownership": "BucketOwnerPreferred",
                   "versioning_configuration_status": "Enabled",
                   "server_side_encryption_rule": [
                       {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": "<key.arn>"},
                        "bucket_key_enabled": true}],
                   "lifecycle_rule": [
                       {"id": "noncurrent", "status": "Enabled", "filter_prefix": "files/",
                        "noncurrent_version_expiration": {"noncurrent_days": 91},
                        "abort_incomplete_multipart_upload": {"days_after_initiation": 9},
                        "transition": [{"days": 31, "storage_class": "STANDARD_IA"}]},
                       {"id": "stopped", "status": "Disabled", "filter_prefix": "stopped/", "expiration_days": 402}],
                   "target_bucket": "<logs-bucket.name>", "target_prefix": "access/",
                   "cors_rule": [{"id": "cors", "allowed_methods": ["GET", "PUT"],
                       "allowed_origins": ["https://a.pairing.example", "https://b.pairing.example"],
                       "allowed_headers": ["X-In-One", "X-In-Two"], "expose_headers": ["X-Out-One", "X-Out-Two"],
                       "max_age_seconds": 3001}],
                   "tags": {"Purpose": "files to compare"}}),
        ),
        (
            "bucket-policy",
            "s3/bucket-policy",
            json!({"bucket": "<bucket.name>", "policy": {"Version": "2012-10-17", "Statement": [
                {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": ["<bucket.arn>", "<bucket.arn>/*"],
                 "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}),
        ),
        (
            "repository",
            "ecr/repository",
            json!({"name": "pairing/app", "image_tag_mutability": "IMMUTABLE",
                   "image_scanning_configuration": {"scan_on_push": true},
                   "encryption_configuration": {"encryption_type": "KMS", "kms_key": "<key.arn>"},
                   "lifecycle_policy": {"rules": [
                       {"rulePriority": 3, "description": "Untagged images", "selection":
                           {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 15},
                        "action": {"type": "expire"}},
                       {"rulePriority": 5, "description": "Many images", "selection":
                           {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 203},
                        "action": {"type": "expire"}}]},
                   "policy": {"Version": "2012-10-17", "Statement": [
                       {"Sid": "Pull", "Effect": "Allow", "Principal": {"AWS": "arn:<partition>:iam::222222222222:root"},
                        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]}]},
                   "tags": {"Purpose": "images to compare"}}),
        ),
        (
            "dead-letters",
            "sqs/queue",
            json!({"name": "pairing-dead", "message_retention_seconds": 1_209_001, "max_message_size": 131_073,
                   "sqs_managed_sse_enabled": true}),
        ),
        (
            "queue",
            "sqs/queue",
            json!({"name": "pairing-queue.fifo", "fifo_queue": true, "content_based_deduplication": true,
                   "deduplication_scope": "messageGroup", "fifo_throughput_limit": "perMessageGroupId",
                   "visibility_timeout_seconds": 41, "message_retention_seconds": 86_461,
                   "receive_wait_time_seconds": 17, "delay_seconds": 11, "max_message_size": 65_537,
                   "kms_master_key_id": "<key.arn>", "kms_data_key_reuse_period_seconds": 601,
                   "tags": {"Purpose": "messages to compare"}}),
        ),
        (
            "standard-queue",
            "sqs/queue",
            json!({"name": "pairing-standard", "visibility_timeout_seconds": 42,
                   "message_retention_seconds": 86_462, "receive_wait_time_seconds": 18,
                   "max_message_size": 65_538, "sqs_managed_sse_enabled": true,
                   "redrive_policy": {"deadLetterTargetArn": "<dead-letters.arn>", "maxReceiveCount": 6}}),
        ),
        (
            "queue-policy",
            "sqs/queue-policy",
            json!({"queue_url": "<standard-queue.url>", "policy": {"Version": "2012-10-17", "Statement": [
                {"Sid": "TlsOnlyQueue", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
                 "Resource": "<standard-queue.arn>", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}),
        ),
    ]
}

fn names() -> Vec<Row> {
    vec![
        (
            "alias-record",
            "route53/record",
            json!({"zone_id": "<dns.id>", "name": "app.pairing.example", "type": "A",
                   "alias": {"name": "<balancer.dns_name>", "zone_id": "<balancer.zone_id>", "evaluate_target_health": true},
                   "set_identifier": "blue", "weighted_routing_policy_weight": 83}),
        ),
        (
            "text-record",
            "route53/record",
            json!({"zone_id": "<dns.id>", "name": "alias.pairing.example", "type": "CNAME", "ttl": 307,
                   "records": ["target.pairing.example"]}),
        ),
        (
            "near-record",
            "route53/record",
            json!({"zone_id": "<dns.id>", "name": "near.pairing.example", "type": "A", "ttl": 309,
                   "records": ["192.0.2.11", "192.0.2.12"], "set_identifier": "near",
                   "latency_routing_policy_region": "eu-central-1"}),
        ),
        (
            "spare-record",
            "route53/record",
            json!({"zone_id": "<dns.id>", "name": "spare.pairing.example", "type": "A", "ttl": 311,
                   "records": ["192.0.2.13"], "set_identifier": "spare", "failover_routing_policy_type": "SECONDARY"}),
        ),
        (
            "namespace",
            "servicediscovery/http-namespace",
            json!({"name": "pairing-space", "description": "Namespace of pairing", "tags": {"Purpose": "names to compare"}}),
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "data")]
fn balancing() -> Vec<Row> {
    vec![
        ("dns", "route53/zone", json!({"name": "pairing.example", "comment": "Zone of pairing"})),
        (
            "certificate",
            "acm/certificate",
            json!({"domain_name": "pairing.example", "subject_alternative_names": ["*.pairing.example"],
                   "validation_method": "DNS", "validation_domain_name": "pairing.example",
                   "zone_id": "<dns.id>", "tags": {"Purpose": "certificate to compare"}}),
        ),
        (
            "second-certificate",
            "acm/certificate",
            json!({"domain_name": "second.pairing.example", "validation_method": "DNS",
                   "validation_domain_name": "second.pairing.example", "zone_id": "<dns.id>"}),
        ),
        (
            "balancer",
            "elbv2/load-balancer",
            json!({"name": "pairing-balancer", "load_balancer_type": "application", "internal": true,
                   "security_groups": ["<group.id>"], "subnets": ["<private.id>", "<public.id>"],
                   "enable_deletion_protection": false,
                   "access_logs_enabled": true, "access_logs_bucket": "<logs-bucket.name>", "access_logs_prefix": "requests",
                   "connection_logs_enabled": true, "connection_logs_bucket": "<bucket.name>", "connection_logs_prefix": "connections",
                   "idle_timeout": 61, "client_keep_alive": 3607,
                   "drop_invalid_header_fields": true, "desync_mitigation_mode": "strictest",
                   "preserve_host_header": true, "enable_tls_version_and_cipher_suite_headers": false,
                   "enable_xff_client_port": true, "xff_header_processing_mode": "preserve",
                   "enable_http2": false, "enable_waf_fail_open": false, "enable_zonal_shift": false,
                   "tags": {"Purpose": "requests to compare"}}),
        ),
        (
            "other-balancer",
            "elbv2/load-balancer",
            json!({"name": "pairing-other", "internal": false,
                   "security_groups": ["<peer.id>"], "subnets": ["<public.id>", "<private.id>"],
                   "enable_deletion_protection": true,
                   "connection_logs_enabled": true, "connection_logs_bucket": "<logs-bucket.name>",
                   "idle_timeout": 62, "client_keep_alive": 3608,
                   "drop_invalid_header_fields": true, "desync_mitigation_mode": "monitor",
                   "preserve_host_header": false, "enable_tls_version_and_cipher_suite_headers": true,
                   "enable_xff_client_port": false, "xff_header_processing_mode": "remove",
                   "enable_http2": true, "enable_waf_fail_open": true, "enable_zonal_shift": true}),
        ),
        (
            "targets",
            "elbv2/target-group",
            json!({"name": "pairing-targets", "vpc_id": "<vpc.id>", "target_type": "ip", "port": 8201,
                   "protocol": "HTTP", "protocol_version": "HTTP2",
                   "health_check_enabled": true, "health_check_protocol": "HTTPS", "health_check_port": "8202",
                   "health_check_path": "/healthy", "health_check_matcher": "203-205",
                   "health_check_interval": 23, "health_check_timeout": 12,
                   "health_check_healthy_threshold": 4, "health_check_unhealthy_threshold": 6,
                   "deregistration_delay": 71, "slow_start": 97, "load_balancing_algorithm_type": "round_robin",
                   "load_balancing_cross_zone_enabled": "true",
                   "stickiness_enabled": true, "stickiness_type": "lb_cookie", "stickiness_cookie_duration": 4001,
                   "tags": {"Purpose": "targets to compare"}}),
        ),
        (
            "other-targets",
            "elbv2/target-group",
            json!({"name": "pairing-other-targets", "vpc_id": "<vpc.id>", "target_type": "ip", "port": 8203,
                   "protocol": "HTTP", "protocol_version": "GRPC",
                   "health_check_enabled": true, "health_check_protocol": "HTTP", "health_check_port": "8204",
                   "health_check_path": "/grpc.Health/Check", "health_check_matcher_grpc_code": "3-7",
                   "health_check_interval": 24, "health_check_timeout": 13,
                   "health_check_healthy_threshold": 5, "health_check_unhealthy_threshold": 8,
                   "deregistration_delay": 72, "slow_start": 98,
                   "load_balancing_algorithm_type": "weighted_random", "load_balancing_anomaly_mitigation": "on",
                   "stickiness_enabled": true, "stickiness_type": "app_cookie",
                   "stickiness_cookie_name": "PAIRING", "stickiness_app_cookie_duration": 4002,
                   "target_group_health_dns_failover_minimum_healthy_targets_count": "2",
                   "target_group_health_dns_failover_minimum_healthy_targets_percentage": "21",
                   "target_group_health_unhealthy_state_routing_minimum_healthy_targets_count": 1,
                   "target_group_health_unhealthy_state_routing_minimum_healthy_targets_percentage": "22"}),
        ),
        (
            "redirect",
            "elbv2/listener",
            json!({"load_balancer_arn": "<balancer.arn>", "port": 8301, "protocol": "HTTP",
                   "default_action": [{"type": "redirect", "redirect": {
                       "protocol": "HTTPS", "port": "8302", "host": "new.#{host}", "path": "/new/#{path}",
                       "query": "from=old&#{query}", "status_code": "HTTP_302"}}]}),
        ),
        (
            "https",
            "elbv2/listener",
            json!({"load_balancer_arn": "<balancer.arn>", "port": 8303, "protocol": "HTTPS",
                   "ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2021-06", "certificate_arn": "<certificate.arn>",
                   "default_action": [{"type": "fixed-response", "fixed_response": {
                       "status_code": 418, "content_type": "text/html", "message_body": "nothing here"}}],
                   "routing_http_response_server_enabled": false,
                   "routing_http_response_strict_transport_security_header_value": "max-age=31536001",
                   "routing_http_response_content_security_policy_header_value": "default-src 'self'",
                   "routing_http_response_x_content_type_options_header_value": "nosniff",
                   "routing_http_response_x_frame_options_header_value": "SAMEORIGIN",
                   "routing_http_response_access_control_allow_origin_header_value": "https://cors.pairing.example",
                   "routing_http_response_access_control_allow_methods_header_value": "GET,POST",
                   "routing_http_response_access_control_allow_headers_header_value": "X-Allowed",
                   "routing_http_response_access_control_allow_credentials_header_value": "true",
                   "routing_http_response_access_control_expose_headers_header_value": "X-Exposed",
                   "routing_http_response_access_control_max_age_header_value": "601",
                   "routing_http_request_x_amzn_tls_version_header_name": "X-Renamed-Version",
                   "routing_http_request_x_amzn_tls_cipher_suite_header_name": "X-Renamed-Cipher",
                   "routing_http_request_x_amzn_mtls_clientcert_header_name": "X-Renamed-Cert",
                   "routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name": "X-Renamed-Serial",
                   "routing_http_request_x_amzn_mtls_clientcert_issuer_header_name": "X-Renamed-Issuer",
                   "routing_http_request_x_amzn_mtls_clientcert_subject_header_name": "X-Renamed-Subject",
                   "routing_http_request_x_amzn_mtls_clientcert_validity_header_name": "X-Renamed-Validity",
                   "routing_http_request_x_amzn_mtls_clientcert_leaf_header_name": "X-Renamed-Leaf"}),
        ),
        (
            "further-certificate",
            "elbv2/listener-certificate",
            json!({"listener_arn": "<https.arn>", "certificate_arn": "<second-certificate.arn>"}),
        ),
        (
            "forward-rule",
            "elbv2/listener-rule",
            json!({"listener_arn": "<https.arn>", "priority": 107,
                   "condition": [
                       {"field": "host-header", "host_header": {"values": ["one.pairing.example", "two.pairing.example"]}},
                       {"field": "path-pattern", "path_pattern": {"values": ["/path/*"]}}],
                   "action": [{"type": "forward", "forward": {
                       "target_group": [{"arn": "<targets.arn>", "weight": 31}, {"arn": "<other-targets.arn>", "weight": 69}],
                       "stickiness": {"duration": 907, "enabled": true}}}]}),
        ),
        (
            "plain-rule",
            "elbv2/listener-rule",
            json!({"listener_arn": "<https.arn>", "priority": 307,
                   "condition": [{"field": "path-pattern", "path_pattern": {"values": ["/plain/*"]}}],
                   "action": [{"type": "forward", "target_group_arn": "<other-targets.arn>"}]}),
        ),
        (
            "answer-rule",
            "elbv2/listener-rule",
            json!({"listener_arn": "<https.arn>", "priority": 211,
                   "condition": [
                       {"field": "http-header", "http_header": {"http_header_name": "X-Choice", "values": ["left", "right"]}},
                       {"field": "http-request-method", "http_request_method": {"values": ["DELETE"]}},
                       {"field": "query-string", "query_string": [{"key": "which", "value": "this"}]},
                       {"field": "source-ip", "source_ip": {"values": ["192.0.2.0/24"]}}],
                   "action": [
                       {"type": "authenticate-oidc", "order": 1, "authenticate_oidc": {
                           "authorization_endpoint": "https://id.pairing.example/authorize",
                           "client_id": "pairing-client", "client_secret": "made-up",
                           "issuer": "https://id.pairing.example", "token_endpoint": "https://id.pairing.example/token",
                           "user_info_endpoint": "https://id.pairing.example/user",
                           "on_unauthenticated_request": "deny", "scope": "openid email",
                           "session_cookie_name": "PairingSession", "session_timeout": 3701}},
                       {"type": "fixed-response", "order": 2, "fixed_response": {
                           "status_code": 410, "content_type": "text/css", "message_body": "gone for good"}}]}),
        ),
    ]
}

fn containers() -> Vec<Row> {
    let log_options = |prefix: &str| {
        json!({"awslogs-group": "<log-group.name>", "awslogs-region": "<region>",
               "awslogs-stream-prefix": prefix, "mode": "non-blocking", "max-buffer-size": "26m"})
    };
    vec![
        (
            "cluster",
            "ecs/cluster",
            json!({"name": "pairing-cluster", "setting": [{"name": "containerInsights", "value": "enhanced"}],
                   "configuration": {"execute_command_configuration": {"logging": "OVERRIDE", "kms_key_id": "<key.arn>",
                       "log_configuration": {"cloud_watch_log_group_name": "<log-group.name>", "cloud_watch_encryption_enabled": true}}},
                   "service_connect_defaults": {"namespace": "<namespace.arn>"},
                   "capacity_providers": ["FARGATE", "FARGATE_SPOT"],
                   "default_capacity_provider_strategy": [
                       {"capacity_provider": "FARGATE", "base": 3, "weight": 5},
                       {"capacity_provider": "FARGATE_SPOT", "weight": 7}],
                   "tags": {"Purpose": "cluster to compare"}}),
        ),
        (
            "task",
            "ecs/task-definition",
            json!({"family": "pairing-task", "requires_compatibilities": ["FARGATE"], "network_mode": "awsvpc",
                   "cpu": 1024, "memory": 3072, "skip_destroy": false,
                   "runtime_platform": {"cpu_architecture": "ARM64", "operating_system_family": "LINUX"},
                   "ephemeral_storage": {"size_in_gib": 33}, "pid_mode": "task",
                   "execution_role_arn": "<execution.arn>", "task_role_arn": "<role.arn>",
                   "volume": [{"name": "scratch"}, {"name": "shared", "efs_volume_configuration": {
                       "file_system_id": "fs-0123456789abcdef0", "root_directory": "/exported",
                       "transit_encryption": "ENABLED", "transit_encryption_port": 2999,
                       "authorization_config": {"access_point_id": "fsap-0123456789abcdef0", "iam": "DISABLED"}}}],
                   "container_definitions": [
                       {"name": "main", "image": "registry.example/main@sha256:1111111111111111111111111111111111111111111111111111111111111111",
                        "essential": true, "user": "10001", "readonly_root_filesystem": true, "privileged": false,
                        "cpu": 513, "memory": 2049, "memory_reservation": 1025, "start_timeout": 121, "stop_timeout": 119,
                        "command": ["serve", "--quietly"], "entry_point": ["/bin/main", "--first"], "working_directory": "/work",
                        "environment": [{"name": "FIRST", "value": "one ${not} %{this}"}, {"name": "SECOND", "value": "two"}],
                        "environment_files": [{"type": "s3", "value": "<bucket.arn>/main.env"}],
                        "secrets": [{"name": "HIDDEN", "value_from": "arn:<partition>:ssm:<region>:<account>:parameter/pairing/hidden"}],
                        "port_mappings": [
                            {"name": "web", "container_port": 8401, "host_port": 8401, "protocol": "tcp", "app_protocol": "grpc"}],
                        "health_check": {"command": ["CMD", "/bin/main", "check"], "interval": 14, "timeout": 8, "retries": 9, "start_period": 122},
                        "log_configuration": {"log_driver": "awslogs", "options": log_options("main-lines"),
                            "secret_options": [{"name": "hidden-option", "value_from": "arn:<partition>:ssm:<region>:<account>:parameter/pairing/option"}]},
                        "linux_parameters": {"init_process_enabled": true, "capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}},
                        "mount_points": [
                            {"source_volume": "scratch", "container_path": "/scratch", "read_only": false},
                            {"source_volume": "shared", "container_path": "/shared", "read_only": true}],
                        "ulimits": [{"name": "nofile", "soft_limit": 4097, "hard_limit": 8193}],
                        "system_controls": [{"namespace": "net.core.somaxconn", "value": "1023"}],
                        "depends_on": [{"container_name": "side", "condition": "HEALTHY"}],
                        "restart_policy": {"enabled": true, "ignored_exit_codes": [44], "restart_attempt_period": 63},
                        "version_consistency": "disabled", "docker_labels": {"pairing.label": "labelled"},
                        "interactive": true, "pseudo_terminal": false},
                       {"name": "side", "image": "registry.example/side@sha256:2222222222222222222222222222222222222222222222222222222222222222",
                        "essential": false, "user": "10002",
                        "firelens_configuration": {"type": "fluentbit", "options": {"enable-ecs-log-metadata": "false"}},
                        "health_check": {"command": ["CMD-SHELL", "exit 0"], "interval": 16, "timeout": 11, "retries": 10, "start_period": 123},
                        "volumes_from": [{"source_container": "main", "read_only": true}],
                        "repository_credentials": {"credentials_parameter": "arn:<partition>:secretsmanager:<region>:<account>:secret:pairing-pull"}}],
                   "tags": {"Purpose": "task to compare"}}),
        ),
        (
            "ecs-alarm",
            "cloudwatch/alarm",
            json!({"alarm_name": "pairing-rollback", "comparison_operator": "LessThanLowerOrGreaterThanUpperThreshold",
                   "evaluation_periods": 3, "datapoints_to_alarm": 2, "treat_missing_data": "ignore", "threshold_metric_id": "band",
                   "metric_query": [
                       {"id": "band", "expression": "ANOMALY_DETECTION_BAND(total, 4)", "label": "Expected", "return_data": true},
                       {"id": "total", "label": "Total", "return_data": true, "metric": {
                           "namespace": "AWS/ApplicationELB", "metric_name": "RequestCount", "period": 120, "stat": "Sum", "unit": "Count",
                           "dimensions": {"LoadBalancer": "<balancer.full_name>", "TargetGroup": "<targets.full_name>"}}}]}),
        ),
        (
            "service",
            "ecs/service",
            json!({"name": "pairing-service", "cluster": "<cluster.arn>", "task_definition": "<task.arn>", "desired_count": 3,
                   "capacity_provider_strategy": [
                       {"capacity_provider": "FARGATE", "base": 2, "weight": 4},
                       {"capacity_provider": "FARGATE_SPOT", "weight": 6}],
                   "platform_version": "1.4.0", "scheduling_strategy": "REPLICA", "availability_zone_rebalancing": "DISABLED",
                   "network_configuration": {"subnets": ["<private.id>"], "security_groups": ["<group.id>"], "assign_public_ip": true},
                   "load_balancer": [{"target_group_arn": "<targets.arn>", "container_name": "main", "container_port": 8401}],
                   "health_check_grace_period_seconds": 131, "deployment_minimum_healthy_percent": 67, "deployment_maximum_percent": 167,
                   "deployment_circuit_breaker": {"enable": true, "rollback": false},
                   "alarms": {"alarm_names": ["<ecs-alarm.name>"], "enable": false, "rollback": true},
                   "service_connect_configuration": {"enabled": true, "namespace": "<namespace.arn>",
                       "service": [{"port_name": "web", "discovery_name": "found", "ingress_port_override": 8402,
                           "client_alias": [{"port": 8403, "dns_name": "called"}],
                           "timeout": {"idle_timeout_seconds": 301, "per_request_timeout_seconds": 29}}],
                       "log_configuration": {"log_driver": "awslogs", "options": log_options("proxy-lines")}},
                   "enable_execute_command": true, "enable_ecs_managed_tags": true, "propagate_tags": "TASK_DEFINITION",
                   "wait_for_steady_state": false, "tags": {"Purpose": "service to compare"}}),
        ),
    ]
}

fn scaling() -> Vec<Row> {
    let of_service = |more: Value| {
        let mut all = json!({"service_namespace": "ecs", "resource_id": "service/pairing-cluster/<service.name>",
                             "scalable_dimension": "ecs:service:DesiredCount"});
        let entries = all.as_object_mut().expect("an object");
        entries.extend(more.as_object().expect("an object").clone());
        all
    };
    vec![
        (
            "alarm",
            "cloudwatch/alarm",
            json!({"alarm_name": "pairing-alarm", "alarm_description": "Alarm of pairing", "namespace": "AWS/SQS",
                   "metric_name": "ApproximateAgeOfOldestMessage", "dimensions": {"QueueName": "<standard-queue.name>"},
                   "statistic": "Maximum", "unit": "Seconds", "period": 180, "evaluation_periods": 7, "datapoints_to_alarm": 4,
                   "threshold": 317, "comparison_operator": "GreaterThanOrEqualToThreshold", "treat_missing_data": "breaching",
                   "actions_enabled": false, "alarm_actions": ["arn:<partition>:sns:<region>:<account>:alarming"], "ok_actions": ["arn:<partition>:sns:<region>:<account>:calming"],
                   "insufficient_data_actions": ["arn:<partition>:sns:<region>:<account>:waiting"], "tags": {"Purpose": "alarm to compare"}}),
        ),
        (
            "math-alarm",
            "cloudwatch/alarm",
            json!({"alarm_name": "pairing-math", "comparison_operator": "LessThanThreshold", "threshold": 0.25,
                   "evaluation_periods": 6, "datapoints_to_alarm": 5, "treat_missing_data": "notBreaching",
                   "metric_query": [
                       {"id": "rate", "expression": "errors / requests", "label": "Rate", "return_data": true},
                       {"id": "errors", "label": "Errors", "return_data": false, "metric": {
                           "namespace": "AWS/ApplicationELB", "metric_name": "HTTPCode_Target_5XX_Count", "period": 240, "stat": "Sum",
                           "dimensions": {"TargetGroup": "<targets.full_name>"}}},
                       {"id": "requests", "label": "Requests", "return_data": false, "metric": {
                           "namespace": "AWS/Other", "metric_name": "RequestCount", "period": 300, "stat": "p95"}}]}),
        ),
        (
            "percentile-alarm",
            "cloudwatch/alarm",
            json!({"alarm_name": "pairing-percentile", "namespace": "AWS/ApplicationELB", "metric_name": "TargetResponseTime",
                   "extended_statistic": "p99", "period": 360, "evaluation_periods": 8, "threshold": 1.5,
                   "comparison_operator": "GreaterThanThreshold", "treat_missing_data": "missing", "evaluate_low_sample_count_percentiles": "ignore"}),
        ),
        (
            "target",
            "applicationautoscaling/target",
            of_service(json!({"min_capacity": 2, "max_capacity": 19,
                "suspended_state": {"dynamic_scaling_in_suspended": true, "dynamic_scaling_out_suspended": false, "scheduled_scaling_suspended": false},
                "scheduled_action": [{"name": "night", "schedule": "cron(0 22 * * ? *)", "timezone": "Europe/Berlin",
                    "start_time": "2031-01-02T03:04:05Z", "end_time": "2032-02-03T04:05:06Z",
                    "scalable_target_action": {"min_capacity": 1, "max_capacity": 5}}]})),
        ),
        (
            "cpu",
            "applicationautoscaling/policy",
            of_service(json!({"name": "pairing-cpu", "policy_type": "TargetTrackingScaling",
                "target_tracking_scaling_policy_configuration": {"target_value": 61, "scale_in_cooldown": 302, "scale_out_cooldown": 59,
                    "disable_scale_in": true,
                    "predefined_metric_specification": {"predefined_metric_type": "ALBRequestCountPerTarget",
                        "resource_label": "<balancer.full_name>/<targets.full_name>"}}})),
        ),
        (
            "custom",
            "applicationautoscaling/policy",
            of_service(json!({"name": "pairing-custom", "policy_type": "TargetTrackingScaling",
                "target_tracking_scaling_policy_configuration": {"target_value": 0.75, "scale_in_cooldown": 303, "scale_out_cooldown": 58,
                    "customized_metric_specification": {"metrics": [
                        {"id": "each", "expression": "waiting / running", "label": "Each", "return_data": true},
                        {"id": "waiting", "label": "Waiting", "return_data": false, "metric_stat": {"stat": "Maximum", "unit": "Count", "metric": {
                            "metric_name": "ApproximateNumberOfMessagesVisible", "namespace": "AWS/SQS",
                            "dimensions": [{"name": "QueueName", "value": "<standard-queue.name>"}]}}},
                        {"id": "running", "return_data": false, "metric_stat": {"stat": "Average", "metric": {
                            "metric_name": "RunningTaskCount", "namespace": "ECS/ContainerInsights",
                            "dimensions": [{"name": "ServiceName", "value": "pairing-service"}]}}}]}}})),
        ),
        (
            "own-metric",
            "applicationautoscaling/policy",
            of_service(
                json!({"name": "pairing-own-metric", "policy_type": "TargetTrackingScaling",
                "target_tracking_scaling_policy_configuration": {"target_value": 43, "scale_in_cooldown": 304, "scale_out_cooldown": 57,
                    "customized_metric_specification": {"metric_name": "Load", "namespace": "Pairing", "statistic": "Minimum", "unit": "Percent",
                        "dimensions": [{"name": "Part", "value": "whole"}]}}}),
            ),
        ),
        (
            "steps",
            "applicationautoscaling/policy",
            of_service(json!({"name": "pairing-steps", "policy_type": "StepScaling",
                "step_scaling_policy_configuration": {"adjustment_type": "PercentChangeInCapacity", "cooldown": 77,
                    "metric_aggregation_type": "Maximum", "min_adjustment_magnitude": 3,
                    "step_adjustment": [
                        {"scaling_adjustment": 11, "metric_interval_lower_bound": 1, "metric_interval_upper_bound": 21},
                        {"scaling_adjustment": 23, "metric_interval_lower_bound": 21}]}})),
        ),
    ]
}

fn databases() -> Vec<Row> {
    vec![
        (
            "subnets",
            "rds/subnet-group",
            json!({"name": "pairing-subnets", "description": "Subnets of pairing", "subnet_ids": ["<private.id>", "<public.id>"],
                   "tags": {"Purpose": "subnets to compare"}}),
        ),
        (
            "parameters",
            "rds/cluster-parameter-group",
            json!({"name": "pairing-parameters", "family": "aurora-postgresql16", "description": "Parameters of pairing",
                   "parameters": {"rds.force_ssl": "1", "log_min_duration_statement": "502"},
                   "parameter": [
                       {"name": "rds.force_ssl", "value": "1", "apply_method": "pending-reboot"},
                       {"name": "log_min_duration_statement", "value": "502", "apply_method": "pending-reboot"}],
                   "tags": {"Purpose": "parameters to compare"}}),
        ),
        (
            "database",
            "rds/cluster",
            json!({"cluster_identifier": "pairing-database", "engine": "aurora-postgresql", "engine_version": "16.6",
                   "engine_mode": "provisioned", "database_name": "pairs", "master_username": "owner",
                   "manage_master_user_password": true, "iam_database_authentication_enabled": true,
                   "serverlessv2_scaling_configuration": {"min_capacity": 0.5, "max_capacity": 12.5},
                   "db_subnet_group_name": "<subnets.name>", "vpc_security_group_ids": ["<group.id>"], "port": 5499,
                   "db_cluster_parameter_group_name": "<parameters.name>", "storage_encrypted": true, "kms_key_id": "<key.arn>",
                   "backup_retention_period": 17, "preferred_backup_window": "03:11-03:47",
                   "preferred_maintenance_window": "tue:04:13-tue:04:53", "copy_tags_to_snapshot": true,
                   "deletion_protection": false, "skip_final_snapshot": true, "final_snapshot_identifier": "pairing-final", "apply_immediately": true,
                   "enabled_cloudwatch_logs_exports": ["postgresql"],
                   "tags": {"Purpose": "rows to compare"}}),
        ),
        (
            "writer",
            "rds/cluster-instance",
            json!({"identifier": "pairing-writer", "cluster_identifier": "<database.id>", "engine": "aurora-postgresql",
                   "engine_version": "16.6", "instance_class": "db.serverless", "publicly_accessible": false,
                   "promotion_tier": 3, "auto_minor_version_upgrade": false, "apply_immediately": true,
                   "copy_tags_to_snapshot": false, "performance_insights_enabled": true,
                   "preferred_maintenance_window": "wed:05:17-wed:05:57",
                   "tags": {"Purpose": "writer to compare"}}),
        ),
    ]
}

fn edge() -> Vec<Row> {
    vec![
        (
            "control",
            "cloudfront/origin-access-control",
            json!({"name": "pairing-control", "description": "Control of pairing", "origin_access_control_origin_type": "s3",
                   "signing_behavior": "no-override", "signing_protocol": "sigv4"}),
        ),
        (
            "distribution",
            "cloudfront/distribution",
            json!({"enabled": true, "comment": "Distribution of pairing", "aliases": ["www.pairing.example", "web.pairing.example"],
                   "default_root_object": "start.html", "http_version": "http2and3", "is_ipv6_enabled": true,
                   "price_class": "PriceClass_200",
                   "origin": [
                       {"origin_id": "files", "domain_name": "<bucket.regional_domain_name>", "origin_path": "/inside",
                        "origin_access_control_id": "<control.id>", "connection_attempts": 2, "connection_timeout": 7,
                        "s3_origin_identity": ""},
                       {"origin_id": "app", "domain_name": "app.pairing.example", "connection_attempts": 1, "connection_timeout": 6,
                        "custom_header": [{"name": "X-Origin", "value": "pairing"}],
                        "custom_origin_config": {"http_port": 8501, "https_port": 8502, "origin_protocol_policy": "match-viewer",
                            "origin_ssl_protocols": ["TLSv1.2"], "origin_keepalive_timeout": 9, "origin_read_timeout": 33}}],
                   "default_cache_behavior": {"target_origin_id": "files", "viewer_protocol_policy": "redirect-to-https",
                       "allowed_methods": ["GET", "HEAD", "OPTIONS"], "cached_methods": ["GET", "HEAD"],
                       "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
                       "response_headers_policy_id": "67f7725c-6f97-4210-82d7-5512b31e9d03", "compress": true},
                   "ordered_cache_behavior": [{"path_pattern": "/api/*", "target_origin_id": "app", "viewer_protocol_policy": "https-only",
                       "allowed_methods": ["GET", "HEAD"], "cached_methods": ["GET", "HEAD"],
                       "cache_policy_id": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                       "origin_request_policy_id": "216adef6-5c7f-47e4-b989-5492eafa07d3",
                       "response_headers_policy_id": "60669652-455b-4ae9-85a4-c4c02393f86c", "compress": false}],
                   "custom_error_response": [{"error_code": 403, "response_code": 404, "response_page_path": "/missing.html", "error_caching_min_ttl": 67}],
                   "viewer_certificate": {"acm_certificate_arn": "<certificate.arn>", "minimum_protocol_version": "TLSv1.2_2019", "ssl_support_method": "sni-only"},
                   "restrictions": {"geo_restriction": {"restriction_type": "blacklist", "locations": ["AQ", "BV"]}},
                   "tags": {"Purpose": "pages to compare"}}),
        ),
    ]
}

/// What runs commands at set times and one after another.
fn admin() -> Vec<Row> {
    vec![
        (
            "lease",
            "dynamodb/table",
            json!({"name": "pairing-lease", "billing_mode": "PAY_PER_REQUEST",
                   "deletion_protection_enabled": true,
                   "key_schema": [{"attribute_name": "Whose", "key_type": "HASH"}, {"attribute_name": "Which", "key_type": "RANGE"}],
                   "hash_key": "Whose", "range_key": "Which",
                   "attributes": [{"name": "Whose", "type": "S"}, {"name": "Which", "type": "N"}, {"name": "Raw", "type": "B"}],
                   "global_secondary_indexes": [
                       {"name": "pairing-by-which", "projection_type": "ALL", "hash_key": "Which", "range_key": "Raw",
                        "key_schema": [{"attribute_name": "Which", "key_type": "HASH"}, {"attribute_name": "Raw", "key_type": "RANGE"}]},
                       {"name": "pairing-by-raw", "projection_type": "INCLUDE", "non_key_attributes": ["Colour"], "hash_key": "Raw",
                        "key_schema": [{"attribute_name": "Raw", "key_type": "HASH"}]}],
                   "ttl": {"attribute_name": "Until", "enabled": true},
                   "point_in_time_recovery": {"enabled": true, "recovery_period_in_days": 17},
                   "tags": {"Purpose": "lease to compare"}}),
        ),
        (
            "machine",
            "stepfunctions/state-machine",
            json!({"name": "pairing-machine", "role_arn": "<role.arn>",
                   "definition": {"StartAt": "Ready", "Comment": "pairs", "States": {"Ready": {"Type": "Pass", "Result": {"Table": "<lease.name>"}, "End": true}}},
                   "tags": {"Purpose": "machine to compare"}}),
        ),
        (
            "starts",
            "scheduler/schedule",
            json!({"name": "pairing-starts", "group_name": "default", "description": "Starts of pairing", "state": "DISABLED",
                   "schedule_expression": "cron(7 4 ? * TUE *)", "schedule_expression_timezone": "Europe/Amsterdam",
                   "flexible_time_window": {"mode": "FLEXIBLE", "maximum_window_in_minutes": 13},
                   "target": {"arn": "<cluster.arn>", "role_arn": "<role.arn>", "input": "{\"from\":\"pairing\"}",
                       "retry_policy": {"maximum_event_age_in_seconds": 611, "maximum_retry_attempts": 5},
                       "dead_letter_config": {"arn": "<dead-letters.arn>"},
                       "ecs_parameters": {"task_definition_arn": "<task.arn>", "task_count": 2, "launch_type": "FARGATE",
                           "platform_version": "1.4.0", "enable_ecs_managed_tags": true, "enable_execute_command": false,
                           "propagate_tags": "TASK_DEFINITION", "group": "pairing-group", "reference_id": "pairing-reference",
                           "network_configuration": {"subnets": ["<private.id>"], "security_groups": ["<group.id>"], "assign_public_ip": false}}}}),
        ),
    ]
}
