"""Hypothesis strategies: registers drawn from the declarations, so that every field takes part."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
    ValueType,
    declarations,
    vocabulary,
)

MRC_CODES = ("01", "46", "61", "62", "63", "371")

HOSTILE_TEXTS = (
    "=1+1", "+33", "-2", "@SUM(A1)", "'=1+1", "''deux", "\t=1", "<img src=x onerror=alert(1)>",
    "</script>", "${7*7}", "{{ 7*7 }}", "![x](https://exemple.invalid)", "a;b,c\"d", "Éco\u0302le",
    "NULL", "None", "NA", "007", "1e5", "\U0001f600", "ligne\nsuivante", "L’Œuvre",
)

# What a file may give once it is read: no control character other than a new line, no lone
# surrogate, no blank at the ends.
clean_texts = st.one_of(
    st.just(""), st.sampled_from(HOSTILE_TEXTS),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")),
            max_size=12)).map(str.strip)

# Every character but lone surrogates: what Hypothesis draws from by itself, found there by trying
# to encode each of a million characters.
any_characters = st.characters(exclude_categories=("Cs",))

# Anything a database must give back as it was, control characters included; but U+0000, which no
# register keeps.
any_texts = st.one_of(clean_texts, st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12))


def _number(field):
    low = -1e9 if field.minimum is None else field.minimum
    high = 1e9 if field.maximum is None else field.maximum
    return st.none() | st.floats(low, high, allow_nan=False).map(lambda value: round(value, 6))


def _integer(field):
    return st.none() | st.integers(int(field.minimum or 0), int(field.maximum or 9999))


def _term(field):
    if ":" in field.vocabulary:  # a frame's own list: drawn by whoever needs it
        return st.none()
    return st.none() | st.sampled_from(sorted(vocabulary(field.vocabulary)))


def _terms(field):
    return st.lists(st.sampled_from(sorted(vocabulary(field.vocabulary))), unique=True,
                    max_size=3).map(tuple)


def _optional(strategy):
    return lambda field: strategy if field.required else st.none() | strategy


_CODES = st.lists(st.sampled_from(MRC_CODES), unique=True, max_size=3).map(tuple)

_VALUES = {
    ValueType.TERM: _term,
    ValueType.TERMS: _terms,
    ValueType.MRC: _optional(st.sampled_from(MRC_CODES)),
    ValueType.TERRITORIES: lambda field: _CODES,
    ValueType.MUNICIPALITY: _optional(st.sampled_from(("01023", "61025"))),
    ValueType.DATE: _optional(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))),
    ValueType.NUMBER: _number,
    ValueType.INTEGER: _integer,
    ValueType.YES_NO: _optional(st.booleans()),
}


def _value(field, texts):
    if field.value_type is ValueType.TEXT:
        return texts.map(lambda text: text or "Inventé") if field.required else texts
    return _VALUES[field.value_type](field)


@st.composite
def records(draw, entity, identifiers, texts=clean_texts, **known):
    """Draw one record; its references point to `identifiers` (entity name -> identifiers)."""
    values = dict(known)
    for field in declarations(entity):
        if field.name in values:
            continue
        if field.value_type is ValueType.REFERENCE:
            choices = [name for kind in field.refers_to for name in identifiers.get(kind, ())]
            options = [] if field.required else [None]
            values[field.name] = draw(st.sampled_from(options + choices or [None]))
        else:
            values[field.name] = draw(_value(field, texts))
    if entity is Tie and values["scale"]:
        levels = [int(code) for code in vocabulary(f"intensity:{values['scale']}")]
        values["level"] = draw(st.none() | st.sampled_from(levels))
    elif entity is Tie:
        values["level"] = None
    return entity(**values)


def _named(draw, entity, key, identifiers, texts):
    names = [f"{key[0]}-{number}" for number in range(draw(st.integers(0, 4)))]
    identifiers[entity.__name__] = names
    return tuple(draw(records(entity, identifiers, texts, **{key: name})) for name in names)


def _links(draw, entity, identifiers, texts, *needed):
    if not all(any(identifiers[kind] for kind in kinds) for kinds in needed):
        return ()
    return tuple(draw(st.lists(records(entity, identifiers, texts), max_size=4)))


@st.composite
def registers(draw, texts=clean_texts):
    """Draw a register whose references all point to something."""
    identifiers = {}
    actors = _named(draw, Actor, "actor_id", identifiers, texts)
    tables = _named(draw, ConcertationTable, "concertation_table_id", identifiers, texts)
    organizers = _named(draw, CommunityOrganizer, "organizer_id", identifiers, texts)
    anyone = ("Actor", "ConcertationTable")
    return Register(
        actors=actors, concertation_tables=tables, community_organizers=organizers,
        memberships=_links(draw, Membership, identifiers, texts, ("ConcertationTable",)),
        ties=_links(draw, Tie, identifiers, texts, ("Actor",)),
        engagements=_links(draw, Engagement, identifiers, texts, ("CommunityOrganizer",), anyone),
        indicators=tuple(draw(st.lists(records(Indicator, identifiers, texts), max_size=3))))
