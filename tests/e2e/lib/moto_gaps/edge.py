"""CloudFront, RDS clusters and SQS: what moto loses or makes up when it describes them."""

import json

from moto.cloudfront import models as cloudfront
from moto.rds.models import DBCluster
from moto.sqs.models import Queue


def install():
    """Completes the three descriptions."""
    _extend(cloudfront.Origin, _origin)
    _extend(cloudfront.ViewerCertificate, _certificate)
    _extend(cloudfront.DefaultCacheBehaviour, _behavior)

    # Only clusters of the first Serverless have a scaling configuration; moto answers an empty one for all.
    scaling = DBCluster.scaling_configuration_info
    DBCluster.scaling_configuration_info = property(
        lambda cluster: scaling.fget(cluster) if cluster.scaling_configuration else None
    )

    # AWS answers the policy as it was sent, so without blanks; Terraform compares the text.
    attributes = Queue.attributes

    def compact(queue):
        answer = attributes.fget(queue)
        if answer.get("RedrivePolicy"):
            answer["RedrivePolicy"] = json.dumps(json.loads(answer["RedrivePolicy"]), separators=(",", ":"))
        return answer

    Queue.attributes = property(compact)


def _extend(model, complete):
    create = model.__init__

    def __init__(self, config, *args, **kwargs):
        create(self, config, *args, **kwargs)
        complete(self, config)

    model.__init__ = __init__


def _origin(origin, config):
    origin.origin_access_control_id = config.get("OriginAccessControlId") or ""


def _certificate(certificate, config):
    if config.get("ACMCertificateArn") or config.get("IAMCertificateId"):
        certificate.cloud_front_default_certificate = False


def _behavior(behavior, config):
    if config.get("CachePolicyId"):
        behavior.forwarded_values = None
