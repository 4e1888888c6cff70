"""A measure told whole: what it says, what it does not, how it is computed and by whom."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.components.text import plain
from ocgraph.measures import Family
from ocgraph.measures.wording import TEXT_PARTS, Description, ParameterDescription


def measure_card(told: Description) -> None:
    """Show the readings first, then the rest for whoever checks."""
    _ = state.words()
    st.markdown(f"{plain(told.says)}\n\n*{plain(told.silent)}*")
    lines = [f"**{_('measure.part.columns')}**\n", *(
        f"- {plain(column.name)} ({plain(column.unit)})" for column in told.columns)]
    if told.parameters:
        lines += [f"\n**{_('measure.part.parameters')}**\n", *map(_parameter, told.parameters)]
    lines += [f"\n**{_(f'measure.part.{part}')}**  \n{_part(told, part)}" for part in TEXT_PARTS]
    if told.family != Family.TERRITORIES:  # those are on the map
        lines.append(f"\n**{_('measure.part.command')}**  \n`ocgraph measures {told.code} --own`")
    st.markdown("\n".join(lines))


def _part(told: Description, part: str) -> str:
    text = getattr(told, part)
    return f"`{text}`" if part == "formula" else plain(text)


def _parameter(parameter: ParameterDescription) -> str:
    _ = state.words()
    limits = _("measure.parameter_limits", allowed=parameter.allowed, default=parameter.default)
    return f"- `{parameter.code}` {plain(parameter.says)} ({plain(limits)})"
