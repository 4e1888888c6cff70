"""The arguments of ``ocgraph proposals``, action by action."""

from __future__ import annotations

from ocgraph.cli.parser import Parser, add_common
from ocgraph.i18n import Translator

ACTIONS = ("list", "read", "accept", "decline")


def proposals(parser: Parser, translate: Translator) -> None:
    """Add each action, with what it takes."""
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="action",
                                  required=True, metavar=translate("cli.help.command"))
    for action in ACTIONS:
        about = translate(f"cli.proposals.{action}.help")
        room = rooms.add_parser(action, language=parser.language, help=about,
                                description=f"{about[0].upper()}{about[1:]}.")
        if action == "list":
            room.options.add_argument("--all", action="store_true",
                                      help=translate("cli.arg.all_proposals"))
        elif action == "read":
            room.given.add_argument("files", nargs="+", metavar=translate("cli.arg.file_word"),
                                    help=translate("cli.arg.proposal_files"))
        else:
            _answered(room, translate, is_refused=action == "decline")
        add_common(room)


def _answered(room: Parser, translate: Translator, *, is_refused: bool) -> None:
    room.given.add_argument("number", type=int, metavar="N", help=translate("cli.arg.proposal"))
    room.options.add_argument("--word", default="", required=is_refused,
                              metavar=translate("cli.arg.text_word"),
                              help=translate("cli.arg.answer"))
    room.options.add_argument("--yes", action="store_true", help=translate("cli.arg.sure"))
