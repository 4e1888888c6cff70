"""The table of commands, and the arguments of each.

The examples are data: the help prints them and a test runs them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocgraph.cli.backup_arguments import backup, restore
from ocgraph.cli.link_arguments import links
from ocgraph.cli.memory_arguments import add_erase, add_memory, add_undo, add_verify
from ocgraph.cli.parser import Command, Parser, add_common
from ocgraph.cli.people_arguments import people
from ocgraph.cli.proposal_arguments import proposals
from ocgraph.i18n import Translator
from ocgraph.model import DEFAULT_FRAME, vocabulary
from ocgraph.paths import DEMONSTRATIONS

DOCUMENT_FORMATS = ("md", "docx", "pdf")
REPORT_FORMATS = (*DOCUMENT_FORMATS, "xlsx")
EXPORT_FORMATS = ("xlsx", "csv", "geojson", "gpkg", "kumu", "kumu_json", "graphml", "gexf", "json",
                  "parquet")
# Those of the measures and of the analysis, which take long to load.
PARTITIONS = ("setting", "sector", "mrc", "kind")
TOLERANCES = ("exact", "near", "any")
OBJECTIVES = ("worst", "inequality")
TIES_SHOWN = ("both_agreed", "confirmed", "none")


def _serve(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--port", type=int, metavar="N", help=translate("cli.arg.port"))
    parser.options.add_argument("--no-browser", action="store_true",
                                help=translate("cli.arg.no_browser"))


def _server(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--check", action="store_true",
                                help=translate("cli.arg.check_settings"))
    parser.options.add_argument("--port", type=int, metavar="N",
                                help=translate("cli.arg.server_port"))


def _demo(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--quebec", action="store_true", help=translate("cli.arg.quebec"))
    _serve(parser, translate)


def _file(parser: Parser, translate: Translator, key: str = "cli.arg.file") -> None:
    parser.given.add_argument("file", metavar=translate("cli.arg.file_word"), help=translate(key))


def _check(parser: Parser, translate: Translator) -> None:
    _file(parser, translate)
    for option in ("word", "column"):
        parser.options.add_argument(f"--{option}", action="append", default=[],
                                    metavar=translate("cli.arg.pair_word"),
                                    help=translate(f"cli.arg.told_{option}"))
    parser.options.add_argument("--scale", default="", help=translate("cli.arg.told_scale"),
                                choices=(*vocabulary("intensity_scale"), "none"))


def _import(parser: Parser, translate: Translator) -> None:
    _check(parser, translate)
    policy = parser.options.add_mutually_exclusive_group()
    policy.add_argument("--replace", dest="policy", action="store_const", const="replace",
                        default="add", help=translate("cli.arg.replace"))
    policy.add_argument("--add", dest="policy", action="store_const", const="add",
                        help=translate("cli.arg.add"))
    parser.options.add_argument("--yes", action="store_true", help=translate("cli.arg.yes"))


def _template(parser: Parser, translate: Translator) -> None:
    _output(parser, translate, translate("cli.template.default_file"))


def _indicators(parser: Parser, translate: Translator) -> None:
    parser.given.add_argument("file", nargs="?", metavar=translate("cli.arg.file_word"),
                              help=translate("cli.arg.figures_file"))
    for option in ("kind", "year", "unit", "source"):
        parser.options.add_argument(f"--{option}", default="", metavar=translate("cli.arg.word"),
                                    help=translate(f"cli.arg.indicator_{option}"))
    parser.options.add_argument("--take", action="store_true", help=translate("cli.arg.take"))


def _output(parser: Parser, translate: Translator, default: str | None) -> None:
    wording = (translate("cli.arg.output") if default is None
               else translate("cli.arg.output_else", default=default))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                default=default, required=default is None, help=wording)


def _boundaries(parser: Parser, translate: Translator) -> None:
    rooms = parser.add_subparsers(title=translate("cli.help.commands"), dest="action",
                                  required=True, metavar=translate("cli.help.command"))
    for action in ("import", "download", "show", "reset"):
        about = translate(f"cli.boundaries.{action}.help")
        room = rooms.add_parser(action, language=parser.language, help=about,
                                description=f"{about[0].upper()}{about[1:]}.")
        if action == "import":
            _file(room, translate, "cli.arg.layer")
        add_common(room)


def _picture(parser: Parser, translate: Translator) -> None:
    name = parser.prog.split()[-1]
    _output(parser, translate, translate(f"cli.{name}.default_file"))
    _source(parser, translate)
    _lens(parser, translate)


def _share(parser: Parser, translate: Translator) -> None:
    _output(parser, translate, translate("cli.share.default_file"))
    parser.options.add_argument("--ties", choices=TIES_SHOWN, default=TIES_SHOWN[0],
                                help=translate("cli.arg.ties_shown"))
    parser.options.add_argument("--title", default="",
                                metavar=translate("cli.arg.share_title_word"),
                                help=translate("cli.arg.share_title"))
    parser.options.add_argument("--presentation", metavar=translate("cli.arg.presentation_word"),
                                help=translate("cli.arg.presentation"))
    parser.options.add_argument("--preview", action="store_true",
                                help=translate("cli.arg.share_preview"))
    parser.options.add_argument("--about", metavar=translate("cli.arg.node_word"),
                                help=translate("cli.arg.share_about"))
    _source(parser, translate)
    _lens(parser, translate, ("mrc",))


def _notice(parser: Parser, translate: Translator) -> None:
    _document(parser, translate, DOCUMENT_FORMATS)


def _export(parser: Parser, translate: Translator) -> None:
    _output(parser, translate, None)
    parser.options.add_argument("--format", dest="fmt", choices=EXPORT_FORMATS,
                                help=translate("cli.arg.format"))
    _source(parser, translate)
    _lens(parser, translate)


def _portrait(parser: Parser, translate: Translator) -> None:
    words = translate("cli.arg.list_word")
    for option in ("territory", "municipality"):
        parser.options.add_argument(f"--{option}", default="", metavar=words,
                                    help=translate(f"cli.arg.{option}"))
    parser.options.add_argument("--name", default="", metavar=translate("cli.arg.name_word"),
                                help=translate("cli.arg.name"))
    _document(parser, translate, DOCUMENT_FORMATS)
    _source(parser, translate)
    _lens(parser, translate, ("layers", "sectors", "kinds", "levels"))


def _territories(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--weights", default="", metavar=translate("cli.arg.list_word"),
                                help=translate("cli.arg.weights"))
    parser.options.add_argument("--weight", action="append", default=[],
                                metavar=translate("cli.arg.weight_word"),
                                help=translate("cli.arg.weight"))
    parser.options.add_argument("--weighing", metavar=translate("cli.arg.name_word"),
                                help=translate("cli.arg.weighing"))
    parser.options.add_argument("--within", choices=TOLERANCES,
                                help=translate("cli.arg.within"))
    parser.options.add_argument("--posts", type=_at_least_one, default=1, metavar="N",
                                help=translate("cli.arg.posts"))
    parser.options.add_argument("--objective", choices=OBJECTIVES, default=OBJECTIVES[0],
                                help=translate("cli.arg.objective"))
    _document(parser, translate, REPORT_FORMATS)
    _source(parser, translate)
    _lens(parser, translate)


def _document(parser: Parser, translate: Translator, formats: Iterable[str]) -> None:
    parser.options.add_argument("--format", dest="fmt", choices=formats,
                                help=translate("cli.arg.document_format"))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.document"))


def _measures(parser: Parser, translate: Translator) -> None:
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


def _gaps(parser: Parser, translate: Translator) -> None:
    _list_file(parser, translate, "cli.arg.csv")
    _source(parser, translate)
    _lens(parser, translate)


def _roles(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--partition", choices=PARTITIONS, default="setting",
                                help=translate("cli.arg.partition"))
    parser.options.add_argument("--frame", choices=tuple(vocabulary("frame")),
                                default=DEFAULT_FRAME, help=translate("cli.arg.frame"))
    _source(parser, translate)
    _lens(parser, translate)


def _reach(parser: Parser, translate: Translator) -> None:
    _starts(parser, translate)
    _steps(parser, translate)
    _source(parser, translate)
    _lens(parser, translate)


def _way(parser: Parser, translate: Translator) -> None:
    _starts(parser, translate)
    parser.given.add_argument("--to", dest="target", required=True,
                              metavar=translate("cli.arg.node_word"),
                              help=translate("cli.arg.to"))
    _source(parser, translate)
    _lens(parser, translate)


def _call(parser: Parser, translate: Translator) -> None:
    _goal(parser, translate)
    parser.options.add_argument("--share", default="0.8", metavar=translate("cli.arg.share_word"),
                                help=translate("cli.arg.share"))
    _steps(parser, translate)
    _list_file(parser, translate, "cli.arg.list_file")
    _source(parser, translate)
    _lens(parser, translate)


def _tables(parser: Parser, translate: Translator) -> None:
    _goal(parser, translate)
    _list_file(parser, translate, "cli.arg.list_file")
    _source(parser, translate)
    _lens(parser, translate)


def _starts(parser: Parser, translate: Translator) -> None:
    parser.given.add_argument("--from", dest="starts", nargs="+", required=True,
                              metavar=translate("cli.arg.node_word"),
                              help=translate("cli.arg.from"))


def _steps(parser: Parser, translate: Translator) -> None:
    parser.options.add_argument("--steps", type=int, choices=(1, 2, 3), default=1,
                                help=translate("cli.arg.steps"))


def _goal(parser: Parser, translate: Translator) -> None:
    for option in ("sector", "territory"):
        parser.options.add_argument(f"--{option}", default="",
                                    metavar=translate("cli.arg.list_word"),
                                    help=translate(f"cli.arg.goal_{option}"))


def _list_file(parser: Parser, translate: Translator, key: str) -> None:
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate(key))


def _at_least_one(written: str) -> int:
    if (number := int(written)) < 1:
        raise ValueError
    return number


def _what_if(parser: Parser, translate: Translator) -> None:
    """Add each kind of change, as often as wished; the file's own come first."""
    identifier = translate("cli.arg.identifier_word")
    for option, words in (("remove", (identifier,)), ("tie", (identifier,) * 2),
                          ("seat", (identifier,) * 2), ("merge", (identifier,) * 2)):
        parser.options.add_argument(f"--{option}", action="append", default=[], nargs=len(words),
                                    metavar=words, help=translate(f"cli.arg.{option}"))
    parser.options.add_argument("--move", action="append", default=[], nargs="+",
                                metavar=(identifier, translate("cli.arg.code_word")),
                                help=translate("cli.arg.move"))
    parser.options.add_argument("--post", action="append", default=[], nargs="+",
                                metavar=(translate("cli.arg.name_word"),
                                         translate("cli.arg.code_word")),
                                help=translate("cli.arg.post"))
    parser.options.add_argument("--scenario", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.scenario"))
    parser.options.add_argument("-o", "--output", metavar=translate("cli.arg.file_word"),
                                help=translate("cli.arg.figures"))
    _source(parser, translate)
    _lens(parser, translate)


def _source(parser: Parser, translate: Translator) -> None:
    usual, *_others = DEMONSTRATIONS
    parser.options.add_argument("--demo", nargs="?", choices=tuple(DEMONSTRATIONS), const=usual,
                                help=translate("cli.arg.demo"))


def _lens(parser: Parser, translate: Translator,
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
    Command("serve", "server_commands:serve", _server,
            ("ocgraph serve --check", "ocgraph serve --port 8613")),
    Command("check", "data_commands:check_file", _check,
            ("ocgraph check classeur.xlsx", "ocgraph check dossier-csv --lang en")),
    Command("import", "data_commands:import_file", _import,
            ("ocgraph import classeur.xlsx --yes", "ocgraph import membres.csv --add --yes")),
    Command("memory", "memory_commands:tell_memory", add_memory,
            ("ocgraph memory", "ocgraph memory 1 --lang en")),
    Command("undo", "memory_commands:undo", add_undo,
            ("ocgraph undo 1 --yes", 'ocgraph undo 1 --reason "mauvais classeur" --yes')),
    Command("erase", "memory_commands:erase", add_erase,
            ('ocgraph erase a-099 --reason "demande reçue" --yes',
             'ocgraph erase o-8 --reason "request received" --yes --lang en')),
    Command("verify", "memory_commands:verify", add_verify,
            ("ocgraph verify", "ocgraph verify --lang en")),
    Command("template", "template_commands:make_template", _template,
            ("ocgraph template", "ocgraph template --lang en -o template.xlsx")),
    Command("boundaries", "boundary_commands:run", _boundaries,
            ("ocgraph boundaries show", "ocgraph boundaries import mrc.geojson")),
    Command("indicators", "indicator_commands:run", _indicators,
            ("ocgraph indicators", "ocgraph indicators locataires.csv --year 2021 --take")),
    Command("backup", "backup_commands:back_up", backup,
            ("ocgraph backup", "ocgraph backup -o copie.zip")),
    Command("restore", "backup_commands:restore", restore,
            ("ocgraph restore copie.zip --yes", "ocgraph restore copie.zip --yes --lang en")),
    Command("people", "people_commands:run", people,
            ("ocgraph people list", 'ocgraph people invite marie@exemple.invalid'
             ' --name "Marie Fictive" --role administrator')),
    Command("map", "drawing_commands:draw_map", _picture,
            ("ocgraph map --demo -o carte.html",
             "ocgraph map --mrc Matawinie,63 --layers ties,tables")),
    Command("graph", "drawing_commands:draw_graph", _picture,
            ("ocgraph graph --demo -o reseau.html",
             "ocgraph graph --sectors youth --on 2026-01-31 --lang en")),
    Command("share", "share_commands:share", _share,
            ("ocgraph share --demo -o partage.html",
             'ocgraph share --demo --preview --about "Carrefour des aînés de Mont-Illusion"')),
    Command("links", "link_commands:run", links,
            ("ocgraph links list",
             'ocgraph links make --page "Rencontre fictive" --label "Comité fictif" --days 7')),
    Command("proposals", "proposal_commands:run", proposals,
            ("ocgraph proposals list", "ocgraph proposals read propositions-2026-11-27.json")),
    Command("notice", "notice_commands:write_notice", _notice,
            ("ocgraph notice -o avis.docx", "ocgraph notice --lang en -o notice.pdf")),
    Command("export", "export_commands:export", _export,
            ("ocgraph export -o registre.xlsx",
             "ocgraph export --demo --layers liaison -o liaisons.gexf")),
    Command("portrait", "portrait_commands:tell_portrait", _portrait,
            ("ocgraph portrait --demo --territory Matawinie",
             'ocgraph portrait --territory Joliette,52 --name "Pays fictif" -o portrait.docx')),
    Command("territories", "territory_commands:tell_territories", _territories,
            ("ocgraph territories --demo quebec --weights demo_low_income:3,hours_per_10000:5",
             "ocgraph territories --posts 3 --objective inequality -o territoires.xlsx")),
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
