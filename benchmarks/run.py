"""``make bench``: measure, print the goals, and write the pages of ``docs/``.

``make bench ARGS="measures growth"`` does some parts only; ``--resume`` keeps what an interrupted
run had found. Parts: ``measures`` (against other libraries), ``growth``, ``limits`` (memory, page,
bandwidth), ``pages`` (from the workbook to the pages, in a browser), ``report`` (writes the page of
measures again from what was found).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOUND = ROOT / ".bench"
PARTS = ("measures", "growth", "limits", "pages", "report")
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
                                      "RAYON_NUM_THREADS", "RX_NUM_THREADS", "OMP_THREAD_LIMIT")}
_LONGEST = {"measures": 420, "growth": 600, "limits": 240}


def main() -> None:
    """Do what is asked, and say what was found even where something failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    asked.add_argument("--resume", action="store_true", help="keep what was found before")
    given = asked.parse_args()
    parts = given.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        asked.error(f"{', '.join(unknown)}: parts are {', '.join(PARTS)}")
    FOUND.mkdir(exist_ok=True)
    for part in _LONGEST:
        if part in parts:
            for words in _tasks(part):
                _measure(part, words, resume=given.resume)
    if "pages" in parts:
        _pages()
    _report()


def _tasks(part: str) -> Iterator[list[str]]:
    """Yield what each process of a part is told, shortest first."""
    from benchmarks.growth import GROWING  # noqa: PLC0415  # weight: the engine and all it needs
    from benchmarks.limits import LIMITS  # noqa: PLC0415
    from benchmarks.lines import LINES  # noqa: PLC0415

    if part == "measures":
        yield from ([line.key, reading, size] for size in ("region", "quebec")
                    for line in LINES for reading in line.readings)
    elif part == "growth":
        yield from ([size] for size in GROWING)
    else:
        yield from ([name] for name in LIMITS)


def _measure(part: str, words: list[str], *, resume: bool) -> None:
    """Run one process; what it had written stays when it fails or takes too long."""
    file = result_file(part, words)
    done = file.with_suffix(".done")
    if resume and done.exists():
        return
    for old in (file, done):
        old.unlink(missing_ok=True)
    print(f"{part}: {', '.join(words)}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"benchmarks.{part}", *words, str(file)]
    try:
        subprocess.run(command, cwd=ROOT, env=os.environ | _ONE_THREAD, check=True,
                       timeout=_LONGEST[part])
        done.touch()
    except (subprocess.SubprocessError, OSError) as error:
        reason = "too long" if isinstance(error, subprocess.TimeoutExpired) else "it failed"
        print(f"  stopped: {reason}", file=sys.stderr)


def result_file(part: str, words: list[str]) -> Path:
    """Return where a process writes what it finds."""
    return FOUND / ("-".join([part, *words]).replace(" ", "_") + ".json")


def found(part: str, *words: str) -> dict[str, Any] | None:
    """Return what a process found; None when there is nothing."""
    file = result_file(part, list(words))
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def _pages() -> None:
    from benchmarks import pages  # noqa: PLC0415  # weight: the browser

    try:
        pages.main()
    except Exception as error:  # noqa: BLE001  # the measures are told whatever the browser does
        print(f"pages: {type(error).__name__}: {error}", file=sys.stderr)


def _report() -> None:
    from benchmarks.report import write_report  # noqa: PLC0415  # weight: matplotlib

    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("MPLCONFIGDIR", folder)
        print(write_report(found))


if __name__ == "__main__":
    main()
