resource "aws_sfn_state_machine" "canary" {
  name       = "canary"
  role_arn   = "arn:aws:iam::111111111111:role/machine"
  definition = jsonencode({
    StartAt = "wait"
    States  = {
      wait = {
        Type     = "Wait"
        Secondes = 60
        End      = true
      }
    }
  })
}
