"""``ocgraph people``: who may sign in, and what each may do. For whoever keeps the server."""

from __future__ import annotations

import argparse
import datetime

from ocgraph.analysis.memory_wording import person_words
from ocgraph.analysis.people_wording import account_change_words
from ocgraph.cli.chosen import listed_codes, mrc_code
from ocgraph.cli.console import Console, UsageError
from ocgraph.i18n import without_accents
from ocgraph.io.places.reference import read_territories, region_names, territory_by_code
from ocgraph.storage import Account, People, RightsError
from ocgraph.storage.rights import ROLE_LABELS


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the action says."""
    return _ACTIONS[arguments.action](arguments, People(), console)


def _list(_arguments: argparse.Namespace, people: People, console: Console) -> int:
    accounts = people.accounts()
    if not accounts:
        console.say("cli.people.nobody")
    names = people.names()
    for account in accounts:
        console.say("cli.people.one", email=account.email or "—", account=account.account_id,
                    name=person_words(account.account_id, names, console.language))
        console.line(" · ".join(_facts(account, console)), indent=4)
    return 0


def _facts(account: Account, console: Console) -> list[str]:
    """Say what someone is, where, and whether she ever signed in."""
    where = ", ".join(territory_by_code()[code].name for code in account.territories)
    if account.left_on is not None:
        state = console.text("cli.people.left", day=account.left_on)
    else:
        state = console.text("cli.people.signed_in" if account.signed_in else
                             "cli.people.awaited", day=account.invited_on)
    return [part for part in (ROLE_LABELS[account.role].in_language(console.language), where,
                              account.organizer_id, state) if part]


def _invite(arguments: argparse.Namespace, people: People, console: Console) -> int:
    account_id = people.invite(
        arguments.email, arguments.name, arguments.role,
        _territory_codes(arguments.territory or ""), organizer_id=arguments.post or None)
    console.say("cli.people.invited", account=account_id)
    return 0


def _change(arguments: argparse.Namespace, people: People, console: Console) -> int:
    account = _someone(people, arguments.who)
    territories = arguments.territory
    people.change(account.account_id, name=arguments.name, role=arguments.role,
                  territories=None if territories is None else _territory_codes(territories),
                  organizer_id=arguments.post)
    console.say("cli.people.changed", name=account.name)
    return 0


def _lose_access(arguments: argparse.Namespace, people: People, console: Console) -> int:
    account = _someone(people, arguments.who)
    people.lose_access(account.account_id)
    console.say("cli.people.access_open", name=account.name)
    return 0


def _leave(arguments: argparse.Namespace, people: People, console: Console) -> int:
    account = _someone(people, arguments.who)
    people.leave(account.account_id, _day(arguments.on))
    console.say("cli.people.gone", name=account.name)
    return 0


def _erase(arguments: argparse.Namespace, people: People, console: Console) -> int:
    account = _someone(people, arguments.who)
    console.say("cli.people.would_erase", name=account.name)
    if not (arguments.yes or console.agrees("erase")):
        console.say("cli.erase.not_done")
        return 1
    people.erase(account.account_id)
    console.say("cli.people.erased")
    return 0


def _changes(_arguments: argparse.Namespace, people: People, console: Console) -> int:
    names = people.names()
    for change in people.changes():
        console.say("cli.people.change", when=change.changed_at.astimezone().date(),
                    name=person_words(change.account_id, names, console.language),
                    what=account_change_words(change, console.language),
                    by=person_words(change.by, names, console.language)
                    or console.text("cli.people.on_the_server"))
    return 0


def _someone(people: People, written: str) -> Account:
    """Return an account by its identifier or its address."""
    wanted = written.strip().lower()
    for account in people.accounts():
        if wanted in (account.account_id, account.email):
            return account
    raise RightsError("rights.no_such_account", found=written)


def _territory_codes(written: str) -> tuple[str, ...]:
    """Return the codes of MRC written by name or code; the name of a region is all of its MRC."""
    regions = {without_accents(name): code for code, name in region_names().items()}
    codes = []
    for part in filter(None, (part.strip() for part in written.split(","))):
        region = regions.get(without_accents(part))
        codes += [place.code for place in read_territories() if place.region_code == region
                  ] if region else listed_codes(part, mrc_code)
    return tuple(dict.fromkeys(codes))


def _day(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        raise UsageError("lens.unreadable", parameter="--on", found=written) from None


_ACTIONS = {"list": _list, "invite": _invite, "change": _change, "lost-access": _lose_access,
            "leave": _leave, "erase": _erase, "changes": _changes}
