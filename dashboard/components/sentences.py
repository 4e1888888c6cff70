"""The sentence above each picture: what to see in it, made from the figures."""

from __future__ import annotations

from collections import Counter

from dashboard import data, state
from dashboard.components.text import plain
from ocgraph.network import node_type
from ocgraph.territory import TERRITORY_MEASURES, extremes
from ocgraph.views.words import figure_words


def map_sentence() -> str:
    """Say how many are seen, and which MRC stand apart for the figure shown."""
    _ = state.words()
    sentence = _counts()
    if not data.placed(state.source(), state.lens()):
        return sentence + " " + _("map.nobody_placed")
    measure = TERRITORY_MEASURES[state.view().measure]
    among = data.facts(state.source(), state.lens()).territories & set(data.territories())
    lowest, highest = extremes(data.shading(state.source(), state.lens(), measure.measure_id),
                               among=among)
    if len(among) == 1:
        return sentence + " " + _("map.one_territory", name=_name(*among))
    if lowest is None or lowest == highest:
        return sentence
    return sentence + " " + _(
        "map.extremes", measure=_(f"measure.{measure.measure_id}"),
        low_name=_name(lowest[0]), low=figure_words(lowest[1], state.language(), measure.digits),
        high_name=_name(highest[0]),
        high=figure_words(highest[1], state.language(), measure.digits))


def graph_sentence() -> str:
    """Say how many are seen, and how many have no link; or who is around the selection."""
    _ = state.words()
    if data.is_focused(state.view()):
        return _around()
    facts = data.facts(state.source(), state.lens())
    alone = len(facts.isolated)
    return _counts() + " " + (_("graph.isolated", n=alone) if alone else _("graph.none_isolated"))


def _around() -> str:
    """Say who is around the selection, within the steps chosen."""
    _ = state.words()
    view = state.view()
    kinds = Counter(map(node_type, data.around(view)))
    name = data.network(view.source, view.lens).node_by_id[view.selection].name
    return _("graph.around", name=plain(name), n=view.focus,
             actors=_("count.actors", n=kinds["actor"]),
             concertation_tables=_("count.concertation_tables", n=kinds["concertation_table"]),
             organizers=_("count.organizers", n=kinds["organizer"]))


def _counts() -> str:
    _ = state.words()
    facts = data.facts(state.source(), state.lens())
    network = facts.network
    return _("picture.counts", actors=_("count.actors", n=len(network.actors)),
             concertation_tables=_("count.concertation_tables",
                                   n=len(network.concertation_tables)),
             organizers=_("count.organizers", n=len(network.organizers)),
             links=_("count.links", n=len(network.links)))


def _name(code: str) -> str:
    return plain(data.territories()[code].name)
