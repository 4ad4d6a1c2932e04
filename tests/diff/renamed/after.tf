resource "aws_sqs_queue" "letters" {
  message_retention_seconds = 345600
}

resource "aws_sqs_queue" "paper" {
  message_retention_seconds = 345600
}

moved {
  from = aws_sqs_queue.mail
  to   = aws_sqs_queue.letters
}
