"""Whatever the cells hold, reading ends, and what is taken is sound."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.io.places.reference import territory_codes
from ocgraph.io.reading.register_files import interpret
from ocgraph.io.reading.sheets import Sheet
from ocgraph.model import COLLECTIONS, Severity, declarations
from ocgraph.model.checks import check_register
from tests.strategies import any_characters

CELLS = st.one_of(
    st.none(), st.text(any_characters, max_size=12), st.floats(), st.booleans(), st.dates(),
    st.datetimes(), st.just(datetime.timedelta(hours=2)), st.just(datetime.time(9)),
    st.sampled_from(["A", "B", "a", "Table A", "Joliette", "61", "1", "x", "2024", "3", "oui",
                     "Himmelman", "Familles; x", "450 555-0100", "OC 1", "=1+1", "Nom"]))


@st.composite
def sheets(draw):
    entity = draw(st.sampled_from(list(COLLECTIONS)))
    fields = draw(st.lists(st.sampled_from(declarations(entity)), min_size=3, max_size=8))
    titles = tuple(field.header.fr for field in fields)
    rows = draw(st.lists(st.tuples(*[CELLS] * len(titles)), max_size=6))
    return Sheet("f.xlsx", draw(st.sampled_from(["Feuil1", "Acteurs", "Liens", "Membres"])),
                 (titles, *rows))


@given(st.lists(sheets(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_cells_give_a_sound_register_or_a_finding(found):
    result = interpret(found)
    errors = [issue for issue in check_register(result.register, territory_codes())
              if issue.severity is Severity.ERROR]
    assert errors == []
    for issue in result.issues:
        assert issue.sentence("fr")
        assert issue.mend("en")


@given(sheets())
@settings(max_examples=25, deadline=None)
def test_reading_twice_gives_the_same(found):
    assert interpret([found]) == interpret([found])
