"""Route 53: a hosted zone with the ID that a description imports.

AWS chooses zone IDs; a description holds the one it chose. A zone created with the caller reference
`imported:ID` gets that ID here.
"""

from moto.route53.models import Route53Backend

PREFIX = "imported:"


def install():
    """Lets a caller choose a zone's ID."""
    original = Route53Backend.create_hosted_zone

    def create_hosted_zone(self, name, private_zone, caller_reference=None, *args, **kwargs):
        zone = original(self, name, private_zone, caller_reference, *args, **kwargs)
        if caller_reference and caller_reference.startswith(PREFIX):
            wanted = caller_reference.removeprefix(PREFIX)
            self.zones[wanted] = self.zones.pop(zone.resource_id)
            zone.resource_id = wanted
        return zone

    Route53Backend.create_hosted_zone = create_hosted_zone
