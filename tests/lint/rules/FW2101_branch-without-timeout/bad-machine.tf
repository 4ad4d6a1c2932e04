resource "aws_sfn_state_machine" "order" {
  role_arn   = "arn:aws:iam::123456789012:role/order"
  definition = jsonencode({
    StartAt = "Each"
    States  = {
      Each = {
        Type          = "Map"
        End           = true
        ItemProcessor = {
          StartAt = "Job"
          States  = {
            Job = {
              Type     = "Task"
              Resource = "arn:aws:states:::ecs:runTask.sync"
              End      = true
            }
          }
        }
      }
    }
  })
}
