"""Hands the registered handlers to moto's stacks.

moto skips unknown types in silence and answers a failing model with HTTP 500; here both are a
ValidationError that names the logical ID. An update replaces the resource: coarse, but visible.
"""

import copy
import threading

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Stack
from moto.core.common_models import CloudFormationModel

from .handlers import REGISTER, Context, suffix

# Begins the random end of every name that CloudFormation makes up, so that the read-back can tell
# such a name from one that a template gives.
GENERATED = "0CFN"

_GONE = ("NotFound", "does not exist", "NoSuch", "not found", "NonExistent")
_current = threading.local()


class Resource(CloudFormationModel):
    """A live resource that a handler made."""

    # moto takes the service's name from the module.
    __module__ = "moto.formwork.models"

    def __init__(self, type_name, physical_id, attributes, undo):
        self.type_name, self.physical_resource_id = type_name, physical_id
        self.attributes, self.undo = attributes, undo

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::Formwork::Resource"

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute_name):
        if attribute_name not in self.attributes:
            raise ValidationError(message=f"{self.type_name} has no attribute {attribute_name} here")
        return self.attributes[attribute_name]

    def delete(self, account_id, region):
        """Undoes the creation; a resource that went with its parent counts as deleted."""
        if self.undo is None:
            return
        try:
            self.undo()
        except ValidationError as error:
            if not any(word in str(error) for word in _GONE):
                raise


def _model(type_name, function, name_property, tags):
    class Made(Resource):
        __module__ = Resource.__module__

        @staticmethod
        def cloudformation_type():
            return type_name

        @staticmethod
        def cloudformation_name_type():
            return name_property or ""

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            properties = copy.deepcopy(cloudformation_json.get("Properties", {}))
            _add_stack_tags(properties, tags)
            context = Context(
                account_id, region_name, resource_name, kwargs.get("LogicalId", type_name), kwargs.get("StackId")
            )
            physical_id, attributes, undo = function(context, properties)
            return cls(type_name, physical_id, attributes, undo)

        @classmethod
        def update_from_cloudformation_json(
            cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
        ):
            original_resource.delete(account_id, region_name)
            return cls.create_from_cloudformation_json(
                new_resource_name,
                cloudformation_json,
                account_id,
                region_name,
                LogicalId=original_resource.logical_resource_id,
            )

    Made.__name__ = type_name.replace("::", "_")
    return Made


def _add_stack_tags(properties, form):
    """CloudFormation gives a stack's tags to every resource that can have tags; the resource's own win."""
    stack_tags = {k: v for k, v in (getattr(_current, "tags", None) or {}).items() if not k.startswith("aws:")}
    if not stack_tags or form is None:
        return
    if form == "map":
        properties["Tags"] = {**stack_tags, **properties.get("Tags", {})}
        return
    name = "Tags" if form == "list" else form
    own = properties.get(name, [])
    taken = {tag["Key"] for tag in own}
    properties[name] = own + [{"Key": k, "Value": v} for k, v in stack_tags.items() if k not in taken]


def install():
    """Puts the handlers into moto's tables and makes its failures readable."""
    models, names = parsing.get_model_map(), parsing.get_name_type_map()
    for type_name, (function, name_property, tags) in REGISTER.items():
        models[type_name] = _model(type_name, function, name_property, tags)
        names[type_name] = name_property
    parsing.resource_name_property_from_type = names.get

    class_from_type = parsing.resource_class_from_type

    def known_class(type_name):
        found = class_from_type(type_name)
        if found is None and type_name not in parsing.NULL_MODELS:
            raise ValidationError(message=f"unknown resource type here: {type_name}")
        return found

    parsing.resource_class_from_type = known_class

    create = parsing.parse_and_create_resource

    def create_or_refuse(logical_id, resource_json, resources_map, account_id, region_name):
        try:
            resource = create(logical_id, resource_json, resources_map, account_id=account_id, region_name=region_name)
        except ValidationError:
            raise
        except Exception as error:
            kind = resource_json.get("Type")
            raise ValidationError(message=f"{logical_id} ({kind}): {type(error).__name__}: {error}") from error
        return resource

    parsing.parse_and_create_resource = create_or_refuse
    parsing.random_suffix = lambda: GENERATED + suffix(8).upper()
    _remember_stack_tags()
    _retain_except_on_create()
    _nested_stack_outputs()


def _remember_stack_tags():
    for method in ("create", "update"):
        original = getattr(parsing.ResourceMap, method)

        def run(self, *args, _original=original, **kwargs):
            # moto adds to `tags` while it works, and an outer stack's must come back after a nested one.
            before, _current.tags = getattr(_current, "tags", None), dict(self.tags)
            try:
                return _original(self, *args, **kwargs)
            finally:
                _current.tags = before

        setattr(parsing.ResourceMap, method, run)


def _retain_except_on_create():
    """Once a stack stands, `RetainExceptOnCreate` is `Retain`; moto only knows the latter."""
    delete = parsing.ResourceMap.delete

    def delete_unless_retained(self):
        for resource in self._resource_json_map.values():
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
                resource["DeletionPolicy"] = "Retain"
        return delete(self)

    parsing.ResourceMap.delete = delete_unless_retained


def _nested_stack_outputs():
    if hasattr(Stack, "get_cfn_attribute"):
        return

    def get_cfn_attribute(self, attribute):
        name = attribute.split(".", 1)[-1]
        outputs = self.output_map.values() if hasattr(self, "output_map") else self.outputs
        for output in outputs:
            if output is not None and output.key == name:
                return output.value
        raise ValidationError(message=f"nested stack has no output {name}")

    Stack.get_cfn_attribute = get_cfn_attribute
