"""The arguments of ``ocgraph people``, action by action."""

from __future__ import annotations

from ocgraph.cli.parser import Parser, add_common
from ocgraph.i18n import Translator
from ocgraph.storage.rights import Role

ACTIONS = ("list", "invite", "change", "lost-access", "leave", "erase", "changes")
_OF_SOMEONE = {"change", "lost-access", "leave", "erase"}


def people(parser: Parser, translate: Translator) -> None:
    """Add each action, with what it takes."""
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="action",
                                  required=True, metavar=translate("cli.help.command"))
    for action in ACTIONS:
        about = translate(f"cli.people.{action.replace('-', '_')}.help")
        room = rooms.add_parser(action, language=parser.language, help=about,
                                description=f"{about[0].upper()}{about[1:]}.")
        if action in _OF_SOMEONE:
            room.given.add_argument("who", metavar=translate("cli.arg.person_word"),
                                    help=translate("cli.arg.person"))
        if action in ("invite", "change"):
            _described(room, translate, required=action == "invite")
        if action == "leave":
            room.options.add_argument("--on", metavar=translate("cli.arg.date_word"),
                                      help=translate("cli.arg.left_on"))
        if action == "erase":
            room.options.add_argument("--yes", action="store_true", help=translate("cli.arg.sure"))
        add_common(room)


def _described(room: Parser, translate: Translator, *, required: bool) -> None:
    """Add what an account says of someone."""
    if required:
        room.given.add_argument("email", metavar=translate("cli.arg.email_word"),
                                help=translate("cli.arg.email"))
    room.options.add_argument("--name", required=required, help=translate("cli.arg.person_name"),
                              metavar=translate("cli.arg.name_word"))
    room.options.add_argument("--role", required=required, choices=tuple(map(str, Role)),
                              help=translate("cli.arg.role"))
    room.options.add_argument("--territory", metavar=translate("cli.arg.list_word"),
                              help=translate("cli.arg.own_territory"))
    room.options.add_argument("--post", metavar=translate("cli.arg.identifier_word"),
                              help=translate("cli.arg.own_post"))
