"""« What we keep about your organisation »: the notice a team gives to its partners.

What it says is kept, shared or seen comes from the declarations and from the table of rights.
"""

from __future__ import annotations

import datetime

from ocgraph.analysis.section import FigureTable, Section, Statement
from ocgraph.analysis.wording import listed
from ocgraph.i18n import Label, say
from ocgraph.model import COLLECTIONS, Entity, FieldDeclaration, Privacy, ValueType, declarations
from ocgraph.privacy.notice import ABOUT_PARTNERS, NOT_ABOUT_PARTNERS, Told, told_of
from ocgraph.reports.document import Document
from ocgraph.storage import RIGHTS, Action, Scope
from ocgraph.storage.proposals import KEPT_DAYS
from ocgraph.storage.rights import ROLE_LABELS

_SECTIONS = {
    "short": ("what_for", "organisations", "yours"),
    "seen": ("seen_alone", "seen_by", "not_seen_by", "pages"),
    "how_long": ("until", "no_date", "corrected", "erased", "copies", "proposals"),
    "yours": ("ask", "in_the_page", "answer", "remove", "out_already", "erase"),
}


def notice_document(language: str, today: datetime.date) -> Document:
    """Return the notice, with blanks for the name of the team and how to reach it."""
    told = {code: _section(code, language) for code in _SECTIONS}
    return Document(language, say(language, "notice.title"), say(language, "notice.lead"), today, (
        Section("team", say(language, "notice.section.team"), (
            Statement(say(language, "notice.team")), Statement(say(language, "notice.reach")))),
        told["short"], _kept(language), told["seen"], told["how_long"], told["yours"]))


def _section(code: str, language: str) -> Section:
    facts = {"readers": _who(Action.READ, language), "erasers": _who(Action.ERASE, language),
             "others": _who(Action.READ, language, may=False), "n": KEPT_DAYS}
    return Section(code, say(language, f"notice.section.{code}"), tuple(
        Statement(say(language, f"notice.told.{each}", **facts)) for each in _SECTIONS[code]))


def _who(action: Action, language: str, *, may: bool = True) -> str:
    """Name the roles that may do something, or that may not."""
    return listed((label.in_language(language) for role, label in ROLE_LABELS.items()
                   if (RIGHTS[role][action] is not Scope.NO) is may), language)


def _kept(language: str) -> Section:
    tables = tuple(Statement(say(language, f"notice.about.{COLLECTIONS[entity]}"),
                             _table(entity, language)) for entity in ABOUT_PARTNERS)
    others = tuple(Statement(say(
        language, f"notice.about.{COLLECTIONS[entity]}",
        fields=_names(declarations(entity), language))) for entity in NOT_ABOUT_PARTNERS)
    return Section("kept", say(language, "notice.section.kept"), (*tables, *others))


def _table(entity: type[Entity], language: str) -> FigureTable:
    titles = tuple(say(language, f"notice.column.{each}") for each in ("kept", "why", "leaves"))
    return FigureTable(titles, tuple(_row(told, language) for told in told_of(entity)),
                       n_words=len(titles), is_whole=True)


def _row(told: Told, language: str) -> tuple[str, str, str]:
    names = _names(told.fields, language)
    return (f"{names[0].upper()}{names[1:]}", say(language, f"notice.why.{told.why}"),
            say(language, f"notice.leaves.{told.leaves}"))


def _names(fields: tuple[FieldDeclaration, ...], language: str) -> str:
    return ", ".join(_named(field, language) for field in fields)


def _named(field: FieldDeclaration, language: str) -> str:
    """Return the title of a field; what the team writes freely, with what it may write there."""
    title = _within(field.header, language)
    if field.value_type is ValueType.TEXT and field.privacy is Privacy.TEAM and any(field.meaning):
        return f"{title} ({_within(field.meaning, language).rstrip('.')})"
    return title


def _within(label: Label, language: str) -> str:
    """Return a wording as it is within a sentence: « Nom » is « nom », « MRC » stays."""
    text = label.in_language(language)
    return f"{text[0].lower()}{text[1:]}" if text[1:2].islower() else text
