"""``ocgraph portrait``: in the terminal, or as a document."""

from __future__ import annotations

import pytest
from docx import Document


def test_without_a_file_the_portrait_is_printed_as_markdown(ocgraph):
    code, out, err = ocgraph("portrait", "--demo", "--territory", "Matawinie")

    assert (code, err) == (0, "")
    assert out.startswith("# Portrait\u00a0: Matawinie\n")
    assert "25 acteurs connus y ont leur siège." in out


@pytest.mark.soak
def test_several_places_bear_the_name_of_the_team(ocgraph, home):
    code, out, _ = ocgraph("portrait", "--demo", "--territory", "61, D'Autray", "--municipality",
                           "Rawdon", "--name", "Pays fictif", "-o", "pays.docx")

    assert (code, out) == (0, "Écrit\u00a0: pays.docx\n")
    assert Document(str(home / "pays.docx")).paragraphs[0].text == "Portrait\u00a0: Pays fictif"


def test_a_pdf_is_written_in_english(ocgraph, home):
    assert ocgraph("portrait", "--demo", "--territory", "01", "-o", "p.pdf", "--lang", "en")[0] == 0
    assert (home / "p.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("words", "said"), [
    (("--territory", "Nulle-Part"), "Nulle-Part"),
    (("--municipality", "Valcourt"), "42055"),  # two municipalities bear this name
    (("--format", "pdf"), "--output"),
    (("-o", "portrait.odt"), "portrait.odt")])
def test_what_cannot_be_done_is_said_with_code_2(ocgraph, words, said):
    code, _, err = ocgraph("portrait", "--demo", *words)

    assert code == 2
    assert said in err


def test_the_lens_is_told(ocgraph):
    out = ocgraph("portrait", "--demo", "--layers", "ties")[1]

    assert "Les filtres cachent les tables." in out
    assert "Montré\u00a0: Partenariat." in out
