"""Inputs for the linter of any size: templates, modules, files and conditions that grow in one way.

Each maker writes an input of a size into a folder and says what to lint. Every resource has what
rules follow: services with tasks, target groups, queues, scaling, policies and ways of the network.
"""

import json


def sub(text):
    return {"Fn::Sub": text}


def att(name, attribute):
    return {"Fn::GetAtt": [name, attribute]}


def ref(name):
    return {"Ref": name}


def container(number):
    calls = [{"Name": "NEXT_URL", "Value": f"http://app-{number + 1}:8080"}]
    return {
        "Name": f"app-{number}",
        "Image": f"registry.example.com/app-{number}:1.{number}",
        "Essential": True,
        "PortMappings": [{"ContainerPort": 8080, "Name": "http"}],
        "Environment": calls + [{"Name": f"SETTING_{at}", "Value": str(at)} for at in range(6)],
        "LogConfiguration": {
            "LogDriver": "awslogs",
            "Options": {"awslogs-group": ref(f"Log{number}"), "awslogs-region": ref("AWS::Region"),
                        "awslogs-stream-prefix": "app"},
        },
    }


def statement(number):
    return {"Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:ReceiveMessage"],
            "Resource": att(f"Queue{number}", "Arn")}


def trust(service):
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]}


def service(number):
    """The resources of one service."""
    def typed(kind, **properties):
        return {"Type": f"AWS::{kind}", "Properties": properties}

    n = number
    return {
        f"Log{n}": typed("Logs::LogGroup", RetentionInDays=30),
        f"Role{n}": typed("IAM::Role", AssumeRolePolicyDocument=trust("ecs-tasks.amazonaws.com"),
                          Policies=[{"PolicyName": "queue", "PolicyDocument": {
                              "Version": "2012-10-17", "Statement": [statement(n)]}}]),
        f"Task{n}": typed("ECS::TaskDefinition", Family=f"app-{n}", Cpu="256", Memory="512",
                          NetworkMode="awsvpc", RequiresCompatibilities=["FARGATE"],
                          TaskRoleArn=att(f"Role{n}", "Arn"),
                          ExecutionRoleArn=att(f"Role{n}", "Arn"),
                          ContainerDefinitions=[container(n)]),
        f"Service{n}": typed("ECS::Service", Cluster=ref("Cluster"), ServiceName=f"app-{n}",
                             DesiredCount=2, LaunchType="FARGATE",
                             TaskDefinition=ref(f"Task{n}"),
                             LoadBalancers=[{"ContainerName": f"app-{n}", "ContainerPort": 8080,
                                             "TargetGroupArn": ref(f"Group{n}")}],
                             NetworkConfiguration={"AwsvpcConfiguration": {
                                 "Subnets": [ref("Subnet")],
                                 "SecurityGroups": [ref(f"Firewall{n}")]}}),
        f"Group{n}": typed("ElasticLoadBalancingV2::TargetGroup", Port=8080, Protocol="HTTP",
                           TargetType="ip", VpcId=ref("Network"), HealthCheckPath="/health"),
        f"Rule{n}": typed("ElasticLoadBalancingV2::ListenerRule", ListenerArn=ref("Listener"),
                          Priority=n + 1,
                          Conditions=[{"Field": "host-header", "Values": [f"app-{n}.example.com"]}],
                          Actions=[{"Type": "forward", "TargetGroupArn": ref(f"Group{n}")}]),
        f"Firewall{n}": typed("EC2::SecurityGroup", GroupDescription="of the service",
                              VpcId=ref("Network"),
                              SecurityGroupIngress=[{
                                  "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080,
                                  "SourceSecurityGroupId": ref(f"Firewall{max(n - 1, 0)}")}]),
        f"Way{n}": typed("EC2::SecurityGroupIngress", GroupId=ref(f"Firewall{n}"),
                         IpProtocol="tcp", FromPort=443, ToPort=443, CidrIp="10.0.0.0/8"),
        f"Target{n}": typed("ApplicationAutoScaling::ScalableTarget", MinCapacity=2, MaxCapacity=9,
                            ServiceNamespace="ecs", ScalableDimension="ecs:service:DesiredCount",
                            ResourceId=sub(f"service/${{Cluster}}/${{Service{n}.Name}}")),
        f"Scaling{n}": typed("ApplicationAutoScaling::ScalingPolicy", PolicyName=f"cpu-{n}",
                             PolicyType="TargetTrackingScaling", ScalingTargetId=ref(f"Target{n}"),
                             TargetTrackingScalingPolicyConfiguration={
                                 "TargetValue": 60, "PredefinedMetricSpecification": {
                                     "PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}),
        f"Queue{n}": typed("SQS::Queue", VisibilityTimeout=60, RedrivePolicy={
            "deadLetterTargetArn": att(f"Dead{n}", "Arn"), "maxReceiveCount": 5}),
        f"Dead{n}": typed("SQS::Queue", MessageRetentionPeriod=1209600),
        f"Alarm{n}": typed("CloudWatch::Alarm", Namespace="AWS/SQS", Period=60, Threshold=1,
                           MetricName="ApproximateNumberOfMessagesVisible", Statistic="Maximum",
                           EvaluationPeriods=1, ComparisonOperator="GreaterThanThreshold",
                           Dimensions=[{"Name": "QueueName",
                                        "Value": att(f"Dead{n}", "QueueName")}]),
        f"Function{n}": typed("Lambda::Function", Runtime="python3.13", Handler="app.main",
                              Timeout=30, Role=att(f"Role{n}", "Arn"),
                              Code={"S3Bucket": "code", "S3Key": f"app-{n}.zip"},
                              Environment={"Variables": {"QUEUE": ref(f"Queue{n}")}}),
        f"Source{n}": typed("Lambda::EventSourceMapping", FunctionName=ref(f"Function{n}"),
                            EventSourceArn=att(f"Queue{n}", "Arn"), BatchSize=10),
        f"Topic{n}": typed("SNS::Topic", TopicName=f"topic-{n}"),
        f"Told{n}": typed("SNS::Subscription", TopicArn=ref(f"Topic{n}"), Protocol="sqs",
                          Endpoint=att(f"Queue{n}", "Arn")),
        f"Build{n}": typed("CodeBuild::Project", ServiceRole=att(f"Role{n}", "Arn"),
                           Artifacts={"Type": "CODEPIPELINE"},
                           Environment={"Type": "LINUX_CONTAINER", "Image": "aws/codebuild/standard:7.0",
                                        "ComputeType": "BUILD_GENERAL1_SMALL"},
                           Source={"Type": "CODEPIPELINE", "BuildSpec":
                                   "version: 0.2\nphases:\n  build:\n    commands:\n"
                                   f"      - docker build -t app-{n} .\n"}),
        f"Pipe{n}": typed("CodePipeline::Pipeline", RoleArn=att(f"Role{n}", "Arn"),
                          ArtifactStore={"Type": "S3", "Location": "artifacts"},
                          Stages=[stage("Source", "S3", [], ["code"], S3Bucket="code"),
                                  stage("Build", "CodeBuild", ["code"], ["image"],
                                        ProjectName=ref(f"Build{n}")),
                                  stage("Deploy", "ECS", ["image"], [],
                                        ServiceName=f"app-{n}", ClusterName=ref("Cluster"))]),
    }


def stage(name, provider, taken, made, **configuration):
    return {"Name": name, "Actions": [{
        "Name": name, "Configuration": configuration,
        "ActionTypeId": {"Category": name, "Owner": "AWS", "Provider": provider, "Version": "1"},
        "InputArtifacts": [{"Name": it} for it in taken],
        "OutputArtifacts": [{"Name": it} for it in made]}]}


def template(resources, **sections):
    shared = {
        "Cluster": {"Type": "AWS::ECS::Cluster"},
        "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
                     "Properties": {"Subnets": [ref("Subnet")]}},
        "Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {
            "LoadBalancerArn": ref("Balancer"), "Port": 443, "Protocol": "HTTPS",
            "Certificates": [{"CertificateArn": ref("Certificate")}],
            "DefaultActions": [{"Type": "fixed-response",
                                "FixedResponseConfig": {"StatusCode": "404"}}]}},
    }
    names = ("Network", "Subnet", "Certificate")
    parameters = {name: {"Type": "String"} for name in names}
    parameters |= sections.pop("Parameters", {})
    return {"Parameters": parameters, **sections, "Resources": shared | resources}


def write(path, document):
    path.write_text(json.dumps(document, indent=1))
    return [path]


def services(size):
    resources = {}
    for number in range(size):
        resources |= service(number)
    return resources


def files(folder, size):
    for number in range(size):
        write(folder / f"{number}.json", template(services(2)))
    return [folder]


def resources(folder, size):
    return write(folder / "t.json", template(services(size)))


def conditional(size, depth):
    """Buckets whose settings are chosen by conditions, one inside another."""
    conditions = {f"C{at}": {"Fn::Equals": [ref(f"P{at}"), "yes"]} for at in range(size)}
    conditions |= {f"D{at}": {"Fn::And": [{"Condition": f"C{at}"},
                                          {"Fn::Not": [{"Condition": f"C{(at + 1) % size}"}]}]}
                   for at in range(size)}
    parameters = {f"P{at}": {"Type": "String", "Default": "no"} for at in range(size)}

    def chosen(at, left):
        text = f"value-{at}-{left}"
        return {"Fn::If": [f"CD"[left % 2] + str(at % size), text,
                           chosen(at + 1, left - 1) if left else ref("AWS::NoValue")]}

    made = {f"Bucket{at}": {"Type": "AWS::S3::Bucket", "Condition": f"D{at}", "Properties": {
        "BucketName": chosen(at, depth),
        "Tags": [{"Key": "a", "Value": chosen(at, depth)},
                 {"Fn::If": [f"C{at}", {"Key": "b", "Value": "x"}, ref("AWS::NoValue")]}],
        "VersioningConfiguration": {"Fn::If": [
            f"D{at}", {"Status": {"Fn::If": [f"C{at}", "Enabled", "Suspended"]}},
            ref("AWS::NoValue")]}}} for at in range(size)}
    return template(made, Parameters=parameters, Conditions=conditions)


def conditions(folder, size):
    return write(folder / "t.json", conditional(size, depth=3))


def side_by_side(folder, size):
    """One task whose variables are each chosen by a condition of their own."""
    made = service(0)
    for at in range(size):
        choice = {"Fn::If": [f"C{at}", {"Name": f"V{at}", "Value": {"Fn::If": [
            f"D{at}", "a", "b"]}}, ref("AWS::NoValue")]}
        containers = made["Task0"]["Properties"]["ContainerDefinitions"]
        containers[0]["Environment"].append(choice)
    logic = conditional(size, depth=0)
    sections = {name: logic[name] for name in ("Parameters", "Conditions")}
    return write(folder / "t.json", template(made, **sections))


def nested(folder, size):
    """The same few templates, whose choices stand one inside another."""
    return write(folder / "t.json", conditional(100, depth=size))


HCL = """
resource "aws_cloudwatch_log_group" "l{n}" {{
  name              = "/app/{n}"
  retention_in_days = 30
}}
resource "aws_iam_role" "r{n}" {{
  name = "app-{n}"
  assume_role_policy = jsonencode({{
    Version   = "2012-10-17"
    Statement = [{{ Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ Service = "ecs-tasks.amazonaws.com" }} }}]
  }})
}}
resource "aws_iam_policy" "p{n}" {{
  policy = jsonencode({{
    Version   = "2012-10-17"
    Statement = [{{ Effect = "Allow", Action = ["sqs:SendMessage"], Resource = aws_sqs_queue.q{n}.arn }}]
  }})
}}
resource "aws_iam_role_policy_attachment" "a{n}" {{
  role       = aws_iam_role.r{n}.name
  policy_arn = aws_iam_policy.p{n}.arn
}}
resource "aws_ecs_task_definition" "t{n}" {{
  family                   = "app-{n}"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.r{n}.arn
  container_definitions = jsonencode([{{
    name             = "app-{n}"
    image            = "registry.example.com/app-{n}:1.{n}"
    essential        = true
    portMappings     = [{{ containerPort = 8080, name = "http" }}]
    environment      = [{{ name = "NEXT_URL", value = "http://app-{n}:8080" }}, {{ name = "QUEUE", value = aws_sqs_queue.q{n}.url }}]
    logConfiguration = {{
      logDriver = "awslogs"
      options   = {{ "awslogs-group" = aws_cloudwatch_log_group.l{n}.name, "awslogs-region" = var.region, "awslogs-stream-prefix" = "app" }}
    }}
  }}])
}}
resource "aws_ecs_service" "s{n}" {{
  name            = "app-{n}"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.t{n}.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  load_balancer {{
    target_group_arn = aws_lb_target_group.g{n}.arn
    container_name   = "app-{n}"
    container_port   = 8080
  }}
  network_configuration {{
    subnets         = var.subnets
    security_groups = [aws_security_group.f{n}.id]
  }}
}}
resource "aws_lb_target_group" "g{n}" {{
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.network
  health_check {{
    path = "/health"
  }}
}}
resource "aws_lb_listener_rule" "u{n}" {{
  listener_arn = var.listener
  priority     = {n}
  condition {{
    host_header {{
      values = ["app-{n}.example.com"]
    }}
  }}
  action {{
    type             = "forward"
    target_group_arn = aws_lb_target_group.g{n}.arn
  }}
}}
resource "aws_security_group" "f{n}" {{
  vpc_id = var.network
}}
resource "aws_security_group_rule" "w{n}" {{
  type              = "ingress"
  security_group_id = aws_security_group.f{n}.id
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}}
resource "aws_appautoscaling_target" "t{n}" {{
  min_capacity       = 2
  max_capacity       = 9
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${{aws_ecs_cluster.main.name}}/${{aws_ecs_service.s{n}.name}}"
}}
resource "aws_sqs_queue" "q{n}" {{
  name           = "q-{n}"
  redrive_policy = jsonencode({{ deadLetterTargetArn = aws_sqs_queue.d{n}.arn, maxReceiveCount = 5 }})
}}
resource "aws_sqs_queue" "d{n}" {{
  name = "q-{n}-dead"
}}
resource "aws_s3_bucket" "b{n}" {{
  bucket = "files-{n}"
}}
resource "aws_s3_bucket_versioning" "b{n}" {{
  bucket = aws_s3_bucket.b{n}.id
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""
SHARED = """
variable "region" {}
variable "network" {}
variable "listener" {}
variable "subnets" {
  type = list(string)
}
resource "aws_ecs_cluster" "main" {
  name = "main"
}
"""


def terraform(folder, size):
    text = SHARED + "".join(HCL.format(n=number + 1) for number in range(size))
    (folder / "main.tf").write_text(text)
    return [folder]


def counts(folder, size):
    """A module whose resources are there if a variable says so."""
    choice = "{v}\nresource \"aws_sqs_queue\" \"q{n}\" {{\n  count = var.v{n} ? 1 : 0\n" \
        "  name  = var.v{n} ? (var.v{m} ? \"a-{n}\" : \"b-{n}\") : \"c-{n}\"\n}}\n"
    blocks = (choice.format(n=at, m=(at + 1) % size,
                            v=f"variable \"v{at}\" {{\n  default = true\n}}") for at in range(size))
    (folder / "main.tf").write_text("\n".join(blocks))
    return [folder]


# What grows, with its smaller size: large enough that its time is not that of the start.
MAKERS = [
    ("files", files, 100),
    ("resources of a template", resources, 30),
    ("resources of a module", terraform, 40),
    ("conditions of a template", conditions, 100),
    ("choices side by side", side_by_side, 400),
    ("choices one inside another", nested, 6),
    ("choices of a module", counts, 200),
]
