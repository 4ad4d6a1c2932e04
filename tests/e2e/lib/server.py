"""Starts the emulator on a free port of its own and stops exactly that process."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from access_keys import access_key

_LIB = Path(__file__).parent
_START_SECONDS = 120


class CannotRun(Exception):
    """Something is absent that a run needs; the message says what to do."""


@contextlib.contextmanager
def emulator(log):
    """The emulator's endpoint, for as long as the block runs; its output goes to the file `log`."""
    port = _free_port()
    environment = {
        **clean_environment(),
        "MOTO_PORT": str(port),
        "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
        "MOTO_ACM_VALIDATION_WAIT": "0",
    }
    command = [sys.executable, str(_LIB / "emulator.py"), "-H", "127.0.0.1", "-p", str(port)]
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        try:
            endpoint = f"http://127.0.0.1:{port}"
            _wait_for(endpoint, process, log)
            yield endpoint
        finally:
            process.terminate()
            process.wait()


def clean_environment():
    """This process's environment without anything that could lead to a real account or another Terraform set-up."""
    dropped = ("AWS_", "TF_", "MOTO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}


def credentials(endpoint, account, region):
    """The variables that lead every AWS client to `account` and `region` on the emulator."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": access_key(account),
        "AWS_SECRET_ACCESS_KEY": "emulator",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(endpoint, process, log):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            opener.open(f"{endpoint}/moto-api/data.json", timeout=5).close()
            return
        time.sleep(0.1)
    raise CannotRun(f"the emulator did not start:\n{Path(log).read_text()[-2000:]}")
