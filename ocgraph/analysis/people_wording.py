"""The accounts of a team in words: what was done to each."""

from __future__ import annotations

from ocgraph.i18n import say
from ocgraph.io.places.reference import territory_by_code
from ocgraph.storage import AccountChange
from ocgraph.storage.rights import ROLE_LABELS


def account_change_words(change: AccountChange, language: str) -> str:
    """Say what was done to an account, with a role or territories before and after."""
    what = say(language, f"cli.people.did.{change.what}")
    told = [_worded(change.told[key], language) for key in ("before", "after", "role")
            if key in change.told]
    return f"{what} ({' → '.join(told)})" if told else what


def _worded(told: str | list[str], language: str) -> str:
    if isinstance(told, str):
        return ROLE_LABELS[told].in_language(language)
    return ", ".join(territory_by_code()[code].name for code in told) or "—"
