resource "aws_lb_listener_rule" "web" {}

resource "aws_lb_target_group" "blue" {}

resource "aws_lb_target_group" "green" {}

resource "aws_dynamodb_table" "releases" {
  name         = "releases"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "Id"
  attribute {
    name = "Id"
    type = "S"
  }
}

resource "aws_sfn_state_machine" "canary" {
  name       = "canary"
  role_arn   = aws_iam_role.canary.arn
  definition = jsonencode({
    "StartAt" = "AcquireLease"
    "TimeoutSeconds" = 3600
    "States" = {
      "AcquireLease" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::dynamodb:updateItem"
        "Parameters" = {
          "TableName" = aws_dynamodb_table.releases.name
          "Key" = {
            "Id" = {
              "S" = "live"
            }
          }
          "UpdateExpression" = "SET Lease = :me"
          "ConditionExpression" = "attribute_not_exists(Lease) OR Lease = :me"
          "ExpressionAttributeValues" = {
            ":me" = {
              "S.$" = "$$.Execution.Id"
            }
          }
        }
        "ResultPath" = null
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["DynamoDB.ConditionalCheckFailedException"]
          "Next" = "LeaseHeld"
        }, {
          "ErrorEquals" = ["States.ALL"]
          "Next" = "FreeLease"
        }]
        "Next" = "LookAtTargets"
      }
      "LeaseHeld" = {
        "Type" = "Fail"
      }
      "LookAtTargets" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::aws-sdk:elasticloadbalancingv2:describeTargetHealth"
        "Parameters" = {
          "TargetGroupArn" = aws_lb_target_group.green.arn
        }
        "ResultSelector" = {
          "Healthy.$" = "States.ArrayLength($.TargetHealthDescriptions[?(@.TargetHealth.State == 'healthy')])"
          "All.$" = "States.ArrayLength($.TargetHealthDescriptions)"
        }
        "ResultPath" = "$.Targets"
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "RollBack"
        }]
        "Next" = "LookAtAlarms"
      }
      "LookAtAlarms" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::aws-sdk:cloudwatch:describeAlarms"
        "Parameters" = {
          "AlarmNames" = ["errors"]
          "StateValue" = "ALARM"
        }
        "ResultSelector" = {
          "Firing.$" = "States.ArrayLength($.MetricAlarms)"
        }
        "ResultPath" = "$.Alarms"
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "RollBack"
        }]
        "Next" = "MayGoOn"
      }
      "MayGoOn" = {
        "Type" = "Choice"
        "Choices" = [{
          "And" = [{
            "Variable" = "$.Targets.Healthy"
            "NumericEqualsPath" = "$.Targets.All"
          }, {
            "Variable" = "$.Targets.All"
            "NumericGreaterThan" = 0
          }, {
            "Variable" = "$.Alarms.Firing"
            "NumericEquals" = 0
          }]
          "Next" = "Shift"
        }]
        "Default" = "RollBack"
      }
      "Shift" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::aws-sdk:elasticloadbalancingv2:modifyRule"
        "Parameters" = {
          "RuleArn" = aws_lb_listener_rule.web.arn
          "Actions" = [{
            "Type" = "forward"
            "ForwardConfig" = {
              "TargetGroups" = [{
                "TargetGroupArn" = aws_lb_target_group.blue.arn
                "Weight" = 0
              }, {
                "TargetGroupArn" = aws_lb_target_group.green.arn
                "Weight" = 100
              }]
            }
          }]
        }
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "RollBack"
        }]
        "Next" = "Release"
      }
      "Release" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::dynamodb:updateItem"
        "Parameters" = {
          "TableName" = aws_dynamodb_table.releases.name
          "Key" = {
            "Id" = {
              "S" = "live"
            }
          }
          "UpdateExpression" = "REMOVE Lease"
          "ConditionExpression" = "attribute_not_exists(Lease) OR Lease = :me"
          "ExpressionAttributeValues" = {
            ":me" = {
              "S.$" = "$$.Execution.Id"
            }
          }
        }
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "Failed"
        }]
        "Next" = "Promoted"
      }
      "Promoted" = {
        "Type" = "Succeed"
      }
      "RollBack" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::aws-sdk:elasticloadbalancingv2:modifyRule"
        "Parameters" = {
          "RuleArn" = aws_lb_listener_rule.web.arn
          "Actions" = [{
            "Type" = "forward"
            "ForwardConfig" = {
              "TargetGroups" = [{
                "TargetGroupArn" = aws_lb_target_group.blue.arn
                "Weight" = 100
              }, {
                "TargetGroupArn" = aws_lb_target_group.green.arn
                "Weight" = 0
              }]
            }
          }]
        }
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "Failed"
        }]
        "Next" = "FreeLease"
      }
      "FreeLease" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::dynamodb:updateItem"
        "Parameters" = {
          "TableName" = aws_dynamodb_table.releases.name
          "Key" = {
            "Id" = {
              "S" = "live"
            }
          }
          "UpdateExpression" = "REMOVE Lease"
          "ConditionExpression" = "attribute_not_exists(Lease) OR Lease = :me"
          "ExpressionAttributeValues" = {
            ":me" = {
              "S.$" = "$$.Execution.Id"
            }
          }
        }
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "Failed"
        }]
        "Next" = "Failed"
      }
      "Failed" = {
        "Type" = "Fail"
      }
    }
  })
}

resource "aws_sfn_state_machine" "watchdog" {
  name       = "watchdog"
  role_arn   = aws_iam_role.canary.arn
  definition = jsonencode({
    "StartAt" = "ReadRecord"
    "States" = {
      "ReadRecord" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::dynamodb:getItem"
        "Parameters" = {
          "TableName" = aws_dynamodb_table.releases.name
          "Key" = {
            "Id" = {
              "S" = "live"
            }
          }
          "ConsistentRead" = true
        }
        "ResultPath" = "$.Record"
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "NotSettled"
        }]
        "Next" = "HoldsLease"
      }
      "HoldsLease" = {
        "Type" = "Choice"
        "Choices" = [{
          "And" = [{
            "Variable" = "$.Record.Item.Lease.S"
            "IsPresent" = true
          }, {
            "Variable" = "$.Record.Item.Lease.S"
            "StringEqualsPath" = "$.execution"
          }]
          "Next" = "Reset"
        }]
        "Default" = "Settled"
      }
      "Reset" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::aws-sdk:elasticloadbalancingv2:modifyRule"
        "Parameters" = {
          "RuleArn" = aws_lb_listener_rule.web.arn
          "Actions" = [{
            "Type" = "forward"
            "TargetGroupArn" = aws_lb_target_group.blue.arn
          }]
        }
        "ResultPath" = null
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "NotSettled"
        }]
        "Next" = "FreeLease"
      }
      "FreeLease" = {
        "Type" = "Task"
        "Resource" = "arn:aws:states:::dynamodb:updateItem"
        "Parameters" = {
          "TableName" = aws_dynamodb_table.releases.name
          "Key" = {
            "Id" = {
              "S" = "live"
            }
          }
          "UpdateExpression" = "REMOVE Lease"
          "ConditionExpression" = "Lease = :dead"
          "ExpressionAttributeValues" = {
            ":dead" = {
              "S.$" = "$.execution"
            }
          }
        }
        "Retry" = [{
          "ErrorEquals" = ["States.ALL"]
        }]
        "Catch" = [{
          "ErrorEquals" = ["States.ALL"]
          "Next" = "NotSettled"
        }]
        "Next" = "Settled"
      }
      "Settled" = {
        "Type" = "Succeed"
      }
      "NotSettled" = {
        "Type" = "Fail"
      }
    }
  })
}

resource "aws_cloudwatch_event_rule" "ended" {
  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail = {
      stateMachineArn = [aws_sfn_state_machine.canary.arn]
      status          = ["FAILED", "TIMED_OUT", "ABORTED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "watchdog" {
  rule     = aws_cloudwatch_event_rule.ended.name
  arn      = aws_sfn_state_machine.watchdog.arn
  role_arn = aws_iam_role.events.arn
  input_transformer {
    input_paths    = { execution = "$.detail.executionArn" }
    input_template = "{\"execution\": <execution>}"
  }
}
