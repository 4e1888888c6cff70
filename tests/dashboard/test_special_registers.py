"""Every page, on the registers a team may begin with, says something true and useful."""

from __future__ import annotations

import re

import pytest

from dashboard import data
from dashboard.view import ANALYSIS_PARTS, DATA_PARTS, MOBILISATION_PARTS, OWN, TERRITORY_PARTS
from ocgraph.i18n import say
from tests.dashboard.special_registers import REGISTERS
from tests.dashboard.test_pages import PATHS

pytestmark = pytest.mark.soak   # the check has fifteen minutes

IN_PARTS = ("analyse", "mobilisation", "territoires", "donnees")
PAGES = [(path, {}) for path in PATHS.values() if path not in IN_PARTS]
PAGES += [("analyse", {"analysis": part}) for part in ANALYSIS_PARTS]
PAGES += [("mobilisation", {"mobilisation": part}) for part in MOBILISATION_PARTS]
PAGES += [("territoires", {"territory_part": part}) for part in TERRITORY_PARTS]
PAGES += [("donnees", {"data_part": part}) for part in DATA_PARTS]
OF_THE_REGISTER = [page for page in PAGES if page[0] not in ("", "donnees", "methode")]
NOT_WORDS = re.compile(r"\b(nan|NaN|NaT|None(?! of)|null|inf)\b|<NA>|\b(sur|of) 0\b")
ZERO_SHARE = re.compile(r"(?<![\d,.])0 ?%")


def page_name(page):
    """Name a page and its part: ``"analyse-gaps"``."""
    return "-".join([page[0], *page[1].values()])


# What must be said, by register and page: sentences, and what they are about.
SAID = {("empty", page_name(page)): [("empty.text", {})] for page in OF_THE_REGISTER} | {
    ("empty", ""): [("home.empty", {})],
    ("empty", "donnees-export"): [("export.empty", {})],
    ("tiny", ""): [("home.asked", {"asked": 3, "n": 3}), ("note.undated", {})],
    ("tiny", "carte"): [("map.one_territory", {"name": "Matawinie"})],
    ("tiny", "reseau"): [("graph.none_isolated", {})],
    ("tiny", "analyse-gaps"): [("gap.hangs_on_one", {"name": "Acteur A", "other": "Acteur B"})],
    ("one_mrc", "carte"): [("map.one_territory", {"name": "Matawinie"})],
    ("one_mrc", "analyse-gaps"): [("gap.isolated", {"name": "Acteur H"})],
    ("no_organizer", "carte"): [("count.organizers", {"n": 0})],
    ("no_organizer", "reseau"): [("graph.isolated", {"n": 1})],
    ("no_organizer", "analyse-roles"): [("empty.no_organizer", {})],
    ("no_table", "reseau"): [("count.concertation_tables", {"n": 0})],
    ("no_table", "analyse-gaps"): [
        ("gap.territories_apart", {"one": "Matawinie", "other": "Montcalm"})],
    ("all_unknown", ""): [("home.asked_unknown", {}), ("home.without_mrc", {"n": 8}),
                          ("note.undated", {})],
    ("all_unknown", "carte"): [("map.nobody_placed", {}), ("note.undated", {})],
    # 8 actors, 5 ties, 6 seats and 5 engagements
    ("all_unknown", "analyse-portrait"): [("portrait.undated", {"n": 24})],
    ("all_unknown", "analyse-gaps"): [("gap.isolated", {"name": "Acteur H"})],
}


@pytest.fixture
def open_on(open_app):
    """Open a page on one of the registers."""
    def run(name, page, language):
        data.store().replace(REGISTERS[name], save_key=name, file_name="registre.xlsx")
        path, parameters = page
        return open_app(path, source=OWN, lang=language, **parameters)
    return run


def plain_words(app):
    """Everything a person reads on the page, its spaces and its escapes made plain."""
    told = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info,
            *app.text, *app.metric, *app.warning]
    labels = [element.label for element in (*app.expander, *app.metric, *app.button)]
    cells = [str(cell) for frame in (*app.dataframe, *app.table)
             for column in frame.value for cell in frame.value[column].dropna()]
    words = "\n".join([*(str(element.value) for element in told), *labels, *cells])
    return words.replace("\u00a0", " ").replace("\\", "")


def unsaid_cells(app):
    """Tables with a cell that is not known, where nothing says so in its place."""
    return [frame for frame in app.dataframe
            if frame.value.isna().any(axis=None) and not frame.proto.placeholder]


# In English on two of them: the same code is run, and the catalogue's tests hold both languages.
@pytest.mark.parametrize("name, language", [*((name, "fr") for name in REGISTERS),
                                            ("empty", "en"), ("tiny", "en")])
@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_page_says_what_is_true_and_tells_no_figure_of_nobody(open_on, name, page, language):
    app = open_on(name, page, language)
    words = plain_words(app)

    assert not app.exception
    assert not app.error
    assert len(words) > len(app.title[0].value)
    assert unsaid_cells(app) == []
    assert [key for key, parameters in SAID.get((name, page_name(page)), [])
            if say(language, key, **parameters).replace("\u00a0", " ") not in words] == []
    if page[0] != "methode":     # it tells of the measures, « None » as English uses it
        assert not NOT_WORDS.search(words)
        assert name not in ("empty", "all_unknown") or not ZERO_SHARE.search(words)


@pytest.mark.parametrize("name, page", [
    ("empty", ("", {})), ("no_organizer", ("analyse", {"analysis": "roles"})),
    *(("empty", page) for page in OF_THE_REGISTER)])
def test_where_there_is_nothing_the_way_to_bring_it_is_one_click_away(open_on, name, page):
    app = open_on(name, page, "fr")
    bring = next(button for button in app.button if button.label == say("fr", "empty.import"))
    bring.click().run()

    assert app.title[0].value == say("fr", "page.data.title")


def test_a_list_with_nothing_in_it_is_closed_and_says_so(open_on):
    app = open_on("all_unknown", ("carte", {}), "fr")

    closed = {box.key: box.placeholder for box in app.multiselect if box.disabled}
    lists = ("lens_territories_fr", "lens_sectors_fr", "lens_kinds_fr")
    assert closed == dict.fromkeys(lists, say("fr", "lens.nothing_known"))


def test_no_mrc_known_is_said_in_place_of_an_empty_table(open_on):
    app = open_on("all_unknown", ("carte", {}), "fr")
    app.session_state["tabs_map_fr"] = say("fr", "tab.territories")
    app.run()

    assert say("fr", "table.territories.none").replace("\u00a0", " ") in plain_words(app)
    assert not app.dataframe
