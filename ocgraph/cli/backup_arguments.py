"""The arguments of ``ocgraph backup`` and ``ocgraph restore``."""

from __future__ import annotations

from ocgraph.cli.parser import Parser
from ocgraph.i18n import Translator
from ocgraph.storage.copies import KEPT_DAYS, KEPT_NUMBER


def backup(parser: Parser, translate: Translator) -> None:
    """Add where a copy goes, and how many are kept."""
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                default=None, help=translate("cli.arg.copy_output"))
    for option, number in (("keep", KEPT_NUMBER), ("days", KEPT_DAYS)):
        parser.options.add_argument(f"--{option}", type=int, default=number,
                                    metavar="N",
                                    help=translate(f"cli.arg.copies_{option}", n=number))


def restore(parser: Parser, translate: Translator) -> None:
    """Add which copy is put back."""
    parser.given.add_argument("file", metavar=translate("cli.arg.file_word"),
                              help=translate("cli.arg.copy_file"))
    parser.options.add_argument("--yes", action="store_true", help=translate("cli.arg.yes"))
