"""Completes moto's service APIs where the AWS provider of Terraform or our read-back would see less than AWS shows.

One module per concern; each has an `install` that patches moto in this process.
"""

from . import accounts, autoscaling, compute, delivery, edge, network, stepfunctions, storage, templates, zones


def install():
    """Applies every completion."""
    for module in (accounts, autoscaling, compute, delivery, edge, network, stepfunctions, storage, templates, zones):
        module.install()
