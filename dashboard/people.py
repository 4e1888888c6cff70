"""The accounts, for whoever manages them: names, roles, places, and what was done to each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from dashboard import asking, data, state
from dashboard.view import OWN
from ocgraph.analysis.memory_wording import person_words
from ocgraph.i18n import sort_key
from ocgraph.storage import RIGHTS, Account, AccountChange, Action, Save, Scope
from ocgraph.storage.rights import MANAGED_BY_TEAM_LEAD


def accounts() -> dict[str, Account]:
    """Return every account by its identifier, those who are there first, by name."""
    return {one.account_id: one for one in sorted(
        asking.people().accounts(), key=lambda one: (one.left_on is not None, sort_key(one.name)))}


def manages(role: str) -> bool:
    """Tell whether whoever asks may give a role, or touch an account that has it."""
    there = asking.me()
    return there is None or role in {
        Scope.ALL: list(RIGHTS), Scope.OWN: MANAGED_BY_TEAM_LEAD, Scope.NO: ()
    }[RIGHTS[there.role][Action.MANAGE_PEOPLE]]


def reads_changes() -> bool:
    """Tell whether whoever asks may read what was done to the accounts."""
    there = asking.me()
    return there is None or RIGHTS[there.role][Action.MANAGE_PEOPLE] is Scope.ALL


def changes() -> tuple[AccountChange, ...]:
    """Return what was done to the accounts, the latest first."""
    return asking.once("account changes", asking.people().changes)


def last_changes() -> dict[str, datetime.date]:
    """Return the day of the last change of each account; nothing for who may not read them."""
    if not reads_changes():
        return {}
    return {change.account_id: change.changed_at.astimezone().date()
            for change in reversed(changes())}


def name_of(one: Account) -> str:
    """Return the name of an account, or that it is erased."""
    return person_words(one.account_id, {one.account_id: one.name}, state.language())


def named_apart(one: Account) -> str:
    """Return the name of an account with its address, which no other has."""
    return f"{name_of(one)} – {one.email}" if one.email else name_of(one)


def name_by_id(account_id: str) -> str:
    """Return the name of whoever has or had an account; nothing for no account."""
    return person_words(account_id, names(), state.language())


def may_undo(save: Save) -> bool:
    """Tell whether whoever asks may undo a save: anyone's, or her own alone."""
    there = asking.me()
    scope = Scope.ALL if there is None else RIGHTS[there.role][Action.UNDO]
    return scope is Scope.ALL or (scope is Scope.OWN and save.account == there.account_id)


def names() -> dict[str, str]:
    """Return the name of everyone who has or had an account."""
    return asking.once("names of people", asking.people().names)


def all_territories() -> dict[str, str]:
    """Return the name of each MRC by code."""
    return {code: place.name for code, place in data.territories().items()}


def territory_names(codes: Iterable[str]) -> list[str]:
    """Return the names of MRC, in alphabetical order."""
    return sorted((all_territories().get(code, code) for code in codes), key=sort_key)


def posts() -> dict[str, str]:
    """Return the name of each post of the register by identifier, in alphabetical order."""
    return {post.organizer_id: post.name for post in sorted(
        data.register(OWN).community_organizers, key=lambda post: sort_key(post.name))}
