"""The keys whose last words are known only when the program runs, and what they may be.

A pattern is the f-string of the code with ``{}`` for each part in braces. Whoever writes a new one
declares it here, from the vocabulary it comes from. What belongs to no family, and merely passes a
whole key on, is in `PASSED_ON`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import product

from dashboard.view import (
    ANALYSIS_PARTS,
    BRIDGES_AS,
    BRIDGES_BETWEEN,
    CHANGE_FORMS,
    DATA_PARTS,
    DEMONSTRATIONS,
    MEMORY_PARTS,
    MOBILISATION_PARTS,
    OBJECTIVES,
    POSTS_OF,
    SHARE_PARTS,
    SHOWN_AS,
    SOURCES,
    TERRITORY_MAPS,
    TERRITORY_PARTS,
)
from ocgraph.analysis.changes import ADDITIONS, WhyNot
from ocgraph.analysis.gaps import Certainty, GapKind
from ocgraph.analysis.group_bridges import Verdict
from ocgraph.analysis.journal_wording import _ENTRY_COLUMNS, _PERIODS, _SUM_COLUMNS
from ocgraph.analysis.portrait import Age
from ocgraph.analysis.portrait import Compared as ComparedOfPlace
from ocgraph.analysis.proposal_changes import ByHand
from ocgraph.analysis.proposals import Trust
from ocgraph.analysis.relief import ReliefKind
from ocgraph.analysis.spread_wording import INDICES
from ocgraph.analysis.territory_levels import COUNTED, FIGURES
from ocgraph.analysis.territory_spread import METHODS
from ocgraph.analysis.territory_wording import _TOLD
from ocgraph.analysis.weighing_forms import TOLERANCES
from ocgraph.analysis.what_if import Compared
from ocgraph.cli.arguments import COMMANDS, EXPORT_FORMATS
from ocgraph.cli.change_refusals import _MAY_BE
from ocgraph.cli.link_arguments import LINK_ACTIONS
from ocgraph.cli.people_arguments import ACTIONS
from ocgraph.cli.proposal_arguments import ACTIONS as PROPOSAL_ACTIONS
from ocgraph.i18n import LANGUAGES, _catalogue
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.kinds import Direction
from ocgraph.io.reading.content import _MARKUP, _SIGNATURES
from ocgraph.io.reading.layouts import LAYOUTS
from ocgraph.io.reading.personal import personal_words
from ocgraph.io.writing.template import _MANY, _SHEET_KEYS
from ocgraph.measures import MEASURES, Family, Subject, Unit
from ocgraph.measures.wording import TEXT_PARTS
from ocgraph.model import COLLECTIONS, FRAME_KINDS, Severity, ValueType
from ocgraph.network import Layer, PlacedBy
from ocgraph.privacy import TiesShown, Why
from ocgraph.privacy.notice import EACH, NOT_ABOUT_PARTNERS, PARTS, SUBJECTS, Leaves
from ocgraph.reports import FORMATS
from ocgraph.reports.notice import _SECTIONS
from ocgraph.reports.spread_sheets import (
    ACCESS_COLUMNS,
    CLUSTER_COLUMNS,
    INDEX_COLUMNS,
    REACH_COLUMNS,
)
from ocgraph.reports.territory_workbook import (
    ABOUT_COLUMNS,
    BRIDGE_COLUMNS,
    COLUMNS,
    FORMULA_COLUMNS,
    LEVEL_COLUMNS,
)
from ocgraph.settings import SETTINGS
from ocgraph.sharing.presentation import Shows, WhyLeftOut
from ocgraph.sharing.proposals import _OF_MESSAGE, _OF_PROPOSAL
from ocgraph.sharing.told import LINK_COUNTS, TEXTS
from ocgraph.storage import CameBy, ProposalKind, ProposalState
from ocgraph.storage.merge import Changes
from ocgraph.storage.notebook import _CALLED
from ocgraph.storage.rights import Role
from ocgraph.storage.saves import Gesture, SaveKind
from ocgraph.storage.visits import OUTCOMES
from ocgraph.territory import TERRITORY_MEASURES, Level, Objective
from ocgraph.territory.evidence import Side
from ocgraph.views.colouring import COLOUR_CHOICES
from ocgraph.views.palette import BESIDE_CHANCE, CLUSTERS, FAMILY_COLOURS, Cut
from tests.architecture.key_usage import constants

_ENDS_OF_ACCOUNTS = ("lost_access", "leave", "erase")
_TERRITORY_SHEETS = ("figures", "formulas", "access", "reach", "inequality", "clusters", "bridges",
                     "levels")
PASSED_ON = {"error.{}", "issue.{}", "issue.{}.mend"}

_BROUGHT_CLOSER = (GapKind.ISOLATED, GapKind.HANGS_ON_ONE, GapKind.MISSING_SECTOR)
_SHELVED = ("scenario", "weighing")
_DOORS = ("map", "graph", "analysis", "mobilisation", "territories", "share", "data")
_COMMANDS = [command.name for command in COMMANDS]
_ASKED = ("import", "undo", "erase", "proposals")
_DRAWINGS = ("map", "graph")
_PAGES = ("home", "map", "graph", "analysis", "mobilisation", "territories", "share", "data",
          "method")
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
_WRONG_IN_MESSAGES = ("none", "too_many", "unknown_name", "missing", "wrong_type", "bad_value",
                      "unknown_kind", "unknown_field", "too_long", "control", "personal",
                      "about_missing", "text_missing", "with_missing", "with_itself")
_SIDES = ("below", "within", "above")
_PORTRAIT_SECTIONS = ("present", "tables", "joined", "beyond", "missing", "trust")
_PORTRAIT_COLUMNS = (
    "place", "population", "actors", "kind", "sector", "share", "expected", "reading", "post",
    "home", "accompanied", "table", "theme", "level", "members_here", "members", "tables",
    "figure", "here", "actor", "by_organizer", "asked", "mrc", "neighbour", "known_there", "ties",
    "common_tables", "gap", "certainty", "action", "fact", *Age)


def _told_by_figures(what: str) -> list[str]:
    """Return the reasons or facts worded that a measure's code names.

    That each one met is worded is held where figures are read (``tests/measures``).
    """
    named = constants()
    codes = [key.rpartition(".")[2] for key in _catalogue("fr")
             if key.startswith(f"measure.{what}.")]
    return [code for code in codes if code in named]


FAMILIES: dict[str, tuple[Iterable[str], ...]] = {
    "{}.forget": (_SHELVED,),
    "{}.forget.sure": (_SHELVED,),
    "{}.forget.yes": (_SHELVED,),
    "{}.keep.help": (_SHELVED,),
    "{}.keep_it": (_SHELVED,),
    "{}.keep_new": (_SHELVED,),
    "{}.name": (_SHELVED,),
    "{}.note": (_SHELVED,),
    "{}.open": (_SHELVED,),
    "{}.save": (_SHELVED,),
    "cli.{}.about": (_COMMANDS,),
    "cli.{}.default_file": (_DRAWINGS,),
    "cli.{}.example_{}": (_COMMANDS, ("1", "2")),
    "cli.{}.help": (_COMMANDS,),
    "cli.arg.told_{}": (("word", "column"),),
    "cli.arg.indicator_{}": (("kind", "year", "unit", "source"),),
    "cli.arg.goal_{}": (("sector", "territory"),),
    "cli.arg.{}": (("layers", "mrc", "sectors", "kinds", "levels", "remove", "tie", "seat",
                    "merge", "territory", "municipality"),),
    "cli.what_if_not_{}": (_MAY_BE,),
    "cli.{}.question": (_ASKED,),
    "cli.{}.add_yes": (_ASKED,),
    "memory.kind.{}": (set(SaveKind) - {SaveKind.UNDO, SaveKind.EDIT},),
    "memory.edit.{}": ({*Gesture, "add", "correct"},),
    "memory.part.{}": (MEMORY_PARTS,),
    "memory.entity.{}": (COLLECTIONS.values(),),
    "memory.became.{}": ({field.name for field in fields(Changes)} | {"erased"},),
    "memory.column.{}": (("sheet", "record", "became", "field", "before", "after", "added",
                          "updated", "removed"),),
    "memory.{}": (("undo", "redo"),),
    "memory.{}.would": (("undo", "redo"),),
    "memory.{}.yes": (("undo", "redo"),),
    "memory.{}.done": (("undo", "redo"),),
    "lens.known.{}": (("now", "then"),),
    "cli.boundaries.{}.help": (("import", "download", "show", "reset"),),
    "cli.links.{}.help": (LINK_ACTIONS,),
    "link.outcome.{}": (OUTCOMES,),
    "cli.people.{}.help": ([action.replace("-", "_") for action in ACTIONS],),
    "cli.people.did.{}": (("invited", "came_back", "name", "role", "territories", "organizer_id",
                           "bound", "unbound", "left", "erased"),),
    "cli.proposals.{}.help": (PROPOSAL_ACTIONS,),
    "cli.check.{}": (Severity,),
    "cli.check.{}s": (Severity,),
    "cli.list.{}": (("order", "identifier", "name", "kind", "place", "more", "reached"),),
    "cli.dashboard.{}": (SOURCES,),
    "analysis.{}": (ANALYSIS_PARTS,),
    "shown.{}": ({*SHOWN_AS, *BRIDGES_AS},),
    "what_if.{}": (Compared,),
    "what_if.{}.{}": (("more", "fewer"), ("points", "number")),
    "change.{}": (CHANGE_FORMS,),
    "scenario.{}": ([addition.what for addition in ADDITIONS],),
    "scenario.{}_{}": (("add", "remove"), Layer),
    "scenario.column.{}": (("scenario", "number", "change", "remark"),),
    "scenario.remove_{}": (("actor", "concertation_table", "organizer", "unknown"),),
    "scenario.unmade.{}": (WhyNot,),
    "cli.arg.copies_{}": (("keep", "days"),),
    "mobilisation.{}": (MOBILISATION_PARTS,),
    "bridges.{}": (tuple(Verdict),),
    "bridges.between.{}": (BRIDGES_BETWEEN,),
    "bridges.in_document.{}": (BRIDGES_BETWEEN,),
    "bridges.matrix.{}": (BRIDGES_BETWEEN,),
    "bridges.n_too_few.{}": (BRIDGES_BETWEEN,),
    "bridges.shade.{}": ({*BESIDE_CHANCE, "own", "unseen"},),
    "bridges.told.{}": (("fewer", "more"),),
    "access.how.{}": (METHODS,),
    "access.method.{}": (METHODS,),
    "choosing.{}": (("title", "chosen", "offered", "hint"),),
    "outline.{}": (("close", "undo", "clear"),),
    "bridges.column.{}": (("one", "other", "observed", "expected", "range", "said"),),
    "certainty.{}": (Certainty,),
    "compared.how.{}": (("shortfall", "access"),),
    "clusters.{}": (("alike", "no_pattern"),),
    "clusters.where.{}": (_TOLD,),
    "setting.{}": ([setting.code for setting in SETTINGS],),
    "setting.{}.without": ([setting.code for setting in SETTINGS if not setting.default],),
    "setting.kind.{}": ({setting.kind for setting in SETTINGS},),
    "posts.column.{}": (("given", "before", "after"),),
    "posts.objective.{}": (OBJECTIVES,),
    "posts.of.{}": (POSTS_OF,),
    "posts.proved.{}": (Objective,),
    "posts.scenario.{}": (("lost", "found"),),
    "served.{}": (("exact_weights", "near_weights", "any_weights", "one_criterion"),),
    "served.about.{}": (("shown", "compared", *_TERRITORY_SHEETS),),
    "served.annex.{}": (("ranks", "access", "clusters", "bridges_mrc", "bridges_sector"),),
    "served.formula.{}": (dict.fromkeys((
        *COLUMNS[2:], "tried", *ACCESS_COLUMNS[2:], *REACH_COLUMNS[2:4], *REACH_COLUMNS[6:],
        *INDEX_COLUMNS[1:5], *CLUSTER_COLUMNS[2:], *BRIDGE_COLUMNS[3:])),),
    "served.map.{}": (TERRITORY_MAPS,),
    "served.part.{}": (("figure", "value", "place", "weight", "adds"),),
    "served.section.{}": ((
        "served", "access", "spread", "bridges", "posts", "levels", "sources",
        "annex"),),
    "served.sheet.{}": ((
        *COLUMNS, "tried", *LEVEL_COLUMNS, *BRIDGE_COLUMNS, *FORMULA_COLUMNS, *ABOUT_COLUMNS,
        *ACCESS_COLUMNS, *REACH_COLUMNS, *INDEX_COLUMNS, *CLUSTER_COLUMNS),),
    "served.sheets.{}": (("about", *_TERRITORY_SHEETS),),
    "served.take.{}": ((*FORMATS, "xlsx"),),
    "served.tolerance.{}": (TOLERANCES,),
    "served.weigh.{}": (Side,),
    "levels.apart.{}": (COUNTED,),
    "levels.column.{}": (FIGURES[1:],),
    "clusters.column.{}": (("neighbours", "local_i", "p"),),
    "spread.column.{}": (("index", "computed_on", "value", "chance"),),
    "spread.formula.{}": (INDICES,),
    "spread.index.{}": (INDICES,),
    "spread.on.{}": (INDICES,),
    "spread.{}_need": (("with", "against", "whatever"),),
    "territory_part.{}": (TERRITORY_PARTS,),
    "changes.{}": ([field.name for field in fields(Changes)],),
    "classes.{}": (Cut,),
    "cluster.{}": (CLUSTERS,),
    "colour.{}": (COLOUR_CHOICES,),
    "crossed.need_{}": ("012",),
    "crossed.presence_{}": ("012",),
    "edit.add.{}": (COLLECTIONS.values(),),
    "edit.merge.{}": (("moves", "once"),),
    "edit.n.{}": (COLLECTIONS.values(),),
    "edit.new.{}": (COLLECTIONS.values(),),
    "crosswalk.{}": (("from", "to"),),
    "direction.{}": (Direction,),
    "download.{}": (("png", "svg", "pdf", "html"),),
    "download.{}.file": (_DRAWINGS,),
    "error.file.is_{}": (_CONTENTS,),
    "error.share.title_{}": (("name", "personal"),),
    "error.storage.{}_exists": (_CALLED.values(),),
    "error.storage.{}_unnamed": (_CALLED.values(),),
    "export.{}": (EXPORT_FORMATS,),
    "export.{}.text": (EXPORT_FORMATS,),
    "export.{}.keeps": (EXPORT_FORMATS,),
    "family.{}": (FAMILY_COLOURS,),
    "family.other_{}": (COLOUR_CHOICES,),
    "frame.{}": (("inhabited", "montreal", "north"),),
    "gap.{}": (GapKind,),
    "gap.{}.action": (GapKind,),
    "gap.column.{}": (("list", "what", "place", "certainty", "action", "since", "note"),),
    "gap.{}.suggested": (_BROUGHT_CLOSER,),
    "gap.tie_to_propose.{}": (("n_partners", "n_tables"),),
    "propose.trust.{}": (Trust,),
    "proposal.by_hand.{}": (ByHand,),
    "proposal.came_by.{}": (CameBy,),
    "proposal.kind.{}": (ProposalKind,),
    "proposal.name.{}": ({*_OF_MESSAGE, *_OF_PROPOSAL},),
    "proposal.reason.{}": (set(ProposalKind) - {ProposalKind.REMARK},),
    "proposal.state.{}": (ProposalState,),
    "gap.list.{}": (GapKind,),
    "held.{}": (("one", "other", "with", "without", "common"),),
    "home.count.{}": (("actors", "concertation_tables", "organizers", "links"),),
    "home.door.{}": (_DOORS,),
    "home.door.{}.go": (_DOORS,),
    "home.door.{}.text": (_DOORS,),
    "home.register.{}": (SOURCES,),
    "home.other.{}": (DEMONSTRATIONS,),
    "import.{}": (Severity,),
    "import.how.{}": (("add", "replace"),),
    "import.place.{}": (("sheet", "row", "column"),),
    "import.template.{}": ((*_SHEET_KEYS.values(), "required", "optional"),),
    "import.template.as.{}": (_WRITTEN_AS,),
    "import.template.step{}": (("1", "2", "3"),),
    "issue.layout.{}": (LAYOUTS,),
    "issue.layout.{}.mend": (LAYOUTS,),
    "issue.boundaries.{}": (_BOUNDARY_NOTICES,),
    "issue.boundaries.{}.mend": (_BOUNDARY_NOTICES,),
    "issue.figures_without_{}": (("indicator", "year"),),
    "issue.figures_without_{}.mend": (("indicator", "year"),),
    "issue.personal_{}": (_NATURES,),
    "issue.personal_{}.mend": (_NATURES,),
    "journal.column.{}": ({*_ENTRY_COLUMNS, "kind", "word", "place", *_PERIODS} - {*FRAME_KINDS},),
    "journal.column.{}_{}": (_PERIODS, _SUM_COLUMNS),
    "journal.intensity.{}": ("123",),
    "journal.note_{}": (("contact", "person"),),
    "journal.when.{}": (("today", "yesterday", "other"),),
    "journal.take.{}": (("xlsx", "csv"),),
    "layer.{}": (Layer,),
    "level.{}": (Level,),
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
    "measure.{}": ([*_SHOWN, "gaps"],),
    "method.{}": (("access", "posts"),),
    "measure.{}.says": (_SHOWN,),
    "measure.{}.silent": (_SHOWN,),
    "node.{}": (("actor", "concertation_table", "organizer"),),
    "page.{}": (_DRAWINGS,),
    "page.{}.title": (_DRAWINGS,),
    "presentation.why.{}": (WhyLeftOut,),
    "relief.{}": (ReliefKind,),
    "share.{}": (TEXTS,),
    "share.count.{}": (LINK_COUNTS,),
    "presentation.sentence.{}": (LANGUAGES,),
    "presentation.shows.{}": (Shows,),
    "presentation.{}": (("up", "down", "out"),),
    "sharing.notice.take.{}": (("docx", "pdf", "md"),),
    "proposals.done.{}": (("accepted", "declined"),),
    "share_part.{}": (SHARE_PARTS,),
    "sharing.ties.{}": (TiesShown,),
    "share.silent.ties_{}": (TiesShown,),
    "share.why.{}": (Why,),
    "sidebar.{}": (DEMONSTRATIONS,),
    "territory_map.{}": (("no_data", "not_drawn"),),
    "error.proposal.{}": (_WRONG_IN_MESSAGES,),
    "notice.about.{}": (PARTS,),
    "notice.beside.{}": ([COLLECTIONS[entity] for entity in NOT_ABOUT_PARTNERS],),
    "notice.column.{}": (("kept", "why", "leaves"),),
    "notice.leaves.{}": (Leaves,),
    "notice.section.{}": (_SECTIONS,),
    "notice.told.{}": ([each for codes in _SECTIONS.values() for together in codes
                         for each in together],),
    "notice.why.{}": ({*EACH, *(subject.why for subject in SUBJECTS)},),
    "people.role.{}": (tuple(Role),),
    "people.{}.done": (("changed", *_ENDS_OF_ACCOUNTS),),
    "people.{}.yes": (_ENDS_OF_ACCOUNTS,),
    "tab.{}": ([*_DRAWINGS, "territories", "nodes", *DATA_PARTS],),
    "figures.ask.{}": ([field.name for field in fields(Asked)],),
    "figures.ask.{}.hint": ([field.name for field in fields(Asked)],),
    "page.{}.menu": (_PAGES,),
    "panel.{}": (Layer,),
    "placed_by.{}": (PlacedBy,),
    "portrait.column.{}": (_PORTRAIT_COLUMNS,),
    "portrait.expected.{}": (_SIDES,),
    "portrait.fact.{}": (("actors", *Layer),),
    "portrait.figure.{}": (ComparedOfPlace,),
    "portrait.reason.{}": (("everywhere", "few_here", "few_elsewhere"),),
    "portrait.section.{}": (_PORTRAIT_SECTIONS,),
    "portrait.sectors_{}": (("above", "below"),),
    "portrait.side.{}": (_SIDES,),
    "portrait.by_{}": (("theme", "level"),),
    "portrait.{}_unknown": (("theme", "level"),),
    "portrait.take.{}": (FORMATS,),
    "placing.{}": (PlacedBy,),
}


def expanded(pattern: str) -> list[str]:
    """Return every key of a family."""
    return [pattern.format(*codes) for codes in product(*FAMILIES[pattern])]
