"""The compiled part of the engine: found, checked, and left out when it cannot be trusted.

``kernels/*.c`` are compiled at install where there is a compiler (``hatch_build.py``). Without them
everything is computed by the SciPy forms, with the same results.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.csr import CSR
from ocgraph.settings import ENGINE

KERNELS = Path(__file__).with_name("kernels")
LIBRARY = Path(__file__).with_name("_kernels.so")
COMPILED, SCIPY = "compiled", "scipy"

_chosen: ContextVar[str | None] = ContextVar("engine", default=None)


def engine() -> str:
    """Return the engine in use: ``"compiled"`` or ``"scipy"``.

    ``OCGRAPH_ENGINE=scipy`` leaves the compiled part out.
    """
    wanted = _chosen.get() or ENGINE.value
    return SCIPY if wanted == SCIPY or library() is None else COMPILED


@contextmanager
def using(name: str) -> Iterator[None]:
    """Compute with one engine inside a ``with``; ``"compiled"`` only where there is one."""
    token = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(token)


def is_compiled() -> bool:
    """Tell whether the compiled part is in use."""
    return engine() == COMPILED


@lru_cache(maxsize=1)
def library() -> ctypes.CDLL | None:
    """Return the compiled part; ``None`` when there is none, or one of other sources."""
    try:
        found = ctypes.CDLL(str(LIBRARY))
        found.ocgraph_sources.restype = ctypes.c_char_p
        return found if found.ocgraph_sources().decode() == sources_digest() else None
    except (OSError, AttributeError):
        return None


def is_stale() -> bool:
    """Tell whether there is a compiled part that is left out, being of other sources."""
    return LIBRARY.exists() and library() is None


def sources_digest() -> str:
    """Return what tells one state of the C sources from another."""
    digest = hashlib.sha256()
    for path in sorted(KERNELS.glob("*.[ch]")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def call(function: str, *arguments: CSR | NDArray | int | float | None) -> int:
    """Run a kernel and return what it returns.

    A `CSR` is passed as its number of rows, ``indptr`` and ``indices``; an array as its address
    (it must be contiguous), None as no address; an integer as ``int64_t``, a float as ``double``.

    Raises
    ------
    MemoryError
        If the kernel says -1: there was no room for its work.
    """
    kernel = getattr(library(), function)
    kernel.restype = ctypes.c_int64
    passed = [value for argument in arguments for value in _passed(argument)]
    answer = kernel(*passed)
    if answer == -1:
        raise MemoryError(function)
    return answer


def _passed(argument: CSR | NDArray | int | float | None) -> Iterator[object]:
    if isinstance(argument, CSR):
        yield ctypes.c_int64(argument.n_rows)
        yield from _passed(argument.indptr)
        yield from _passed(argument.indices)
    elif isinstance(argument, np.ndarray):
        if not argument.flags.c_contiguous:
            raise ValueError("a kernel reads contiguous arrays only")
        yield ctypes.c_void_p(argument.ctypes.data)
    elif argument is None:
        yield ctypes.c_void_p(None)
    elif isinstance(argument, float):
        yield ctypes.c_double(argument)
    else:
        yield ctypes.c_int64(argument)
