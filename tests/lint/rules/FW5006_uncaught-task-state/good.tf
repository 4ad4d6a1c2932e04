resource "aws_sfn_state_machine" "canary" {
  definition = jsonencode({
    StartAt = "shift"
    States = {
      shift = {
        Type     = "Task"
        Resource = "arn:aws:states:::dynamodb:putItem"
        End      = true
        Retry    = [{ ErrorEquals = ["States.ALL"] }]
      }
    }
  })
}
