"""Which keys of the catalogue the code asks for, read from the code without running it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
TRANSLATORS = {"_", "say", "text", "translate"}
TRANSLATOR_MAKERS = {"translator", "words"}
NOT_STREAMLIT = {"text"}  # Streamlit's own ``st.text`` is given sentences, not keys


@dataclass(frozen=True)
class Asked:
    """A key asked for at one place; ``{}`` stands for each part known only when it runs.

    ``given`` holds the names of the parameters, ``None`` when they cannot be told.
    """

    key: str
    place: str
    given: frozenset[str] | None


def sources() -> list[Path]:
    """Return every module of the product."""
    return sorted(path for package in ("ocgraph", "dashboard")
                  for path in (ROOT / package).rglob("*.py"))


def asked_keys() -> list[Asked]:
    """Return the keys given to a translator, an error or an issue."""
    return [asked for path in sources() for node in ast.walk(_tree(path))
            if isinstance(node, ast.Call) for asked in _asked_by(node, path)]


def constants() -> set[str]:
    """Return every text of the code that may be a key, documentation left out."""
    found = set()
    for path in sources():
        tree = _tree(path)
        told = {id(node.body[0].value) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                and node.body and isinstance(node.body[0], ast.Expr)}
        found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)
                  and isinstance(node.value, str) and id(node) not in told
                  and KEY.fullmatch(node.value)}
    return found


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _asked_by(call: ast.Call, path: Path) -> list[Asked]:
    name = _name(call.func)
    place = f"{path.relative_to(ROOT)}:{call.lineno}"
    given = (None if any(word.arg is None for word in call.keywords)
             else frozenset(word.arg for word in call.keywords))
    if name in TRANSLATORS:
        return [Asked(key, place, given) for key in _keys(call.args[:2])]
    if name.endswith("Error") and _keys(call.args[:1]) and hasattr(call.func, "id"):
        return [Asked(f"error.{key}", place, given) for key in _keys(call.args[:1])
                if "." in key]
    if name == "Issue" or name.endswith("issue"):
        codes = _keys(call.args[1:2] if name == "Issue" else call.args[:1])
        return [Asked(f"issue.{code}{end}", place, None) for code in codes
                for end in ("", ".mend")]
    return []


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        owner = getattr(function.value, "id", "")
        return "" if owner == "st" and function.attr in NOT_STREAMLIT else function.attr
    if isinstance(function, ast.Call) and _name(function.func) in TRANSLATOR_MAKERS:
        return "translate"
    return getattr(function, "id", "")


def _keys(arguments: list[ast.expr]) -> list[str]:
    """Return the keys among arguments: the first that may be one, and both ends of a choice."""
    for argument in arguments:
        if isinstance(argument, ast.IfExp):
            return _keys([argument.body]) + _keys([argument.orelse])
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return [argument.value] if KEY.fullmatch(argument.value) else []
        if isinstance(argument, ast.JoinedStr):
            written = "".join(part.value if isinstance(part, ast.Constant) else "{}"
                              for part in argument.values)
            return [written] if KEY.fullmatch(written.replace("{}", "x")) else []
    return []
