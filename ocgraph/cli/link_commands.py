"""``ocgraph links``: the links to the pages that were shared."""

from __future__ import annotations

import argparse
import getpass
import sys

from ocgraph.cli.console import Console, UsageError
from ocgraph.i18n import without_accents
from ocgraph.settings import PUBLIC_URL
from ocgraph.storage import SharedPage, SharedPages, ShareLink, ShareLinks
from ocgraph.storage.saves import now


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the action says."""
    return _ACTIONS[arguments.action](arguments, ShareLinks(), console)


def _list(_arguments: argparse.Namespace, links: ShareLinks, console: Console) -> int:
    pages = SharedPages().pages()
    if not pages:
        console.say("cli.links.no_page")
    for page in pages:
        console.say("cli.links.page" if page.is_kept else "cli.links.page_dropped",
                    title=_title(page, console), day=page.made_at.astimezone().date(),
                    page=page.page_id)
        for link in links.links(page.page_id):
            console.line(" · ".join(_facts(link, console)), indent=2)
    return 0


def _facts(link: ShareLink, console: Console) -> list[str]:
    """Say whom a link is for, what became of it, and its identifier."""
    if link.revoked_at is not None:
        state = console.text("cli.links.revoked_on", day=link.revoked_at.astimezone().date())
    else:
        leads = link.leads_somewhere(now())
        state = console.text("cli.links.until" if leads else "cli.links.expired_on",
                             day=link.expires_at.astimezone().date())
    words = console.text("cli.links.with_passphrase") if link.has_passphrase else ""
    return [part for part in (link.label, state, words, link.link_id) if part]


def _make(arguments: argparse.Namespace, links: ShareLinks, console: Console) -> int:
    page = _page(arguments.page)
    token = links.make(page.page_id, label=arguments.label, days=arguments.days,
                       passphrase=_passphrase(console) if arguments.passphrase else "")
    console.say("cli.links.made", title=_title(page, console))
    console.line(f"{PUBLIC_URL.given}/p/{token}", indent=2)
    console.say("cli.links.once" if PUBLIC_URL.given else "cli.links.once_after_address")
    return 0


def _revoke(arguments: argparse.Namespace, links: ShareLinks, console: Console) -> int:
    links.revoke(arguments.link)
    console.say("cli.links.revoked")
    return 0


def _openings(arguments: argparse.Namespace, links: ShareLinks, console: Console) -> int:
    openings = links.openings(arguments.link)
    if not openings:
        console.say("cli.links.no_opening")
    for one in openings:
        console.say("cli.links.opening", day=one.day, n=one.n,
                    outcome=console.text(f"link.outcome.{one.outcome}"))
    return 0


def _page(written: str) -> SharedPage:
    """Return a page that is kept, by its identifier or its title."""
    wanted = without_accents(written.strip())
    found = [page for page in SharedPages().pages() if page.is_kept and wanted in (
        page.page_id, without_accents(page.title))]
    if len(found) != 1:
        raise UsageError("cli.links_which_page", found=written, n=len(found))
    return found[0]


def _title(page: SharedPage, console: Console) -> str:
    return page.title or console.text("cli.links.untitled")


def _passphrase(console: Console) -> str:
    """Ask for a passphrase: typed on a command line, it would stay in its history."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{console.text('link.passphrase')} > ")
    return sys.stdin.readline().rstrip("\n")


_ACTIONS = {"list": _list, "make": _make, "revoke": _revoke, "openings": _openings}
