"""``ocgraph what-if``: what would follow, told and written; the register as it was."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocgraph.analysis.changes import AddActor, AddLink, RemoveNode
from ocgraph.analysis.scenario import Scenario
from ocgraph.i18n import say
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Layer
from ocgraph.storage import Store


def test_a_departure_is_told_with_whom_it_cuts_off_and_every_figure(ocgraph):
    code, out, err = ocgraph("what-if", "--demo", "--remove", "o-8")

    told = out.replace("\u00a0", " ")
    assert (code, err) == (0, "")
    assert "Poste OC accueil et inclusion n’est plus là" in told
    assert "9 autres acteurs seraient coupés" in told
    line = next(line for line in told.splitlines() if line.startswith("Paires qui ne tiennent"))
    assert line.split("  ")[-1].strip() == "1 872 de moins"


def test_every_option_is_a_change_in_the_order_of_the_help(ocgraph):
    _, out, _ = ocgraph("what-if", "--demo", "--lang", "en", "--remove", "o-8", "--tie", "a-020",
                        "a-209", "--seat", "a-218", "t-01", "--move", "o-1", "Montcalm", "61")

    told = [line for line in out.splitlines() if line.startswith("- ")]
    assert len(told) == 4
    assert "become partners" in told[1] and "sits at" in told[2]
    assert "Joliette and Montcalm as home territory" in told[3]


def test_a_merger_and_a_post_are_told(ocgraph):
    code, out, err = ocgraph("what-if", "--demo", "--lang", "en", "--merge", "t-01", "t-02",
                             "--post", "Poste neuf", "Matawinie", "63", "17,5h")

    told = [line for line in out.splitlines() if line.startswith("- ")]
    assert (code, err) == (0, "")
    assert "is merged into" in told[0]
    assert "Poste neuf (Matawinie, Montcalm, 17.5 hours a week)" in told[1]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_scenario_of_a_file_is_told_and_written(ocgraph, suffix):
    scenario = Scenario("=Départ", "", (
        AddActor("n", "Maison Fictive"), AddLink(Layer.TIES, "n", "a-218"), RemoveNode("o-8")))
    Path("essai.json").write_text(json.dumps(scenario.to_json()), encoding="utf-8")

    code, out, _ = ocgraph("what-if", "--demo", "--scenario", "essai.json", "-o",
                           f"essai.{suffix}")

    assert code == 0 and f"essai.{suffix}" in out
    rows = read(Path(f"essai.{suffix}"))
    assert rows[0][2].removeprefix("'") == "=Départ"
    assert [str(cell) for cell in rows[1]] == ["Acteurs", "220", "221", "1"]


def read(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream, delimiter=";"))
    book = load_workbook(path)
    assert [row[0].value for row in book.worksheets[0]][1:] == ["=Départ"] * 3
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    rows = [[cell.value for cell in row] for row in book.worksheets[1]]
    book.close()
    return rows


def test_what_does_not_apply_in_a_file_is_told(ocgraph):
    Path("essai.json").write_text(json.dumps(Scenario("Départ", "", (
        RemoveNode("zzz"),)).to_json()), encoding="utf-8")

    code, out, _ = ocgraph("what-if", "--demo", "--scenario", "essai.json")

    assert code == 0
    assert "Ne s’applique pas" in out


@pytest.mark.parametrize(("words", "why"), [
    (("--remove", "zzz"), "« zzz » n’est pas, ou n’est plus"),
    (("--remove", "a-0201"), "a-020"),
    (("--tie", "a-020", "t-01"), "l’identifiant ni le nom d’un acteur."),
    (("--tie", "a-020", "a-020"), "deux acteurs différents"),
    (("--seat", "t-40", "a-001"), "qui siège, puis à quelle table : --seat a-001 t-40"),
    (("--seat", "o-8", "t-01"), "« o-8 » n’est pas"),
    (("--seat", "a-001", "o-8"), "le nom d’une table."),
    (("--move", "a-001", "61"), "le nom d’un poste"),
    (("--merge", "t-01", "a-001"), "le nom d’une table."),
    (("--merge", "t-01", "t-01"), "deux tables différentes"),
    (("--post", "Un", "61", "--post", "Un", "62"), "c’est déjà le cas"),
    (("--tie", "a-020", "a-209", "--tie", "a-209", "a-020"), "c’est déjà le cas"),
    (("--remove", "a-020", "--tie", "a-020", "a-209"), "« a-020 » n’est pas, ou n’est plus")])
def test_an_option_that_cannot_be_made_is_refused_with_its_reason(ocgraph, words, why):
    code, out, err = ocgraph("what-if", "--demo", *words)

    assert (code, out) == (2, "")
    assert " ".join(words[-3:]) in err
    assert why in err.replace("\u00a0", " ")


def test_who_leaves_may_be_written_by_name_without_accents(ocgraph):
    post = read_demo().organizer_by_id["o-8"].name
    by_name, by_id = (ocgraph("what-if", "--demo", "--remove", written)
                      for written in (post.upper(), "o-8"))

    assert by_name == by_id
    assert by_name[0] == 0


def test_nothing_near_is_not_told_as_something(ocgraph):
    for words in (("what-if", "--demo", "--remove", "@@@@"), ("reach", "--demo", "--from", "@@@@"),
                  ("portrait", "--demo", "--territory", "@@@@")):
        _, _, err = ocgraph(*words)
        assert "@@@@" in err and "proches" not in err and "—" not in err


def test_the_file_written_is_named_with_its_folder(ocgraph):
    Path("plans").mkdir()

    assert "plans/essai.xlsx" in ocgraph("what-if", "--demo", "--remove", "o-8", "-o",
                                         "plans/essai.xlsx")[1]


def test_every_option_that_cannot_be_made_is_told_at_once(ocgraph):
    code, _, err = ocgraph("what-if", "--demo", "--lang", "en", "--remove", "zzz", "--remove",
                           "o-8", "--tie", "a-020", "a-020")

    assert code == 2
    assert "--remove zzz →" in err and "--tie a-020 a-020 →" in err
    assert "--remove o-8" not in err


def test_who_would_have_nobody_left_is_told(ocgraph):
    Store().replace(Register(
        actors=tuple(Actor(actor_id=f"x-{n}", name=f"Maison Fictive {n}") for n in range(3)),
        ties=(Tie(source_id="x-0", target_id="x-1"),)), save_key="one", file_name="a.xlsx")

    _, out, _ = ocgraph("what-if", "--remove", "x-1")

    told = out.replace("\u00a0", " ")
    assert "1 acteur n’aurait plus personne à un pas : Maison Fictive 0." in told
    assert "Personne d’autre" not in told


def test_what_pairs_no_longer_joined_do_not_count_in_is_said(ocgraph):
    caption = say("fr", "what_if.fewer_joined")

    assert caption in ocgraph("what-if", "--demo", "--remove", "o-8")[1]
    assert caption not in ocgraph("what-if", "--demo", "--tie", "a-020", "a-209")[1]


def test_the_register_kept_is_not_changed(ocgraph):
    store = Store()
    store.replace(Register(actors=(Actor(actor_id="a", name="Maison Fictive"),)),
                  save_key="one", file_name="a.xlsx")
    before = store.path.read_bytes()

    assert ocgraph("what-if", "--remove", "a")[0] == 0
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(("words", "expected", "said"), [
    ((), 2, "--remove"), (("--move", "o-1"), 2, "o-1"), (("--post", "Un"), 2, "Un"),
    (("--post", "Un", "35h"), 2, "--post"), (("--post", "Un", "61", "61h"), 2, "60"),
    (("--post", "Un", "Nulle part"), 2, "Nulle part"),
    (("--move", "o-1", "Nulle part"), 2,
                                                         "Nulle part"),
    (("--tie", "a-1"), 2, "ocgraph what-if"), (("--remove", "o-8", "-o", "a.docx"), 2, "a.docx"),
    (("--scenario", "absent.json"), 1, "absent.json"), (("--scenario", "autre.json"), 1, "Et si")])
def test_a_request_that_means_nothing_is_said_in_words(ocgraph, words, expected, said):
    Path("autre.json").write_bytes(b"\xff\xfe{}")

    code, _, err = ocgraph("what-if", "--demo", *words)

    assert code == expected
    assert said in err
