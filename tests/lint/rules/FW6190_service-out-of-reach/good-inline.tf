resource "aws_security_group" "balancer" {
  description = "balancer"
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "tasks" {
  description = "tasks"
  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.balancer.id]
  }
}

resource "aws_lb" "balancer" {
  security_groups = [aws_security_group.balancer.id]
}

resource "aws_lb_target_group" "group" {
  target_type = "ip"
  protocol    = "HTTP"
  port        = 80
}

resource "aws_lb_listener" "listener" {
  load_balancer_arn = aws_lb.balancer.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.group.arn
  }
}

resource "aws_ecs_service" "service" {
  name            = "web"
  task_definition = "web"
  network_configuration {
    subnets         = ["subnet-1"]
    security_groups = [aws_security_group.tasks.id]
  }
  load_balancer {
    container_name   = "web"
    container_port   = 8080
    target_group_arn = aws_lb_target_group.group.arn
  }
}
