"""The empty workbook: what it offers, and that what one writes in it is read back whole."""

import datetime
import io

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.places.reference import territory_codes
from ocgraph.io.reading.register_files import read_register
from ocgraph.io.writing.template import write_template
from ocgraph.io.writing.worded_cells import worded
from ocgraph.model import (
    ENTITY_LABELS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
    declarations,
)

DAY = datetime.date(2024, 9, 1)
REGISTER = Register(
    actors=(Actor(actor_id="a1", name="Maison Invitante", kind="community_organization",
                  sectors=("youth", "families"), mrc_code="01", municipality_code="01023",
                  serves=("01", "61"), asked=True, publication_consent=False, since=DAY,
                  public_contact="info@invitante.example", latitude=47.4, longitude=-61.8),
            Actor(actor_id="a2", name="École des Vents", kind="school")),
    concertation_tables=(ConcertationTable(
        concertation_table_id="t1", name="Table famille", theme="families", level="mrc",
        territories=("61", "63"), coordinator_id="a1", cadence=6, meeting_hours=2.5,
        expected_sectors=("families", "school_network")),),
    memberships=(Membership(concertation_table_id="t1", member_id="a2", role="member"),),
    ties=(Tie(source_id="a1", target_id="a2", kind="joint_project", scale="himmelman", level=3,
              directed=False, confirmed_by_both=True, until=DAY),),
    community_organizers=(CommunityOrganizer(
        organizer_id="o1", name="Poste OC Nord", home_territories=("62",), weekly_hours=35),),
    engagements=(Engagement(organizer_id="o1", target_id="t1", frame="rqiiac-2020",
                            role="mobilize", hours=40, intensity=2),),
    indicators=(Indicator(territory_code="01", indicator="Part", year="2021", value=12.5,
                          unit="%", source="Enquête inventée"),))


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def book(language):
    stream = io.BytesIO()
    write_template(stream, language)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def fill(book, register, language):
    for entity, label in ENTITY_LABELS.items():
        for record in register.records(entity):
            book[label.in_language(language)].append(
                [worded(record, field, language) for field in declarations(entity)])


def test_empty_template_is_read_without_a_finding(tmp_path, book):
    book.save(tmp_path / "modele.xlsx")
    result = read_register(tmp_path / "modele.xlsx")
    assert (result.register, result.issues) == (Register(), ())


def test_what_is_written_in_the_template_is_read_back_without_a_finding(tmp_path, book, language):
    fill(book, REGISTER, language)
    book.save(tmp_path / "modele.xlsx")

    result = read_register(tmp_path / "modele.xlsx")

    assert result.issues == ()
    assert result.register == REGISTER


def test_each_column_tells_what_to_write_and_stays_in_sight(book, language):
    for entity, label in ENTITY_LABELS.items():
        page = book[label.in_language(language)]
        fields = declarations(entity)
        assert [cell.value for cell in page[1]] == [field.header.in_language(language)
                                                    for field in fields]
        assert all(cell.comment.text for cell in page[1])
        assert page.freeze_panes == "A2"


def test_every_choice_of_the_lists_is_understood_by_the_import(book, language):
    page = book[ENTITY_LABELS[Actor].in_language(language)]
    sources = [choice.formula1 for choice in page.data_validations.dataValidation]
    hidden = [sheet for sheet in book if sheet.sheet_state == "hidden"]
    assert len(hidden) == 1
    mrc = next(column for column in hidden[0].columns if column[0].value and "Îles" in
               column[0].value)
    assert len([cell for cell in mrc if cell.value]) == len(territory_codes())
    assert all(hidden[0].title in source for source in sources)


def test_no_record_is_in_the_template(book, language):
    assert all(book[label.in_language(language)].max_row == 1
               for label in ENTITY_LABELS.values())
