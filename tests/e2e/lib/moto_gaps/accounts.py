"""Serves several accounts at once; keys that IAM or STS issued belong to the account that issued them."""

from moto.iam import models as iam

from access_keys import PREFIX


def install():
    """Takes the account from the access key."""
    issued = iam.get_account_id_from

    def account_of(key):
        return key[len(PREFIX) :] if key.startswith(PREFIX) else issued(key)

    iam.get_account_id_from = account_of
