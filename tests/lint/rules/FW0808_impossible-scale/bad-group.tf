resource "aws_autoscaling_group" "machines" {
  min_size = 3
  max_size = 2
}
