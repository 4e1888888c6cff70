"""The arguments of ``ocgraph links``, action by action."""

from __future__ import annotations

from ocgraph.cli.parser import Parser, add_common
from ocgraph.i18n import Translator
from ocgraph.storage.share_links import DAYS

LINK_ACTIONS = ("list", "make", "revoke", "openings")


def links(parser: Parser, translate: Translator) -> None:
    """Add each action, with what it takes."""
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="action",
                                  required=True, metavar=translate("cli.help.command"))
    for action in LINK_ACTIONS:
        about = translate(f"cli.links.{action}.help")
        room = rooms.add_parser(action, language=parser.language, help=about,
                                description=f"{about[0].upper()}{about[1:]}.")
        if action == "revoke":
            room.given.add_argument("link", metavar=translate("cli.arg.identifier_word"),
                                    help=translate("cli.arg.link"))
        if action == "openings":
            room.given.add_argument("link", nargs="?", default="", help=translate(
                "cli.arg.link_or_none"), metavar=translate("cli.arg.identifier_word"))
        if action == "make":
            _described(room, translate)
        add_common(room)


def _described(room: Parser, translate: Translator) -> None:
    """Add what a link is made of."""
    room.options.add_argument("--page", required=True, help=translate("cli.arg.shared_page"),
                              metavar=translate("cli.arg.page_word"))
    room.options.add_argument("--label", required=True, help=translate("cli.arg.link_label"),
                              metavar=translate("cli.arg.name_word"))
    room.options.add_argument("--days", type=int, default=DAYS, metavar="N",
                              help=translate("cli.arg.link_days", n=DAYS))
    room.options.add_argument("--passphrase", action="store_true",
                              help=translate("cli.arg.link_passphrase"))
