"""Step Functions: validation, SDK integrations in upper camel case, and executions that can be repeated."""

import copy
import json
import re
import sys

import moto.stepfunctions.parser.models  # noqa: F401  Loads every user of `extract_json`.
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import StateTaskService
from moto.stepfunctions.parser.asl.utils import json_path
from moto.stepfunctions.responses import StepFunctionResponse

from shapes import operation, to_api, to_pascal_case

_DEFINITE_PATH = re.compile(r"^\$(\.[A-Za-z_][\w-]*|\['[^']+'\]|\[\d+\])*$")


def install():
    """Patches moto's interpreter; see the functions for what each part changes."""
    StepFunctionResponse.validate_state_machine_definition = _validate
    StepFunctionResponse.list_state_machine_versions = lambda self: (200, {}, json.dumps({"stateMachineVersions": []}))
    StateTaskService._normalise_parameters = _normalise_parameters
    StateTaskService._normalise_response = _normalise_response
    StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["elasticloadbalancingv2"] = "elbv2"
    StateMachine.__deepcopy__ = _copy_without_executions
    _unwrap_definite_paths()


def _validate(self):
    """ValidateStateMachineDefinition, which Terraform's plan calls."""
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser

    found = []
    try:
        AmazonStateLanguageParser.parse(json.loads(self.body)["definition"])
    except Exception as error:
        message = str(error)[:500]
        found = [{"severity": "ERROR", "code": "INVALID_JSON_DESCRIPTION", "message": message, "location": "/"}]
    return 200, {}, json.dumps({"result": "FAIL" if found else "OK", "diagnostics": found, "truncated": False})


def _operation(task, service, action):
    return operation(task._get_boto_service_name(service), task._get_boto_service_action(action))


def _normalise_parameters(self, parameters, boto_service_name=None, service_action_name=None):
    """AWS takes upper camel case in every SDK integration; moto hands parameters to boto3 as they are."""
    model = _operation(self, boto_service_name, service_action_name)
    if model is None or model.input_shape is None:
        return
    converted = to_api(parameters, model.input_shape, unknown=[], path="/", coerce=False)
    parameters.clear()
    parameters.update(converted)


def _normalise_response(self, response, boto_service_name=None, service_action_name=None):
    model = _operation(self, boto_service_name, service_action_name)
    if model is not None and model.output_shape is not None and isinstance(response, dict):
        converted = to_pascal_case(response, model.output_shape)
        response.clear()
        response.update(converted)


def _copy_without_executions(self, memo):
    """A second execution copies the machine, and running executions hold locks that cannot be copied."""
    new = self.__class__.__new__(self.__class__)
    memo[id(self)] = new
    for key, value in self.__dict__.items():
        if key == "executions":
            new.__dict__[key] = []
        else:
            new.__dict__[key] = value if key == "backend" else copy.deepcopy(value, memo)
    return new


def _unwrap_definite_paths():
    """moto answers `$.A[0].B` with a list; a definite path yields the value itself."""
    extract = json_path.extract_json

    def extract_json(path, data):
        value = extract(path, data)
        if _DEFINITE_PATH.match(path) and re.search(r"\[\d+\][.\[]", path):
            matches = json_path.parse(path).find(data)
            if len(matches) == 1:
                return matches[0].value
        return value

    for module in list(sys.modules.values()):
        if getattr(module, "extract_json", None) is extract:
            module.extract_json = extract_json
