"""Application Auto Scaling: tags of scalable targets. CloudWatch: composite alarms."""

import json

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as Response
from moto.cloudwatch.responses import CloudWatchResponse


def install():
    """Keeps the tags given at registration and answers the calls that read and write them."""
    tags = {}
    register = Response.register_scalable_target

    def register_scalable_target(self):
        answer = register(self)
        request = json.loads(self.body)
        arn = _body(answer).get("ScalableTargetARN")
        if arn and request.get("Tags"):
            tags.setdefault(arn, {}).update(request["Tags"])
        return answer

    def tag_resource(self):
        request = json.loads(self.body)
        tags.setdefault(request["ResourceARN"], {}).update(request["Tags"])
        return "{}"

    Response.register_scalable_target = register_scalable_target
    Response.list_tags_for_resource = lambda self: json.dumps(
        {"Tags": tags.get(json.loads(self.body)["ResourceARN"], {})}
    )
    Response.tag_resource = tag_resource
    CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm


def _body(answer):
    body = answer[2] if isinstance(answer, tuple) else getattr(answer, "result", answer)
    return json.loads(body) if isinstance(body, str) else body
