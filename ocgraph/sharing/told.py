"""What the shared page says in sentences: what it shows, what it does not, where it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.portrait_wording import shown_sections
from ocgraph.analysis.section import Section
from ocgraph.analysis.wording import listed, place_name
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.network import Layer, Link, PartnershipNetwork
from ocgraph.privacy import FEWEST_TOLD, SharedRegister, TiesShown

TEXTS = (
    "title", "search", "search_help", "found", "nothing_found", "selected", "nothing_selected",
    "clear", "story", "silent", "sources", "map", "graph", "tables", "language_name", "print",
    "skip", "fact", "see_selected",
    # Presenting
    "present", "presenting", "present_help", "next", "previous", "leave", "progress",
    # Answering
    "answer", "answer_intro", "answer_no_person", "correct", "partner", "remove", "remark",
    "correct_title", "partner_title", "remove_title", "remark_title", "field", "other_field",
    "field_now", "field_now_unknown", "correct_text", "partner_with", "partner_with_help",
    "partner_text", "remove_text", "remove_help", "remark_text", "optional", "letters_left",
    "letters_over", "missing_text", "missing_partner", "same_partner", "name_too_long", "personal",
    "keep", "keep_changes", "cancel", "kept", "prepared", "prepared_none", "edit", "take_out",
    "taken_out", "waiting", "waiting_file", "from", "from_none", "from_help", "send", "save",
    "save_help", "saved", "sending", "received", "received_before", "refused", "not_sent",
    "link_closed", "too_many", "too_heavy",
)
LINK_COUNTS = {"seats": Layer.TABLES, "ties": Layer.TIES}
_FILLED = {name: f"{{{name}}}" for name in ("n", "total", "title", "value", "name", "file")}


def interface_texts(language: str) -> dict[str, str]:
    """Return the words of the page itself, with what is left for the page to fill in braces."""
    return {code: say(language, f"share.{code}", **_FILLED) for code in TEXTS}


def told_sentences(network: PartnershipNetwork, shared: SharedRegister, language: str, *,
                   is_demo: bool) -> dict[str, Any]:
    """Return the day, what is seen, the story, what is not said and the sources, in sentences."""
    day = [say(language, "share.day", day=shared.terms.held_on)]
    if shared.terms.held_on != shared.terms.made_on:
        day.append(say(language, "note.day", day=shared.terms.made_on))
    if is_demo:
        day.append(say(language, "note.demo"))
    return {"day": day, "seen": seen_sentences(network, shared, language),
            "story": [{"title": section.title,
                       "sentences": [statement.sentence for statement in section.statements]}
                      for section in shown_story(network, shared, language)],
            "silent": silent_sentences(shared, language), "sources": _sources(language)}


def seen_sentences(network: PartnershipNetwork, shared: SharedRegister, language: str
                   ) -> list[str]:
    """Say how much is shown, ties and seats apart, and of which MRC."""
    register, territories = shared.register, shared.terms.territories
    key = "share.counts" if Layer.TIES in network.lens.layers else "share.counts_seats"
    counts = say(language, key, actors=say(language, "count.actors", n=len(register.actors)),
                 concertation_tables=say(language, "count.concertation_tables",
                                         n=len(register.concertation_tables)),
                 **link_counts(network, network.links, language))
    if not territories:
        return [counts]
    return [counts, say(language, "share.places", names=listed(
        sorted(map(place_name, territories)), language))]


def link_counts(network: PartnershipNetwork, links: Collection[Link], language: str
                ) -> dict[str, str]:
    """Return how many seats and how many ties there are among links, each with its word.

    Nothing of ties where the network shows none.
    """
    n_of = Counter(link.layer for link in links)
    return {name: say(language, f"share.count.{name}", n=n_of[layer])
            for name, layer in LINK_COUNTS.items() if layer in network.lens.layers}


def shown_story(network: PartnershipNetwork, shared: SharedRegister, language: str
                ) -> tuple[Section, ...]:
    """Return the story of what is shown, section by section."""
    return shown_sections(Portrait(network, Place(), shared.terms.held_on), language)


def silent_sentences(shared: SharedRegister, language: str) -> list[str]:
    """Say what is not there, without a count that would tell of one organisation."""
    counts = _withheld_sentences(shared, language)
    return [say(language, "share.silent.agreed"),
            say(language, f"share.silent.ties_{shared.terms.ties}"), *counts,
            say(language, "share.silent.rounded" if counts else "share.silent.few", n=FEWEST_TOLD),
            say(language, "share.silent.never"), say(language, "share.silent.points"),
            say(language, "share.silent.tables")]


def _withheld_sentences(shared: SharedRegister, language: str) -> list[str]:
    """Say at least how many are not there; nothing of fewer than are told."""
    left_out, sentences = shared.withheld, []
    if left_out.n_actors:
        sentences.append(say(language, "share.silent.actors", n=left_out.n_actors, places=listed(
            (say(language, "share.silent.place", n=n, place=place_name(code) if code else say(
                language, "words.unknown_place")) for code, n in left_out.actors_by_mrc.items()),
            language)))
    if left_out.n_seats:
        sentences.append(say(language, "share.silent.seats", n=left_out.n_seats))
    if left_out.n_ties and shared.terms.ties is not TiesShown.NONE:
        sentences.append(say(language, "share.silent.ties", n=left_out.n_ties))
    return sentences


def _sources(language: str) -> list[str]:
    return [say(language, "share.source"), read_boundaries().credit.in_language(language),
            say(language, "share.made_with")]
