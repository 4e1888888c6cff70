"""A scenario on the map of territories: the hours for need before and after, and posts to try."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice

from ocgraph.analysis.change_forms import new_id
from ocgraph.analysis.changes import AddOrganizer
from ocgraph.analysis.post_wording import effect_sentences
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_posts import WEEKLY_HOURS, PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_number, say
from ocgraph.model import Register
from ocgraph.territory import Values
from ocgraph.territory.posts import Effect, Plan, situation

_NAMED = 10


@dataclass(frozen=True)
class ScenarioEffect:
    """What a scenario changes in the hours for need.

    Attributes
    ----------
    effect
        Over the territories whose hours are known before and after: a territory that came to be
        known, or unknown, would change the lowest ratio and the inequality by that alone.
    lost, found
        The territories whose hours would no longer be known, or would come to be.
    """

    effect: Effect
    lost: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The territories whose hours change, those that lose most first."""
        before, after = self.effect.before.hours, self.effect.after.hours
        gains = {code: after[code] - hours for code, hours in before.items()
                 if hours is not None and after[code] != hours}
        return tuple(sorted(gains, key=lambda code: (gains[code], code)))


def scenario_effect(planning: PostPlanning, after: TerritoryReading) -> ScenarioEffect:
    """Tell what becomes of the hours in a changed network, for the same inhabitants and need.

    What the register knows of a territory stays known: one whose last post leaves has no hour.
    """
    before = planning.hours
    known = {code: there.is_known for code, there in planning.reading.presence.items()}
    then: Values = {code: after.presence[code].hours
                    if known[code] or after.presence[code].is_known else None for code in before}
    lost = tuple(code for code in before if before[code] is not None and then[code] is None)
    found = tuple(code for code in before if before[code] is None and then[code] is not None)
    apart = dict.fromkeys((*lost, *found))
    return ScenarioEffect(Effect(*(situation(hours | apart, planning.adjusted)
                                   for hours in (before, then))), lost, found)


def scenario_sentences(planning: PostPlanning, told: ScenarioEffect, language: str
                       ) -> list[str]:
    """Say which territories gain or lose hours, and what that makes of the whole."""
    before, after = told.effect.before, told.effect.after
    places = planning.reading.territories
    if not (told.changed or told.lost or told.found):
        return [say(language, "posts.scenario.same")]
    named = [say(language, "posts.scenario.one", name=places[code].name,
                 before=before.hours[code], after=after.hours[code]) for code in told.changed]
    sentences = [say(language, "posts.scenario.changed", names=listed(named, language, _NAMED))
                 ] if named else []
    sentences += effect_sentences(planning, told.effect, language)
    for which, codes in (("lost", told.lost), ("found", told.found)):
        if codes:
            sentences.append(say(language, f"posts.scenario.{which}", n=len(codes), names=listed(
                (places[code].name for code in codes), language, _NAMED)))
    return sentences


def scenario_table(planning: PostPlanning, told: ScenarioEffect, language: str) -> FigureTable:
    """Return the territories whose hours change, with their hours for need before and after."""
    ratios = (told.effect.before.ratios, told.effect.after.ratios)
    return FigureTable(
        (say(language, "served.column.mrc"), say(language, "posts.column.before"),
         say(language, "posts.of.scenario")),
        tuple((planning.reading.territories[code].name,
               *(say(language, "words.no_data") if by_code[code] is None
                 else format_number(by_code[code], language) for by_code in ratios))
              for code in told.changed))


def posts_to_try(plan: Plan, reading: TerritoryReading, register: Register, language: str
                 ) -> tuple[AddOrganizer, ...]:
    """Return the posts of a plan as changes of a scenario: where they go, with their hours.

    Parameters
    ----------
    register
        As it would be with what is tried already: a name it bears is not given again.
    """
    borne = {post.name for post in register.community_organizers}
    changes = []
    for code, n_posts in plan.posts.items():
        names = (say(language, "posts.to_fill", name=reading.territories[code].name, n=number)
                 for number in count(1))
        changes += [AddOrganizer(new_id(name, register), name, (code,), WEEKLY_HOURS)
                    for name in islice((name for name in names if name not in borne), n_posts)]
    return tuple(changes)
