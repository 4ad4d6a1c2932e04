"""CloudWatch: log groups, metric filters and alarms."""

from .handlers import handler, pick, tag_map


@handler("AWS::Logs::LogGroup", "LogGroupName")
def log_group(call, properties):
    retention = properties.pop("RetentionInDays", None)
    name = properties.setdefault("LogGroupName", call.name)
    call("logs", "create_log_group", **tag_map(properties))
    if retention is not None:
        call("logs", "put_retention_policy", logGroupName=name, retentionInDays=retention)
    arn = f"arn:aws:logs:{call.region}:{call.account}:log-group:{name}:*"
    return name, {"Arn": arn}, lambda: call("logs", "delete_log_group", logGroupName=name)


@handler("AWS::Logs::MetricFilter", "FilterName", tags=None)
def metric_filter(call, properties):
    properties.setdefault("FilterName", call.name)
    call("logs", "put_metric_filter", **properties)
    key = pick(properties, "LogGroupName", "FilterName")
    return properties["FilterName"], {}, lambda: call("logs", "delete_metric_filter", **key)


@handler("AWS::CloudWatch::Alarm", "AlarmName")
def alarm(call, properties):
    name = properties.setdefault("AlarmName", call.name)
    call("cloudwatch", "put_metric_alarm", **properties)
    arn = call("cloudwatch", "describe_alarms", AlarmNames=[name])["MetricAlarms"][0]["AlarmArn"]
    return name, {"Arn": arn}, lambda: call("cloudwatch", "delete_alarms", AlarmNames=[name])


@handler("AWS::CloudWatch::CompositeAlarm", "AlarmName")
def composite_alarm(call, properties):
    name = properties.setdefault("AlarmName", call.name)
    call("cloudwatch", "put_composite_alarm", **properties)
    arn = f"arn:aws:cloudwatch:{call.region}:{call.account}:alarm:{name}"
    return name, {"Arn": arn}, lambda: call("cloudwatch", "delete_alarms", AlarmNames=[name])
