"""The keys whose last words are known only when the program runs, and what they may be.

A pattern is the f-string of the code with ``{}`` for each part in braces. Whoever writes a new one
declares it here, from the vocabulary it comes from. What belongs to no family, and merely passes a
whole key on, is in `PASSED_ON`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import product

from dashboard.view import ANALYSIS_PARTS, MOBILISATION_PARTS
from ocgraph.analysis.gaps import Certainty, GapKind
from ocgraph.analysis.what_if import Compared
from ocgraph.cli.arguments import COMMANDS, EXPORT_FORMATS
from ocgraph.i18n import _catalogue
from ocgraph.io.reading.content import _MARKUP, _SIGNATURES
from ocgraph.io.reading.personal import personal_words
from ocgraph.io.writing.template import _MANY, _SHEET_KEYS
from ocgraph.measures import MEASURES, Family, Subject, Unit
from ocgraph.measures.wording import TEXT_PARTS
from ocgraph.model import Severity, ValueType
from ocgraph.network import Layer, PlacedBy
from ocgraph.storage.merge import Changes
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.views.colouring import COLOUR_CHOICES
from ocgraph.views.palette import FAMILY_COLOURS
from tests.architecture.key_usage import constants

PASSED_ON = {"error.{}", "issue.{}", "issue.{}.mend"}

_DOORS = ("map", "graph", "analysis", "mobilisation", "data")
_COMMANDS = [command.name for command in COMMANDS]
_DRAWINGS = ("map", "graph")
_PAGES = ("home", "map", "graph", "analysis", "mobilisation", "data", "method")
_CONTENTS = {what for _, what in (*_SIGNATURES, *_MARKUP)} | {
    "binary_excel", "numbers", "xml"}  # told by the parts of an archive, or by nothing else
_BOUNDARY_NOTICES = ("repaired_codes", "set_aside", "crs_recognised", "swapped", "joined_parts",
                     "borders_matched")
_WRITTEN_AS = {"several", *ValueType} - set(_MANY)
_SHOWN = [*MEASURES, *TERRITORY_MEASURES]
_COLUMNS = {column.column_id for measure in MEASURES.values() for column in measure.columns}
_PARAMETERS = [parameter for measure in MEASURES.values() for parameter in measure.parameters
               if parameter.is_chosen]
_NATURES = set(personal_words().values())



def _told_by_figures(what: str) -> list[str]:
    """Return the reasons or facts worded that a measure's code names.

    That each one met is worded is held where figures are read (``tests/measures``).
    """
    named = constants()
    codes = [key.rpartition(".")[2] for key in _catalogue("fr")
             if key.startswith(f"measure.{what}.")]
    return [code for code in codes if code in named]


FAMILIES: dict[str, tuple[Iterable[str], ...]] = {
    "cli.{}.about": (_COMMANDS,),
    "cli.{}.default_file": (_DRAWINGS,),
    "cli.{}.example_{}": (_COMMANDS, ("1", "2")),
    "cli.{}.help": (_COMMANDS,),
    "cli.arg.{}": (("layers", "mrc", "sectors", "kinds", "levels", "sector", "territory"),),
    "cli.boundaries.{}.help": (("import", "download", "show", "reset"),),
    "cli.check.{}": (Severity,),
    "cli.check.{}s": (Severity,),
    "cli.list.{}": (("order", "identifier", "name", "kind", "place", "more", "reached"),),
    "cli.dashboard.{}": (("demo", "own"),),
    "analysis.{}": (ANALYSIS_PARTS,),
    "what_if.{}": (Compared,),
    "mobilisation.{}": (MOBILISATION_PARTS,),
    "certainty.{}": (Certainty,),
    "changes.{}": ([field.name for field in fields(Changes)],),
    "colour.{}": (COLOUR_CHOICES,),
    "crosswalk.{}": (("from", "to"),),
    "download.{}": (("png", "svg", "html"),),
    "download.{}.file": (_DRAWINGS,),
    "error.file.is_{}": (_CONTENTS,),
    "export.{}": (EXPORT_FORMATS,),
    "export.{}.text": (EXPORT_FORMATS,),
    "family.{}": (FAMILY_COLOURS,),
    "family.other_{}": (COLOUR_CHOICES,),
    "gap.{}": (GapKind,),
    "gap.{}.action": (GapKind,),
    "gap.column.{}": (("list", "what", "place", "certainty", "action"),),
    "gap.list.{}": (GapKind,),
    "home.count.{}": (("actors", "concertation_tables", "organizers", "links"),),
    "home.door.{}": (_DOORS,),
    "home.door.{}.go": (_DOORS,),
    "home.door.{}.text": (_DOORS,),
    "home.register.{}": (("own", "demo"),),
    "import.{}": (Severity,),
    "import.how.{}": (("add", "replace"),),
    "import.place.{}": (("sheet", "row", "column"),),
    "import.template.{}": ((*_SHEET_KEYS.values(), "required", "optional"),),
    "import.template.as.{}": (_WRITTEN_AS,),
    "import.template.step{}": (("1", "2", "3"),),
    "issue.boundaries.{}": (_BOUNDARY_NOTICES,),
    "issue.boundaries.{}.mend": (_BOUNDARY_NOTICES,),
    "issue.personal_{}": (_NATURES,),
    "issue.personal_{}.mend": (_NATURES,),
    "layer.{}": (Layer,),
    "lens.{}": (("territories", "sectors", "kinds"),),
    "lens.{}.all": (("territories", "sectors", "kinds"),),
    "measure.choice.{}": ({code for each in _PARAMETERS for code in each.choices},),
    "measure.column.{}": (_COLUMNS,),
    "measure.fact.{}": (_told_by_figures("fact"),),
    "measure.family.{}": (Family,),
    "measure.part.{}": (TEXT_PARTS,),
    "measure.parameter.{}": ({parameter.name for parameter in _PARAMETERS},),
    "measure.reason.{}": (_told_by_figures("reason"),),
    "measure.subject.{}": (Subject,),
    "measure.unit.{}": (Unit,),
    "measure.{}": (_SHOWN,),
    "measure.{}.says": (_SHOWN,),
    "measure.{}.silent": (_SHOWN,),
    "node.{}": (("actor", "concertation_table", "organizer"),),
    "page.{}": (_DRAWINGS,),
    "page.{}.title": (_DRAWINGS,),
    "tab.{}": ([*_DRAWINGS, "territories", "nodes"],),
    "page.{}.menu": (_PAGES,),
    "panel.{}": (Layer,),
    "placed_by.{}": (PlacedBy,),
    "placing.{}": (PlacedBy,),
}


def expanded(pattern: str) -> list[str]:
    """Return every key of a family."""
    return [pattern.format(*codes) for codes in product(*FAMILIES[pattern])]
