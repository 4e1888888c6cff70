"""The notice says of every declared field whether it may leave, and nothing that is not so."""

from __future__ import annotations

import datetime
import io
import re
from itertools import product

import pytest
from docx import Document as read_docx

from ocgraph.i18n import LANGUAGES, say
from ocgraph.model import COLLECTIONS, Privacy, Register, ValueType, declarations
from ocgraph.privacy import NEVER_LEAVES, Terms, what_leaves
from ocgraph.privacy.notice import EACH, NOT_ABOUT_PARTNERS, PARTS, SUBJECTS, Leaves, leaves
from ocgraph.reports import written
from ocgraph.reports.notice import notice_document
from ocgraph.storage import RIGHTS, Action, Role, Scope
from ocgraph.storage.proposals import KEPT_DAYS
from ocgraph.storage.rights import ROLE_LABELS

DAY = datetime.date(2026, 11, 27)
PART_OF = {entity: part for part, entities in PARTS.items() for entity in entities}


def notice(language):
    return notice_document(language, DAY)


def rows_by_part(language):
    """Return, for each part of the notice, the rows of its table."""
    kept = next(each for each in notice(language).sections if each.code == "kept")
    tables = [each.figures for each in kept.statements if each.figures]
    return {part: table.rows for part, table in zip(PARTS, tables, strict=True)}


def told_in(row, title):
    """Tell whether a title is among those of a row, in small letters or not."""
    title, names = title.casefold(), row[0].casefold().split(", ")
    return any(name == title or name.startswith(f"{title} (") for name in names)


def is_shared(entity, field):
    return entity not in NEVER_LEAVES and field.privacy is Privacy.SHAREABLE


def part_of(entity, field):
    """Return the part where a field is told: its entity's, or the last for what is told once."""
    is_once = field.value_type is not ValueType.REFERENCE and any(
        field.name in names for names in EACH.values())
    return list(PARTS)[-1] if is_once else PART_OF[entity]


ABOUT = [(entity, field) for entity in PART_OF for field in declarations(entity)]


def test_every_entity_of_a_register_is_told():
    assert {*PART_OF, *NOT_ABOUT_PARTNERS} == set(COLLECTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_field_is_told_with_whether_it_may_leave(language):
    parts = rows_by_part(language)
    never, replaced, *others = (say(language, f"notice.leaves.{how}") for how in (
        "never", "replaced", "always", "if_agreed", "if_both"))
    wrong = []
    for entity, field in ABOUT:
        said = {row[2] for row in parts[part_of(entity, field)]
                if told_in(row, field.header.in_language(language))}
        may_be = ({never} if not is_shared(entity, field) else
                  {replaced} if field.value_type is ValueType.IDENTIFIER else set(others))
        if not said or not said <= may_be:
            wrong.append((entity.__name__, field.name, said))

    assert wrong == []


def test_no_field_is_told_twice_nor_one_that_is_not_declared():
    once = [(subject.entity, name) for subject in SUBJECTS for name in subject.names]
    each = {name for names in EACH.values() for name in names}

    assert len(once) == len(set(once))
    assert {(entity, field.name) for entity, field in ABOUT} == {*once, *(
        (entity, field.name) for entity, field in ABOUT
        if field.name in each and (entity, field.name) not in once)}
    assert each <= {field.name for _, field in ABOUT}


def test_what_is_told_once_of_all_leaves_alike_everywhere():
    # So that one line of the last table is right for each of them.
    for names in EACH.values():
        told = {is_shared(entity, field) for entity, field in ABOUT if field.name in names
                and field.value_type is not ValueType.REFERENCE}
        assert len(told) == 1, names


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_tells_of_no_partner_is_named_too(language):
    text = written(notice(language), "md").decode()

    for entity, part in product(NOT_ABOUT_PARTNERS, [text.splitlines()[-1].casefold()]):
        assert all(field.header.in_language(language).casefold() in part
                   for field in declarations(entity))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reads_and_who_erases_are_those_who_may(language):
    text = written(notice(language), "md").decode()
    seen = text[text.index(say(language, "notice.section.seen")):]
    seen = seen[:seen.index(say(language, "notice.section.how_long"))]
    (readers, others) = ([ROLE_LABELS[role].in_language(language) for role in Role
                          if (RIGHTS[role][Action.READ] is not Scope.NO) is may]
                         for may in (True, False))

    assert f"({', '.join(readers)})" in seen
    assert all(name in seen.rpartition(readers[-1])[2] for name in others)


@pytest.mark.parametrize(("language", "also"), [
    ("fr", "sortir tout le registre en fichiers, pour son propre travail"),
    ("en", "take the whole register out in files, for its own work")])
def test_that_the_team_may_take_the_register_out_is_said(language, also):
    assert also in written(notice(language), "md").decode()


def test_how_long_a_proposal_is_kept_is_how_long_it_is():
    assert f"puis {KEPT_DAYS} jours" in written(notice("fr"), "md").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_blanks_for_the_team_and_the_day(language):
    lines = [paragraph.text for paragraph in
             read_docx(io.BytesIO(written(notice(language), "docx"))).paragraphs]

    assert len([line for line in lines if line.endswith("_" * 30)]) == 2
    assert any("27" in line and "2026" in line for line in lines[:3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_two_pages(language):
    assert len(re.findall(rb"/Type/Page\b", written(notice(language), "pdf"))) == 2


def test_what_never_leaves_is_what_the_preview_keeps():
    kept = {(told.entity, name) for told in what_leaves(Register(), Terms(DAY))
            for name in told.fields_kept if told.entity in PART_OF}

    assert kept == {(entity, field.name) for entity, field in ABOUT
                    if leaves(entity, field) in (Leaves.NEVER, Leaves.REPLACED)}
