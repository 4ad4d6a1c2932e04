"""EC2: descriptions of security-group rules between groups or to prefix lists, which moto only keeps for addresses."""

from moto.ec2.models.security_groups import SecurityGroupRule


def install():
    """Answers the description of whatever the rule's other end is."""
    create = SecurityGroupRule.__init__

    def __init__(self, *args, **kwargs):
        create(self, *args, **kwargs)
        prefix_list = kwargs.get("prefix_list_id") or {}
        ends = (self.ip_range, self.source_group, prefix_list)
        self.end_description = next((end["Description"] for end in ends if end.get("Description")), None)

    SecurityGroupRule.__init__ = __init__
    SecurityGroupRule.description = property(lambda self: self.ip_range.get("Description") or self.end_description)
