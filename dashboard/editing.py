"""The form of a record: opened, kept as it is typed, checked, saved.

As in `dashboard.data`, what is cached is keyed by the register's revision. The register is always
the person's own: a demonstration is never written.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dashboard import asking, data
from dashboard.view import NEW, OWN
from ocgraph.analysis.change_forms import new_id
from ocgraph.analysis.record_changes import near_names
from ocgraph.analysis.record_forms import (
    Typed,
    blank,
    choices_for,
    names_of,
    record_of,
    save_key_of,
    typed_of,
)
from ocgraph.analysis.record_problems import Kept, problems_of, without_persons
from ocgraph.analysis.record_wording import cell, title_of
from ocgraph.i18n import sort_key, without_accents
from ocgraph.io.writing.worded_cells import Cell
from ocgraph.model import (
    COLLECTIONS,
    Entity,
    FieldDeclaration,
    Issue,
    Register,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS, check_dates_in_order
from ocgraph.storage import (
    RIGHTS,
    Action,
    Addition,
    Correction,
    Draft,
    Edit,
    Gesture,
    KeptRecord,
    Save,
    Scope,
)
from ocgraph.storage.own import Places, places_of, territories_of
from ocgraph.storage.own import is_own as is_own_record

ENTITIES: Mapping[str, type[Entity]] = {name: entity for entity, name in COLLECTIONS.items()}
_HIDDEN = ("latitude", "longitude", "private_note")


@dataclass(frozen=True)
class OpenForm:
    """A form as it stands.

    Attributes
    ----------
    record_key
        None for a new record.
    seen_version
        Version of the record that the person sees beside what she types; 0 for a new one.
    opened, typed
        What the fields held when it was opened, and what they hold.
    save_key
        Names what it will save: pressing twice saves once.
    reason
        Why, as the person says it.
    typed_at
        When what it holds was left, if it was.
    """

    collection: str
    record_key: int | None
    seen_version: int
    opened: Typed
    typed: Typed
    save_key: str
    reason: str = ""
    typed_at: datetime.datetime | None = None

    @property
    def entity(self) -> type[Entity]:
        """What kind of record it is of."""
        return ENTITIES[self.collection]

    @property
    def key(self) -> str:
        """The record in an address."""
        return NEW if self.record_key is None else str(self.record_key)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed in it."""
        return self.typed != self.opened or bool(self.reason)

    @property
    def opened_record(self) -> Entity:
        """The record as it was seen."""
        return record_of(self.entity, self.opened)

    def as_new(self) -> OpenForm:
        """Return what is typed as a new record: the one it corrected is there no more."""
        return replace(self, record_key=None, seen_version=0, opened=blank(self.entity),
                       save_key=uuid.uuid4().hex)

    def with_field(self, name: str, value: Any) -> OpenForm:
        """Return the form with another value in a field."""
        return replace(self, typed={**self.typed, name: value})

    def onto(self, one: KeptRecord, typed: Typed) -> OpenForm:
        """Return what is typed as a correction of another version of the record."""
        return replace(self, record_key=one.record_key, seen_version=one.version,
                       opened=typed_of(one.record), typed=typed, save_key=uuid.uuid4().hex)


def kept() -> Kept:
    """Return the records of the person's register, with their keys and versions."""
    return _kept(data.revision(OWN))


@lru_cache(maxsize=2)
def _kept(_revision: int) -> Kept:
    return {entity: data.store().kept(entity) for entity in COLLECTIONS}


def kept_record(collection: str, key: str) -> KeptRecord | None:
    """Return a record by its key in an address; None when there is no such one."""
    return next((one for one in kept()[ENTITIES[collection]] if str(one.record_key) == key), None)


def names() -> Mapping[str, str]:
    """Return the name of each actor, table and organizer, by identifier."""
    return _names(data.revision(OWN))


@lru_cache(maxsize=2)
def _names(_revision: int) -> Mapping[str, str]:
    return names_of(data.register(OWN))


def title(record: Entity, language: str) -> str:
    """Return what a record is called."""
    return title_of(record, names(), language)


def choices(field: FieldDeclaration, typed: Typed, language: str) -> Mapping[Any, str]:
    """Return what a field offers, by its wording."""
    if field.value_type is not ValueType.REFERENCE:
        return choices_for(field, typed, data.register(OWN), language)
    offered = _references(data.revision(OWN), field, language)
    held = typed.get(field.name)
    return offered if held is None or held in offered else {**offered, held: held}


@lru_cache(maxsize=16)
def _references(_revision: int, field: FieldDeclaration, language: str) -> Mapping[str, str]:
    return choices_for(field, {}, data.register(OWN), language)


@dataclass(frozen=True)
class Grid:
    """Records in words: the fields that any of them fills, and a row for each.

    Attributes
    ----------
    keys
        Key of each row's record.
    sought
        Title of each row, as a search reads it.
    """

    fields: tuple[FieldDeclaration, ...]
    keys: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sought: tuple[str, ...]


def is_own(one: KeptRecord) -> bool:
    """Tell whether whoever asks may correct a record: where her right stops at her own, hers."""
    there = asking.me()
    return (there is None or RIGHTS[there.role][Action.EDIT] is not Scope.OWN
            or is_own_record(there, one.record, _places(data.revision(OWN))))


def where(one: KeptRecord) -> list[str]:
    """Return the names of the MRC that a record is in."""
    codes = territories_of(one.record, _places(data.revision(OWN)))
    return sorted((data.territories()[code].name for code in codes if code in data.territories()),
                  key=sort_key)


@lru_cache(maxsize=2)
def _places(_revision: int) -> Places:
    return places_of(data.register(OWN))


def grid(collection: str, language: str) -> Grid:
    """Return the records of one kind in words."""
    return _grid(data.revision(OWN), collection, language)


@lru_cache(maxsize=16)
def _grid(_revision: int, collection: str, language: str) -> Grid:
    entity, named = ENTITIES[collection], names()
    records = kept()[entity]
    fields = tuple(field for field in declarations(entity)
                   if field.value_type is not ValueType.IDENTIFIER and field.name not in _HIDDEN
                   and any(getattr(one.record, field.name) not in (None, "", ())
                           for one in records))
    return Grid(fields, tuple(one.record_key for one in records),
                tuple(tuple(cell(one.record, field, named, language) for field in fields)
                      for one in records),
                tuple(without_accents(title_of(one.record, named, language)) for one in records))


def open_form(collection: str, key: str, account: str) -> OpenForm | None:
    """Open the form of a record, as it was left if it was; None when there is no such record."""
    draft = asking.drafts(account).get(f"{collection}:{key}")
    if draft and not _says_nothing_new(left := _left(draft)):
        return left
    one = kept_record(collection, key)
    if one is None and key != NEW:
        return None
    held = typed_of(one.record) if one else blank(ENTITIES[collection])
    return OpenForm(collection, one and one.record_key, one.version if one else 0, held, held,
                    uuid.uuid4().hex)


def left_forms(account: str) -> list[OpenForm]:
    """Return the forms that were left in the middle, the latest first."""
    return [_left(draft) for draft in asking.drafts(account).all()
            if draft.form.partition(":")[0] in ENTITIES]


def _left(draft: Draft) -> OpenForm:
    collection, _colon, key = draft.form.partition(":")
    return OpenForm(collection, None if key == NEW else int(key), typed_at=draft.typed_at,
                    **draft.typed)


def keep_typed(form: OpenForm, account: str) -> None:
    """Keep what a form holds, and nothing of a person.

    What it was opened with is no draft; nor is what is already saved, though another server, lost
    since, saved it.
    """
    if not form.is_touched or _says_nothing_new(form):
        drop_typed(form, account)
        return
    kept = ("seen_version", "opened", "save_key", "reason")
    asking.drafts(account).keep(
        f"{form.collection}:{form.key}", {name: getattr(form, name) for name in kept} | {
            "typed": without_persons(form.typed, form.entity)})


def _says_nothing_new(form: OpenForm) -> bool:
    one = kept_record(form.collection, form.key)
    return one is not None and one.record == record_in(form)


def drop_typed(form: OpenForm, account: str) -> None:
    """Forget what a form holds, once saved or given up."""
    asking.drafts(account).drop(f"{form.collection}:{form.key}")


def record_in(form: OpenForm) -> Entity:
    """Return the record that a form tells; a new one without an identifier is given one."""
    identifier = IDENTIFIERS.get(form.entity)
    typed = dict(form.typed)
    if identifier and not typed[identifier] and typed["name"]:
        typed[identifier] = new_id(typed["name"], data.register(OWN))
    return record_of(form.entity, typed)


def problems(form: OpenForm) -> tuple[Issue, ...]:
    """Return what is wrong with what a form tells."""
    return problems_of(record_in(form), kept(), form.record_key)


def problems_with(record: Entity, one: KeptRecord) -> tuple[Issue, ...]:
    """Return what would be wrong with a record in the place of one that is kept."""
    return problems_of(record, kept(), one.record_key)


def out_of_order(record: Entity) -> list[Issue]:
    """Return what is wrong with the dates of a record."""
    return check_dates_in_order(Register(**{COLLECTIONS[type(record)]: (record,)}))


def duplicates_of(one: KeptRecord) -> tuple[KeptRecord, ...]:
    """Return the other records of the same kind, those of the nearest name first."""
    return _duplicates_of(data.revision(OWN), one)


@lru_cache(maxsize=8)
def _duplicates_of(_revision: int, one: KeptRecord) -> tuple[KeptRecord, ...]:
    return near_names(kept(), one)


def save(form: OpenForm, account: str) -> Save:
    """Keep what a form tells.

    Raises
    ------
    EditConflictError
        When someone changed the record since it was seen.
    """
    record = record_in(form)
    edit = Addition(record) if form.record_key is None else Correction(
        form.record_key, form.seen_version, record)
    saved = keep_edits([edit], save_key_of(form.save_key, form.typed), form.reason)
    drop_typed(form, account)
    return saved


def keep_edits(edits: Iterable[Edit], save_key: str, reason: str = "",
               gesture: Gesture | None = None) -> Save:
    """Keep edits of records, all or none; raises as `save`."""
    return data.store().edit(edits, save_key=save_key, reason=reason, gesture=gesture)
