"""The same figures by region, health region, institution, local network or municipality."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import map_or_list, shaded_picture
from dashboard.components.text import plain
from dashboard.view import LEVEL_CHOICES, LEVEL_FIGURES, LEVELS_DRAWN
from ocgraph.analysis.level_wording import (
    figure_name,
    level_columns,
    level_notes,
    level_sentences,
)
from ocgraph.analysis.territory_levels import LevelReading
from ocgraph.i18n import sort_key
from ocgraph.territory import TERRITORY_MEASURES, Level, Where, belongs
from ocgraph.territory.wording import level_name


def by_level() -> None:
    """Ask which level, say what stands out and what is in no place, then show it."""
    language, level = state.language(), Level(state.choice("level"))
    told, reading = served.current(), served.at_level(level)
    if not reading.places:
        st.info(state.words()("served.nothing_to_compare"))
        return
    if sentences := level_sentences(told, reading, language):
        st.markdown(plain(" ".join(sentences)))
    if level in LEVELS_DRAWN:
        asked = [_level_choice, *([lambda: _figure_choice(reading)]
                                  if state.choice("served_as") == "map" else [])]
        map_or_list(lambda: _map(reading), lambda: _list(reading), *asked)
    else:
        _level_choice()
        _list(reading)
    st.caption(plain(" ".join(level_notes(told, reading, language))))


def _level_choice() -> None:
    language = state.language()
    kept_choice("level", state.words()("levels.level"), LEVEL_CHOICES,
                lambda code: level_name(Level(code), language))


def _figure_choice(reading: LevelReading) -> None:
    language = state.language()
    kept_choice("level_figure", state.words()("levels.figure"), LEVEL_FIGURES,
                lambda code: figure_name(code, reading, language))


def _map(reading: LevelReading) -> None:
    """Shade each MRC by the figure of the place that holds it."""
    language, name = state.language(), state.choice("level_figure")
    among = served.current().among
    place_of = {mrc: next(iter(belongs(reading.level, Where(mrc))), None) for mrc in among}
    values = {mrc: reading.figures[name].get(code) for mrc, code in place_of.items()}
    in_part = [mrc for mrc, code in place_of.items() if reading.unknown_hours.get(code)
               ] if name in ("hours", "hours_per_10000") else []
    shaded_picture(values, state.words()("levels.map", level=level_name(reading.level, language),
                                         figure=figure_name(name, reading, language)),
                   f"level_{reading.level}", digits=TERRITORY_MEASURES[name].digits,
                   at_least=in_part, notes=level_sentences(served.current(), reading, language))


def _list(reading: LevelReading) -> None:
    """List the places of the level with their figures."""
    _, language = state.words(), state.language()
    columns = level_columns(served.current(), reading, language)
    rows = [{level_name(reading.level, language): place.name}
            | {title: values[code] for title, values in columns.items()}
            for code, place in sorted(reading.places.items(),
                                      key=lambda item: sort_key(item[1].name))]
    frame = pd.DataFrame(rows)
    st.dataframe(frame, hide_index=True, height=460 if len(frame) > 12 else "auto",
                 alt=_("territory_part.levels"), placeholder=_("words.no_data"),
                 column_config={title: st.column_config.NumberColumn(format="localized")
                                for title in frame.select_dtypes("number")})
