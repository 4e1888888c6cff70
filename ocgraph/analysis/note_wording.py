"""What figures rest on, in sentences: what is shown, the day, how fresh it is, what has ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ocgraph.analysis.overview import Overview, n_ended
from ocgraph.i18n import format_share, say
from ocgraph.measures.wording import lens_in_words
from ocgraph.network import Lens, Link


def note_sentences(facts: Overview, language: str, *, is_demo: bool) -> list[str]:
    """Return what every picture and every table carries.

    Parameters
    ----------
    is_demo
        Whether the data are invented, which is then said.
    """
    lens = facts.network.lens
    return [*shown_sentences(lens, facts.today, language), *freshness_sentences(facts, language),
            *ended_sentences(facts.network.links, lens, facts.today, language),
            *demo_sentences(language, is_demo=is_demo)]


def shown_sentences(lens: Lens, today: datetime.date, language: str) -> list[str]:
    """Say in words all that a lens lets through, and the day."""
    told = lens_in_words(lens, language)
    shown = say(language, "note.lens" if told else "note.lens_everything", lens=told)
    return [shown, *([say(language, "note.restricted")] if lens.restricts_actors else []),
            say(language, "note.day", day=today)]


def freshness_sentences(facts: Overview, language: str) -> list[str]:
    """Say what share of the links was verified of late, or that nobody noted it."""
    if facts.share_fresh is not None:
        return [say(language, "note.fresh", share=format_share(facts.share_fresh, language)),
                say(language, "note.link_verified", day=facts.link_last_verified)]
    sentences = [say(language, "note.undated")] if facts.network.links else []
    if facts.node_last_verified is not None:
        sentences.append(say(language, "note.node_verified", day=facts.node_last_verified))
    return sentences


def ended_sentences(links: Iterable[Link], lens: Lens, today: datetime.date, language: str
                    ) -> list[str]:
    """Say how many of the links shown have ended, and that a day chosen would leave them out.

    Nothing when none has, nor when a day is chosen: what is shown then is what held on it.
    """
    found = 0 if lens.on else n_ended(links, today)
    return [say(language, "note.ended", n=found)] if found else []


def demo_sentences(language: str, *, is_demo: bool) -> list[str]:
    """Say that the data are invented, when they are."""
    return [say(language, "note.demo")] if is_demo else []
