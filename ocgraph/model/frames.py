"""The five frames (cadres) an establishment works under, and how one is read under another.

A frame's words are data: ``vocabularies/frame_term.csv``. So is the crosswalk
(``crosswalk.csv``), which answers for every word an engagement can hold and every other frame.
The answers are ocgraph's own reading (column ``stated_by``); no frame's authors have stated them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from ocgraph.errors import UnknownCodeError
from ocgraph.i18n import Label
from ocgraph.model.entities import Engagement
from ocgraph.model.vocabulary import Term, read_rows, vocabulary

FRAME_KINDS = ("axis", "role", "act", "service", "phase")
"""The kinds of word an engagement records, each in the field of the same name.

The frames give more (values, conditions, determinants…): see ``frame_kind.csv``.
"""


@dataclass(frozen=True)
class FrameTerm(Term):
    """One word of a frame.

    Attributes
    ----------
    part_of
        Code of the word it belongs to: the phase that contains it, or what it is an example of.
        Empty when it stands alone.
    """

    part_of: str = ""


class Relation(StrEnum):
    """How a word of one frame stands to a word of another; worded by ``relation.csv``."""

    SAME = "same"
    NEAR = "near"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Equivalent:
    """The answer of one frame to a word of another.

    Attributes
    ----------
    term
        The nearest word, ``None`` when there is none or nobody knows.
    relation
        Whether it says the same, is near, does not exist, or cannot be told because what was
        recorded is no word of its frame.
    kind
        Kind of `term`: a role under one frame may be an act under another.
    """

    term: FrameTerm | None
    relation: Relation
    kind: str = ""


@dataclass(frozen=True)
class FrameReading:
    """An engagement as another frame words it.

    Attributes
    ----------
    frame
        The frame it is read under.
    recorded_frame
        The frame it was recorded under, ``None`` when unknown.
    equivalents
        One answer for each kind the engagement records, by that kind.
    """

    frame: str
    recorded_frame: str | None
    equivalents: Mapping[str, Equivalent] = field(default_factory=dict)

    def terms(self, kind: str) -> tuple[FrameTerm, ...]:
        """Return the words of `kind` that the engagement has under `frame`, each once."""
        found = [answer.term for answer in self.equivalents.values()
                 if answer.kind == kind and answer.term is not None]
        return tuple(dict.fromkeys(found))

    @property
    def without_equivalent(self) -> tuple[str, ...]:
        """The kinds recorded that `frame` has no word for."""
        return tuple(kind for kind, answer in self.equivalents.items() if answer.term is None)


@cache
def _terms() -> Mapping[tuple[str, str], Mapping[str, FrameTerm]]:
    """Group the words of every frame by frame and kind."""
    grouped: dict[tuple[str, str], dict[str, FrameTerm]] = {}
    for row in read_rows("frame_term"):
        term = FrameTerm(row["code"], Label(row["label_fr"], row["label_en"]), row["source"],
                         row["part_of"])
        grouped.setdefault((row["frame"], row["kind"]), {})[term.code] = term
    return {key: MappingProxyType(terms) for key, terms in grouped.items()}


def frame_terms(frame: str, kind: str) -> Mapping[str, FrameTerm]:
    """Return the words of one kind in one frame by code, in the order of the source.

    Empty when the frame has none: the Lanaudière frame names no role.

    Raises
    ------
    UnknownCodeError
        If there is no such frame or no such kind.
    """
    for name, code in (("frame", frame), ("frame_kind", kind)):
        if code not in vocabulary(name):
            raise UnknownCodeError("vocabulary.unknown_code", vocabulary=name, found=code)
    return _terms().get((frame, kind), MappingProxyType({}))


@cache
def _crosswalk() -> Mapping[tuple[str, str, str, str], tuple[str, str, Relation]]:
    """Read the crosswalk: (frame, kind, code, other frame) -> (kind, code, relation)."""
    return {(row["from_frame"], row["kind"], row["code"], row["to_frame"]):
            (row["to_kind"], row["to_code"], Relation(row["relation"]))
            for row in read_rows("crosswalk")}


def translate_term(frame: str, kind: str, code: str, to_frame: str) -> Equivalent:
    """Return what `to_frame` says for a word of `frame`.

    Raises
    ------
    UnknownCodeError
        If `code` is not a word of that kind in `frame`, or a frame or kind does not exist.
    """
    recorded = frame_terms(frame, kind)
    if code not in recorded:
        raise UnknownCodeError("vocabulary.unknown_code", vocabulary=f"{frame}:{kind}", found=code)
    if frame == to_frame:
        return Equivalent(recorded[code], Relation.SAME, kind)
    frame_terms(to_frame, kind)
    to_kind, to_code, relation = _crosswalk()[frame, kind, code, to_frame]
    if relation is Relation.NONE:
        return Equivalent(None, relation)
    return Equivalent(frame_terms(to_frame, to_kind)[to_code], relation, to_kind)


def read_under(engagement: Engagement, frame: str) -> FrameReading:
    """Read an engagement under `frame`, whatever frame it was recorded under.

    A word that is not of the recorded frame, or an engagement without a frame, gives an
    `UNKNOWN` answer rather than a guess.
    """
    recorded = {kind: getattr(engagement, kind) for kind in FRAME_KINDS}
    answers = {kind: _answer(engagement.frame, kind, code, frame)
               for kind, code in recorded.items() if code is not None}
    return FrameReading(frame, engagement.frame, MappingProxyType(answers))


def _answer(recorded_frame: str | None, kind: str, code: str, frame: str) -> Equivalent:
    known = recorded_frame in vocabulary("frame") and code in frame_terms(recorded_frame, kind)
    if not known:
        return Equivalent(None, Relation.UNKNOWN)
    return translate_term(recorded_frame, kind, code, frame)
