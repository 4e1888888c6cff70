"""Documents on territories: what they show is said, every figure is there and can be redone."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from math import log

import pytest
from openpyxl import load_workbook

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.io.places.reference import territory_codes
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, CommunityOrganizer, Register
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.reports import portrait_document
from ocgraph.reports.territories import report_of
from ocgraph.territory.posts import Objective
from ocgraph.views.territory_map import Ground

LENS = Lens(frozenset(("ties", "liaison")), on=datetime.date(2020, 1, 31),
            territories=frozenset(("61", "62")), sectors=frozenset(("housing",)))


def report(register, lens=None, language="fr", weighing=None):
    reading = TerritoryReading(PartnershipNetwork(register, lens or Lens()))
    outlines = read_boundaries()
    ground = Ground(reading.territories, outlines.outlines,
                    (outlines.credit, outlines.credit_link), language)
    return report_of(reading, weighing or reading.first_weighing, ground,
                     neighbouring(outlines.outlines), n_posts=1, objective=Objective.WORST,
                     is_demo=False)


@pytest.fixture(scope="module")
def forty():
    """Forty MRC, the n-th with one actor and a post of n hours a week."""
    codes = territory_codes()[:40]
    return Register(
        actors=tuple(Actor(actor_id=f"a-{code}", name=f"Maison {code}", mrc_code=code)
                     for code in codes),
        community_organizers=tuple(CommunityOrganizer(
            organizer_id=f"o-{code}", name=f"Poste {code}", home_territories=(code,),
            weekly_hours=float(number)) for number, code in enumerate(codes, start=1)))


@pytest.fixture(scope="module")
def workbook():
    return load_workbook(io.BytesIO(report(read_demo()).file("xlsx")))


def rows(book, sheet):
    titles, *found = book[sheet].values
    return [dict(zip(titles, row, strict=True)) for row in found]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_document_says_all_that_the_lens_shows_at_its_head(language):
    told = report(read_demo(), LENS, language)
    portrait = Portrait(PartnershipNetwork(read_demo(), LENS), Place(("62",)), told.today)
    leads = [told.document(with_pictures=False).lead,
             portrait_document(portrait, language, with_pictures=False).lead]
    read_me, *_ = load_workbook(io.BytesIO(told.file("xlsx"))).worksheets
    written = " ".join(row[1] for row in read_me.values)

    for text in (*leads, written, " ".join(told.notes())):
        for words in ("Joliette", "Matawinie", "31", "2020",
                      say(language, "layer.ties"), say(language, "layer.liaison")):
            assert words in text


def test_what_an_mrc_has_near_is_redone_from_the_distances(workbook):
    """Σ P W shares the hours; 10,000 × hours × W / sharing, averaged over the inhabitants."""
    reached, sharing = rows(workbook, "Accès, distances"), defaultdict(float)
    for row in reached:
        sharing[row["Code de la MRC d’où partent les heures"]] += (
            row["Habitants de la municipalité"] * row["Poids selon la distance"])
    near, people = defaultdict(float), {}
    for row in reached:
        hours, code = row["Heures de cette MRC, par semaine"], row["Code de sa MRC"]
        people[row["Code de la municipalité"], code] = row["Habitants de la municipalité"]
        near[code] += 0 if hours is None else (
            row["Habitants de la municipalité"] * 10_000 * hours * row["Poids selon la distance"]
            / sharing[row["Code de la MRC d’où partent les heures"]])
    told = [row for row in rows(workbook, "Accès")
            if row["Heures à portée, par semaine pour 10\u00a0000 habitants"] is not None]

    assert len(told) == 5  # the hours of Montcalm are unknown
    for row in told:
        placed = sum(n for (_, code), n in people.items() if code == row["Code"])
        assert row["Habitants situés"] == placed
        assert row["Heures à portée, par semaine pour 10\u00a0000 habitants"] == pytest.approx(
            near[row["Code"]] / placed)


def test_every_index_of_inequality_is_redone_from_the_sheet_by_mrc(workbook):
    """Gini by trapezoids, Theil by shares, Moran over the neighbours named."""
    figure = say("fr", "measure.hours_per_10000")
    value = say("fr", "served.sheet.spread_figure")
    told = {row["Code"]: row for row in rows(workbook, "Inégalités, par MRC")
            if row[value] is not None}
    indices = {row["Indice"]: row["Valeur"] for row in rows(workbook, "Inégalités")}
    people = {code: row["Habitants"] for code, row in told.items()}
    held = {code: people[code] * row[value] for code, row in told.items()}
    all_people, all_held = sum(people.values()), sum(held.values())
    gini, below = 1.0, 0.0
    for code in sorted(told, key=lambda code: told[code][value]):
        share = held[code] / all_held
        gini -= people[code] / all_people * (2 * below + share)
        below += share
    theil = sum(held[code] / all_held * log(held[code] / all_held * all_people / people[code])
                for code in told if held[code])
    mean = sum(row[value] for row in told.values()) / len(told)
    deviation = {code: row[value] - mean for code, row in told.items()}
    variance = sum(each**2 for each in deviation.values()) / len(told)
    beside = {code: row["Voisines comptées (codes)"].split(" | ") for code, row in told.items()
              if row["Voisines comptées (codes)"]}
    moran = sum(deviation[code] * sum(deviation[near] for near in codes) / len(codes)
                for code, codes in beside.items()) / variance / len(beside)

    assert any(figure in row[1] for row in workbook["Formules"].values)
    assert indices["Indice de Gini"] == pytest.approx(gini)
    assert indices["Indice de Theil"] == pytest.approx(theil)
    assert indices["I de Moran"] == pytest.approx(moran)


def test_each_column_of_access_and_inequality_says_its_formula(workbook):
    formulas = {row[0] for row in workbook["Formules"].values}
    named = {"Code", "MRC", "Code de la municipalité", "Municipalité", "Indice", "Calculé sur",
             "Formule", "Code de la MRC d’où partent les heures", "MRC d’où partent les heures",
             "Code de sa MRC"}

    for sheet in ("Accès", "Accès, distances", "Inégalités", "Inégalités, par MRC"):
        titles = set(next(workbook[sheet].values))
        assert titles - named <= formulas, sheet


def test_every_mrc_compared_is_ranked_in_the_document(forty):
    """Thirty rows where they are told, and all forty in the annex."""
    told = report(forty, Lens(territories=frozenset(territory_codes()[:40])),
                  weighing=Weighing((("hours_per_10000", 1),), tolerance=0.0))
    sections = {section.code: section for section in
                told.document(with_pictures=False).sections}
    ranks = sections["served"].statements[0].figures
    whole = [each.figures for each in sections["annex"].statements]
    markdown = told.file("md").decode()

    assert len(ranks.rows) == 30
    assert say("fr", "served.in_annex", n=10) in markdown
    assert [len(table.rows) for table in whole] == [40, 40, 40]  # ranks, access, clusters
    assert whole[0].rows[:30] == ranks.rows
    assert say("fr", "report.left_out", n=10) not in markdown


def test_access_and_inequality_are_followed_by_their_figures(workbook):
    sections = {section.code: section for section in
                report(read_demo()).document(with_pictures=False).sections}
    access = sections["access"].statements[0].figures
    index, clusters = (each.figures for each in sections["spread"].statements[:2])

    assert len(access.rows) == 6 == len(clusters.rows)
    assert [row[0] for row in index.rows] == [
        row["Indice"] for row in rows(workbook, "Inégalités")]


def test_places_that_the_register_says_nothing_of_are_left_out_and_counted():
    """Joliette alone is known: the network of the north has its post, the south nothing."""
    known = Register(
        actors=(Actor(actor_id="a", name="Maison", mrc_code="61"),),
        community_organizers=(CommunityOrganizer(
            organizer_id="o", name="Poste", home_territories=("61",), weekly_hours=35.0),))
    sections = {section.code: section for section in
                report(known).document(with_pictures=False).sections}
    local = next(each for each in sections["levels"].statements if "RLS" in each.sentence)

    assert [row[0] for row in local.figures.rows] == ["RLS de Lanaudière-Nord"]
    assert say("fr", "levels.silent", n=1) in local.sentence
    assert "Limites des territoires en vigueur le 1er avril 2020" in " ".join(
        each.sentence for each in sections["levels"].statements)
