"""``ocgraph territories``: need and presence weighed as asked, in the terminal or as a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order
from ocgraph.io.register_folder import read_demo
from ocgraph.network import PartnershipNetwork

WEIGHTS = "demo_low_income:3,hours_per_10000:5"


def test_without_a_file_the_territories_are_printed_as_markdown(ocgraph):
    code, out, err = ocgraph("territories", "--demo", "quebec", "--weights", WEIGHTS)

    assert (code, err) == (0, "")
    assert out.startswith("# ")
    assert "(poids 3)" in out.replace("\u00a0", " ")


def test_the_workbook_has_the_order_of_the_weights_asked_for(ocgraph, home):
    """The order of the reading itself, with the same weights, and no other allowed."""
    code, out, _ = ocgraph("territories", "--demo", "quebec", "--weights", WEIGHTS, "--within",
                           "exact", "--posts", "3", "--lang", "en", "-o", "territories.xlsx")
    reading = TerritoryReading(PartnershipNetwork(read_demo("quebec")))
    ranks = reading.ranks(Weighing((("demo_low_income", 3), ("hours_per_10000", 5)),
                                   tolerance=0.0))
    rows = list(load_workbook(home / "territories.xlsx").worksheets[0].values)

    assert (code, out) == (0, "Written: territories.xlsx\n")
    assert tuple(row[0] for row in rows[1:]) == in_order(ranks, ranks)
    posts = rows[0].index("Posts placed")
    assert sum(row[posts] or 0 for row in rows[1:]) == 3


def test_the_workbook_holds_all_it_takes_to_redo_its_figures(ocgraph, home):
    """10,000 × hours / (inhabitants × (0.5 + need)) for need; Σ weight × place for shortfall."""
    ocgraph("territories", "--demo", "quebec", "--weights", WEIGHTS, "--within", "exact",
            "--lang", "en", "-o", "territories.xlsx")
    titles, *rows = load_workbook(home / "territories.xlsx").worksheets[0].values
    places = [number for number, title in enumerate(titles) if "place, from 0 to 1" in title]
    told = [dict(zip(titles, row, strict=True)) | {"places": [row[number] for number in places]}
            for row in rows]
    whole = [row for row in told if None not in (
        row["Need, from 0 to 1"], row["Organizer hours a week"], *row["places"])]

    assert len(whole) > 80
    for row in whole:
        people = row["Inhabitants"] * (0.5 + row["Need, from 0 to 1"])
        assert people == pytest.approx(row["Inhabitants, adjusted for the need counted"])
        assert row["Hours for need, today"] == pytest.approx(
            10_000 * row["Organizer hours a week"] / people)
        assert row["Shortfall"] == pytest.approx((3 * row["places"][0] + 5 * row["places"][1]) / 8)


def test_the_formulas_say_what_is_read_backwards_in_the_language_asked_for(ocgraph, home):
    ocgraph("territories", "--demo", "quebec", "--weights",
            "demo_low_income:-3,reached_per_100:2", "-o", "territories.xlsx")
    formulas = {row[0]: row[1] for row in
                load_workbook(home / "territories.xlsx")["Formules"].values}
    need = next(text for name, text in formulas.items() if name.startswith("Faible revenu"))
    reached = next(text for name, text in formulas.items() if name.startswith("Acteurs joints"))

    assert "plus élevé compte comme moins de besoin" in need
    assert "one step" not in reached and "à un pas d’un OC" in reached


def test_a_minus_reads_a_figure_the_other_way(ocgraph):
    def first(weights):
        out = ocgraph("territories", "--demo", "--weights", weights, "--within", "exact")[1]
        ranked = out.split("## ")[1]
        table = re.findall(r"^\| (.+?) \| \d+ \|", ranked, re.M)
        return table[0], table[-1]

    assert first("hours_per_10000:1") == first("hours_per_10000:-1")[::-1]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "md"])
def test_each_document_is_written_on_the_register_of_one_region(ocgraph, home, suffix):
    assert ocgraph("territories", "--demo", "-o", f"t.{suffix}")[0] == 0
    assert (home / f"t.{suffix}").read_bytes()[:4] in (b"PK\x03\x04", b"%PDF", "# Où".encode()[:4])


@pytest.mark.parametrize(("words", "said"), [
    (("--weights", "hours_per_1000:3"), "hours_per_10000"),
    (("--weights", "hours_per_10000:11"), "hours_per_10000:3"),
    (("--weights", "hours_per_10000:0"), "de 1 à 10"),
    (("--weights", "hours_per_10000"), "hours_per_10000:3"),
    (("--weights", "hours_per_10000:x"), "hours_per_10000:3"),
    (("--posts", "61"), "60"),
    (("--posts", "0"), "--posts"),
    (("--within", "far"), "exact"),
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
