resource "aws_lb_target_group" "group" {
  slow_start                    = 0
  deregistration_delay          = 3600
  load_balancing_algorithm_type = "weighted_random"
}
