"""What the shared page says in sentences: what it shows, what it does not, where it is from."""

from __future__ import annotations

from typing import Any

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.portrait_wording import shown_sections
from ocgraph.analysis.wording import listed, place_name
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.network import PartnershipNetwork
from ocgraph.privacy import FEWEST_TOLD, SharedRegister, TiesShown

TEXTS = ("title", "search", "search_help", "found", "nothing_found", "selected", "nothing_selected",
         "clear", "story", "silent", "sources", "map", "graph", "tables", "language_name", "print",
         "skip")


def interface_texts(language: str) -> dict[str, str]:
    """Return the words of the page itself; ``{n}`` is left for the page to fill."""
    return {code: say(language, f"share.{code}", n="{n}") for code in TEXTS}


def told_sentences(network: PartnershipNetwork, shared: SharedRegister, language: str, *,
                   is_demo: bool) -> dict[str, Any]:
    """Return the day, what is seen, the story, what is not said and the sources, in sentences."""
    day = [say(language, "share.day", day=shared.terms.held_on),
           say(language, "note.day", day=shared.terms.made_on)]
    if is_demo:
        day.append(say(language, "note.demo"))
    return {"day": day, "seen": _seen(network, shared, language),
            "story": _story(network, shared, language),
            "silent": silent_sentences(shared, language), "sources": _sources(language)}


def _seen(network: PartnershipNetwork, shared: SharedRegister, language: str) -> list[str]:
    register, territories = shared.register, shared.terms.territories
    counts = say(language, "share.counts",
                 actors=say(language, "count.actors", n=len(register.actors)),
                 concertation_tables=say(language, "count.concertation_tables",
                                         n=len(register.concertation_tables)),
                 links=say(language, "count.links", n=len(network.links)))
    if not territories:
        return [counts]
    return [counts, say(language, "share.places", names=listed(
        sorted(map(place_name, territories)), language))]


def _story(network: PartnershipNetwork, shared: SharedRegister, language: str
           ) -> list[dict[str, Any]]:
    portrait = Portrait(network, Place(), shared.terms.held_on)
    return [{"title": section.title,
             "sentences": [statement.sentence for statement in section.statements]}
            for section in shown_sections(portrait, language)]


def silent_sentences(shared: SharedRegister, language: str) -> list[str]:
    """Say what is not there, without a count that would tell of one organisation."""
    left_out = shared.withheld
    sentences = [say(language, "share.silent.agreed"),
                 say(language, f"share.silent.ties_{shared.terms.ties}")]
    if left_out.n_actors:
        sentences.append(say(language, "share.silent.actors", n=left_out.n_actors, places=listed(
            (say(language, "share.silent.place", n=n, place=place_name(code) if code else say(
                language, "words.unknown_place")) for code, n in left_out.actors_by_mrc.items()),
            language)))
    if left_out.n_seats:
        sentences.append(say(language, "share.silent.seats", n=left_out.n_seats))
    if left_out.n_ties and shared.terms.ties is not TiesShown.NONE:
        sentences.append(say(language, "share.silent.ties", n=left_out.n_ties))
    return [*sentences, say(language, "share.silent.few", n=FEWEST_TOLD),
            say(language, "share.silent.never"), say(language, "share.silent.points"),
            say(language, "share.silent.tables")]


def _sources(language: str) -> list[str]:
    return [say(language, "share.source"), read_boundaries().credit.in_language(language),
            say(language, "share.made_with")]
