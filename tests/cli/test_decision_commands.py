"""What one decides with, typed: the same answers as the pages, and mistakes said in words."""

import csv
from pathlib import Path

import pytest

from ocgraph.cli.arguments import PARTITIONS
from ocgraph.measures.groups import PARTITION


def plain(text):
    return text.replace("\u00a0", " ")


def rows_of(name):
    with Path(name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_the_groupings_offered_are_those_of_the_measures():
    assert set(PARTITIONS) == set(PARTITION.choices)


def test_each_gap_told_is_a_row_of_the_file(ocgraph):
    code, out, err = ocgraph("gaps", "--demo", "-o", "a-regarder.csv")

    assert (code, err) == (0, "")
    rows = rows_of("a-regarder.csv")[1:]
    told = [line.strip() for line in out.splitlines() if line.startswith("  ")]
    assert told[::2] == [row[1] for row in rows]


def test_the_only_link_comes_first_with_what_would_relieve_it(ocgraph):
    _, out, _ = ocgraph("roles", "--demo")

    lines = plain(out).splitlines()
    assert lines[0].startswith("Poste OC accueil et inclusion")
    assert lines[1].strip().startswith("9 acteurs seraient à part, ensemble")
    assert "À relier : Un siège de MRC fictive de Port-Conte" in lines[2]
    assert lines[3].strip().startswith("Ou : Un siège")


def test_without_a_post_there_is_no_role_and_it_is_said(ocgraph):
    assert "Aucun poste" in ocgraph("roles", "--demo", "--layers", "ties", "--mrc", "63",
                                    "--on", "1990-01-01")[1]


def test_who_is_reached_and_how_far_the_others_are(ocgraph):
    _, out, _ = ocgraph("reach", "--demo", "--from", "a-099")

    lines = plain(out).splitlines()
    assert lines[0].startswith("116 acteurs sur 220")
    missed = lines.index("104 acteurs ne seraient pas joints")
    assert len(lines[missed + 1:]) == 104
    assert lines[missed + 1].endswith("· 2 pas")
    assert lines[-1].endswith("· aucun chemin connu")


def test_a_node_may_be_written_by_its_name_without_accents(ocgraph):
    by_name = ocgraph("way", "--demo", "--from", "poste oc d’autray", "--to", "a-099")
    by_identifier = ocgraph("way", "--demo", "--from", "o-1", "--to", "a-099")

    assert by_name == by_identifier
    assert by_name[0] == 0


def test_nobody_leads_to_an_actor_alone(ocgraph):
    assert "Aucun chemin" in ocgraph("way", "--demo", "--from", "a-099", "--to", "a-218")[1]


@pytest.mark.parametrize("share", ["0.8", "0,8", "80%", "80 %"])
def test_calls_are_told_in_order_however_the_share_is_written(ocgraph, share):
    _, out, _ = ocgraph("call", "--demo", "--share", share, "-o", "appels.csv")

    said, rows = plain(out), rows_of("appels.csv")
    assert said.startswith("3 appels suffisent pour joindre 80 % des 220 acteurs visés.")
    assert "28 groupes de cette taille" in said
    assert [row[1] for row in rows[1:]][0] == "a-099"
    assert [row[-1] for row in rows[1:]] == ["116", "152", "177"]


def test_the_list_of_tables_is_a_page_that_loads_nothing_and_names_who_sits_nowhere(ocgraph):
    _, out, _ = ocgraph("tables", "--demo", "-o", "tables.html")

    page = Path("tables.html").read_text(encoding="utf-8")
    assert plain(out).startswith("34 tables suffisent pour rencontrer les 206 acteurs visés")
    assert page.count("<li>") == 34
    assert "14 acteurs visés" in plain(page)
    assert "http" not in page
    assert "<p>But : rencontrer tous les acteurs qui siègent à une table (" in plain(page)


def test_the_list_of_calls_begins_with_the_goal_and_names_whom_each_adds(ocgraph):
    ocgraph("call", "--demo", "--sector", "food_security", "--territory", "62", "-o", "a.html")

    page = plain(Path("a.html").read_text(encoding="utf-8"))
    assert ("</h1><p>But : joindre 80 % des acteurs en 1 pas "
            "(secteur : Sécurité alimentaire ; MRC : Matawinie).</p>") in page
    assert page.count("Ajoute : ") == page.count("<li>") > 0
    assert "liens montrés ont pris fin" in page


@pytest.mark.parametrize(("words", "said"), [
    (("way", "--from", "zzz", "--to", "a-099"), "zzz"),
    (("way", "--from", "a-099", "--to", "t-01"), "t-01"),
    (("reach", "--from", "a-0999"), "a-099"),
    (("reach", "--from", "a-099", "--steps", "4"), "1, 2"),
    (("call", "--share", "180%"), "180%"), (("call", "--share", "x"), "0,8"),
    (("call", "--sector", "housin"), "housing"), (("call", "--territory", "Nulle-Part"), "MRC"),
    (("call", "--sector", "food_security", "--territory", "981"), "but"),
    (("tables", "-o", "tables.docx"), ".html"), (("gaps", "-o", "a.html"), ".csv")])
def test_a_request_that_means_nothing_is_said_in_words(ocgraph, words, said):
    code, _, err = ocgraph(words[0], "--demo", *words[1:])

    assert code == 2
    assert said in err
