resource "aws_sfn_state_machine" "canary" {
  name       = "canary"
  role_arn   = "arn:aws:iam::111111111111:role/machine"
  definition = jsonencode({
    StartAt = "poll"
    States  = {
      poll = {
        Type = "Pass"
        Next = "wait"
      }
      wait = {
        Type    = "Wait"
        Seconds = 60
        End     = true
      }
    }
  })
}
