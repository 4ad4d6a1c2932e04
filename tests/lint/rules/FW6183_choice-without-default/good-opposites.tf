resource "aws_sfn_state_machine" "canary" {
  name       = "canary"
  role_arn   = "arn:aws:iam::111111111111:role/machine"
  definition = jsonencode({
    StartAt = "check"
    States  = {
      check = {
        Type    = "Choice"
        Choices = [
          {
            Variable      = "$.ok"
            BooleanEquals = true
            Next          = "done"
          },
          {
            Variable      = "$.ok"
            BooleanEquals = false
            Next          = "undo"
          },
        ]
      }
      undo  = {
        Type = "Fail"
      }
      done  = {
        Type = "Succeed"
      }
    }
  })
}
