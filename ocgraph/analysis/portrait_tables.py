"""The figures each sentence of a portrait opens onto, as tables in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ocgraph.analysis.expected import Ranged
from ocgraph.analysis.gaps import Gap
from ocgraph.analysis.place import mrc_of
from ocgraph.analysis.portrait import Age, Autonomy, Beyond, Compared, Portrait
from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.wording import certainty_words, gap_action, gap_sentence
from ocgraph.i18n import format_number, format_share, say
from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import ConcertationTable, label_of

VOCABULARIES = {"kind": "actor_kind", "sector": "sector"}
ASKED = {True: "yes", False: "no", None: "portrait.unknown"}


def share_words(value: float, language: str) -> str:
    """Write a share; a small one with a decimal."""
    return format_share(value, language, digits=0 if value >= 0.1 or not value else 1)


def figure_words(figure: Compared, value: float | None, language: str) -> str:
    """Write a figure of the place, or that it does not exist."""
    if value is None:
        return say(language, "portrait.not_applicable")
    if figure == Compared.LINKS_PER_ACTOR:
        return format_number(value, language, digits=1)
    return share_words(value, language)


def range_words(figure: Compared, ranged: Ranged, language: str) -> str:
    """Write an expected range, or that there is none."""
    if ranged.low is None:
        return say(language, "portrait.not_applicable")
    low, high = (figure_words(figure, limit, language) for limit in (ranged.low, ranged.high))
    return low if low == high else say(language, "portrait.range", low=low, high=high)


def side_words(ranged: Ranged, language: str) -> str:
    """Say on which side of its range a figure lies."""
    if ranged.side is None:
        return say(language, "portrait.not_applicable")
    return say(language, f"portrait.side.{ranged.side}")


def mrc_name(code: str | None, language: str) -> str:
    """Name an MRC, or say that it is not known."""
    place = territory_by_code().get(code or "")
    return place.name if place else say(language, "portrait.unknown_mrc")


def term(name: str, code: str | None, language: str) -> str:
    """Name a word of a list, or say that it is not known."""
    return label_of(name, code, language) if code else say(language, "portrait.unknown")


def _table(language: str, columns: Iterable[str], rows: Iterable[Iterable[str]],
           n_words: int = 1) -> FigureTable:
    return FigureTable(tuple(say(language, f"portrait.column.{column}") for column in columns),
                       tuple(tuple(row) for row in rows), n_words)


def _count(number: int, language: str) -> str:
    return format_number(number, language)


def parts_table(portrait: Portrait, language: str) -> FigureTable:
    """Return the parts of the place: inhabitants and actors of each."""
    if portrait.place.is_everywhere:
        found = Counter(map(mrc_of, portrait.actors)).most_common()
        parts = [(mrc_name(code, language),
                  territory_by_code()[code].population if code else None, n) for code, n in found]
    else:
        parts = [(part.name, part.population, sum(
            part.code in (actor.mrc_code, actor.municipality_code) for actor in portrait.actors))
            for part in portrait.place.parts]
    return _table(language, ("place", "population", "actors"), (
        (name, say(language, "words.no_data") if people is None else _count(people, language),
         _count(n, language)) for name, people, n in parts))


def presence_table(portrait: Portrait, partition: str, language: str) -> FigureTable:
    """Return each kind or sector: how many, their share, the range expected and the reading."""
    present = portrait.presence[partition]
    absent = portrait.absent_sectors if partition == "sector" else ()
    found = [*((code, here.n_actors, here.share) for code, here in present.items()),
             *((code, 0, portrait.ranged["sector", code]) for code in absent)]
    return _table(language, (partition, "actors", "share", "expected", "reading"), (
        (term(VOCABULARIES[partition], code, language), _count(n, language),
         figure_words(Compared.JOINED, ranged.value, language),
         range_words(Compared.JOINED, ranged, language), side_words(ranged, language))
        for code, n, ranged in found))


def posts_table(portrait: Portrait, language: str) -> FigureTable:
    """Return each post of organizer: whether it is based here, how many actors it accompanies."""
    return _table(language, ("post", "home", "accompanied"), (
        (post.organizer.name, say(language, "yes" if post.is_home else "no"),
         _count(post.n_actors, language)) for post in portrait.posts), n_words=2)


def tables_table(portrait: Portrait, language: str) -> FigureTable:
    """Return each table: theme, level, members here and in all."""
    def row(table: ConcertationTable) -> tuple[str, ...]:
        n_here, n_members = portrait.members[table.concertation_table_id]
        return (table.name, term("theme", table.theme, language),
                term("table_level", table.level, language), _count(n_here, language),
                _count(n_members, language))

    return _table(language, ("table", "theme", "level", "members_here", "members"),
                  map(row, portrait.concertation_tables), n_words=3)


def terms_table(codes: Iterable[str | None], column: str, vocabulary: str, language: str
                ) -> FigureTable:
    """Count the tables of each theme or level, the most first, the unknown last."""
    counts = sorted(Counter(codes).items(), key=lambda item: (item[0] is None, -item[1]))
    return _table(language, (column, "tables"), (
        (term(vocabulary, code, language), _count(n, language)) for code, n in counts))


def compared_table(portrait: Portrait, language: str) -> FigureTable:
    """Return the figures of the place beside what is expected."""
    found = [(figure, portrait.ranged[figure, ""]) for figure in Compared]
    return _table(language, ("figure", "here", "expected", "reading"), (
        (say(language, f"portrait.figure.{figure}"),
         figure_words(figure, ranged.value, language), range_words(figure, ranged, language),
         side_words(ranged, language)) for figure, ranged in found))


def alone_table(portrait: Portrait, language: str) -> FigureTable:
    """Return the actors without a tie or a table: whether accompanied, whether asked."""
    return _table(language, ("actor", "by_organizer", "asked"), (
        (actor.name, say(language, "yes" if portrait.is_accompanied(actor) else "no"),
         say(language, ASKED[actor.asked])) for actor in portrait.alone), n_words=3)


def autonomy_table(found: Autonomy, language: str) -> FigureTable:
    """Return the shares of pairs joined with and without the organizers."""
    return _table(language, ("figure", "here"), (
        (say(language, "portrait.figure.joined_with"), share_words(found.joined, language)),
        (say(language, "portrait.figure.joined_alone"), share_words(found.alone, language)),
        (say(language, "portrait.figure.pairs_by_organizers"), _count(found.n_pairs, language))))


def beyond_table(portrait: Portrait, language: str) -> FigureTable:
    """Return what joins the place to each MRC of which an actor is known."""
    return _table(language, ("mrc", "neighbour", "known_there", "ties", "common_tables"), (
        (beyond_name(portrait, one, language),
         say(language, "yes" if one.is_neighbour else "no"), _count(one.n_known, language),
         _count(one.n_ties, language), _count(one.n_tables, language))
        for one in portrait.beyond if one.n_known), n_words=2)


def beyond_name(portrait: Portrait, one: Beyond, language: str) -> str:
    """Name an MRC, and say so when the place is a part of it."""
    name = mrc_name(one.code, language)
    if one.code in portrait.place.mrc_codes:
        return say(language, "portrait.rest_of", name=name)
    return name


def gaps_table(gaps: Iterable[Gap], portrait: Portrait, language: str) -> FigureTable:
    """Return gaps of one kind: what, how sure, what to try."""
    return _table(language, ("gap", "certainty", "action"), (
        (gap_sentence(gap, portrait.network, language), certainty_words(gap, language),
         gap_action(gap, portrait.network, language)) for gap in gaps), n_words=3)


def asked_table(portrait: Portrait, language: str) -> FigureTable:
    """Return how many actors were asked about their ties, were not, or it is not known."""
    return _table(language, ("asked", "actors"), (
        (say(language, word), _count(portrait.asked[answer], language))
        for answer, word in ASKED.items()))


def ages_table(portrait: Portrait, language: str) -> FigureTable:
    """Return how long ago actors and links were verified."""
    return _table(language, ("fact", *Age), (
        (say(language, f"portrait.fact.{what}"),
         *(_count(ages[age], language) for age in Age)) for what, ages in portrait.ages.items()))
