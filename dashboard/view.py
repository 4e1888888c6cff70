"""What is looked at, as one value: the register, the lens and the choices made on the pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ocgraph.analysis.territory_levels import FIGURES, LEVELS
from ocgraph.network import Lens
from ocgraph.privacy import TiesShown

DEMO, OWN, QUEBEC = "demo", "own", "quebec"
SOURCES = (OWN, DEMO, QUEBEC)
DEMONSTRATIONS = {DEMO: "lanaudiere", QUEBEC: "quebec"}
"""The sources that are demonstrations, never written, and the one that each opens."""
FOCUS_CHOICES = (0, 1, 2, 3)
STEP_CHOICES = (1, 2, 3)
SHARE_CHOICES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
ANALYSIS_PARTS = ("portrait", "roles", "gaps", "what_if")
SHOWN_AS = ("list", "map", "graph")
MOBILISATION_PARTS = ("start", "goal", "tables")
DATA_PARTS = ("import", "edit", "journal", "memory", "figures", "export", "people")
SHARE_PARTS = ("make", "presentation", "out", "proposals", "notice")
TIES_SHOWN = tuple(each.value for each in TiesShown)
MEMORY_PARTS = ("saves", "then", "copies", "erase")
TERRITORY_PARTS = ("need", "access", "inequality", "bridges", "posts", "levels")
SERVED_AS = ("map", "list")
TERRITORY_MAPS = ("crossed", "probability")
ACCESS_CHOICES = (30, 60, 120)
BRIDGES_BETWEEN = ("mrc", "sector")
BRIDGES_AS = ("matrix", "list")
POSTS_CHOICES = (1, 2, 3, 5, 10, 20, 40, 60)
POSTS_OF = ("scenario", "plan")
OBJECTIVES = ("worst", "inequality")
LEVEL_CHOICES = tuple(map(str, LEVELS))
LEVEL_FIGURES = FIGURES[1:]
LEVELS_DRAWN = ("region", "health_region")
"""The levels whose places are whole MRC, or nearly: a map of MRC can show them."""
HOURS_CHOICES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
SPREAD_CHOICES = ("hours_per_10000", "tables_per_10000", "actors_per_10000")
CHANGE_FORMS = ("leave", "tie", "seat", "support", "unlink", "actor", "table", "post", "move",
                "merge")
"""What a scenario may change, in the order it is offered."""

NEW = "new"
"""In the place of a record's key: one that is not kept yet."""
BROWSER_COOKIE = "ocgraph_browser"
"""Tells one browser from another, so that each finds again what it was typing, and no other."""


@dataclass(frozen=True)
class View:
    """Everything a picture depends on, apart from the register's own content.

    Attributes
    ----------
    source
        Which register is open: one of `SOURCES`.
    measure
        Figure the MRC are shaded by.
    colour
        What the colour of the actors tells.
    focus
        Steps around the selection that the graph shows; 0 for everything.
    selection
        Identifier of a node, or ``"mrc:<code>"``.
    """

    source: str
    lens: Lens
    language: str
    measure: str
    colour: str
    focus: int
    selection: str | None

    def without_selection(self) -> View:
        """Return the same view with nothing selected."""
        return replace(self, selection=None, focus=0)
