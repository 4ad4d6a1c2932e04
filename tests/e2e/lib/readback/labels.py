"""What the description calls each resource: its logical ID in a stack, or its address in a state.

Both are read back too: CloudFormation lists its stacks' resources, and Terraform's states lie in
buckets on the emulator. A logical ID is the Pascal case and an address the snake case of one path,
so both become `stack:path` with letters and digits only.
"""

import json
import re

from .session import Session

# kind -> (types in CloudFormation, types in Terraform) that carry the name. Types that only add to
# another resource are left out.
KINDS = {
    "acm.certificate": ("AWS::CertificateManager::Certificate", "aws_acm_certificate"),
    "application-autoscaling.target": ("AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target"),
    "application-autoscaling.policy": ("AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy"),
    "cloudfront.distribution": ("AWS::CloudFront::Distribution", "aws_cloudfront_distribution"),
    "cloudfront.origin-access-control": (
        "AWS::CloudFront::OriginAccessControl",
        "aws_cloudfront_origin_access_control",
    ),
    "cloudwatch.alarm": ("AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"),
    "codebuild.project": ("AWS::CodeBuild::Project", "aws_codebuild_project"),
    "codepipeline.pipeline": ("AWS::CodePipeline::Pipeline", "aws_codepipeline"),
    "dynamodb.table": ("AWS::DynamoDB::Table", "aws_dynamodb_table"),
    "ec2.address": ("AWS::EC2::EIP", "aws_eip"),
    "ec2.endpoint": ("AWS::EC2::VPCEndpoint", "aws_vpc_endpoint"),
    "ec2.flow-log": ("AWS::EC2::FlowLog", "aws_flow_log"),
    "ec2.internet-gateway": ("AWS::EC2::InternetGateway", "aws_internet_gateway"),
    "ec2.nat-gateway": ("AWS::EC2::NatGateway", "aws_nat_gateway"),
    "ec2.route-table": ("AWS::EC2::RouteTable", "aws_route_table"),
    "ec2.security-group": ("AWS::EC2::SecurityGroup", "aws_security_group"),
    "ec2.subnet": ("AWS::EC2::Subnet", "aws_subnet"),
    "ec2.vpc": ("AWS::EC2::VPC", "aws_vpc"),
    "ecr.repository": ("AWS::ECR::Repository", "aws_ecr_repository"),
    "ecs.cluster": ("AWS::ECS::Cluster", "aws_ecs_cluster"),
    "ecs.service": ("AWS::ECS::Service", "aws_ecs_service"),
    "ecs.task-definition": ("AWS::ECS::TaskDefinition", "aws_ecs_task_definition"),
    "elasticache.replication-group": ("AWS::ElastiCache::ReplicationGroup", "aws_elasticache_replication_group"),
    "elasticache.subnet-group": ("AWS::ElastiCache::SubnetGroup", "aws_elasticache_subnet_group"),
    "elbv2.listener": ("AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener"),
    "elbv2.load-balancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb"),
    "elbv2.rule": ("AWS::ElasticLoadBalancingV2::ListenerRule", "aws_lb_listener_rule"),
    "elbv2.target-group": ("AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group"),
    "events.rule": ("AWS::Events::Rule", "aws_cloudwatch_event_rule"),
    "iam.oidc-provider": ("AWS::IAM::OIDCProvider", "aws_iam_openid_connect_provider"),
    "iam.policy": ("AWS::IAM::ManagedPolicy", "aws_iam_policy"),
    "iam.role": ("AWS::IAM::Role", "aws_iam_role"),
    "kms.key": ("AWS::KMS::Key", "aws_kms_key"),
    "logs.group": ("AWS::Logs::LogGroup", "aws_cloudwatch_log_group"),
    "rds.cluster": ("AWS::RDS::DBCluster", "aws_rds_cluster"),
    "rds.cluster-parameter-group": ("AWS::RDS::DBClusterParameterGroup", "aws_rds_cluster_parameter_group"),
    "rds.instance": ("AWS::RDS::DBInstance", "aws_db_instance aws_rds_cluster_instance"),
    "rds.parameter-group": ("AWS::RDS::DBParameterGroup", "aws_db_parameter_group"),
    "rds.subnet-group": ("AWS::RDS::DBSubnetGroup", "aws_db_subnet_group"),
    "route53.zone": ("AWS::Route53::HostedZone", "aws_route53_zone"),
    "s3.bucket": ("AWS::S3::Bucket", "aws_s3_bucket"),
    "scheduler.schedule": ("AWS::Scheduler::Schedule", "aws_scheduler_schedule"),
    "secretsmanager.secret": ("AWS::SecretsManager::Secret", "aws_secretsmanager_secret"),
    "servicediscovery.namespace": (
        "AWS::ServiceDiscovery::HttpNamespace AWS::ServiceDiscovery::PrivateDnsNamespace",
        "aws_service_discovery_http_namespace aws_service_discovery_private_dns_namespace",
    ),
    "servicediscovery.service": ("AWS::ServiceDiscovery::Service", "aws_service_discovery_service"),
    "sns.topic": ("AWS::SNS::Topic", "aws_sns_topic"),
    "sqs.queue": ("AWS::SQS::Queue", "aws_sqs_queue"),
    "stepfunctions.machine": ("AWS::StepFunctions::StateMachine", "aws_sfn_state_machine"),
}
_FROM_CLOUDFORMATION = {t: kind for kind, (types, _) in KINDS.items() for t in types.split()}
_FROM_TERRAFORM = {t: kind for kind, (_, types) in KINDS.items() for t in types.split()}
# The attributes of a Terraform resource that identify it elsewhere.
_IDENTIFIERS = ("id", "arn", "name", "identifier", "security_group_rule_id", "public_ip", "url")


def read_labels(endpoint, places):
    """A map from kind and physical id to `stack:path`."""
    labels = {}
    for account, region in sorted(set(places)):
        session = Session(endpoint, account, region)
        for stack in session.all("cloudformation", "describe_stacks", "Stacks"):
            _label_stack(session, stack["StackName"], labels)
    for account in sorted({account for account, _ in places}):
        for key, state in read_states(Session(endpoint, account, "us-east-1")):
            _label_state(key, state, labels)
    return labels


def read_states(session):
    """Every Terraform state in the account's buckets, with its key."""
    for bucket in session.all("s3", "list_buckets", "Buckets"):
        for item in session.all("s3", "list_objects_v2", "Contents", Bucket=bucket["Name"]):
            if item["Key"].endswith(".tflock"):
                continue
            body = session.call("s3", "get_object", Bucket=bucket["Name"], Key=item["Key"])["Body"].read()
            if body[:1] == b"{" and b'"terraform_version"' in body:
                yield item["Key"], json.loads(body)


def is_prepared(session, bucket):
    """Whether the bucket was there before the first deployment, for large templates or Terraform's states, and so is
    no part of the estate."""
    if bucket.startswith("formwork-templates-"):
        return True
    for item in session.all("s3", "list_objects_v2", "Contents", Bucket=bucket):
        body = session.call("s3", "get_object", Bucket=bucket, Key=item["Key"])["Body"].read(400)
        if b'"terraform_version"' in body:
            return True
    return False


def _label_stack(session, stack, labels):
    for resource in session.all("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack):
        kind = _FROM_CLOUDFORMATION.get(resource.get("ResourceType"))
        if kind:
            label = _label(stack, resource["LogicalResourceId"])
            labels[kind, resource["PhysicalResourceId"]] = label


def _label_state(key, state, labels):
    stack = re.sub(r"\.tfstate$|/terraform\.tfstate$", "", key).replace("/", "-")
    for resource in state["resources"]:
        kind = _FROM_TERRAFORM.get(resource["type"])
        if kind is None or resource["mode"] != "managed":
            continue
        for instance in resource["instances"]:
            label = _label(stack, f"{resource['name']}{instance.get('index_key', '')}")
            for name in _IDENTIFIERS:
                value = instance["attributes"].get(name)
                if isinstance(value, str) and value:
                    labels[kind, value] = label


def _label(stack, path):
    return f"{stack}:{re.sub('[^a-z0-9]', '', path.lower())}"
