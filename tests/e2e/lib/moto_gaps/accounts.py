"""Serves several accounts at once: the access key names the account, as in AWS.

`AKIA0000` followed by the twelve digits of an account is a key of that account; keys that IAM or
STS issued belong to the account that issued them.
"""

from moto.iam import models as iam

PREFIX = "AKIA0000"


def access_key(account):
    """The emulator's access key id of `account`."""
    return PREFIX + account


def install():
    """Teaches moto the rule above."""
    issued = iam.get_account_id_from

    def account_of(key):
        return key[len(PREFIX) :] if key.startswith(PREFIX) else issued(key)

    iam.get_account_id_from = account_of
