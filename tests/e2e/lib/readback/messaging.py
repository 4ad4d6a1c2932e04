"""SQS, SNS, EventBridge and Scheduler."""

from .resource import Resource, tags, without


def read(aws):
    """Queues, topics, rules and schedules."""
    for url in aws.all("sqs", "list_queues", "QueueUrls"):
        found = aws.call("sqs", "get_queue_attributes", QueueUrl=url, AttributeNames=["All"])["Attributes"]
        volatile = [k for k in found if k.startswith("Approximate") or k.endswith("Timestamp")]
        listed = aws.call("sqs", "list_queue_tags", QueueUrl=url).get("Tags", {})
        properties = {**without(found, *volatile), "Tags": without(listed, *[k for k in listed if k[:4] == "aws:"])}
        ids = {url: "", found["QueueArn"]: "arn", url.split("/")[-1]: "name"}
        yield Resource("sqs.queue", ids, properties)
    for topic in aws.all("sns", "list_topics", "Topics"):
        arn = topic["TopicArn"]
        properties = {
            **aws.call("sns", "get_topic_attributes", TopicArn=arn)["Attributes"],
            "Tags": tags(aws.call("sns", "list_tags_for_resource", ResourceArn=arn)["Tags"]),
        }
        yield Resource("sns.topic", {arn: "", arn.split(":")[-1]: "name"}, properties)
    for subscription in aws.all("sns", "list_subscriptions", "Subscriptions"):
        arn = subscription["SubscriptionArn"]
        properties = aws.call("sns", "get_subscription_attributes", SubscriptionArn=arn)["Attributes"]
        natural = f"{subscription['Protocol']} {subscription['Endpoint']} of {subscription['TopicArn']}"
        yield Resource("sns.subscription", {arn: ""}, properties, natural)
    for bus in aws.all("events", "list_event_buses", "EventBuses"):
        for rule in aws.all("events", "list_rules", "Rules", EventBusName=bus["Name"]):
            request = {"Rule": rule["Name"], "EventBusName": bus["Name"]}
            rule["Targets"] = aws.all("events", "list_targets_by_rule", "Targets", **request)
            yield Resource("events.rule", {rule["Arn"]: "", rule["Name"]: "name"}, rule)
    for found in aws.all("scheduler", "list_schedules", "Schedules"):
        request = {"Name": found["Name"], "GroupName": found["GroupName"]}
        schedule = aws.call("scheduler", "get_schedule", **request)
        yield Resource("scheduler.schedule", {found["Arn"]: "", found["Name"]: "name"}, schedule)
