"""The arguments of each command, and the help that shows them in the person's language.

The examples are data: the help prints them and a test runs them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

from ocgraph.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator
from ocgraph.model import DEFAULT_FRAME, vocabulary
from ocgraph.paths import DEMONSTRATIONS

DOCUMENT_FORMATS = ("md", "docx", "pdf")
EXPORT_FORMATS = ("xlsx", "csv", "geojson", "graphml", "gexf", "json", "parquet")
PARTITIONS = ("setting", "sector", "mrc", "kind")  # those of the measures, which take long to load


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
    add_arguments: Callable[[_Parser, Translator], None]
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


class _Parser(argparse.ArgumentParser):
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
    parser = _Parser(prog="ocgraph", language=language)
    translate = parser.translate
    parser.description = translate("cli.help.description")
    _add_common(parser)
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
        _add_common(room)
        room.set_defaults(runs=command.runs)
    return parser


def _add_common(parser: _Parser) -> None:
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


def _serve(parser: _Parser, translate: Translator) -> None:
    parser.options.add_argument("--port", type=int, metavar="N", help=translate("cli.arg.port"))
    parser.options.add_argument("--no-browser", action="store_true",
                                help=translate("cli.arg.no_browser"))


def _demo(parser: _Parser, translate: Translator) -> None:
    parser.options.add_argument("--quebec", action="store_true", help=translate("cli.arg.quebec"))
    _serve(parser, translate)


def _file(parser: _Parser, translate: Translator, key: str = "cli.arg.file") -> None:
    parser.given.add_argument("file", metavar=translate("cli.arg.file_word"), help=translate(key))


def _import(parser: _Parser, translate: Translator) -> None:
    _file(parser, translate)
    policy = parser.options.add_mutually_exclusive_group()
    policy.add_argument("--replace", dest="policy", action="store_const", const="replace",
                        default="add", help=translate("cli.arg.replace"))
    policy.add_argument("--add", dest="policy", action="store_const", const="add",
                        help=translate("cli.arg.add"))
    parser.options.add_argument("--yes", action="store_true", help=translate("cli.arg.yes"))


def _template(parser: _Parser, translate: Translator) -> None:
    _output(parser, translate, translate("cli.template.default_file"))


def _indicators(parser: _Parser, translate: Translator) -> None:
    parser.given.add_argument("file", nargs="?", metavar=translate("cli.arg.file_word"),
                              help=translate("cli.arg.figures_file"))
    for option in ("kind", "year", "unit", "source"):
        parser.options.add_argument(f"--{option}", default="", metavar=translate("cli.arg.word"),
                                    help=translate(f"cli.arg.indicator_{option}"))
    parser.options.add_argument("--take", action="store_true", help=translate("cli.arg.take"))


def _output(parser: _Parser, translate: Translator, default: str | None) -> None:
    wording = (translate("cli.arg.output") if default is None
               else translate("cli.arg.output_else", default=default))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                default=default, required=default is None, help=wording)


def _boundaries(parser: _Parser, translate: Translator) -> None:
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="action",
                                  required=True, metavar=translate("cli.help.command"))
    for action in ("import", "download", "show", "reset"):
        about = translate(f"cli.boundaries.{action}.help")
        room = rooms.add_parser(action, language=parser.language, help=about,
                                description=f"{about[0].upper()}{about[1:]}.")
        if action == "import":
            _file(room, translate, "cli.arg.layer")
        _add_common(room)


def _picture(parser: _Parser, translate: Translator) -> None:
    name = parser.prog.split()[-1]
    _output(parser, translate, translate(f"cli.{name}.default_file"))
    _source(parser, translate)
    _lens(parser, translate)


def _export(parser: _Parser, translate: Translator) -> None:
    _output(parser, translate, None)
    parser.options.add_argument("--format", dest="fmt", choices=EXPORT_FORMATS,
                                help=translate("cli.arg.format"))
    _source(parser, translate)
    _lens(parser, translate)


def _portrait(parser: _Parser, translate: Translator) -> None:
    words = translate("cli.arg.list_word")
    for option in ("territory", "municipality"):
        parser.options.add_argument(f"--{option}", default="", metavar=words,
                                    help=translate(f"cli.arg.{option}"))
    parser.options.add_argument("--name", default="", metavar=translate("cli.arg.name_word"),
                                help=translate("cli.arg.name"))
    parser.options.add_argument("--format", dest="fmt", choices=DOCUMENT_FORMATS,
                                help=translate("cli.arg.document_format"))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.document"))
    _source(parser, translate)
    _lens(parser, translate, ("layers", "sectors", "kinds", "levels"))


def _measures(parser: _Parser, translate: Translator) -> None:
    parser.given.add_argument("code", nargs="?", metavar=translate("cli.arg.measure_word"),
                              help=translate("cli.arg.measure"))
    parser.options.add_argument("--own", action="store_true", help=translate("cli.arg.own"))
    _source(parser, translate)
    parser.options.add_argument("--set", dest="chosen", action="append", default=[],
                                metavar=translate("cli.arg.set_word"),
                                help=translate("cli.arg.set"))
    parser.options.add_argument("--top", type=_at_least_one, metavar="N",
                                help=translate("cli.arg.top"))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.figures"))
    _lens(parser, translate)


def _gaps(parser: _Parser, translate: Translator) -> None:
    _list_file(parser, translate, "cli.arg.csv")
    _source(parser, translate)
    _lens(parser, translate)


def _roles(parser: _Parser, translate: Translator) -> None:
    parser.options.add_argument("--partition", choices=PARTITIONS, default="setting",
                                help=translate("cli.arg.partition"))
    parser.options.add_argument("--frame", choices=tuple(vocabulary("frame")),
                                default=DEFAULT_FRAME, help=translate("cli.arg.frame"))
    _source(parser, translate)
    _lens(parser, translate)


def _reach(parser: _Parser, translate: Translator) -> None:
    _starts(parser, translate)
    _steps(parser, translate)
    _source(parser, translate)
    _lens(parser, translate)


def _way(parser: _Parser, translate: Translator) -> None:
    _starts(parser, translate)
    parser.given.add_argument("--to", dest="target", required=True,
                              metavar=translate("cli.arg.node_word"),
                              help=translate("cli.arg.to"))
    _source(parser, translate)
    _lens(parser, translate)


def _call(parser: _Parser, translate: Translator) -> None:
    _goal(parser, translate)
    parser.options.add_argument("--share", default="0.8", metavar=translate("cli.arg.share_word"),
                                help=translate("cli.arg.share"))
    _steps(parser, translate)
    _list_file(parser, translate, "cli.arg.list_file")
    _source(parser, translate)
    _lens(parser, translate)


def _tables(parser: _Parser, translate: Translator) -> None:
    _goal(parser, translate)
    _list_file(parser, translate, "cli.arg.list_file")
    _source(parser, translate)
    _lens(parser, translate)


def _starts(parser: _Parser, translate: Translator) -> None:
    parser.given.add_argument("--from", dest="starts", nargs="+", required=True,
                              metavar=translate("cli.arg.node_word"),
                              help=translate("cli.arg.from"))


def _steps(parser: _Parser, translate: Translator) -> None:
    parser.options.add_argument("--steps", type=int, choices=(1, 2, 3), default=1,
                                help=translate("cli.arg.steps"))


def _goal(parser: _Parser, translate: Translator) -> None:
    for option in ("sector", "territory"):
        parser.options.add_argument(f"--{option}", default="",
                                    metavar=translate("cli.arg.list_word"),
                                    help=translate(f"cli.arg.goal_{option}"))


def _list_file(parser: _Parser, translate: Translator, key: str) -> None:
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate(key))


def _at_least_one(written: str) -> int:
    if (number := int(written)) < 1:
        raise ValueError
    return number


def _what_if(parser: _Parser, translate: Translator) -> None:
    """Add each kind of change, as often as wished; the file's own come first."""
    identifier = translate("cli.arg.identifier_word")
    for option, words in (("remove", (identifier,)), ("tie", (identifier,) * 2),
                          ("seat", (identifier,) * 2)):
        parser.options.add_argument(f"--{option}", action="append", default=[], nargs=len(words),
                                    metavar=words, help=translate(f"cli.arg.{option}"))
    parser.options.add_argument("--move", action="append", default=[], nargs="+",
                                metavar=(identifier, translate("cli.arg.code_word")),
                                help=translate("cli.arg.move"))
    parser.options.add_argument("--scenario", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.scenario"))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.figures"))
    _source(parser, translate)
    _lens(parser, translate)


def _source(parser: _Parser, translate: Translator) -> None:
    usual, *_others = DEMONSTRATIONS
    parser.options.add_argument("--demo", nargs="?", choices=tuple(DEMONSTRATIONS), const=usual,
                                help=translate("cli.arg.demo"))


def _lens(parser: _Parser, translate: Translator,
          options: Iterable[str] = ("layers", "mrc", "sectors", "kinds", "levels")) -> None:
    """Add the lens: codes separated by commas, names of MRC too."""
    lens = parser.add_argument_group(translate("cli.help.lens"))
    words = translate("cli.arg.list_word")
    for option in options:
        lens.add_argument(f"--{option}", metavar=words, help=translate(f"cli.arg.{option}"))
    lens.add_argument("--on", metavar=translate("cli.arg.date_word"), help=translate("cli.arg.on"))


COMMANDS = (
    Command("demo", "dashboard_commands:open_demo", _demo,
            ("ocgraph demo", "ocgraph demo --quebec --port 8611 --no-browser")),
    Command("open", "dashboard_commands:open_own", _serve,
            ("ocgraph open", "ocgraph --lang en open --port 8612 --no-browser")),
    Command("check", "data_commands:check_file", _file,
            ("ocgraph check classeur.xlsx", "ocgraph check dossier-csv --lang en")),
    Command("import", "data_commands:import_file", _import,
            ("ocgraph import classeur.xlsx --yes", "ocgraph import membres.csv --add --yes")),
    Command("template", "template_commands:make_template", _template,
            ("ocgraph template", "ocgraph template --lang en -o template.xlsx")),
    Command("boundaries", "boundary_commands:run", _boundaries,
            ("ocgraph boundaries show", "ocgraph boundaries import mrc.geojson")),
    Command("indicators", "indicator_commands:run", _indicators,
            ("ocgraph indicators", "ocgraph indicators locataires.csv --year 2021 --take")),
    Command("map", "drawing_commands:draw_map", _picture,
            ("ocgraph map --demo -o carte.html",
             "ocgraph map --mrc Matawinie,63 --layers ties,tables")),
    Command("graph", "drawing_commands:draw_graph", _picture,
            ("ocgraph graph --demo -o reseau.html",
             "ocgraph graph --sectors youth --on 2026-01-31 --lang en")),
    Command("export", "export_commands:export", _export,
            ("ocgraph export -o registre.xlsx",
             "ocgraph export --demo --layers liaison -o liaisons.gexf")),
    Command("portrait", "portrait_commands:tell_portrait", _portrait,
            ("ocgraph portrait --demo --territory Matawinie",
             'ocgraph portrait --territory Joliette,52 --name "Pays fictif" -o portrait.docx')),
    Command("measures", "measure_commands:run", _measures,
            ("ocgraph measures", "ocgraph measures degree --demo --mrc 62 -o mesure.csv")),
    Command("gaps", "decision_commands:tell_gaps", _gaps,
            ("ocgraph gaps --demo", "ocgraph gaps --mrc Matawinie -o a-regarder.csv")),
    Command("roles", "decision_commands:tell_roles", _roles,
            ("ocgraph roles --demo", "ocgraph roles --partition mrc --frame lanaudiere --lang en")),
    Command("reach", "decision_commands:tell_reach", _reach,
            ("ocgraph reach --demo --from o-8 --steps 2",
             "ocgraph reach --from a-099 a-209 --layers ties,tables")),
    Command("way", "decision_commands:tell_way", _way,
            ("ocgraph way --demo --from a-209 --to a-099",
             "ocgraph way --from o-8 t-18 --to a-001 --lang en")),
    Command("call", "decision_commands:tell_calls", _call,
            ("ocgraph call --demo --sector food_security --territory Matawinie -o appels.html",
             "ocgraph call --share 0.9 --steps 2 -o appels.csv")),
    Command("tables", "decision_commands:tell_tables", _tables,
            ("ocgraph tables --demo", "ocgraph tables --territory 62,63 -o tables.html")),
    Command("what-if", "scenario_commands:run", _what_if,
            ("ocgraph what-if --demo --remove o-8 --tie a-020 a-209",
             "ocgraph what-if --scenario scenario.json -o scenario.xlsx")),
)
