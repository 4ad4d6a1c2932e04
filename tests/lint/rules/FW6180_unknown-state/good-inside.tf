resource "aws_sfn_state_machine" "canary" {
  name       = "canary"
  role_arn   = "arn:aws:iam::111111111111:role/machine"
  definition = jsonencode({
    StartAt = "each"
    States  = {
      each    = {
        Type          = "Map"
        ItemProcessor = {
          StartAt = "inside"
          States  = {
            inside = {
              Type = "Succeed"
            }
          }
        }
        Next          = "outside"
      }
      outside = {
        Type = "Succeed"
      }
    }
  })
}
