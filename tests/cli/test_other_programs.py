"""Files of other programs: read, what they do not say asked, and what is told obeyed."""

from __future__ import annotations

import pytest

from ocgraph.io.writing.exports import GRAPH_FORMATS, REGISTER_FORMATS
from ocgraph.storage import Store
from tests.io.reading import other_programs as files

pytestmark = pytest.mark.soak   # the check has fifteen minutes


@pytest.fixture
def kumu(home):
    return files.write_book(home / "projet.xlsx", {
        "Elements": files.KUMU_ELEMENTS, "Connections": files.KUMU_CONNECTIONS}).name


def spaced(text):
    return text.replace("\u00a0", " ")


def test_the_command_says_what_the_file_was_read_as_and_what_to_tell(ocgraph, kumu):
    code, out, _ = ocgraph("check", kumu)

    assert code == 0
    assert "un projet de Kumu" in out
    assert "« Buddy », par --word" in spaced(out)
    assert "--scale" in out
    assert "Jeanne" not in out


def test_what_is_told_is_taken(ocgraph, kumu):
    code, out, _ = ocgraph("import", kumu, "--word", "Buddy=joint_project", "--scale", "frey",
                           "--yes")

    assert code == 0
    assert "Buddy" not in out
    assert {(tie.kind, tie.scale, tie.level) for tie in Store().load().ties} == {
        ("joint_project", "frey", 2)}


def test_a_column_is_told_by_the_name_of_a_field(ocgraph, home):
    files.write_text(home / "f.csv", "Votre groupe;_id;_submission_time\nA=B;1;2026-09-02\n")

    ocgraph("import", "f.csv", "--column", "Votre groupe=name", "--yes")

    assert [actor.name for actor in Store().load().actors] == ["A=B"]


@pytest.mark.parametrize("words", [
    ("--word", "Buddy"), ("--word", "Buddy=ami"), ("--word", "=other"),
    ("--column", "Votre groupe=nom de quelque chose")])
def test_what_is_told_unclearly_is_refused_with_what_may_be_told(ocgraph, kumu, words):
    code, _, err = ocgraph("check", kumu, *words)

    assert code == 2
    assert "ne se comprend pas" in err


def test_a_graph_exported_is_imported_again(ocgraph, home):
    ocgraph("export", "--demo", "-o", "reseau.graphml")

    code, _, err = ocgraph("import", "reseau.graphml", "--yes")

    assert (code, err) == (0, "")
    assert len(Store().load().actors) == 220


@pytest.mark.parametrize("fmt", [*REGISTER_FORMATS, *GRAPH_FORMATS])
def test_each_export_says_what_it_keeps_or_not(ocgraph, fmt):
    _, out, _ = ocgraph("export", "--demo", "--format", fmt, "-o", f"sortie.{fmt}.bin")

    assert "arde" in out.splitlines()[-1]
