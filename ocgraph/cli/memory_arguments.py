"""The arguments of the commands that read the memory of the register, or change it."""

from __future__ import annotations

from ocgraph.cli.parser import Parser
from ocgraph.i18n import Translator


def add_memory(parser: Parser, translate: Translator) -> None:
    """Add the save to tell of; none for all of them."""
    parser.given.add_argument("number", nargs="?", type=int, metavar="N",
                              help=translate("cli.arg.save"))


def add_undo(parser: Parser, translate: Translator) -> None:
    """Add the save to take back, and why."""
    parser.given.add_argument("number", type=int, metavar="N", help=translate("cli.arg.save"))
    parser.options.add_argument("--reason", default="", metavar=translate("cli.arg.text_word"),
                                help=translate("cli.arg.reason"))
    _sure(parser, translate)


def add_erase(parser: Parser, translate: Translator) -> None:
    """Add whom to erase, and why."""
    parser.given.add_argument("name", metavar=translate("cli.arg.node_word"),
                              help=translate("cli.arg.erased"))
    parser.given.add_argument("--reason", required=True, metavar=translate("cli.arg.text_word"),
                              help=translate("cli.arg.erase_reason"))
    _sure(parser, translate)


def _sure(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--yes", action="store_true", help=translate("cli.arg.sure"))


def add_verify(_parser: Parser, _translate: Translator) -> None:
    """Add nothing: what is kept is verified whole."""
