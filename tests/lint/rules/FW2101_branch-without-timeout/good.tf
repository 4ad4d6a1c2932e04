resource "aws_sfn_state_machine" "order" {
  role_arn   = "arn:aws:iam::123456789012:role/order"
  definition = jsonencode({
    StartAt = "Both"
    States  = {
      Both = {
        Type     = "Parallel"
        End      = true
        Catch    = [{
          ErrorEquals = ["States.ALL"]
          Next        = "Undo"
        }]
        Branches = [
          {
            StartAt = "Pay"
            States  = {
              Pay = {
                Type           = "Task"
                Resource       = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
                End            = true
                TimeoutSeconds = 900
              }
            }
          },
          {
            StartAt = "Note"
            States  = {
              Note = {
                Type = "Pass"
                End  = true
              }
            }
          },
        ]
      }
      Undo = {
        Type = "Fail"
      }
    }
  })
}
