"""« What we keep about your organisation »: the notice a team gives to its partners.

What it says is kept, shared or seen comes from the declarations and from the table of rights.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ocgraph.analysis.section import FigureTable, Section, Statement
from ocgraph.i18n import say
from ocgraph.model import COLLECTIONS, FieldDeclaration, Privacy, ValueType, declarations
from ocgraph.privacy.notice import NOT_ABOUT_PARTNERS, PARTS, Told, told_of, told_of_each
from ocgraph.reports.document import Document
from ocgraph.storage import RIGHTS, Action, Scope
from ocgraph.storage.proposals import KEPT_DAYS
from ocgraph.storage.rights import ROLE_LABELS

_SECTIONS = {
    "short": (("what_for",), ("organisations", "yours")),
    "yours": (("ask", "in_the_page", "answer"), ("remove", "out_already", "erase")),
    "seen": (("seen_alone", "seen_by", "not_seen_by", "files"),
             ("pages", "pages_ties", "pages_rest")),
    "how_long": (("until", "no_date"), ("corrected", "erased", "copies", "proposals")),
}


def notice_document(language: str, today: datetime.date) -> Document:
    """Return the notice, with blanks for the name of the team and how to reach it."""
    team = Section("team", say(language, "notice.section.team"), (
        Statement(say(language, "notice.team")), Statement(say(language, "notice.reach"))))
    return Document(
        language, say(language, "notice.title"), say(language, "notice.lead", day=today), today,
        (team, *(_section(code, language) for code in _SECTIONS), _kept(language)))


def _section(code: str, language: str) -> Section:
    facts = {"readers": _who(Action.READ, language), "erasers": _who(Action.ERASE, language),
             "others": _who(Action.READ, language, may=False), "n": KEPT_DAYS}
    return Section(code, say(language, f"notice.section.{code}"), tuple(
        Statement(" ".join(say(language, f"notice.told.{each}", **facts) for each in together))
        for together in _SECTIONS[code]))


def _who(action: Action, language: str, *, may: bool = True) -> str:
    """Name the roles that may do something, or that may not."""
    return ", ".join(label.in_language(language) for role, label in ROLE_LABELS.items()
                     if (RIGHTS[role][action] is not Scope.NO) is may)


def _kept(language: str) -> Section:
    lines = {part: list(told_of(part)) for part in PARTS}
    lines["work"] += told_of_each()
    tables = tuple(Statement(say(language, f"notice.about.{part}"), _table(told, language))
                   for part, told in lines.items())
    others = " ".join(say(language, f"notice.beside.{COLLECTIONS[entity]}",
                          fields=_names(declarations(entity), language))
                      for entity in NOT_ABOUT_PARTNERS)
    return Section("kept", say(language, "notice.section.kept"), (*tables, Statement(others)))


def _table(lines: Iterable[Told], language: str) -> FigureTable:
    titles = tuple(say(language, f"notice.column.{each}") for each in ("kept", "why", "leaves"))
    return FigureTable(titles, tuple(_row(told, language) for told in lines),
                       n_words=len(titles), is_whole=True)


def _row(told: Told, language: str) -> tuple[str, str, str]:
    names = _names(told.fields, language)
    return (f"{names[0].upper()}{names[1:]}", say(language, f"notice.why.{told.why}"),
            say(language, f"notice.leaves.{told.leaves}"))


def _names(fields: tuple[FieldDeclaration, ...], language: str) -> str:
    return ", ".join(_named(field, language) for field in fields)


def _named(field: FieldDeclaration, language: str) -> str:
    """Return the title of a field; what the team writes freely, with what it may write there."""
    title, meaning = (text.in_language(language) for text in (field.header, field.meaning))
    # « A vers B » begins with a name, as « MRC » is one.
    title = title if title[1:2].isupper() or title[1:2].isspace() else _within(title)
    is_free = field.value_type is ValueType.TEXT and field.privacy is Privacy.TEAM
    return f"{title} ({_within(meaning).rstrip('.')})" if is_free and meaning else title


def _within(text: str) -> str:
    """Return a wording as it is within a sentence."""
    return f"{text[0].lower()}{text[1:]}"
