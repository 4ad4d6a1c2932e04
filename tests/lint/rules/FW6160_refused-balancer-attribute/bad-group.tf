resource "aws_lb_target_group" "group" {
  slow_start                    = 20
  deregistration_delay          = 4000
  load_balancing_algorithm_type = "random"
}
