"""What the options of a command say of a file, and what is left to say."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from ocgraph.cli.console import Console, UsageError
from ocgraph.io.reading.register_files import ImportResult
from ocgraph.io.reading.told import NOT_LEVELS, TOLD_VOCABULARIES, Told
from ocgraph.model import COLLECTIONS, declarations, vocabulary

_MOST_ASKED = 12


def told_of(arguments: argparse.Namespace) -> Told:
    """Return what the options say of the file.

    Raises
    ------
    UsageError
        If an option names no code or no field that exists.
    """
    fields = dict.fromkeys(field.name for entity in COLLECTIONS for field in declarations(entity))
    codes = dict.fromkeys(code for name in TOLD_VOCABULARIES for code in vocabulary(name))
    words = [(name, written, code) for written, code in _pairs(arguments.word, codes)
             for name in TOLD_VOCABULARIES if code in vocabulary(name)]
    return Told(tuple(words), tuple(_pairs(arguments.column, fields)), arguments.scale)


def _pairs(written: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """Cut each « word=meaning » at its last sign; the word may hold one."""
    pairs = []
    for text in written:
        word, sign, meaning = text.rpartition("=")
        if not sign or meaning.strip() not in known or not word.strip():
            raise UsageError("cli.told_unclear", found=text, known=", ".join(known))
        pairs.append((word.strip(), meaning.strip()))
    return pairs


def ask(result: ImportResult, arguments: argparse.Namespace, console: Console) -> None:
    """Say what a person can still tell of the file, and by which option."""
    for word in result.unsettled[:_MOST_ASKED]:
        console.say("cli.check.ask_word", written=word.written, known=", ".join(word.choices))
    if result.asks_scale and not arguments.scale:
        known = (*vocabulary("intensity_scale"), NOT_LEVELS)
        console.say("cli.check.ask_scale", known=", ".join(known))
