resource "aws_route53_zone" "shop" {
  name = "shop.example"
}

resource "aws_sfn_state_machine" "shift" {
  name     = "shift"
  role_arn = "arn:aws:iam::111111111111:role/shift"
  definition = jsonencode({
    StartAt        = "Canary"
    TimeoutSeconds = 3600
    States = {
      Canary = merge(local.write, { Parameters = local.records["10"], Next = "Bake" })
      Bake   = { Type = "Wait", Seconds = 300, Next = "All" }
      All    = merge(local.write, { Parameters = local.records["100"], End = true })
    }
  })
}

resource "aws_sfn_state_machine" "settle" {
  name     = "settle"
  role_arn = "arn:aws:iam::111111111111:role/settle"
  definition = jsonencode({
    StartAt        = "Back"
    TimeoutSeconds = 600
    States         = { Back = merge(local.write, { Parameters = local.records["0"], End = true }) }
  })
}

locals {
  write = {
    Type     = "Task"
    Resource = "arn:aws:states:::aws-sdk:route53:changeResourceRecordSets"
    Retry    = [{ ErrorEquals = ["States.ALL"] }]
  }
  records = {
    "0"   = { HostedZoneId = aws_route53_zone.shop.zone_id, ChangeBatch = { Changes = [local.blue["100"], local.green["0"]] } }
    "10"  = { HostedZoneId = aws_route53_zone.shop.zone_id, ChangeBatch = { Changes = [local.blue["90"], local.green["10"]] } }
    "100" = { HostedZoneId = aws_route53_zone.shop.zone_id, ChangeBatch = { Changes = [local.blue["0"], local.green["100"]] } }
  }
  blue = {
    "0"   = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "blue", Weight = 0 } }
    "90"  = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "blue", Weight = 90 } }
    "100" = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "blue", Weight = 100 } }
  }
  green = {
    "0"   = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "green", Weight = 0 } }
    "10"  = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "green", Weight = 10 } }
    "100" = { Action = "UPSERT", ResourceRecordSet = { Name = "www.shop.example", Type = "CNAME", SetIdentifier = "green", Weight = 100 } }
  }
}

resource "aws_cloudwatch_event_rule" "ended" {
  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail = {
      status          = ["FAILED", "TIMED_OUT", "ABORTED"]
      stateMachineArn = [aws_sfn_state_machine.shift.arn]
    }
  })
}

resource "aws_cloudwatch_event_target" "settle" {
  rule     = aws_cloudwatch_event_rule.ended.name
  arn      = aws_sfn_state_machine.settle.arn
  role_arn = "arn:aws:iam::111111111111:role/events"
}
