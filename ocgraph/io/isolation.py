"""Run one function on a stranger's file in a child process, with limits.

A parser may abort, run for minutes or ask for gigabytes when a file was made to harm; the child
may die of it, the caller only gets a `FileRefusedError`. The child is a new interpreter rather
than a fork, because the caller may hold threads and an open database.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ocgraph.errors import FileRefusedError, OcgraphError
from ocgraph.settings import whole_environment

Answer = TypeVar("Answer")

_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "HOME",
                   "USERPROFILE", "TMPDIR", "TEMP", "TMP")
_CHILD = "from ocgraph.io.isolation import _serve; _serve()"


def run_isolated(function: Callable[..., Answer], *args: object, seconds: float = 20,
                 megabytes: int = 1024, environment: Mapping[str, str] | None = None) -> Answer:
    """Return ``function(*args)``, computed in a child process with limits.

    Parameters
    ----------
    function
        A function at the top level of an importable module; its module is imported after the
        limits are set.
    *args
        Its arguments. They and the result travel by pickle, between two processes of ours.
    seconds
        Longest time the child may take, on the clock and on the processor.
    megabytes
        Most memory it may ask for, where the system can hold it to that (Linux, macOS).
    environment
        Variables to add to the child's bare environment, for instance ``OGR_SKIP``.

    Raises
    ------
    FileRefusedError
        ``file.too_slow``, ``file.too_big``, or ``file.unreadable`` when the child died or raised
        something else than an `OcgraphError`; the place of that failure is its cause.
    OcgraphError
        The one `function` raised.
    """
    order = pickle.dumps((seconds, megabytes, pickle.dumps((function, args))))
    try:
        child = subprocess.run([sys.executable, "-P", "-c", _CHILD], input=order, timeout=seconds,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
                               env=_bare_environment(environment or {}))
    except subprocess.TimeoutExpired:
        raise FileRefusedError("file.too_slow", seconds=seconds) from None
    if child.returncode:
        raise _refusal_of_death(child.returncode, seconds)
    succeeded, answer = pickle.loads(child.stdout)  # written by `_serve`, never by the file
    if succeeded:
        return answer
    raise _refusal_of_failure(answer, megabytes)


def _bare_environment(added: Mapping[str, str]) -> dict[str, str]:
    """Keep what an interpreter needs to start, and nothing a library could obey."""
    kept = {name: value for name, value in whole_environment().items()
            if name in _KEPT_VARIABLES}
    ours = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1",
            "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **ours, **added}


def _refusal_of_death(returncode: int, seconds: float) -> FileRefusedError:
    """Say why the child ended without an answer."""
    if returncode == -getattr(signal, "SIGXCPU", 0):
        return FileRefusedError("file.too_slow", seconds=seconds)
    return FileRefusedError("file.unreadable")


def _refusal_of_failure(answer: OcgraphError | str, megabytes: int) -> OcgraphError:
    """Turn what the child caught into the error to raise here."""
    if isinstance(answer, OcgraphError):
        return answer
    if answer.startswith("MemoryError"):
        return FileRefusedError("file.too_big", megabytes=megabytes)
    refusal = FileRefusedError("file.unreadable")
    refusal.__cause__ = RuntimeError(answer)
    return refusal


def _serve() -> None:
    """Do in the child what the caller asked on standard input, and answer on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not spoil the answer
    seconds, megabytes, order = pickle.loads(sys.stdin.buffer.read())
    _limit(seconds, megabytes)
    with answers:
        answers.write(_answer(order))


def _answer(order: bytes) -> bytes:
    """Pickle ``(True, result)``, or ``(False, what went wrong)``."""
    try:
        function, args = pickle.loads(order)
        return pickle.dumps((True, function(*args)))
    except OcgraphError as error:
        return pickle.dumps((False, error))
    except Exception as error:  # a parser may raise anything; the message may quote the file
        return pickle.dumps((False, _without_words(error)))


def _without_words(error: Exception) -> str:
    """Tell an exception by its type and place, leaving out its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[:-4:-1])
    return f"{type(error).__name__} at {place}"


def _limit(seconds: float, megabytes: int) -> None:
    """Ask the system to hold this process to its limits, where it can."""
    try:
        import resource  # noqa: PLC0415 (absent from Windows)
    except ImportError:
        return
    wanted: dict[int, Any] = {resource.RLIMIT_CORE: 0, resource.RLIMIT_AS: megabytes * 2**20,
                              resource.RLIMIT_CPU: max(1, round(seconds))}
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS refuses some of them; the deadline still holds
            continue
