"""What each indicator is: its name, unit, definition, and what a higher figure means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ocgraph.i18n import Label
from ocgraph.io.reading.written_words import word_key
from ocgraph.paths import data_path


class Direction(StrEnum):
    """What a higher figure means for the need of a territory."""

    MORE_NEED = "more_need"
    LESS_NEED = "less_need"
    NEITHER = "neither"
    TO_ASK = "to_ask"


@dataclass(frozen=True)
class IndicatorKind:
    """One indicator, whatever the territory and the year.

    Attributes
    ----------
    code
        What `Indicator.indicator` holds. For an indicator that only the team knows, the name as it
        wrote it.
    direction
        What a higher figure means; `Direction.TO_ASK` when only the team can say.
    definition
        What is counted over what; empty for an indicator that only the team knows.
    source
        Who publishes it, and under which number; in both languages where ocgraph invented it.
    is_known
        Whether ocgraph knows it.
    """

    code: str
    label: Label
    unit: str = ""
    direction: Direction = Direction.TO_ASK
    definition: Label = Label("", "")
    source: Label = Label("", "")
    is_known: bool = False

    def source_words(self, written: str) -> Label:
        """Return the source of a figure: ours in both languages, another's as it was written."""
        return self.source if written == self.source.fr else Label(written, written)


@cache
def _entries() -> Mapping[str, dict[str, object]]:
    return tomllib.loads(data_path("reference", "indicator_kinds.toml").read_text(encoding="utf-8"))


@cache
def indicator_kinds() -> Mapping[str, IndicatorKind]:
    """Return the indicators that ocgraph knows, by code, the needs first."""
    return {code: IndicatorKind(
        code, Label(facts["label_fr"], facts["label_en"]), facts["unit"],
        Direction(facts["direction"]), Label(facts["definition_fr"], facts["definition_en"]),
        Label(facts["source"], facts.get("source_en", facts["source"])), is_known=True)
        for code, facts in _entries().items()}


def kind_of(code: str) -> IndicatorKind:
    """Return the indicator with this code; one that is not known bears its own name.

    >>> kind_of("renters").direction, kind_of("Jardins collectifs").direction
    (<Direction.MORE_NEED: 'more_need'>, <Direction.TO_ASK: 'to_ask'>)
    """
    return indicator_kinds().get(code) or IndicatorKind(code, Label(code, code))


def code_of(text: str) -> str:
    """Return the code of the known indicator that a text names, otherwise the text itself."""
    kind = find_kind(text)
    return kind.code if kind else text


@cache
def _writings() -> Mapping[str, str]:
    return {word_key(text): code for code, facts in _entries().items()
            for text in (code, facts["label_fr"], facts["label_en"], *facts["written"])}


def find_kind(text: str) -> IndicatorKind | None:
    """Return the known indicator that a text names: its code, its label, or a usual writing.

    >>> find_kind("Ménages locataires (%)").code
    'renters'
    """
    code = _writings().get(word_key(text)) or _writings().get(word_key(text.partition("(")[0]))
    return indicator_kinds()[code] if code else None
