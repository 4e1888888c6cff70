"""Start the dashboard the way a person does, and stop it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)\S*")


@contextmanager
def started(*words):
    """Run the command until it prints its address; stop it at the end."""
    with subprocess.Popen([sys.executable, "-m", "ocgraph.cli", *words], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            line = next((line for line in process.stdout if ADDRESS.search(line)), "")
            assert line, process.stderr.read()
            yield process, line
        finally:
            process.terminate()
            process.communicate(timeout=30)
