"""Clients of the emulator, and describe calls without the ceremony."""

import functools

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from access_keys import access_key


@functools.cache
def client(service, endpoint, account, region):
    """A boto3 client for `account` and `region` on the emulator at `endpoint`."""
    return boto3.session.Session().client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=access_key(account),
        aws_secret_access_key="emulator",
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


class Session:
    """One account in one region."""

    def __init__(self, endpoint, account, region):
        self.endpoint, self.account, self.region = endpoint, account, region

    def call(self, service, method, **request):
        """One answer, without its metadata."""
        answer = getattr(client(service, self.endpoint, self.account, self.region), method)(**request)
        answer.pop("ResponseMetadata", None)
        return answer

    def all(self, service, method, member, **request):
        """Every item of a listing, over all pages; `member` may be a path such as `DistributionList.Items`."""
        api = client(service, self.endpoint, self.account, self.region)
        pages = (
            api.get_paginator(method).paginate(**request)
            if api.can_paginate(method)
            else [getattr(api, method)(**request)]
        )
        items = []
        for page in pages:
            for part in member.split("."):
                page = page.get(part) or {}
            items += page or []
        return items

    def maybe(self, service, method, **request):
        """An answer, or None where the service says that there is none."""
        try:
            return self.call(service, method, **request)
        except ClientError:
            return None
