"""Sentences and the figures each opens onto: what a page and a document show alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureTable:
    """Figures in words, already written in one language.

    Attributes
    ----------
    n_words
        How many of the first columns hold words; the others hold figures.
    is_whole
        Whether a document gives every row, however many.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    n_words: int = 1
    is_whole: bool = False


@dataclass(frozen=True)
class Statement:
    """One thought: what is said, and the figures it rests on, if any."""

    sentence: str
    figures: FigureTable | None = None


@dataclass(frozen=True)
class Section:
    """Thoughts on one subject.

    Attributes
    ----------
    code
        The same in both languages.
    """

    code: str
    title: str
    statements: tuple[Statement, ...]
