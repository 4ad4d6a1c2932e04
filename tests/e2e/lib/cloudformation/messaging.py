"""SQS, SNS, EventBridge, Scheduler and Step Functions."""

import json

from shapes import operation

from .handlers import handler, lower_case_tags, pick, suffix, tag_map

# Both APIs take attributes as a map of any names.
_QUEUE_ATTRIBUTES = operation("sqs", "create_queue").input_shape.members["Attributes"].key.enum
_SUBSCRIPTION_ATTRIBUTES = (
    "DeliveryPolicy",
    "FilterPolicy",
    "FilterPolicyScope",
    "RawMessageDelivery",
    "RedrivePolicy",
    "SubscriptionRoleArn",
)


@handler("AWS::SQS::Queue", "QueueName")
def queue(call, properties):
    tags = tag_map(properties).get("Tags", {})
    properties.pop("Tags", None)
    name = properties.pop("QueueName", call.name)
    call.only(properties, *_QUEUE_ATTRIBUTES)
    attributes = {key: _text(value) for key, value in properties.items()}
    if attributes.get("FifoQueue") == "true" and not name.endswith(".fifo"):
        name += ".fifo"
    url = call("sqs", "create_queue", QueueName=name, Attributes=attributes, tags=tags)["QueueUrl"]
    found = call("sqs", "get_queue_attributes", QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    return (
        url,
        {"Arn": found["QueueArn"], "QueueName": name, "QueueUrl": url},
        lambda: call("sqs", "delete_queue", QueueUrl=url),
    )


@handler("AWS::SQS::QueuePolicy", tags=None)
def queue_policy(call, properties):
    call.only(properties, "Queues", "PolicyDocument")
    return _queue_policies(call, properties["Queues"], properties["PolicyDocument"])


@handler("AWS::SQS::QueueInlinePolicy", tags=None)
def queue_inline_policy(call, properties):
    call.only(properties, "Queue", "PolicyDocument")
    return _queue_policies(call, [properties["Queue"]], properties["PolicyDocument"])


def _queue_policies(call, urls, document):
    def put(text):
        for url in urls:
            call("sqs", "set_queue_attributes", QueueUrl=url, Attributes={"Policy": text})

    put(json.dumps(document))
    return call.name, {"Id": call.name}, lambda: put("")


@handler("AWS::SNS::TopicPolicy", tags=None)
def topic_policy(call, properties):
    call.only(properties, "Topics", "PolicyDocument")
    for topic in properties["Topics"]:
        policy = {"AttributeName": "Policy", "AttributeValue": json.dumps(properties["PolicyDocument"])}
        call("sns", "set_topic_attributes", TopicArn=topic, **policy)
    return call.name, {"Id": call.name}, None


@handler("AWS::SNS::Subscription", tags=None)
def subscription(call, properties):
    request = {key: properties.pop(key) for key in ("TopicArn", "Protocol", "Endpoint")}
    call.only(properties, *_SUBSCRIPTION_ATTRIBUTES)
    attributes = {key: _text(value) for key, value in properties.items()}
    arn = call("sns", "subscribe", Attributes=attributes, ReturnSubscriptionArn=True, **request)["SubscriptionArn"]
    return arn, {"Arn": arn}, lambda: call("sns", "unsubscribe", SubscriptionArn=arn)


def _text(value):
    """Attributes of queues and subscriptions are text."""
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@handler("AWS::Events::EventBus", "Name")
def event_bus(call, properties):
    name = properties["Name"]
    arn = call("events", "create_event_bus", **properties)["EventBusArn"]
    return name, {"Arn": arn, "Name": name}, lambda: call("events", "delete_event_bus", Name=name)


@handler("AWS::Events::Rule", "Name")
def rule(call, properties):
    targets = properties.pop("Targets", [])
    name = properties.setdefault("Name", call.name)
    if "EventPattern" in properties:
        properties["EventPattern"] = json.dumps(properties["EventPattern"])
    arn = call("events", "put_rule", **properties)["RuleArn"]
    bus = pick(properties, "EventBusName")
    if targets:
        call("events", "put_targets", Rule=name, Targets=targets, **bus)

    def undo():
        if targets:
            call("events", "remove_targets", Rule=name, Ids=[target["Id"] for target in targets], **bus)
        call("events", "delete_rule", Name=name, **bus)

    return f"{bus['EventBusName']}|{name}" if bus else name, {"Arn": arn}, undo


@handler("AWS::Scheduler::Schedule", "Name", tags=None)
def schedule(call, properties):
    name = properties.setdefault("Name", call.name)
    arn = call("scheduler", "create_schedule", clientToken=suffix(), **properties)["ScheduleArn"]
    return name, {"Arn": arn}, lambda: call("scheduler", "delete_schedule", Name=name, **pick(properties, "GroupName"))


@handler("AWS::StepFunctions::StateMachine", "StateMachineName")
def machine(call, properties):
    observed = "LoggingConfiguration", "TracingConfiguration"
    call.only(
        properties, "StateMachineName", "RoleArn", "StateMachineType", "Definition", "DefinitionString", "Tags", *observed
    )
    structure = properties.get("Definition")
    made = call(
        "stepfunctions",
        "create_state_machine",
        name=properties.get("StateMachineName", call.name),
        definition=json.dumps(structure) if structure else properties["DefinitionString"],
        roleArn=properties["RoleArn"],
        type=properties.get("StateMachineType", "STANDARD"),
        tags=lower_case_tags(properties).get("Tags", []),
        **pick(properties, *observed),
    )
    arn = made["stateMachineArn"]
    name = arn.rsplit(":", 1)[-1]
    return arn, {"Arn": arn, "Name": name}, lambda: call("stepfunctions", "delete_state_machine", stateMachineArn=arn)
