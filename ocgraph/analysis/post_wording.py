"""Another post, in words: where it would go, what it changes, what a departure costs."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, isclose

from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_posts import Departure, PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_index, format_number, say
from ocgraph.territory.posts import Effect, Objective, Plan

_NAMED = 5


def plan_sentences(planning: PostPlanning, plan: Plan, objective: Objective, language: str
                   ) -> list[str]:
    """Say where the posts would go, what they change, and how far that is proved."""
    reading, effect = planning.reading, plan.effect
    given = [say(language, "posts.at", n=count, name=reading.territories[code].name)
             for code, count in sorted(plan.posts.items(), key=lambda item: -item[1]) if count]
    if not given or effect.before.worst is None:
        return [say(language, "posts.nothing"), *apart_sentences(planning, language)]
    n_posts = sum(plan.posts.values())
    sentences = [say(language, "posts.where", n=n_posts,
                     names=listed(given, language, 2 * _NAMED)),
                 *effect_sentences(planning, effect, language)]
    raises_nothing = objective is Objective.WORST and not _is_raised(effect)
    if raises_nothing:
        n_lowest = len(effect.before.worst_codes)
        sentences.append(say(language, "posts.raises_nothing", n=n_posts, lowest=n_lowest,
                             choices=comb(n_lowest, n_posts)))
    else:
        tied = [say(language, "posts.tied", names=listed(
            _names(reading, plan.tied), language, _NAMED))] if plan.tied else []
        sentences += [*tied, say(language, f"posts.proved.{objective}")]
    return [*sentences, *apart_sentences(planning, language)]


def effect_sentences(planning: PostPlanning, effect: Effect, language: str) -> list[str]:
    """Say what becomes of the least served, and of the inequality."""
    before, after = effect.before, effect.after
    sentences = []
    if before.worst is not None and after.worst is not None:
        n_compared = len(before.hours) - len(before.left_out)
        sentences.append(say(
            language, "posts.worst" if not isclose(before.worst, after.worst) else
            "posts.worst_same", n=n_compared, before=before.worst, after=after.worst,
            unit=ratio_unit(planning, language), names=listed(
                _names(planning.reading, after.worst_codes), language, _NAMED)))
    if before.theil is not None and after.theil is not None:
        sentences.append(say(language, "posts.inequality", index=theil_name(planning, language),
                             before=format_index(before.theil, language, digits=3),
                             after=format_index(after.theil, language, digits=3)))
    return sentences


def _is_raised(effect: Effect) -> bool:
    return effect.after.worst > effect.before.worst and not isclose(
        effect.after.worst, effect.before.worst)


def apart_sentences(planning: PostPlanning, language: str) -> list[str]:
    """Say which territories are left out, and of which the need is known only in part."""
    return [say(language, key, n=len(codes), names=listed(
        _names(planning.reading, codes), language, _NAMED))
        for key, codes in (("posts.between", planning.between),
                           ("posts.left_out", planning.left_out)) if codes]


def how_sentence(planning: PostPlanning, language: str) -> str:
    """Say what an inhabitant counts for."""
    return say(language, "posts.how" if planning.counts_need else "posts.how_plain")


def ratio_unit(planning: PostPlanning, language: str) -> str:
    """Return what ratios count, within a sentence."""
    return say(language, "posts.unit" if planning.counts_need else "posts.unit_plain")


def ratio_name(planning: PostPlanning, language: str) -> str:
    """Return the name of the ratios, over a map or a column."""
    return say(language, "posts.ratio" if planning.counts_need else "posts.ratio_plain")


def theil_name(planning: PostPlanning, language: str) -> str:
    """Return the name of the index of inequality of the ratios, within a sentence.

    Adjusted for need, it is not the index of the hours for one inhabitant.
    """
    return say(language, "posts.theil" if planning.counts_need else "posts.theil_plain")


def plan_table(planning: PostPlanning, plan: Plan, language: str) -> FigureTable:
    """Return where posts would go, with the hours for need before and after."""
    given = sorted((code for code, count in plan.posts.items() if count),
                   key=lambda code: (-plan.posts[code], code))
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    return FigureTable(
        (say(language, "served.column.mrc"), *(say(language, f"posts.column.{name}")
                                               for name in ("given", "before", "after"))),
        tuple((planning.reading.territories[code].name, str(plan.posts[code]),
               *(format_number(ratios[code] or 0, language) for ratios in (before, after)))
              for code in given))


def departure_sentence(planning: PostPlanning, organizer_id: str, language: str) -> str:
    """Say what the departure of a post costs, or why that is unknown."""
    departure = planning.without(organizer_id)
    post = planning.reading.network.register.organizer_by_id[organizer_id]
    if departure is None:
        return say(language, "posts.departure.no_home" if post.weekly_hours is not None
                   else "posts.departure.no_hours", post=post.name)
    told = [_loss(planning, departure, code, organizer_id, language) for code in departure.homes]
    return say(language, "posts.departure", post=post.name, where=listed(told, language))


def _loss(planning: PostPlanning, departure: Departure, code: str, organizer_id: str,
          language: str) -> str:
    """Say what one home loses: a ratio where it can be told, hours at least."""
    there, name = planning.reading.presence[code], planning.reading.territories[code].name
    if code in departure.others_unknown and departure.others_unknown[code]:
        left = sum(other.weekly_hours / len(other.home_territories) for other in there.organizers
                   if other.weekly_hours is not None and other.organizer_id != organizer_id)
        others = [other.name for other in departure.others_unknown[code]]
        return say(language, "posts.departure.part", name=name, lost=departure.share, left=left,
                   n=len(others), others=listed(others, language, _NAMED))
    effect = departure.effect
    if effect is not None and effect.before.ratios.get(code) is not None:
        return say(language, "posts.departure.one", name=name, unit=ratio_unit(planning, language),
                   before=effect.before.ratios[code], after=effect.after.ratios[code])
    return say(language, "posts.departure.hours", name=name, before=there.hours,
               after=there.hours - departure.share)


def _names(reading: TerritoryReading, codes: Iterable[str]) -> list[str]:
    return [reading.territories[code].name for code in codes]
