resource "aws_launch_template" "web" {
  user_data = base64encode("#!/bin/bash\nyum install -y amazon-ssm-agent\nyum install -y httpd\nsystemctl start httpd\n")
}
