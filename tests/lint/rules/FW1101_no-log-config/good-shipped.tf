resource "aws_ecs_task_definition" "task" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "web:1.0.0" }])
}

resource "aws_launch_template" "hosts" {
  image_id  = "ami-1"
  user_data = base64encode(<<-EOT
    echo ECS_CLUSTER=main >> /etc/ecs/ecs.config
    echo '{"log-driver": "awslogs"}' > /etc/docker/daemon.json
  EOT
  )
}
