"""A goal, and what was found for it, in words: whom, where, how many of them, in how many steps."""

from __future__ import annotations

from typing import NamedTuple

from ocgraph.analysis.mobilisation import Call
from ocgraph.analysis.wording import listed, names_of, place_name
from ocgraph.engine.covers import Cover
from ocgraph.i18n import format_share, say, sort_key
from ocgraph.measures.choice.questions import Question
from ocgraph.model import label_of
from ocgraph.network import PartnershipNetwork

_NAMES_SHOWN = 3


class Goal(NamedTuple):
    """Whom one wishes to meet.

    Attributes
    ----------
    sectors, territories
        Codes of the sectors and of the MRC; any of them when empty.
    share
        How many of them, from 0 to 1; at tables, whoever sits at one.
    max_steps
        How far the word goes; at tables, one step.
    """

    sectors: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    share: float = 1.0
    max_steps: int = 1


def calls_goal_sentence(goal: Goal, language: str) -> str:
    """Say whom one wishes to reach by calls."""
    return say(language, "goal.in_words.calls", share=format_share(goal.share, language),
               steps=say(language, "mobilise.within", n=goal.max_steps),
               scope=_scope(goal, language))


def tables_goal_sentence(goal: Goal, language: str) -> str:
    """Say whom one wishes to meet at tables."""
    return say(language, "goal.in_words.tables", scope=_scope(goal, language))


def _scope(goal: Goal, language: str) -> str:
    """Name the sectors and the MRC of a goal."""
    sectors = sorted((label_of("sector", code, language) for code in goal.sectors), key=sort_key)
    places = sorted(map(place_name, goal.territories), key=sort_key)
    return say(
        language, "goal.in_words.scope",
        sectors=say(language, "goal.in_words.sectors", n=len(sectors),
                    names=listed(sectors, language))
        if sectors else say(language, "goal.in_words.every_sector"),
        places=say(language, "goal.in_words.places", names=listed(places, language))
        if places else say(language, "goal.in_words.everywhere"))


def calls_found_sentence(asked: Question, found: Cover, goal: Goal, language: str) -> str:
    """Say how many calls are enough, for how many actors, and the share asked where it differs."""
    if len(asked.wanted) == 1:
        return say(language, "goal.found_one")
    told = {"n": len(found.sets[0]), "wanted": len(asked.wanted),
            "share": format_share(asked.share_met(found), language)}
    if told["share"] == (share := format_share(goal.share, language)):
        return say(language, "goal.found", **told)
    return say(language, "goal.found_beyond", asked=share, needed=asked.n_needed, **told)


def tables_found_sentence(asked: Question, found: Cover, language: str) -> str:
    """Say how many tables are enough, to meet how many actors."""
    if asked.n_attainable == 1:
        return say(language, "tables.found_one")
    return say(language, "tables.found", n=len(found.sets[0]), met=asked.n_attainable)


def added_words(call: Call, network: PartnershipNetwork, language: str) -> str:
    """Name the first actors that a call, or a table, adds to those before."""
    names = names_of((one for one in call.added if one != call.node_id), network)
    itself = [say(language, "fewest.itself")] * (call.node_id in call.added)
    return say(language, "fewest.added", names=listed(
        [*itself, *names], language, len(itself) + _NAMES_SHOWN))
