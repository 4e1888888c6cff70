"""A scenario on the map of territories: figures before and after, and posts to try."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import NamedTuple

from ocgraph.analysis.change_forms import new_id
from ocgraph.analysis.changes import AddOrganizer
from ocgraph.analysis.post_wording import effect_sentences
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_posts import WEEKLY_HOURS, PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_number, say
from ocgraph.model import Register
from ocgraph.territory import TERRITORY_MEASURES, Values, percentiles
from ocgraph.territory.evidence import PRESENCE_CODES, Side
from ocgraph.territory.posts import Effect, Plan, situation
from ocgraph.territory.ranking import Criterion, shortfalls

_NAMED = 10
_SAME = 1e-9

COMPARED = ("ratio", "shortfall", "access", *PRESENCE_CODES)
"""What a scenario may be compared by: hours for need, shortfall, access, figures of presence."""


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


class Compared(NamedTuple):
    """One figure of each territory, today and in a scenario."""

    before: Values
    after: Values

    @property
    def changed(self) -> tuple[str, ...]:
        """The territories where it changes, the most first; one that is unknown cannot tell."""
        gains = {code: abs(self.after[code] - value) for code, value in self.before.items()
                 if value is not None and self.after[code] is not None}
        return tuple(sorted((code for code, gain in gains.items() if gain > _SAME),
                            key=lambda code: (-gains[code], code)))

    @property
    def changed_first(self) -> tuple[str, ...]:
        """All the territories, those where it changes first."""
        changed = self.changed
        return (*changed, *(code for code in self.before if code not in changed))


def compared_figures(before: TerritoryReading, after: TerritoryReading, code: str) -> Compared:
    """Return a figure of presence, by its code in `PRESENCE_CODES`."""
    measure = TERRITORY_MEASURES[code]
    return Compared(*({mrc: measure.value(told.presence[mrc]) for mrc in before.among}
                      for told in (before, after)))


def compared_shortfalls(before: TerritoryReading, after: TerritoryReading, weighing: Weighing
                        ) -> Compared:
    """Return the shortfalls, out of 100, on one scale for both.

    Today's territories and those of the scenario are placed among one another: of a territory
    where nothing changes the shortfall is the same, though others go past it.
    """
    values = {code: before.evidence[code].values if before.evidence[code].side is Side.NEED
              else None for code, _weight in weighing.weights}
    criteria = []
    for code, needs in values.items():
        pair = (needs, needs) if needs is not None else compared_figures(before, after, code)
        both = {(when, mrc): figures.get(mrc) for when, figures in enumerate(pair)
                for mrc in before.among}
        criteria.append(Criterion(code, percentiles(
            both, more_is_need=before.more_is_need(code, weighing))))
    if not criteria:
        return Compared({}, {})
    found = shortfalls(criteria, dict(weighing.weights))
    return Compared(*({mrc: _out_of_100(found[when, mrc].value) for mrc in before.among}
                      for when in (0, 1)))


def _out_of_100(value: float | None) -> float | None:
    return None if value is None else 100 * value


def compared_sentence(reading: TerritoryReading, compared: Compared, language: str, digits: int
                      ) -> str:
    """Say where a figure changes, and by how much."""
    if not compared.changed:
        return say(language, "compared.same")
    named = [say(language, "posts.scenario.one", name=reading.territories[code].name,
                 before=format_number(compared.before[code], language, digits=digits),
                 after=format_number(compared.after[code], language, digits=digits))
             for code in compared.changed]
    return say(language, "compared.changed", n=len(named),
               names=listed(named, language, _NAMED))


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
