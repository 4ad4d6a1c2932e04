"""CloudFormation: templates that are too large for a request and come from a bucket.

moto takes the host of the template's URL for the bucket; only below `localhost` it looks into the path,
where the AWS command line puts the bucket for any other endpoint than AWS's.
"""

import re

from moto.cloudformation import responses


def install():
    """Reads a template from the path of the emulator's own address."""
    original = responses.get_stack_from_s3_url

    def get_stack_from_s3_url(template_url, account_id, partition):
        url = re.sub(r"^(https?://)127\.0\.0\.1(:\d+)?/", r"\1localhost\2/", template_url)
        return original(url, account_id=account_id, partition=partition)

    responses.get_stack_from_s3_url = get_stack_from_s3_url
