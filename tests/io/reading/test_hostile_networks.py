"""Graphs, Kumu projects and exports made to harm: refused in words or cut, within seconds."""

import json

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.reading.layouts import find_layout
from ocgraph.io.reading.register_files import read_register
from ocgraph.io.reading.sheets import MOST_ROWS, Sheet
from ocgraph.io.reading.tabular import read_tables
from ocgraph.io.reading.told import Told
from tests.io.reading import other_programs as files
from tests.io.reading.here import read_here
from tests.io.reading.test_hostile_files import refusal_of
from tests.strategies import HOSTILE_TEXTS

pytestmark = pytest.mark.soak   # the check has fifteen minutes

LAUGHS = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
          + "".join(f'<!ENTITY {chr(98 + rank)} "{f"&{chr(97 + rank)};" * 10}">'
                    for rank in range(9)) + "]>")
SECRET = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ELSEWHERE = '<?xml version="1.0"?><!DOCTYPE gexf SYSTEM "http://127.0.0.1:8850/x.dtd">'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'


def graphml(inside, before=""):
    return (f'{before}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
            f'<graph edgedefault="directed">{inside}</graph></graphml>')


def gexf(inside, before=""):
    return f"{before}<gexf><graph>{inside}</graph></gexf>"


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.graphml", graphml("<node id='&j;'/>", LAUGHS), "file.graph_declares_entities"),
    ("a.gexf", gexf("<nodes><node id='1' label='&j;'/></nodes>", LAUGHS),
     "file.graph_declares_entities"),
    ("a.gexf", gexf("<nodes><node id='" + "&a;" * 50_000 + "'/></nodes>", QUADRATIC),
     "file.graph_declares_entities"),
    ("a.graphml", graphml("<node id='a'>&a;</node>", SECRET), "file.graph_declares_entities"),
    ("a.gexf", gexf("", ELSEWHERE), "file.graph_declares_entities"),
    ("a.graphml", graphml("<graph>" * 100_000 + "</graph>" * 100_000), "file.graph_damaged"),
    ("a.gexf", gexf("<node><nodes>" * 100_000 + "</nodes></node>" * 100_000),
     "file.graph_damaged"),
    ("a.gexf", "<gexf><graph><nodes>", "file.graph_damaged"),
    ("a.gexf", "Source,Target\nA,B\n", "file.no_graph"),
    ("a.gexf", "<note>Rien</note>", "file.no_graph"),
    ("a.graphml", "<!DOCTYPE html><p>Session</p>", "file.is_html"),
    ("a.graphml", '<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "file.is_vrt"),
    ("a.json", graphml(""), "file.is_graph"),
    ("a.json", "Source,Target\nA,B\n", "file.no_graph"),
    ("a.json", '{"elements":' + "[" * 500_000 + "]" * 500_000 + "}", "file.graph_damaged"),
    ("a.json", '{"elements": [{"label": ' + "9" * 10_000 + "}]}", "file.graph_damaged"),
    ("a.json", '{"elements": [1, 2, 3]}', "file.graph_damaged"),
    ("a.json", '{"elements": [], "connections": 3}', "file.graph_damaged"),
    ("a.json", '{"type": "FeatureCollection", "features": []}', "file.is_json"),
    ("a.json", '{"elements": [', "file.graph_damaged"),
])
def test_a_hostile_network_is_refused_in_words(tmp_path, name, content, code):
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert refusal_of(tmp_path / name).code == code


def test_an_attribute_for_each_node_is_refused_before_it_is_laid_out(tmp_path):
    rows = "".join(f"<node id='n{rank}'><data key='k{rank}'>x</data></node>"
                   for rank in range(15_000))
    (tmp_path / "a.graphml").write_text(graphml(rows), encoding="utf-8")

    assert refusal_of(tmp_path / "a.graphml").code == "file.too_many_cells"


def test_a_json_key_for_each_element_is_refused_before_it_is_laid_out(tmp_path):
    items = [{f"k{rank}": 1} for rank in range(15_000)]
    (tmp_path / "a.json").write_text(json.dumps({"elements": items}), encoding="utf-8")

    assert refusal_of(tmp_path / "a.json").code == "file.too_many_cells"


@pytest.mark.parametrize(("name", "content"), [
    ("a.graphml", graphml("<node id='n'/>" * 200_000)),
    pytest.param("a.gexf", gexf("<nodes>" + "<node id='n'/>" * 200_000 + "</nodes>"),
                 marks=pytest.mark.soak),
    ("a.json", '{"elements": [' + ",".join(['{"label":"A"}'] * 200_000) + "]}"),
])
def test_rows_beyond_those_of_a_workbook_are_not_read_and_it_is_said(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")

    nodes = read_tables(tmp_path / name, name)[0]

    assert len(nodes.rows) == MOST_ROWS
    assert [issue.code for issue in nodes.issues] == ["rows_not_read"]


def test_a_cell_that_names_very_many_targets_is_cut_as_a_sheet_is_and_it_is_said():
    targets = "|".join(f"b{rank}" for rank in range(MOST_ROWS + 10))
    sheet = Sheet("k.csv", "k", (("From", "To", "Direction"), ("A", targets, "directed")))

    layout = find_layout([sheet], Told())

    assert [len(part.sheet.rows) - 1 for part in layout.parts] == [MOST_ROWS]
    assert [issue.code for issue in layout.issues] == ["rows_not_read"]


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if text.strip()])
def test_what_a_network_holds_is_text_and_never_computed_nor_obeyed(tmp_path, text):
    path = files.write_text(tmp_path / "k.json", {
        "elements": [{"label": "Maison Inventée", "description": text, "type": text}]})

    result = read_here(path)

    assert len(result.register.actors) == 1
    assert all(issue.sentence(language) for issue in result.issues for language in LANGUAGES)


def test_a_name_with_a_path_is_shown_without_it(tmp_path):
    (tmp_path / "upload").write_text("<gexf><graph>", encoding="utf-8")

    refusal = refusal_of(tmp_path / "upload", name="../../etc/cron.d/reseau.gexf")

    assert refusal.params["file"] == "reseau.gexf"


def test_numbers_that_are_no_numbers_stay_unknown(tmp_path):
    (tmp_path / "k.json").write_text(
        '{"elements": [{"label": "A", "latitude": 1e400, "longitude": NaN}]}', encoding="utf-8")

    result = read_here(tmp_path / "k.json")

    assert all(actor.latitude is None for actor in result.register.actors)


def test_a_nodexl_workbook_with_a_far_cell_is_refused_as_any_workbook(tmp_path):
    book = openpyxl.load_workbook(files.write_book(tmp_path / "n.xlsx", files.NODEXL))
    book["Edges"]["XFD1048576"] = 1
    book.save(tmp_path / "n.xlsx")

    assert refusal_of(tmp_path / "n.xlsx").code == "file.far_cell"


def test_formulas_of_a_survey_without_their_values_are_said(tmp_path):
    rows = [[*row] for row in files.PARTNER_SQUARE]
    rows[1][2] = "=1+2"

    result = read_register(files.write_book(tmp_path / "p.xlsx", {"Réponses": rows}))

    assert "formula_without_value" in {issue.code for issue in result.issues}
