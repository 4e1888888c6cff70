"""``ocgraph territories``: need and presence weighed as asked, in the terminal or as a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocgraph.analysis.group_bridges import Verdict, group_bridges
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Indicator, Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.paths import beside_demo_path
from ocgraph.storage import Notebook, Store

pytestmark = pytest.mark.soak   # the check has fifteen minutes

WEIGHTS = "demo_low_income:3,hours_per_10000:5"
SIX = ("52", "60", "61", "62", "63", "64")
QUEBEC = ("territories", "--demo", "quebec", "--mrc", ",".join(SIX))
"""Six MRC of the large demonstration: what is asked is the same, in a tenth of the time."""


def test_without_a_file_the_territories_are_printed_as_markdown(ocgraph):
    code, out, err = ocgraph(*QUEBEC, "--weights", WEIGHTS)

    assert (code, err) == (0, "")
    assert out.startswith("# ")
    assert "(poids 3)" in out.replace("\u00a0", " ")


def test_the_invented_figures_say_their_source_in_english(ocgraph):
    out = ocgraph(*QUEBEC, "--weights", WEIGHTS, "--lang", "en")[1]

    assert "Low income (invented), 2026: Demonstration: invented figures." in out
    assert "chiffres inventés" not in out


def test_the_source_written_in_a_file_stays_as_it_is_in_english(ocgraph):
    Store().replace(Register(
        actors=tuple(Actor(actor_id=f"a-{code}", name=f"Maison {code}", mrc_code=code)
                     for code in ("61", "62", "63")),
        indicators=tuple(Indicator(territory_code=code, indicator="Jardins inventés", year="2024",
                                   source="Enquête inventée", value=value)
                         for code, value in (("61", 3.0), ("62", 2.0)))),
        save_key="one", file_name="registre.xlsx")

    out = ocgraph("territories", "--weight", "Jardins inventés:3", "--lang", "en")[1]

    assert "Jardins inventés, 2024: Enquête inventée." in out


def test_the_workbook_has_the_order_of_the_weights_asked_for(ocgraph, home):
    """The order of the reading itself, with the same weights, and no other allowed."""
    code, out, _ = ocgraph(*QUEBEC, "--weights", WEIGHTS, "--within",
                           "exact", "--posts", "3", "--lang", "en", "-o", "territories.xlsx")
    reading = TerritoryReading(PartnershipNetwork(
        read_demo("quebec"), Lens(territories=frozenset(SIX))))
    ranks = reading.ranks(Weighing((("demo_low_income", 3), ("hours_per_10000", 5)),
                                   tolerance=0.0))
    rows = list(load_workbook(home / "territories.xlsx")["Figures"].values)

    assert (code, out) == (0, "Written: territories.xlsx\n")
    assert tuple(row[0] for row in rows[1:]) == in_order(ranks, ranks)
    posts = rows[0].index("Posts placed")
    assert sum(row[posts] or 0 for row in rows[1:]) == 3


@pytest.mark.soak
def test_the_workbook_holds_all_it_takes_to_redo_its_figures(ocgraph, home):
    """10,000 × hours / (inhabitants × (0.5 + need)) for need; Σ weight × place for shortfall."""
    ocgraph(*QUEBEC, "--weights", WEIGHTS, "--within", "exact",
            "--lang", "en", "-o", "territories.xlsx")
    titles, *rows = load_workbook(home / "territories.xlsx")["Figures"].values
    places = [number for number, title in enumerate(titles) if "place, from 0 to 1" in title]
    told = [dict(zip(titles, row, strict=True)) | {"places": [row[number] for number in places]}
            for row in rows]
    whole = [row for row in told if None not in (
        row["Need, from 0 to 1"], row["Organizer hours a week"], *row["places"])]

    assert len(whole) >= 4
    for row in whole:
        people = row["Inhabitants"] * (0.5 + row["Need, from 0 to 1"])
        assert people == pytest.approx(row["Inhabitants, adjusted for the need counted"])
        assert row["Hours for need, today"] == pytest.approx(
            10_000 * row["Organizer hours a week"] / people)
        assert row["Shortfall"] == pytest.approx((3 * row["places"][0] + 5 * row["places"][1]) / 8)


@pytest.mark.soak
def test_the_formulas_say_what_is_read_backwards_in_the_language_asked_for(ocgraph, home):
    ocgraph(*QUEBEC, "--weights",
            "demo_low_income:-3,reached_per_100:2", "-o", "territories.xlsx")
    formulas = {row[0]: row[1] for row in
                load_workbook(home / "territories.xlsx")["Formules"].values}
    need = next(text for name, text in formulas.items() if name.startswith("Faible revenu"))
    reached = next(text for name, text in formulas.items() if name.startswith("Acteurs joints"))

    assert "plus élevé compte comme moins de besoin" in need
    assert "one step" not in reached and "à un pas d’un OC" in reached


@pytest.mark.soak
def test_a_minus_reads_a_figure_the_other_way(ocgraph):
    def first(weights):
        out = ocgraph("territories", "--demo", "--weights", weights, "--within", "exact")[1]
        ranked = out.split("## ")[1]
        table = re.findall(r"^\| (.+?) \| \d+ \|", ranked, re.M)
        return table[0], table[-1]

    assert first("hours_per_10000:1") == first("hours_per_10000:-1")[::-1]


def test_a_choice_kept_counts_as_its_weights_written_out(ocgraph):
    """Kept with no other weights allowed: as --within exact, which another --within replaces."""
    Notebook(beside_demo_path("quebec")).keep_weighing("Égal, ou presque", {
        "weights": WEIGHTS.split(","), "tolerance": "exact"})
    asked = QUEBEC

    kept = ocgraph(*asked, "--weighing", "Égal, ou presque")
    near = ocgraph(*asked, "--weighing", "Égal, ou presque", "--within", "near")

    assert kept == ocgraph(*asked, "--weights", WEIGHTS, "--within", "exact")
    assert near == ocgraph(*asked, "--weights", WEIGHTS)
    assert kept[1] != near[1]


def test_a_choice_that_is_not_kept_is_said_with_those_that_are(ocgraph):
    Notebook(beside_demo_path("lanaudiere")).keep_weighing("Égal", {
        "weights": ["hours_per_10000:3"], "tolerance": "near"})

    code, out, err = ocgraph("territories", "--demo", "--weighing", "Egal")

    assert (code, out) == (2, "")
    assert "« Egal »" in err.replace("\u00a0", " ") and "Égal" in err


def test_a_figure_whose_name_has_a_comma_is_weighed_on_its_own(ocgraph):
    Store().replace(Register(
        actors=tuple(Actor(actor_id=f"a-{code}", name=f"Maison {code}", mrc_code=code)
                     for code in ("61", "62", "63")),
        indicators=tuple(Indicator(territory_code=code, indicator="Jardins, inventés", year="2024",
                                   source="Équipe", value=value)
                         for code, value in (("61", 3.0), ("62", 2.0)))),
        save_key="one", file_name="registre.xlsx")

    code, out, err = ocgraph("territories", "--weight", "Jardins, inventés:3")

    assert (code, err) == (0, "")
    assert "Jardins, inventés" in out and "(poids 3)" in out.replace("\u00a0", " ")


@pytest.mark.soak
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_each_document_is_written_on_the_register_of_one_region(ocgraph, home, suffix):
    assert ocgraph("territories", "--demo", "-o", f"t.{suffix}")[0] == 0
    assert (home / f"t.{suffix}").read_bytes()[:4] in (b"PK\x03\x04", b"%PDF", "# Où".encode()[:4])


@pytest.mark.parametrize(("words", "said"), [
    (("--weights", "hours_per_1000:3"), "hours_per_10000"),
    (("--weights", "hours_per_10000:11"), "hours_per_10000:3"),
    (("--weights", "hours_per_10000:0"), "de 1 à 10"),
    (("--weights", "hours_per_10000"), "hours_per_10000:3"),
    (("--weights", "hours_per_10000:x"), "hours_per_10000:3"),
    (("--on", "31/01/2026"), "2026-01-31"),
    (("--posts", "61"), "60"),
    (("--posts", "0"), "--posts"),
    (("--within", "far"), "exact"),
    (("--weighing", "rien"), "rien"),
    (("--weighing", "rien", "--weight", "hours_per_10000:3"), "--weights"),
    (("-o", "t.odt"), "xlsx"),
    (("--format", "xlsx"), "--output")])
def test_what_cannot_be_done_is_said_with_code_2(ocgraph, words, said):
    code, out, err = ocgraph("territories", "--demo", *words)

    assert (code, out) == (2, "")
    assert said in err


def test_every_weight_refused_is_said_at_once(ocgraph):
    err = ocgraph("territories", "--demo", "--weights", "zzz:1,hours_per_10000:99")[2]

    assert "zzz" in err and "hours_per_10000:3" in err


def test_nothing_is_written_when_something_is_refused(ocgraph, home):
    ocgraph("territories", "--demo", "--weights", "zzz:1", "-o", "t.xlsx")

    assert list(Path(home).iterdir()) == []


@pytest.mark.soak
def test_the_document_tells_bridges_and_levels(ocgraph):
    out = ocgraph("territories", "--demo", "--lang", "en")[1]
    bridges, levels = (out.split(f"## {title}\n")[1].split("\n## ")[0]
                       for title in ("Bridges", "By level"))
    found = group_bridges(PartnershipNetwork(read_demo()), "mrc")

    # One region: its six MRC make 6 × 5 / 2 pairs, touching or not.
    assert len(found.pairs) == 15
    assert bridges.count("| fewer than by chance |") == len(found.told(Verdict.FEWER)) > 0
    assert "Local service network (RLS), 2 places." in levels


@pytest.mark.soak
def test_the_workbook_has_every_bridge_and_every_level_as_numbers(ocgraph, home):
    assert ocgraph("territories", "--demo", "--lang", "en", "-o", "t.xlsx")[0] == 0
    book = load_workbook(home / "t.xlsx")
    bridges, levels = (list(book[name].values) for name in ("Bridges", "By level"))
    formulas = {row[0] for row in book["Formulas"].values}

    of_mrc = [row for row in bridges[1:] if row[0].startswith("MRC")]
    assert len(of_mrc) == 15
    assert all(isinstance(value, int | float) for row in of_mrc for value in row[3:8])
    assert set(bridges[0][3:]) <= formulas
    hours = levels[0].index("Known hours a week")
    of_level = {level: [row[hours] for row in levels[1:] if row[0] == level]
                for level in ("Administrative region", "Local service network (RLS)")}
    # Every post known lies in one of the two networks: 224 = 119 + 105.
    assert {level: sum(values) for level, values in of_level.items()} == dict.fromkeys(
        of_level, 224)
