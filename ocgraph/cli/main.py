"""The ``ocgraph`` command: it reads its arguments, runs one command and answers with a code.

0: done. 1: something in the person's file or data, said in words. 2: the command itself is
written wrong. 3: a fault of ours, said in one line that holds nothing of the data.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from ocgraph.cli.arguments import COMMANDS
from ocgraph.cli.console import Console, UsageError
from ocgraph.cli.parser import build_parser
from ocgraph.errors import OcgraphError
from ocgraph.i18n import DEFAULT_LANGUAGE, LANGUAGES

DONE, IN_THE_DATA, WRONG_USAGE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Parameters
    ----------
    words
        The arguments; those of the process when not given.
    """
    words = sys.argv[1:] if words is None else list(words)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a name must never stop the command
    parser = build_parser(_language(words), COMMANDS)
    arguments = parser.parse_args(words)
    if arguments.version:
        return _function("version:tell")(Console(arguments.lang))
    if arguments.command is None:
        parser.print_help()
        return WRONG_USAGE
    return _answer(arguments)


def _language(words: Sequence[str]) -> str:
    """Read the language before the rest: the help and the mistakes are said in it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", nargs="?", default=DEFAULT_LANGUAGE)
    asked = early.parse_known_args(words)[0].lang
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _answer(arguments: argparse.Namespace) -> int:
    console = Console(arguments.lang)
    try:
        return _function(arguments.runs)(arguments, console)
    except OcgraphError as error:
        console.explain(error)
        _offer_copy(error, console)
        return WRONG_USAGE if isinstance(error, UsageError) else IN_THE_DATA
    except KeyboardInterrupt:
        console.complain(console.text("cli.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has had enough, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        if arguments.debug:
            raise
        console.complain(console.text("cli.unexpected", kind=type(fault).__name__,
                                      place=_where(fault)))
        return OUR_FAULT


def _offer_copy(error: OcgraphError, console: Console) -> None:
    """Name the copy to put back, when it is the register that is damaged."""
    if isinstance(error, UsageError):
        return
    from ocgraph.storage.copies import copy_to_put_back  # noqa: PLC0415 - most commands need none
    if found := copy_to_put_back(error):
        console.complain(console.text("copies.put_back", command=found[0], day=found[1]))


def _function(runs: str) -> Callable[[argparse.Namespace, Console], int]:
    module, _, name = runs.partition(":")
    return getattr(import_module(f"ocgraph.cli.{module}"), name)


def _where(fault: Exception) -> str:
    """Return the file and line of ours where it happened; never the message, which may name."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}ocgraph{os.sep}" in frame.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
