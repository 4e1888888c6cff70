"""The journal of an organizer: what is noted, undone, summed and typed.

As in `dashboard.data`, what is cached is keyed by the register's revision. The register is always
the person's own: a demonstration is never written.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dashboard import asking, data, state
from dashboard.view import OWN
from ocgraph.analysis import journal_wording as worded
from ocgraph.analysis.journal import (
    Worked,
    entries_of,
    new_entries,
    offered_targets,
    personal_in,
    within,
    worked,
)
from ocgraph.i18n import say, sort_key
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.model import FRAME_KINDS, Engagement, frame_terms
from ocgraph.network import Lens
from ocgraph.storage import Addition, Gesture, Save

Typed = Mapping[str, Any]
"""What the fields hold, as JSON does: ``targets``, ``day``, ``hours``, the kinds of word,
``intensity``, ``note``, and the key of what it will save."""


def blank() -> dict[str, Any]:
    """Return the form with nothing typed."""
    return {"targets": [], "day": None, "hours": None, "intensity": None, "note": "",
            "save_key": uuid.uuid4().hex} | dict.fromkeys(FRAME_KINDS)


def is_touched(typed: Typed) -> bool:
    """Tell whether something was typed."""
    return any(value for name, value in typed.items() if name not in ("save_key", "day"))


def near_days() -> dict[str, datetime.date]:
    """Return today and yesterday, by name."""
    today = datetime.date.today()
    return {"today": today, "yesterday": today - datetime.timedelta(days=1)}


def posts() -> dict[str, str]:
    """Return the name of each post that is there today, by identifier, in alphabetical order."""
    now = Lens(on=datetime.date.today())
    there = [post for post in data.register(OWN).community_organizers if now.holds(post)]
    return {post.organizer_id: post.name
            for post in sorted(there, key=lambda post: sort_key(post.name))}


def targets(post: str) -> tuple[str, ...]:
    """Return whom an entry may be with, the latest first."""
    return _targets(data.revision(OWN), post)


@lru_cache(maxsize=16)
def _targets(_revision: int, post: str) -> tuple[str, ...]:
    return offered_targets(data.register(OWN), post)


def names() -> Mapping[str, str]:
    """Return the name of each actor and table, no two the same."""
    return _names(data.revision(OWN))


@lru_cache(maxsize=2)
def _names(_revision: int) -> Mapping[str, str]:
    return worded.target_names(data.register(OWN))


def entries(post: str) -> tuple[Engagement, ...]:
    """Return the entries of a post, the latest first."""
    return _entries(data.revision(OWN), post)


@lru_cache(maxsize=16)
def _entries(_revision: int, post: str) -> tuple[Engagement, ...]:
    return entries_of(data.register(OWN), post)


def summed(post: str, frame: str, year: int, month: int | None = None) -> Worked:
    """Return what the entries of a year, or of a month, add up to under a frame."""
    return _summed(data.revision(OWN), post, frame, year, month)


@lru_cache(maxsize=32)
def _summed(_revision: int, post: str, frame: str, year: int, month: int | None) -> Worked:
    return worked(within(entries(post), year, month), data.register(OWN), frame)


def entries_typed(post: str, frame: str, typed: Typed) -> tuple[Engagement, ...]:
    """Return the entries that a form tells; a word that is not of the frame is let go."""
    words = {kind: typed[kind] for kind in FRAME_KINDS if typed[kind] in frame_terms(frame, kind)}
    day = datetime.date.fromisoformat(typed["day"]) if typed["day"] else datetime.date.today()
    return new_entries(post, typed["targets"], day, typed["hours"], frame=frame,
                       intensity=typed["intensity"], private_note=typed["note"].strip(), **words)


def note(noted: Iterable[Engagement], save_key: str) -> Save:
    """Keep entries; a key already used saves nothing twice."""
    return data.store().edit([Addition(one) for one in noted], save_key=save_key,
                             gesture=Gesture.JOURNAL)


def undo(save: Save) -> Save:
    """Take back what was noted; raises `UndoRefusedError` when it was changed since."""
    return data.store().undo(save.save_seq, save_key=f"undo-{save.save_key}")


def left(post: str) -> dict[str, Any]:
    """Return the form of a post as it was left, or blank."""
    draft = asking.drafts(state.account()).get(_form(post))
    return blank() | (dict(draft.typed) if draft else {})


def hold(post: str, typed: Typed) -> None:
    """Keep what a form holds while it is typed; never a note that tells of a person."""
    kept = {**typed, "note": ""} if personal_in(typed["note"]) else typed
    asking.drafts(state.account()).keep(_form(post), kept)


def let_go(post: str) -> None:
    """Forget what a form holds, once noted or given up."""
    asking.drafts(state.account()).drop(_form(post))


def _form(post: str) -> str:
    return f"journal:{post}"


def file(fmt: str, post: str, frame: str, month: datetime.date, language: str) -> bytes:
    """Return the journal of a post to take away: ``"xlsx"`` with the sums, or ``"csv"``."""
    rows = worded.entry_rows(entries(post), names(), language)
    titles = worded.entry_titles(language)
    if fmt == "csv":
        return table_csv(titles, rows, language)[0]
    one = summed(post, frame, month.year, month.month)
    year = summed(post, frame, month.year)
    return tables_workbook({
        say(language, "journal.sheet.entries"): (titles, rows),
        say(language, "journal.sheet.words"): (
            worded.sum_titles(("kind", "word"), language),
            worded.word_rows(one, year, frame, language)),
        say(language, "journal.sheet.territories"): (
            worded.sum_titles(("place",), language),
            worded.territory_rows(one, year, language))})[0]
