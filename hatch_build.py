"""Compiles the engine's kernels when ocgraph is installed, where there is a C compiler.

Without one, or when it fails, ocgraph is installed without them: slower, same results.
``ocgraph --version`` says which it is. ``OCGRAPH_ENGINE=scipy`` at install leaves them out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = "ocgraph/engine/_kernels.so"
FLAGS = ("-std=gnu11", "-O3", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off",
         "-Wall", "-Wextra", "-Wno-psabi")


class CustomBuildHook(BuildHookInterface):
    """Adds the compiled library to the wheel, or to the checkout when it is installed editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered.

        A library there is stays in use until the new one takes its place; none stays that is of
        other sources.
        """
        target = Path(self.root) / LIBRARY
        if self.target_name != "wheel" or not compile_kernels(target):
            target.unlink(missing_ok=True)
            return
        build_data["artifacts"].append(f"/{LIBRARY}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compile_kernels(target: Path) -> bool:
    """Write the library at `target`; tell whether there is one."""
    compiler = _compiler()
    if compiler is None or os.environ.get("OCGRAPH_ENGINE") == "scipy":
        return False
    folder = target.with_name("kernels")
    written = target.with_name(f".{os.getpid()}.so")
    words = [compiler, *FLAGS, f'-DOCGRAPH_SOURCES="{_digest(folder)}"', "-o", str(written),
             *map(str, sorted(folder.glob("*.c"))), "-lm"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    if answer.returncode:
        print(answer.stderr, file=sys.stderr)
        written.unlink(missing_ok=True)
        return False
    written.replace(target)
    return True


def _compiler() -> str | None:
    candidates = (os.environ.get("CC"), "cc", "gcc", "clang")
    return next((found for name in candidates if name and (found := shutil.which(name))), None)


def _digest(folder: Path) -> str:
    """Return what `ocgraph.engine.compiled.sources_digest` does, without importing ocgraph."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.[ch]")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
