"""What is wrong inside a register, whatever it was read from: one function for each rule.

Each returns issues that name their record by entity and identifier; a seat, a tie, an engagement
or an indicator, which has none, by its position in the register, from 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping

from ocgraph.i18n import Label
from ocgraph.model.declarations import FieldDeclaration, ValueType, declarations
from ocgraph.model.entities import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Entity,
    Indicator,
    Membership,
    Tie,
)
from ocgraph.model.frames import FRAME_KINDS, frame_terms
from ocgraph.model.issues import Issue, Severity
from ocgraph.model.register import COLLECTIONS, Register
from ocgraph.model.vocabulary import Term, vocabulary

_SHOWN_TERMS = 8
_SHOWN_LETTERS = 40

LONGEST_NAME = 300
"""Characters of a name: the longest legal ones, in two languages, have fewer."""

IDENTIFIERS: dict[type, str] = {Actor: "actor_id", ConcertationTable: "concertation_table_id",
                                CommunityOrganizer: "organizer_id"}
"""The field that identifies each entity that others refer to."""


def check_register(register: Register, territory_codes: Collection[str],
                   today: datetime.date | None = None) -> list[Issue]:
    """Return everything that is wrong in `register`, rule by rule.

    Parameters
    ----------
    register
        The register to check.
    territory_codes
        The codes of the known MRC and equivalent territories.
    today
        The day the retention dates are compared with; today when left out.
    """
    day = today or datetime.date.today()
    return [*check_identifiers_are_unique(register), *check_required_fields(register),
            *check_references(register), *check_ties_join_two_actors(register),
            *check_table_sits_elsewhere(register), *check_no_seat_twice(register),
            *check_no_tie_twice(register), *check_no_entry_twice(register),
            *check_dates_in_order(register),
            *check_levels(register), *check_territories(register, territory_codes),
            *check_terms(register), *check_frame_terms(register), *check_bounds(register),
            *check_names_are_short(register),
            *check_positions_are_pairs(register), *check_retention(register, day)]


def _named(register: Register) -> Iterator[tuple[tuple[str, str], Entity]]:
    """Yield every record with the name an issue gives it."""
    for entity in COLLECTIONS:
        for position, record in enumerate(register.records(entity)):
            yield record_name(record, position), record


def record_name(record: Entity, position: int) -> tuple[str, str]:
    """Return the entity and identifier of a record, or its position when it has none."""
    identifier = IDENTIFIERS.get(type(record))
    return (type(record).__name__, getattr(record, identifier) if identifier else str(position))


def _issue(code: str, record: tuple[str, str], field_name: str, found: object = "",
           severity: Severity = Severity.ERROR, **params: object) -> Issue:
    return Issue(severity, code, record=record, field_name=field_name, found=str(found),
                 params=params)


def _fields(record: Entity, *types: ValueType) -> Iterator[tuple[FieldDeclaration, object]]:
    """Yield the fields of these types with what the record holds in them."""
    for field in declarations(type(record)):
        if field.value_type in types:
            yield field, getattr(record, field.name)


def check_identifiers_are_unique(register: Register) -> list[Issue]:
    """Return the records whose identifier another record, of any entity, already bears."""
    seen: set[str] = set()
    issues = []
    for entity, name in IDENTIFIERS.items():
        for record in register.records(entity):
            identifier = getattr(record, name)
            if identifier in seen:
                issues.append(_issue("identifier_twice", (entity.__name__, identifier), name,
                                     identifier))
            seen.add(identifier)
    return issues


def check_required_fields(register: Register) -> list[Issue]:
    """Return the records that lack what they cannot do without."""
    return [_issue("required_missing", name, field.name, title=field.header)
            for name, record in _named(register) for field in declarations(type(record))
            if field.required and getattr(record, field.name) in (None, "", ())]


def check_references(register: Register) -> list[Issue]:
    """Return the records that point to nothing."""
    known = {entity.__name__: {getattr(record, name) for record in register.records(entity)}
             for entity, name in IDENTIFIERS.items()}
    return [_issue("reference_unknown", name, field.name, target)
            for name, record in _named(register)
            for field, target in _fields(record, ValueType.REFERENCE)
            if target and not any(target in known[entity] for entity in field.refers_to)]


def check_ties_join_two_actors(register: Register) -> list[Issue]:
    """Return the ties of an actor with itself."""
    return [_issue("tie_with_itself", ("Tie", str(position)), "target_id", tie.target_id)
            for position, tie in enumerate(register.ties) if tie.source_id == tie.target_id]


def check_table_sits_elsewhere(register: Register) -> list[Issue]:
    """Return the seats of a table at itself."""
    return [_issue("table_at_itself", ("Membership", str(position)), "member_id", seat.member_id)
            for position, seat in enumerate(register.memberships)
            if seat.member_id == seat.concertation_table_id]


def overlap(first: Membership | Tie, second: Membership | Tie) -> bool:
    """Tell whether two links hold on a same day; an unknown date does not keep them apart."""
    ends = [(link.since or datetime.date.min, link.until or datetime.date.max)
            for link in (first, second)]
    return max(ends[0][0], ends[1][0]) <= min(ends[0][1], ends[1][1])


def _repeated(code: str, records: tuple, key: Callable[[Entity], object],
              field: str) -> list[Issue]:
    """Return the links that say the same as an earlier one, at the same time."""
    earlier: dict[object, list] = {}
    issues = []
    for position, record in enumerate(records):
        alike = earlier.setdefault(key(record), [])
        if any(overlap(record, other) for other in alike):
            issues.append(_issue(code, (type(record).__name__, str(position)), field))
        alike.append(record)
    return issues


def check_no_seat_twice(register: Register) -> list[Issue]:
    """Return the seats already given, with the same role, at the same time."""
    return _repeated("seat_twice", register.memberships, lambda seat: (
        seat.concertation_table_id, seat.member_id, seat.role), "member_id")


def check_no_tie_twice(register: Register) -> list[Issue]:
    """Return the ties already given: same actors, kind and time, whichever is named first.

    A tie that goes one way is another tie than the one that comes back, and two partners may
    each have reported theirs.
    """
    return _repeated("tie_twice", register.ties, tie_identity, "target_id")


def tie_identity(tie: Tie) -> object:
    """Return what a tie says, apart from its days and where it is known from."""
    ends = (tie.source_id, tie.target_id)
    pair = ends if tie.directed else tuple(sorted(ends))
    return pair, tie.directed, tie.kind, tie.scale, tie.level, tie.reported_by


def check_no_entry_twice(register: Register) -> list[Issue]:
    """Return the days of work told already by another: same post, partner, day, words and hours.

    They may be two meetings of one day: they are kept, and shown.
    """
    met: set[tuple[object, ...]] = set()
    issues = []
    for position, one in enumerate(register.engagements):
        told = (one.organizer_id, one.target_id, one.since, one.hours, one.frame,
                *(getattr(one, kind) for kind in FRAME_KINDS))
        if one.is_entry and told in met:
            issues.append(_issue("entry_twice", ("Engagement", str(position)), "since", one.since,
                                 Severity.WARNING))
        met |= {told} if one.is_entry else set()
    return issues


def check_dates_in_order(register: Register) -> list[Issue]:
    """Return the records that end before they begin."""
    return [_issue("since_after_until", name, "until", record.until, since=record.since,
                   until=record.until)
            for name, record in _named(register) if not isinstance(record, Indicator)
            and record.since and record.until and record.since > record.until]


def check_levels(register: Register) -> list[Issue]:
    """Return the ties whose level has no scale, or does not exist on it."""
    issues = []
    for position, tie in enumerate(register.ties):
        name = ("Tie", str(position))
        if tie.level is not None and tie.scale is None:
            issues.append(_issue("level_without_scale", name, "level", tie.level))
        elif tie.level is not None and str(tie.level) not in vocabulary(f"intensity:{tie.scale}"):
            issues.append(_issue("level_outside_scale", name, "level", tie.level,
                                 scale=_label("intensity_scale", tie.scale),
                                 accepted=accepted_terms(vocabulary(f"intensity:{tie.scale}"))))
    return issues


def _label(name: str, code: str | None) -> object:
    term = vocabulary(name).get(code or "")
    return term.label if term else code


def check_territories(register: Register, territory_codes: Collection[str]) -> list[Issue]:
    """Return the records that name an MRC by a code nobody knows."""
    issues = []
    for name, record in _named(register):
        for field, value in _fields(record, ValueType.MRC, ValueType.TERRITORIES):
            codes = value if isinstance(value, tuple) else (value,) if value else ()
            issues += [_issue("unknown_mrc", name, field.name, code) for code in codes
                       if code not in territory_codes]
    return issues


def check_terms(register: Register) -> list[Issue]:
    """Return the codes that their closed list does not have."""
    issues = []
    for name, record in _named(register):
        for field, value in _fields(record, ValueType.TERM, ValueType.TERMS):
            if not field.vocabulary or field.vocabulary.startswith("frame:"):
                continue
            codes = value if isinstance(value, tuple) else (value,) if value else ()
            terms = vocabulary(field.vocabulary)
            issues += [_issue("unknown_term", name, field.name, code,
                              accepted=accepted_terms(terms)) for code in codes
                       if code not in terms]
    return issues


def accepted_terms(terms: Mapping[str, Term]) -> Label:
    """Return the first labels of a closed list, to end a sentence with what may be written."""
    shown = [term.label for term in terms.values()][:_SHOWN_TERMS]
    more = "…" if len(terms) > _SHOWN_TERMS else "."
    return Label(", ".join(label.fr for label in shown) + more,
                 ", ".join(label.en for label in shown) + more)


def check_frame_terms(register: Register) -> list[Issue]:
    """Return the engagements recorded with a word that their frame does not have."""
    issues = []
    for position, engagement in enumerate(register.engagements):
        frame = engagement.frame
        for kind in FRAME_KINDS:
            code = getattr(engagement, kind)
            if code and (frame not in vocabulary("frame") or code not in frame_terms(frame, kind)):
                issues.append(_issue("frame_term_unknown", ("Engagement", str(position)), kind,
                                     code, frame=_label("frame", frame)))
    return issues


def check_bounds(register: Register) -> list[Issue]:
    """Return the numbers outside what their field allows."""
    return [_issue("out_of_bounds", name, field.name, f"{value:.12g}", minimum=field.minimum,
                   maximum=field.maximum)
            for name, record in _named(register)
            for field, value in _fields(record, ValueType.NUMBER, ValueType.INTEGER)
            if isinstance(value, int | float)
            and not (_at_least(field.minimum, value) and _at_least(value, field.maximum))]


def check_names_are_short(register: Register) -> list[Issue]:
    """Return the names and identifiers that are no name: a whole text fell into them."""
    return [_issue("name_too_long", name, field.name, f"{value[:_SHOWN_LETTERS]}…",
                   letters=len(value), longest=LONGEST_NAME)
            for name, record in _named(register)
            for field, value in _fields(record, ValueType.TEXT, ValueType.IDENTIFIER)
            if (field.name == "name" or field.value_type is ValueType.IDENTIFIER)
            and len(value or "") > LONGEST_NAME]


def _at_least(low: float | None, high: float | None) -> bool:
    return low is None or high is None or low <= high


def check_positions_are_pairs(register: Register) -> list[Issue]:
    """Return the actors and tables that have a latitude without a longitude, or the reverse."""
    return [_issue("half_position", record_name(record, 0), "latitude",
                   severity=Severity.WARNING)
            for record in (*register.actors, *register.concertation_tables)
            if (record.latitude is None) != (record.longitude is None)]


def check_retention(register: Register, today: datetime.date) -> list[Issue]:
    """Return the actors kept past the day they were to be kept until."""
    return [_issue("keep_until_passed", ("Actor", actor.actor_id), "keep_until",
                   severity=Severity.WARNING, day=actor.keep_until)
            for actor in register.actors if actor.keep_until and actor.keep_until < today]
