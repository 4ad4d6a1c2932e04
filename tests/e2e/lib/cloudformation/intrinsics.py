"""Intrinsic functions and parameter types that moto lacks or gets wrong."""

import ipaddress

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend


def install():
    """Adds Fn::Cidr and Fn::Length, makes Fn::GetAZs agree with EC2, and refuses absent SSM parameters."""
    clean = parsing.clean_json

    def clean_json(document, resources):
        if isinstance(document, dict) and len(document) == 1:
            function, argument = next(iter(document.items()))
            if function == "Fn::Cidr":
                return _cidr(*[clean(part, resources) for part in argument])
            if function == "Fn::Length":
                return len(clean(argument, resources))
            if function == "Fn::GetAZs":
                return _zones(clean(argument, resources) or resources["AWS::Region"])
            if function == "Fn::GetAtt" and isinstance(argument, str):
                document = {function: argument.split(".", 1)}
        return clean(document, resources)

    parsing.clean_json = clean_json

    parse = parsing.ResourceMap.parse_ssm_parameter

    def parse_ssm_parameter(self, value, value_type):
        backend = parsing.ssm_backends[self._account_id][self._region_name]
        if backend.get_parameter(value) is None:
            raise ValidationError(message=f"unable to fetch parameters [{value}] from parameter store for this account")
        return parse(self, value, value_type)

    parsing.ResourceMap.parse_ssm_parameter = parse_ssm_parameter


def _cidr(block, count, bits=None):
    network = ipaddress.ip_network(block)
    bits = int(bits) if bits is not None else (8 if network.version == 4 else 64)
    subnets = network.subnets(new_prefix=network.max_prefixlen - bits)
    return [str(next(subnets)) for _ in range(int(count))]


def _zones(region):
    return sorted(zone.name for zone in RegionsAndZonesBackend.zones[region])
