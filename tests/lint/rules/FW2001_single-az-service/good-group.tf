resource "aws_autoscaling_group" "hosts" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = ["subnet-1", "subnet-2"]
}
