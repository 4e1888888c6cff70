"""Where things lie: the data that travels with ocgraph, and the person's own folder."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from ocgraph.errors import OcgraphError
from ocgraph.settings import HOME, misspelt

_PACKAGE = Path(__file__).parent
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_LEAST_ROOM = 1_000_000  # bytes; with less, a library that fails to write lacks room


def data_path(*parts: str) -> Path:
    """Return the path of a file shipped under ``data/``.

    In a wheel ``data/`` travels inside the package as ``_data``; in a checkout it lies beside it.
    """
    packaged = _PACKAGE / "_data"
    return (packaged if packaged.is_dir() else _PACKAGE.parent / "data").joinpath(*parts)


@cache
def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a file of ``data/reference``, as they are written."""
    with data_path("reference", name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


DEMONSTRATIONS = {"lanaudiere": ("demo",), "quebec": ("demo", "quebec")}
"""The demonstrations that travel with ocgraph, the usual one first, and their folders."""


def demo_path(code: str, *parts: str) -> Path:
    """Return the path of a file of a demonstration, by its code in `DEMONSTRATIONS`."""
    return data_path(*DEMONSTRATIONS[code], *parts)


def beside_demo_path(code: str) -> Path:
    """Return the file of the person's own where what is kept beside a demonstration lies."""
    return user_folder() / f"{DEMONSTRATIONS[code][-1]}.sqlite"


def positions_path(source: str) -> Path:
    """Return the file that keeps where the network of a register is drawn."""
    return user_folder() / f"positions-{source}.json"


def user_folder() -> Path:
    """Return the folder of the person’s register and boundaries, made if missing, hers alone.

    ``OCGRAPH_HOME`` names another one.

    Raises
    ------
    OcgraphError
        ``setting.unknown`` for a variable whose name is nearly one of ours: what is kept would be
        looked for where it is not. ``home.unusable`` when it is no folder and cannot be made one.
    """
    for wrong in misspelt():
        raise wrong
    folder = Path(HOME.given) if HOME.given else user_data_path("ocgraph", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise OcgraphError("home.unusable", folder=str(folder)) from None
    return folder


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder to work in for a moment; it goes with all it holds.

    Raises
    ------
    OcgraphError
        ``scratch.no_room`` when it cannot be made, or when its disk is full while it is used.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ocgraph-") as folder, _room_in(folder):
            yield Path(folder)
    except OSError as failure:
        if not is_no_room(failure):
            raise
        raise OcgraphError("scratch.no_room", folder=tempfile.gettempdir()) from None


@contextmanager
def _room_in(folder: str) -> Iterator[None]:
    """Say in the system's way what libraries say in ways of their own: that the disk is full."""
    try:
        yield
    except RuntimeError:
        if shutil.disk_usage(folder).free > _LEAST_ROOM:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None


def is_no_room(failure: OSError) -> bool:
    """Tell whether what failed lacked room on a disk."""
    return failure.errno in _NO_ROOM
