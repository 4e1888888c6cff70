"""A million rows from another program end in words, within the time and memory of a reading."""

import time

import pytest

from ocgraph.errors import FileRefusedError
from ocgraph.i18n import explain
from ocgraph.io.reading.register_files import read_register

pytestmark = pytest.mark.soak

ROWS = range(1_000_000)
DEADLINE_SECONDS = 40
FILES = {
    "noeuds.graphml": lambda: ("<graphml><graph>" + "".join(
        f"<node id='n{rank}'/>" for rank in ROWS) + "</graph></graphml>"),
    "liens.gexf": lambda: ("<gexf><graph><edges>" + "".join(
        f"<edge source='{rank}' target='{rank + 1}'/>" for rank in ROWS)
        + "</edges></graph></gexf>"),
    "projet.json": lambda: '{"elements":[' + ",".join(
        f'{{"label":"A{rank}"}}' for rank in ROWS) + "]}",
    "liens.csv": lambda: "Source,Target,Type\n" + "".join(
        f"a{rank},b{rank},Directed\n" for rank in ROWS)}


@pytest.mark.parametrize("name", FILES)
def test_a_million_rows_are_cut_or_refused_in_words(tmp_path, name):
    (tmp_path / name).write_text(FILES[name](), encoding="utf-8")

    began = time.monotonic()
    try:
        said = {issue.code for issue in read_register(tmp_path / name).issues}
    except FileRefusedError as refusal:
        assert all(len(explain(refusal, language)) > 40 for language in ("fr", "en"))
    else:
        assert "rows_not_read" in said
    assert time.monotonic() - began < DEADLINE_SECONDS
