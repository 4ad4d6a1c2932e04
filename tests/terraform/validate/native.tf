terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_sqs_queue" "shop" {
  name = "dead"
}

resource "aws_lb" "shop" {
  name    = "base"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "shop" {
  name     = "base"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.shop.id
}

resource "aws_lb_listener" "shop" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

resource "aws_ecs_service" "m000" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m001" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ips = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m002" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_commnd = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m003" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags {
    team = "web"
  }
}

resource "aws_ecs_service" "m004" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desirde_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m005" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms = {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m006" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m007" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
    launch_type = "FARGATE"
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m008" {
  name = "web"
  cluster = "abc"
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms {
    alarm_names = ["errors"]
    enable = true
    rollback = true
  }
  tags = { team = "web" }
}

resource "aws_ecs_service" "m009" {
  name = "web"
  cluster = aws_ecs_cluster.shop.id
  task_definition = "web:1"
  desired_count = 2
  launch_type = "FARGATE"
  enable_execute_command = false
  health_check_grace_period_seconds = 60
  network_configuration {
    subnets = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name = "web"
    container_port = 8080
  }
  deployment_circuit_breaker {
    enable = true
    rollback = true
  }
  alarms = "abc"
  tags = { team = "web" }
}

resource "aws_ecs_task_definition" "m010" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m011" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = null
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m012" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = ["a", "b"]
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m013" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m014" {
  family = "web"
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
    container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  }
}

resource "aws_ecs_task_definition" "m015" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilitiess = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m016" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = null
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m017" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = []
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m018" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_ids = "fs-1"
      transit_encryption = "ENABLED"
      authorization_config {
        iam = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_task_definition" "m019" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1", essential = true }])
  cpu = "256"
  memory = "512"
  network_mode = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn = aws_iam_role.shop.arn
  runtime_platform {
    cpu_architecture = "ARM64"
    operating_system_family = "LINUX"
  }
}

resource "aws_lb" "m020" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb" "m021" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
  id = "x"
}

resource "aws_lb" "m022" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
    security_groups = ["sg-1"]
  }
}

resource "aws_lb" "m023" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = ["a", "b"]
    enabled = true
  }
}

resource "aws_lb" "m024" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = null
  }
}

resource "aws_lb" "m025" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = []
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb" "m026" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb" "m027" {
  name = "shop"
  internal = false
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs = {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb" "m028" {
  name = "shop"
  internal = false
  load_balancer_type = null
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb" "m029" {
  name = "shop"
  internal = true
  load_balancer_type = "application"
  security_groups = ["sg-1"]
  subnets = ["subnet-1", "subnet-2"]
  idle_timeout = 60
  drop_invalid_header_fields = true
  access_logs {
    bucket = "logs"
    prefix = "shop"
    enabled = true
  }
}

resource "aws_lb_target_group" "m030" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    matcher = "200"
    interval = 15
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m031" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check = {
    path = "/healthz"
    matcher = "200"
    interval = 15
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m032" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    mtcher = "200"
    interval = 15
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m033" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    matcher = "200"
    interval = 15
    healthy_threshold = 2
    target_type = "ip"
  }
}

resource "aws_lb_target_group" "m034" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    matcher = "200"
    interval = 15
    healthy_threshold = "true"
  }
}

resource "aws_lb_target_group" "m035" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    interval = 15
    healthy_threshold = 2
  }
  matcher = "200"
}

resource "aws_lb_target_group" "m036" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    matcher = null
    interval = 15
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m037" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    interval = 15
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m038" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
  health_check {
    path = "/healthz"
    matcher = "200"
    interval = ["a", "b"]
    healthy_threshold = 2
  }
}

resource "aws_lb_target_group" "m039" {
  name = "web"
  port = 8080
  protocol = "HTTP"
  target_type = "ip"
  vpc_id = aws_vpc.shop.id
  deregistration_delay = 30
}

resource "aws_lb_listener" "m040" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m041" {
  load_balancer_arn = aws_lb.shop.arn
  port = { a = "b" }
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m042" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
    }
  }
  status_code = "404"
}

resource "aws_lb_listener" "m043" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m044" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = { a = "b" }
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m045" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
  type = "fixed-response"
}

resource "aws_lb_listener" "m046" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "12"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m047" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = null
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m048" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  protocol = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response = {
      content_type = "text/plain"
      status_code = "404"
    }
  }
}

resource "aws_lb_listener" "m049" {
  load_balancer_arn = aws_lb.shop.arn
  port = 443
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code = "404"
    }
    protocol = "HTTPS"
  }
}

resource "aws_lb_listener_rule" "m050" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m051" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      vaules = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m052" {
  listener_arn = aws_lb_listener.shop.arn
  proirity = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m053" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
  arn = "x"
}

resource "aws_lb_listener_rule" "m054" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
  id = "x"
}

resource "aws_lb_listener_rule" "m055" {
  listener_arn = aws_lb_listener.shop.arn
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
    priority = 10
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m056" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
  weight = 100
}

resource "aws_lb_listener_rule" "m057" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_patern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m058" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forward {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = "12"
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "m059" {
  listener_arn = aws_lb_listener.shop.arn
  priority = 10
  action {
    type = "forward"
    forard {
      target_group {
        arn = aws_lb_target_group.shop.arn
        weight = 100
      }
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_security_group" "m060" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m061" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = "abc"
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m062" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m063" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m064" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "true"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m065" {
  name = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m066" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_ports = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "m067" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  to_port = 443
}

resource "aws_security_group" "m068" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = "in"
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  to_port = 0
}

resource "aws_security_group" "m069" {
  name = "web"
  description = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    description = 7
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_sqs_queue" "m070" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "m071" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = "true"
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "m072" {
  name = true
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "m073" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
  owner = "x"
}

resource "aws_sqs_queue" "m074" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrve_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "m075" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
  id = "x"
}

resource "aws_sqs_queue" "m076" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
  arn = "x"
}

resource "aws_sqs_queue" "m077" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = 7
}

resource "aws_sqs_queue" "m078" {
  name = "orders"
  visibility_timeout_seconds = 60
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
  unknown_thing = "x"
}

resource "aws_sqs_queue" "m079" {
  name = "orders"
  visibility_timeout_seconds = null
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled = true
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.shop.arn, maxReceiveCount = 5 })
}

resource "aws_dynamodb_table" "m080" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m081" {
  name = { a = "b" }
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m082" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
  unknown_thing = "x"
}

resource "aws_dynamodb_table" "m083" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "abc"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m084" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index = {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m085" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery = "abc"
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m086" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = []
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m087" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m088" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_dynamodb_table" "m089" {
  name = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = null
    type = "S"
  }
  global_secondary_index {
    name = "by-day"
    hash_key = "day"
    projection_type = "ALL"
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "until"
    enabled = true
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m090" {
  bucket = "logs"
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m091" {
  bucket = "logs"
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
  unknown_thing = "x"
}

resource "aws_s3_bucket_lifecycle_configuration" "m092" {
  bucket = "logs"
  rule {
    id = { a = "b" }
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m093" {
  bucket = []
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m094" {
  bucket = true
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m095" {
  bucket = "logs"
  rule {
    id = "old"
    status = "Enabled"
    filter {
    }
    expiration {
      days = 30
    }
  }
  prefix = "logs/"
}

resource "aws_s3_bucket_lifecycle_configuration" "m096" {
  bucket = "logs"
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = ["a", "b"]
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m097" {
  bucket = "logs"
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration = {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m098" {
  bucket = "abc"
  rule {
    id = "old"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "m099" {
  bucket = "logs"
  rule {
    id = "true"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 30
    }
  }
}

resource "aws_db_instance" "m100" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m101" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = "12"
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m102" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
    skip_final_snapshot = true
  }
}

resource "aws_db_instance" "m103" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = 7
  }
}

resource "aws_db_instance" "m104" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_perid = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m105" {
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m106" {
  identifier = "orders"
  engine = "postgres"
  instance_class = 7
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m107" {
  identifier = "orders"
  engines = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_db_instance" "m108" {
  identifier = "orders"
  engine = "postgres"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = true
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
    instance_class = "db.t4g.small"
  }
}

resource "aws_db_instance" "m109" {
  identifier = "orders"
  engine = "postgres"
  instance_class = "db.t4g.small"
  allocated_storage = 20
  username = "orders"
  manage_master_user_password = true
  multi_az = ["a", "b"]
  skip_final_snapshot = true
  vpc_security_group_ids = ["sg-1"]
  backup_retention_period = 14
  timeouts {
    create = "60m"
  }
}

resource "aws_iam_role" "m110" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = { team = "web" }
}

resource "aws_iam_role" "m111" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = "true"
  tags = { team = "web" }
}

resource "aws_iam_role" "m112" {
  name = ["a", "b"]
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = { team = "web" }
}

resource "aws_iam_role" "m113" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = "12"
}

resource "aws_iam_role" "m114" {
  name = "web"
  assume_role_policy = ["a", "b"]
  max_session_duration = 3600
  tags = { team = "web" }
}

resource "aws_iam_role" "m115" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = { team = "web" }
  owner = "x"
}

resource "aws_iam_role" "m116" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = { team = "web" }
  unknown_thing = "x"
}

resource "aws_iam_role" "m117" {
  name = "web"
  assume_role_policy = 7
  max_session_duration = 3600
  tags = { team = "web" }
}

resource "aws_iam_role" "m118" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
}

resource "aws_iam_role" "m119" {
  name = "web"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  max_session_duration = 3600
  tags = "true"
}

resource "aws_cloudwatch_metric_alarm" "m120" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m121" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = "12"
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m122" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_perios = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m123" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = true
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m124" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistics = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m125" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "abc"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m126" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = true
}

resource "aws_cloudwatch_metric_alarm" "m127" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
  unknown_thing = "x"
}

resource "aws_cloudwatch_metric_alarm" "m128" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions {
    Service = "web"
  }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "m129" {
  alarm_name = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 2
  threshold = 1
  metric_name = "Errors"
  namespace = "Shop"
  period = 60
  statistic = "Sum"
  dimensions = { Service = "web" }
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:alarms"]
  id = "x"
}

resource "aws_appautoscaling_policy" "m130" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m131" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = ["a", "b"]
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m132" {
  name = { a = "b" }
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m133" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = ["a", "b"]
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m134" {
  names = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m135" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
  unknown_thing = "x"
}

resource "aws_appautoscaling_policy" "m136" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "m137" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
}

resource "aws_appautoscaling_policy" "m138" {
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
    name = "cpu"
  }
}

resource "aws_appautoscaling_policy" "m139" {
  name = "cpu"
  policy_type = "TargetTrackingScaling"
  resource_id = "service/shop/web"
  service_namespace = "ecs"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    scale_in_cooldown = 300
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_cloudfront_distribution" "m140" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m141" {
  enabled = []
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m142" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = 7
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m143" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
  cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
}

resource "aws_cloudfront_distribution" "m144" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m145" {
  enabled = true
  comment = "site"
  oigin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m146" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior = {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m147" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m148" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = "site"
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = "abc"
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "m149" {
  enabled = true
  comment = "site"
  origin {
    domain_name = "site.s3.amazonaws.com"
    origin_id = true
  }
  default_cache_behavior {
    target_origin_id = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods = ["GET", "HEAD"]
    cached_methods = ["GET", "HEAD"]
    cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_lambda_function" "m150" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m151" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m152" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m153" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m154" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = []
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m155" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_sze = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m156" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config = {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m157" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "true"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m158" {
  function_name = 7
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = "mail.zip"
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_lambda_function" "m159" {
  function_name = "mail"
  role = aws_iam_role.shop.arn
  handler = "index.handler"
  runtime = "nodejs22.x"
  filename = null
  memory_size = 256
  timeout = 30
  architectures = ["arm64"]
  environment {
    variables = { STAGE = "prod" }
  }
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
  }
}

resource "aws_autoscaling_group" "m160" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m161" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tags {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m162" {
  name = "pool"
  min_size = 1
  max_sizes = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m163" {
  name = { a = "b" }
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m164" {
  name = true
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m165" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
  id = "lt-1"
}

resource "aws_autoscaling_group" "m166" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = null
  }
}

resource "aws_autoscaling_group" "m167" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = ["a", "b"]
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m168" {
  name = "pool"
  min_size = 7
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    id = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_autoscaling_group" "m169" {
  name = "pool"
  min_size = 1
  max_size = 4
  vpc_zone_identifier = ["subnet-1"]
  launch_template {
    ids = "lt-1"
    version = "$Latest"
  }
  tag {
    key = "team"
    value = "web"
    propagate_at_launch = true
  }
}

resource "aws_wafv2_web_acl" "m170" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m171" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = ["a", "b"]
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m172" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = "12"
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m173" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        lmit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m174" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m175" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_equests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m176" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 7
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m177" {
  name = "shop"
  scope = { a = "b" }
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m178" {
  name = "shop"
  scope = "REGIONAL"
  default_action {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement = {
      rate_based_statement = {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_wafv2_web_acl" "m179" {
  name = "shop"
  scope = "REGIONAL"
  default_actino {
    allow {
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name = "shop"
    sampled_requests_enabled = true
  }
  rule {
    name = "rate"
    priority = 1
    action {
      block {
      }
    }
    statement {
      rate_based_statement {
        limit = 1000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name = "rate"
      sampled_requests_enabled = true
    }
  }
}

resource "aws_codebuild_project" "m180" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m181" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m182" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m183" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 7
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m184" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable = "abc"
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m185" {
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m186" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = "abc"
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m187" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = { a = "b" }
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

resource "aws_codebuild_project" "m188" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
    type = "CODEPIPELINE"
  }
  image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
}

resource "aws_codebuild_project" "m189" {
  name = "build"
  service_role = aws_iam_role.shop.arn
  build_timeout = 30
  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
    type = "ARM_CONTAINER"
    environment_variable {
      name = "STAGE"
      value = "prod"
    }
  }
  source {
  }
  type = "CODEPIPELINE"
}

resource "aws_scheduler_schedule" "m190" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m191" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "abc"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m192" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target = "abc"
}

resource "aws_scheduler_schedule" "m193" {
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
    name = "nightly"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m194" {
  name = "nightly"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
    schedule_expression = "rate(1 day)"
  }
}

resource "aws_scheduler_schedule" "m195" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
  role_arn = aws_iam_role.shop.arn
}

resource "aws_scheduler_schedule" "m196" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window = {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m197" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m198" {
  name = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_scheduler_schedule" "m199" {
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = aws_iam_role.shop.arn
    ecs_parameters {
      task_definition_arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/night:1"
      launch_type = "FARGATE"
    }
  }
}

resource "aws_cognito_user_pool" "m200" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m201" {
  name = ["a", "b"]
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m202" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
  id = "x"
}

resource "aws_cognito_user_pool" "m203" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m204" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism = "abc"
  }
}

resource "aws_cognito_user_pool" "m205" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      naem = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m206" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
}

resource "aws_cognito_user_pool" "m207" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = { a = "b" }
  }
  account_recovery_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m208" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    requir_numbers = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool" "m209" {
  name = "users"
  auto_verified_attributes = ["email"]
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  account_recovey_setting {
    recovery_mechanism {
      name = "verified_email"
      priority = 1
    }
  }
}

resource "aws_route53_record" "m210" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m211" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias = {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m212" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
  }
}

resource "aws_route53_record" "m213" {
  name = "www"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m214" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias {
    name = null
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m215" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias {
    name = 7
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m216" {
  zone_id = "Z1"
  names = "www"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m217" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  aliass {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m218" {
  zone_id = "Z1"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "m219" {
  zone_id = "Z1"
  name = "www"
  type = "A"
  alias {
    name = "lb.example.com"
    zone_id = "Z2"
  }
  evaluate_target_health = true
}
