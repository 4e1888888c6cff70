"""Figures by MRC are listed with what is missing, checked in words, taken when told to."""

import pytest

from ocgraph.model import Indicator, Register
from ocgraph.storage import Store
from tests.io.indicators.invented_census import divisions, profile, rows_of

TABLE = "MRC;Locataires\nJoliette;12,5\nJoliete;3\n62;x\n"


@pytest.fixture
def figures(home):
    """Write a table of the team with one sound row, one misspelt and one withheld."""
    (home / "locataires.csv").write_text(TABLE, encoding="utf-8")
    return home


def kept():
    return {(row.territory_code, row.indicator, row.year): row.value
            for row in Store().load().indicators}


def test_without_a_file_it_tells_what_is_known_and_what_is_missing(ocgraph):
    code, out, err = ocgraph("indicators")

    assert (code, err) == (0, "")
    assert "Ménages locataires (renters), 2021\u00a0: 13 territoires sur 104" in out
    assert "91 sans chiffre\u00a0: " in out
    assert "Faible revenu (MFR-ApI) (low_income_lim_at) — Statistique Canada" in out


def test_the_figures_of_the_register_come_first(ocgraph):
    Store().add(Register(indicators=(Indicator(
        territory_code="61", indicator="Jardins inventés", year="2024", value=3,
        source="Équipe inventée"),)), save_key="a", file_name="a.csv")

    out = ocgraph("indicators", "--lang", "en")[1]

    assert out.index("In your register:") < out.index("Shipped with ocgraph:")
    assert ("Jardins inventés (Jardins inventés), 2024: 1 territory of 104; "
            "yours to say whether higher means more need") in out


def test_a_file_is_checked_and_nothing_is_taken(ocgraph, figures):
    code, out, _ = ocgraph("indicators", "locataires.csv", "--year", "2021")

    assert code == 1
    assert "1 territoire sur 104" in out
    assert "Ligne 3, colonne «\u00a0MRC\u00a0» — à corriger" in out
    assert "«\u00a0Joliette\u00a0»" in out
    assert "Rien n’a été pris." in out
    assert kept() == {}


def test_the_sound_rows_are_taken_when_told_to(ocgraph, figures):
    code, out, _ = ocgraph("indicators", "locataires.csv", "--year", "2021", "--source",
                           "Enquête inventée", "--take")

    assert (code, kept()) == (0, {("61", "renters", "2021"): 12.5})
    assert Store().load().indicators[0].source == "Enquête inventée"
    assert "Pris." in out


def test_taking_again_updates_and_leaves_the_rest(ocgraph, figures):
    ocgraph("indicators", "locataires.csv", "--year", "2016", "--take")
    (figures / "locataires.csv").write_text("MRC;Locataires\n61;20\n", encoding="utf-8")
    ocgraph("indicators", "locataires.csv", "--year", "2021", "--take")
    ocgraph("indicators", "locataires.csv", "--year", "2016", "--take")

    assert kept() == {("61", "renters", "2016"): 20, ("61", "renters", "2021"): 20}


def test_an_indicator_may_be_named_by_its_code_its_label_or_ones_own_word(ocgraph, figures):
    (figures / "valeurs.csv").write_text("MRC;Valeur\n61;3\n", encoding="utf-8")
    for kind in ("unemployment", "Taux de chômage", "Jardins inventés"):
        ocgraph("indicators", "valeurs.csv", "--kind", kind, "--year", "2021", "--take")

    assert {indicator for _, indicator, _ in kept()} == {"unemployment", "Jardins inventés"}


def test_a_census_profile_is_taken_like_any_table(ocgraph, home):
    (home / "98-401-X2021004_invente.csv").write_bytes(
        profile(rows_of(divisions(), "Census division")))

    code, out, _ = ocgraph("indicators", "98-401-X2021004_invente.csv", "--take")

    assert code == 0
    assert len(kept()) == 93 * 6
    assert "98-401-X2021020" in out


def test_several_columns_of_figures_are_taken_each_under_its_title(ocgraph, home):
    (home / "besoins.csv").write_text(
        "MRC;Année;Ménages précaires;Aînés seuls;Note\n61;2021;x;40;a\n62;2021;150;;b\n",
        encoding="utf-8")

    code, out, _ = ocgraph("indicators", "besoins.csv", "--take")

    assert (code, kept()) == (0, {("62", "Ménages précaires", "2021"): 150,
                                  ("61", "Aînés seuls", "2021"): 40})
    assert out.count("il n’y a pas de donnée") == 2
    assert "La colonne «\u00a0Note\u00a0» n’a pas été lue" in out


def test_the_source_of_the_invented_figures_is_told_in_each_language(ocgraph):
    assert "(demo_low_income) — Demonstration: invented figures" in ocgraph(
        "indicators", "--lang", "en")[1]
    assert "(demo_low_income) — Démonstration\u00a0: chiffres inventés" in ocgraph("indicators")[1]


def test_a_file_without_figures_takes_nothing(ocgraph, home):
    (home / "vide.csv").write_text("Nom;Remarque\na;b\n", encoding="utf-8")

    code, _, err = ocgraph("indicators", "vide.csv", "--take")

    assert (code, "vide.csv" in err) == (1, True)
    assert kept() == {}


@pytest.mark.parametrize("name", ["absent.csv", "image.csv"])
def test_a_file_that_cannot_be_read_is_said_in_words(ocgraph, home, name):
    (home / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n")

    code, out, err = ocgraph("indicators", name)

    assert (code, out) == (1, "")
    assert name in err
