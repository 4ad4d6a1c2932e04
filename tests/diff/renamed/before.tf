resource "aws_sqs_queue" "mail" {
  message_retention_seconds = 345600
}

resource "aws_sqs_queue" "print" {
  message_retention_seconds = 345600
}
