"""The map and the graph are pages that stand alone."""

from __future__ import annotations

import re

import pytest

from ocgraph.model import Actor, Register, Tie
from ocgraph.storage import Store
from tests.strategies import HOSTILE_TEXTS


@pytest.mark.parametrize("drawing", ["map", "graph"])
def test_a_page_of_the_demonstration_loads_nothing_from_elsewhere(ocgraph, home, drawing):
    code, out, err = ocgraph(drawing, "--demo", "-o", "page.html")

    page = (home / "page.html").read_text(encoding="utf-8")
    assert (code, err, out) == (0, "", "Écrit\u00a0: page.html\n")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*[\"']?(?:https?:)?//",
                         page)


def test_the_demonstration_is_that_of_lanaudiere_unless_all_quebec_is_asked_for(ocgraph, home):
    pages = []
    for words in (["--demo"], ["--demo", "lanaudiere"], ["--demo", "quebec"]):
        assert ocgraph("map", *words, "-o", "carte.html")[0] == 0
        pages.append((home / "carte.html").read_text(encoding="utf-8"))

    assert ["Poste OC fictif, Les Maskoutains 1" in page for page in pages] == [
        False, False, True]
    assert ["Poste OC accueil et inclusion" in page for page in pages] == [True, True, False]


def test_a_demonstration_that_does_not_exist_is_refused(ocgraph, home):
    code, out, err = ocgraph("map", "--demo", "ontario")

    assert (code, out) == (2, "")
    assert err.startswith("--demo\u00a0: «\u00a0ontario\u00a0» n’est pas un choix. "
                          "Choisissez parmi\u00a0: lanaudiere, quebec.")


@pytest.mark.parametrize("drawing", ["map", "graph"])
def test_a_name_is_written_as_data_and_never_as_markup(ocgraph, home, drawing):
    actors = tuple(Actor(actor_id=f"a-{rank}", name=text, mrc_code="62")
                   for rank, text in enumerate((*HOSTILE_TEXTS, "{{ 1337*1337 }}")))
    ties = (Tie(source_id="a-0", target_id="a-1"),)
    Store().replace(Register(actors=actors, ties=ties), save_key="one", file_name="a.xlsx")

    ocgraph(drawing, "-o", "page.html")

    page = (home / "page.html").read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "{{ 1337*1337 }}" in page
    assert str(1337 * 1337) not in page


def test_the_names_of_the_default_files_are_in_the_language(ocgraph, home):
    ocgraph("map", "--demo", "--lang", "en")
    ocgraph("graph", "--demo")

    assert sorted(path.name for path in home.iterdir()) == ["map.html", "reseau.html"]


@pytest.mark.parametrize("option", [("--on", "hier"), ("--layers", "liens"),
                                    ("--sectors", "jeunesse"), ("--levels", "frey:9")])
def test_a_lens_that_cannot_be_read_is_said_with_code_2(ocgraph, option):
    code, _, err = ocgraph("graph", "--demo", *option)

    assert code == 2
    assert option[1] in err
