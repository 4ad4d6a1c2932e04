"""Access keys of the emulator: as in AWS, the key names the account.

`AKIA0000` followed by the twelve digits of an account is a key of that account.
"""

PREFIX = "AKIA0000"


def access_key(account):
    """The emulator's access key id of `account`."""
    return PREFIX + account
