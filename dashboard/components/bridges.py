"""Bridges: partnerships between MRC and between sectors, beside what chance would give."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice, kept_choices, kept_part
from dashboard.components.downloads import image_downloads
from dashboard.components.matrix import matrix_drawing
from dashboard.components.notes import note_sentences
from dashboard.components.territory_map import figures_table
from dashboard.components.text import plain
from dashboard.view import BRIDGES_AS, BRIDGES_BETWEEN
from ocgraph.analysis.bridge_wording import (
    bridge_sentences,
    bridge_table,
    how_sentence,
    in_order,
)
from ocgraph.analysis.group_bridges import GroupBridges, busiest_region
from ocgraph.io.places.reference import region_names
from ocgraph.model import label_of
from ocgraph.views.bridge_matrix import bridge_matrix
from ocgraph.views.matrix_picture import matrix_picture

_SHOWN, _MOST_DRAWN = 40, 30


def bridges() -> None:
    """Say which groups are joined more, or less, than chance would give, then show it."""
    _, language = state.words(), state.language()
    columns = st.columns([1, 1.4, 3], vertical_alignment="bottom")
    with columns[0]:
        shown = kept_part("bridges_as", BRIDGES_AS, lambda code: _(f"shown.{code}"))
    with columns[1]:
        partition = kept_choice("between", _("bridges.between"), BRIDGES_BETWEEN,
                                lambda code: _(f"bridges.between.{code}"))
    found = served.bridges(partition)
    told = " ".join(bridge_sentences(found, language))
    with columns[2]:
        codes = _codes(found) if shown == "matrix" and found.pairs else ()
    st.markdown(plain(told))
    if not found.pairs:
        return
    if shown == "matrix":
        _matrix(found, codes, told)
    else:
        _list(found)
    st.caption(plain(how_sentence(language)))


def _codes(found: GroupBridges) -> tuple[str, ...]:
    """Ask which regions, or which sectors, and return the groups to draw in their order."""
    _, language = state.words(), state.language()
    if found.partition == "sector":
        chosen = kept_choices("bridge_sectors", _("bridges.sectors"), found.within,
                              lambda code: label_of("sector", code, language),
                              _("bridges.sectors.all"))
        return in_order("sector", chosen or found.within, language)
    told, names, first = served.current(), region_names(), busiest_region(found)
    regions = {told.territories[code].region_code for code in told.among}
    hint = names[first] if first else _("bridges.regions.all")
    chosen = kept_choices("bridge_regions", _("bridges.regions"), regions, names.__getitem__,
                          hint) or ((first,) if first else regions)
    return in_order("mrc", (code for code in told.among
                            if told.territories[code].region_code in chosen), language)


def _matrix(found: GroupBridges, codes: Sequence[str], told: str) -> None:
    """Draw the groups, each with each, and offer the drawing as an image."""
    if len(codes) > _MOST_DRAWN:
        st.info(state.words()("bridges.too_many"))
        return
    regions = [served.current().territories[code].region_code for code in codes
               ] if found.partition == "mrc" else ()
    drawn, notes = bridge_matrix(found, codes, state.language(), regions), note_sentences()
    matrix_drawing(drawn, told, "bridges_matrix")
    image_downloads(state.words()("bridges.file"), "bridges", lambda fmt: matrix_picture(
        drawn, title=drawn.title, notes=notes, fmt=fmt))


def _list(found: GroupBridges) -> None:
    """List the pairs, those that chance explains least first."""
    figures_table(bridge_table(found.partition, found.pairs[:_SHOWN], state.language()))
    if len(found.pairs) > _SHOWN:
        st.caption(state.words()("portrait.more_rows", n=len(found.pairs) - _SHOWN))
