"""The parser of the command: its layout, its mistakes, its help, in the person's language."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

from ocgraph.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes
    ----------
    runs
        ``"module:function"`` of ``ocgraph.cli``, imported only when the command is given, so
        that help does not wait for the drawing libraries.
    add_arguments
        Adds what it takes to its parser.
    examples
        Two command lines; each has its sentence, ``cli.<name>.example_1`` and ``_2``.
    """

    name: str
    runs: str
    add_arguments: Callable[[Parser, Translator], None]
    examples: tuple[str, str]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """The standard layout, with our word before the usage line."""

    usage_word = ""

    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action],
                  groups: Iterable[argparse._MutuallyExclusiveGroup],
                  prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups,
                          self.usage_word if prefix is None else prefix)


# What argparse says of a mistake, in its own English, and the sentence that says it here.
_MISTAKES = (
    (re.compile(r"the following arguments are required: (?P<found>.+)"), "cli.mistake.missing"),
    (re.compile(r"unrecognized arguments: (?P<found>.+)"), "cli.mistake.unknown"),
    (re.compile(r"argument (?P<name>\S+): invalid choice: '?(?P<found>.*?)'? \(choose from "
                r"(?P<known>.+)\)"), "cli.mistake.choice"),
    (re.compile(r"argument (?P<name>\S+): expected one argument"), "cli.mistake.no_value"),
    (re.compile(r"argument (?P<name>\S+): invalid \S+ value: '(?P<found>.*)'"),
     "cli.mistake.value"),
    (re.compile(r"argument (?P<name>\S+): not allowed with argument (?P<found>\S+)"),
     "cli.mistake.both"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the person's language.

    Every argument is put in a group of ours, because the standard groups have English titles.
    """

    def __init__(self, *, language: str = DEFAULT_LANGUAGE, **settings: object) -> None:
        self.language = language
        self.translate = translator(language)
        usage_word = f"{self.translate('cli.help.usage')} "
        formatter = type("Formatter", (_Formatter,), {"usage_word": usage_word})
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=formatter, **settings)
        self.given = self.add_argument_group(self.translate("cli.help.arguments"))
        self.options = self.add_argument_group(self.translate("cli.help.options"))
        self.options.add_argument("-h", "--help", action="help",
                                  help=self.translate("cli.help.help"))

    def error(self, message: str) -> NoReturn:
        """Say the mistake in words, then the usage; the exit code is 2."""
        print(self._worded(message), file=sys.stderr)
        self.print_usage(sys.stderr)
        self.exit(2)

    def _worded(self, message: str) -> str:
        for pattern, key in _MISTAKES:
            if found := pattern.fullmatch(message):
                facts = {name: text.replace("'", "") for name, text in found.groupdict().items()}
                return self.translate(key, **facts)
        return self.translate("cli.mistake.other")


def build_parser(language: str, commands: Iterable[Command]) -> argparse.ArgumentParser:
    """Return the parser of the whole command, its help in `language`."""
    parser = Parser(prog="ocgraph", language=language)
    translate = parser.translate
    parser.description = translate("cli.help.description")
    add_common(parser)
    parser.set_defaults(lang=DEFAULT_LANGUAGE, debug=False)
    parser.options.add_argument("--version", action="store_true",
                                help=translate("cli.help.version"))
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="command",
                                  metavar=translate("cli.help.command"))
    for command in commands:
        room = rooms.add_parser(command.name, language=language,
                                help=translate(f"cli.{command.name}.help"),
                                description=translate(f"cli.{command.name}.about"),
                                epilog=_examples(command, translate))
        command.add_arguments(room, translate)
        add_common(room)
        room.set_defaults(runs=command.runs)
    return parser


def add_common(parser: Parser) -> None:
    """Add what may stand before the command's name or after; the defaults are set once."""
    parser.options.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS,
                                help=parser.translate("cli.help.lang"))
    parser.options.add_argument("--debug", action="store_true", default=argparse.SUPPRESS,
                                help=parser.translate("cli.help.debug"))


def _examples(command: Command, translate: Translator) -> str:
    lines = [translate("cli.help.examples")]
    for number, line in enumerate(command.examples, start=1):
        lines += [f"  {translate(f'cli.{command.name}.example_{number}')}", f"    {line}"]
    return "\n".join(lines)
