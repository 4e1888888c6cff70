"""A portrait in sentences a colleague would write, each with the figures it opens onto."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ocgraph.analysis import portrait_tables as tables
from ocgraph.analysis.expected import N_DRAWS, SHARE, Ranged
from ocgraph.analysis.gaps import GapKind
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Age, Compared, Portrait
from ocgraph.analysis.section import Section, Statement
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_share, rounded, say
from ocgraph.io.places.reference import POPULATION_YEAR, region_names
from ocgraph.model import Actor
from ocgraph.network import Layer

_NAMED = 6
_PLACES_NAMED = 4


def place_name(place: Place, language: str) -> str:
    """Return the name the team gives a place, or those of its parts."""
    if place.is_everywhere:
        return place.name or say(language, "portrait.everywhere")
    if place.outline:
        return place.name or say(language, "portrait.outlined")
    return place.name or listed((part.name for part in place.parts), language, _PLACES_NAMED)


def portrait_title(place: Place, language: str) -> str:
    """Return the title of a portrait."""
    return say(language, "portrait.title", place=place_name(place, language))


def portrait_sections(portrait: Portrait, language: str) -> tuple[Section, ...]:
    """Return the whole portrait, subject by subject."""
    told = {"present": _present, "tables": _tables, "joined": _joined, "beyond": _beyond,
            "missing": _missing, "trust": _trust}
    if portrait.place.is_everywhere:
        del told["beyond"]
    return tuple(Section(code, say(language, f"portrait.section.{code}"),
                         tuple(tell(portrait, language))) for code, tell in told.items())


def shown_sections(portrait: Portrait, language: str) -> tuple[Section, ...]:
    """Return who is there and at what tables, and nothing of what is missing.

    For what holds a part of a register only: what is not in it may well exist.
    """
    found = portrait.concertation_tables
    told = {"present": (_kinds(portrait, language), _sectors(portrait, language)),
            "tables": (_of_terms("theme", "theme", [table.theme for table in found], language),
                       _of_terms("level", "table_level", [table.level for table in found],
                                 language))}
    return tuple(Section(code, say(language, f"portrait.section.{code}"),
                         tuple(map(Statement, filter(None, sentences))))
                 for code, sentences in told.items() if any(sentences))


# Who is there


def _present(portrait: Portrait, language: str) -> Iterator[Statement]:
    n_actors, people = len(portrait.actors), portrait.place.population
    sentences = [_actors(portrait, language)]
    if people is not None:
        sentences.append(say(language, "portrait.population", n=people,
                             year=str(POPULATION_YEAR)))
    yield Statement(" ".join(sentences), tables.parts_table(portrait, language)
                    if people is not None or (n_actors and not portrait.place.outline) else None)
    if portrait.place.outline:
        yield Statement(outline_sentence(portrait.place, portrait.actors, language))
    if n_actors:
        yield Statement(_kinds(portrait, language),
                        tables.presence_table(portrait, "kind", language))
        yield Statement(_sectors(portrait, language),
                        tables.presence_table(portrait, "sector", language))
    yield _posts(portrait, language)


def outline_sentence(place: Place, held: Iterable[Actor], language: str) -> str:
    """Say how many of the actors held are inside by their own point, and how many otherwise."""
    by_point = [place.goes_by_point(actor) for actor in held]
    located, others = sum(by_point), len(by_point) - sum(by_point)
    sentences = [say(language, "portrait.by_point", n=located)]
    if others:
        sentences.append(say(language, "portrait.by_municipality", n=others))
    if place.municipalities:
        sentences.append(say(language, "portrait.outline_people"))
    return " ".join(sentences)


def _actors(portrait: Portrait, language: str) -> str:
    n_actors = len(portrait.actors)
    if not n_actors:
        return say(language, "portrait.no_actor")
    if portrait.place.is_everywhere:
        return say(language, "portrait.actors_everywhere", n=n_actors)
    return say(language, "portrait.actors", n=n_actors)


def _kinds(portrait: Portrait, language: str) -> str:
    named = _most_present(portrait, "kind", language)
    sentences = [say(language, "portrait.kinds", names=named)] if named else []
    n_unknown = _n_unknown(portrait, "kind")
    if n_unknown:
        sentences.append(say(language, "portrait.kinds_unknown", n=n_unknown))
    return " ".join(sentences)


def _sectors(portrait: Portrait, language: str) -> str:
    named = _most_present(portrait, "sector", language)
    sentences = [say(language, "portrait.sectors", names=named)] if named else []
    for side in ("above", "below"):
        apart = [code for code, here in portrait.presence["sector"].items()
                 if here.share.side == side]
        if apart:
            sentences.append(say(language, f"portrait.sectors_{side}",
                                 names=_labels("sector", apart, language)))
    if portrait.absent_sectors:
        sentences.append(say(language, "portrait.sectors_absent", names=_labels(
            "sector", portrait.absent_sectors, language)))
    n_unknown = _n_unknown(portrait, "sector")
    if n_unknown:
        sentences.append(say(language, "portrait.sectors_unknown", n=n_unknown))
    return " ".join(sentences)


def _most_present(portrait: Portrait, partition: str, language: str) -> str:
    """Name the groups with most actors, and how many there are of each."""
    counts = {code: here.n_actors for code, here in portrait.presence[partition].items() if code}
    return _counted(counts, tables.VOCABULARIES[partition], language)


def _n_unknown(portrait: Portrait, partition: str) -> int:
    unknown = portrait.presence[partition].get(None)
    return unknown.n_actors if unknown else 0


def _counted(counts: dict[str, int], vocabulary: str, language: str) -> str:
    return listed((say(language, "portrait.counted", name=tables.term(vocabulary, code, language),
                       number=n) for code, n in counts.items()), language, _NAMED)


def _labels(vocabulary: str, codes: Iterable[str], language: str) -> str:
    return listed((tables.term(vocabulary, code, language) for code in codes), language, _NAMED)


def _posts(portrait: Portrait, language: str) -> Statement:
    if not portrait.posts:
        return Statement(say(language, "portrait.no_post"))
    return Statement(say(language, "portrait.posts", n=len(portrait.posts)),
                     tables.posts_table(portrait, language))


# Tables


def _tables(portrait: Portrait, language: str) -> Iterator[Statement]:
    if Layer.TABLES not in portrait.network.lens.layers:
        yield Statement(say(language, "portrait.tables_hidden"))
        return
    found = portrait.concertation_tables
    if not found:
        yield Statement(say(language, "portrait.no_table"))
        return
    n_empty = sum(not portrait.members[table.concertation_table_id][0] for table in found)
    sentence = say(language, "portrait.tables", n=len(found))
    if n_empty:
        sentence += " " + say(language, "portrait.tables_empty", n=n_empty)
    yield Statement(sentence, tables.tables_table(portrait, language))
    for column, vocabulary, codes in (
            ("theme", "theme", [table.theme for table in found]),
            ("level", "table_level", [table.level for table in found])):
        yield Statement(_of_terms(column, vocabulary, codes, language),
                        tables.terms_table(codes, column, vocabulary, language))


def _of_terms(column: str, vocabulary: str, codes: list[str | None], language: str) -> str:
    counts = dict(Counter(code for code in codes if code).most_common())
    n_unknown = codes.count(None)
    sentences = [say(language, f"portrait.by_{column}", names=_counted(
        counts, vocabulary, language))] if counts else []
    if n_unknown:
        sentences.append(say(language, f"portrait.{column}_unknown", n=n_unknown))
    return " ".join(sentences)


# How joined


def _joined(portrait: Portrait, language: str) -> Iterator[Statement]:
    if not portrait.shows_what_joins:
        yield Statement(say(language, "portrait.joining_hidden"))
        return
    if not portrait.actors:
        yield Statement(say(language, "portrait.nobody_to_join"))
        return
    yield Statement(" ".join((_density(portrait, language), _links(portrait, language))),
                    tables.compared_table(portrait, language))
    yield _alone(portrait, language)
    if Layer.LIAISON in portrait.network.lens.layers and portrait.autonomy:
        found = portrait.autonomy
        yield Statement(say(language, "portrait.autonomy",
                            joined=tables.share_words(found.joined, language),
                            alone=tables.share_words(found.alone, language)),
                        tables.autonomy_table(found, language))


def _density(portrait: Portrait, language: str) -> str:
    ranged = portrait.ranged[Compared.DENSITY, ""]
    if ranged.value is None:
        return say(language, "portrait.one_actor")
    sentences = [say(language, "portrait.density",
                     share=tables.share_words(ranged.value, language)),
                 *_expected(Compared.DENSITY, ranged, language)]
    if ranged.side == "above":
        sentences.append(say(language, "portrait.density_local"))
    return " ".join(sentences)


def _links(portrait: Portrait, language: str) -> str:
    ranged = portrait.ranged[Compared.LINKS_PER_ACTOR, ""]
    return " ".join((say(language, "portrait.links", n=float(rounded(ranged.value or 0, 1)),
                         number=tables.figure_words(Compared.LINKS_PER_ACTOR, ranged.value,
                                                    language)),
        *_expected(Compared.LINKS_PER_ACTOR, ranged, language)))


def _expected(figure: Compared, ranged: Ranged, language: str) -> list[str]:
    """Say what as many actors drawn at random would give; nothing when it is not known."""
    if ranged.side is None:
        return []
    return [say(language, f"portrait.expected.{ranged.side}",
                range=tables.range_words(figure, ranged, language))]


def _alone(portrait: Portrait, language: str) -> Statement:
    alone = portrait.alone
    if not alone:
        return Statement(say(language, "portrait.none_alone"))
    sentence = say(language, "portrait.alone", n=len(alone),
                   names=listed((actor.name for actor in alone), language, _NAMED))
    n_accompanied = sum(map(portrait.is_accompanied, alone))
    if n_accompanied:
        sentence += " " + say(language, "portrait.alone_accompanied", n=n_accompanied)
    return Statement(sentence, tables.alone_table(portrait, language))


# Elsewhere


def _beyond(portrait: Portrait, language: str) -> Iterator[Statement]:
    if not portrait.shows_what_joins:
        yield Statement(say(language, "portrait.joining_hidden"))
        return
    names = listed((say(language, "portrait.counted",
                        name=tables.beyond_name(portrait, one, language),
                        number=one.n_ties + one.n_tables)
                    for one in portrait.beyond if one.is_joined and one.code), language, _NAMED)
    yield Statement(say(language, "portrait.beyond", names=names) if names
                    else say(language, "portrait.beyond_nothing"),
                    tables.beyond_table(portrait, language) if any(
                        one.n_known for one in portrait.beyond) else None)
    near = [one for one in portrait.beyond if one.is_neighbour and not one.is_joined]
    for key, codes in (("portrait.neighbours_apart", [one.code for one in near if one.n_known]),
                       ("portrait.neighbours_unknown", [one.code for one in near
                                                        if not one.n_known])):
        if codes:
            yield Statement(say(language, key, names=listed(
                sorted(tables.mrc_name(code, language) for code in codes), language)))


# What is missing


def _missing(portrait: Portrait, language: str) -> Iterator[Statement]:
    if not portrait.gaps:
        yield Statement(say(language, "portrait.no_gap"))
        return
    for kind in GapKind:
        found = [gap for gap in portrait.gaps if gap.kind == kind]
        if found:
            yield Statement(say(language, "portrait.gap", list=say(language, f"gap.list.{kind}"),
                                number=len(found)),
                            tables.gaps_table(found, portrait, language))


# How far it can be trusted


def _trust(portrait: Portrait, language: str) -> Iterator[Statement]:
    if portrait.actors:
        yield _asked(portrait, language)
        yield _ages(portrait, language)
    if portrait.n_nowhere:
        yield Statement(say(language, "portrait.nowhere", n=portrait.n_nowhere))
    yield Statement(_ranges(portrait, language))


def _asked(portrait: Portrait, language: str) -> Statement:
    asked = portrait.asked
    return Statement(say(language, "portrait.asked", yes=asked[True], all=len(portrait.actors),
                         no=asked[False], unknown=asked[None]),
                     tables.asked_table(portrait, language))


def _ages(portrait: Portrait, language: str) -> Statement:
    total: Counter[Age] = sum(map(Counter, portrait.ages.values()), Counter())
    n_facts = total.total()
    shares = {age.value: format_share(total[age] / n_facts, language) for age in Age}
    sentence = (say(language, "portrait.undated", n=n_facts) if total[Age.NEVER] == n_facts
                else say(language, "portrait.ages", n=n_facts, **shares))
    return Statement(sentence, tables.ages_table(portrait, language))


def _ranges(portrait: Portrait, language: str) -> str:
    """Say how the expected ranges were found, or why there is none."""
    if portrait.reason:
        return say(language, f"portrait.reason.{portrait.reason}")
    n_region = sum(map(portrait.place.region_holds, portrait.network.actors))
    names = listed((region_names()[code] for code in sorted(portrait.place.regions)), language)
    return say(language, "portrait.ranges", share=format_share(SHARE, language),
               draws=N_DRAWS, n=len(portrait.actors), region=n_region, names=names)
