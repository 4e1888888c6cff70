"""The Census Profile, in the layout Statistics Canada publishes, with invented figures."""

import tracemalloc
import zipfile

import pytest

from ocgraph.errors import FileRefusedError
from ocgraph.io.indicators.census_figures import LEAST_COUNTED_SHARE, census_indicators
from ocgraph.io.indicators.census_stream import is_census_profile, read_census_rows
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.io.places.reference import (
    census_divisions,
    moved_subdivisions,
    mrc_of_subdivision,
    municipality_by_code,
    territory_by_code,
)
from ocgraph.model import Severity
from tests.io.indicators.invented_census import (
    FRENCH,
    FRENCH_NAMES,
    divisions,
    profile,
    rows_of,
    subdivisions,
)

MRC = "61"
SHARED = {"371", "372", "941", "942", "971", "972", "981", "982", "991", "992", "993"}


def of_mrc(code=MRC):
    """Return the populations of the municipalities of one MRC."""
    return {place: people for place, people in subdivisions().items()
            if mrc_of_subdivision(place) == code}


@pytest.fixture
def read(tmp_path):
    """Read bytes as a Census Profile, without the child process: a second less each time."""
    def run(data, asked=None):
        path = tmp_path / "98-401-X2021020_invente.csv"
        path.write_bytes(data)
        return census_indicators(read_census_rows(path, path.name), asked or Asked(), path.name)
    return run


def of_subdivisions(places, **how):
    return profile(rows_of(places, "Census subdivision", **how))


def of_divisions(places, **how):
    return profile(rows_of(places, "Census division", **how))


def values(found):
    return {(row.territory_code, row.indicator): row.value for row in found.indicators}


def codes(found, severity=None):
    return {issue.code for issue in found.issues if severity in {None, issue.severity}}


def test_subdivisions_give_the_104_territories_on_todays_limits(read):
    found = read(of_subdivisions(subdivisions()))

    assert {row.indicator: row.n_known for row in found.coverage} == dict.fromkeys(
        ("low_income_lim_at", "aged_65_and_over", "renters", "unemployment", "no_certificate",
         "population_census"), 104)
    assert found.issues == ()
    assert "limites V2026-05" in found.indicators[0].source


def test_what_changed_mrc_since_the_census_counts_where_it_lies_today(read):
    counted = values(read(of_subdivisions(subdivisions())))

    for place in moved_subdivisions().values():
        inside = sum(municipality.population_2021 or 0
                     for municipality in municipality_by_code().values()
                     if municipality.mrc_code == place.mrc_code)
        assert counted[place.mrc_code, "population_census"] == inside + 1000


def test_a_rate_is_recomputed_from_the_counts_of_its_municipalities(read):
    places = dict(list(of_mrc().items())[:2])
    first, second = places
    parts = {first: 300, second: 10}

    def change(place, number, cells):
        return {"8": [1000, "", "", ""], "24": [parts[place], "", 99, ""],
                "1": [1000, "", "", ""]}.get(number, cells)
    rest = {place: 0 for place in of_mrc() if place not in places}

    found = read(profile([*rows_of(places, "Census subdivision", change=change),
                          *rows_of(rest, "Census subdivision")]))

    assert values(found)[MRC, "aged_65_and_over"] == 15.5  # 310 of 2,000, and not (30 + 1) / 2


def test_divisions_give_the_published_rate(read):
    found = read(of_divisions(divisions()))

    assert values(found)[MRC, "low_income_lim_at"] == 10
    assert {row.year for row in found.indicators if row.indicator == "low_income_lim_at"} == {
        "2020"}
    assert {row.year for row in found.indicators if row.indicator == "renters"} == {"2021"}


def test_a_division_that_holds_several_territories_gives_a_figure_to_none(read):
    found = read(of_divisions(divisions()))

    assert all(set(row.missing) == SHARED for row in found.coverage)
    issue = next(issue for issue in found.issues if issue.code == "census_division_shared")
    assert issue.params["n"] == 5
    assert "Trois-Rivières, Les Chenaux" in issue.sentence("fr")
    assert "98-401-X2021020" in issue.mend("fr")


def test_the_limits_of_the_census_are_told_for_what_moved_since(read):
    found = read(of_divisions(divisions()))

    issue = next(issue for issue in found.issues if issue.code == "census_limits_moved")
    assert issue.params["n"] == 6


@pytest.mark.parametrize("symbol", ["x", "F", "..", "..."])
def test_a_symbol_is_no_data_with_its_reason(read, symbol):
    def withheld(place, number, cells):
        return ["", symbol, "", symbol] if number in {"345", "340"} else cells

    found = read(of_divisions({MRC: 10_000}, change=withheld))

    reason = {"x": "census_suppressed", "F": "census_unreliable", "..": "census_not_available",
              "...": "census_not_applicable"}[symbol]
    assert (MRC, "low_income_lim_at") not in values(found)
    assert codes(found) == {reason}


def test_a_figure_to_be_used_with_caution_is_kept_and_said(read):
    found = read(of_divisions({MRC: 10_000}, change=lambda place, number, cells: [
        cells[0], cells[1], cells[2], "E" if number == "345" else cells[3]]))

    assert values(found)[MRC, "low_income_lim_at"] == 10
    assert codes(found) == {"census_caution"}


def test_a_small_place_withheld_leaves_a_figure_and_its_share_is_said(read):
    places = of_mrc()
    smallest = min(places, key=places.__getitem__)

    found = read(of_subdivisions(places, change=lambda place, number, cells: (
        ["", "x", "", "x"] if place == smallest and number == "340" else cells)))

    assert values(found)[MRC, "low_income_lim_at"] == 10
    share = int(100 * (1 - places[smallest] / sum(places.values())))
    issue = next(issue for issue in found.issues if issue.code == "census_partial")
    assert f"Joliette ({share}\u00a0%)" in issue.sentence("fr")


def test_a_sum_that_leaves_out_too_many_people_is_no_data(read):
    places = of_mrc()
    largest = max(places, key=places.__getitem__)
    assert 1 - places[largest] / sum(places.values()) < LEAST_COUNTED_SHARE

    found = read(of_subdivisions(places, change=lambda place, number, cells: (
        ["", "x", "", "x"] if place == largest and number == "340" else cells)))

    assert (MRC, "low_income_lim_at") not in values(found)
    assert "census_too_little" in codes(found, Severity.WARNING)


def test_a_file_that_lacks_municipalities_gives_no_population(read):
    places = of_mrc()
    first = next(iter(places))

    found = read(of_subdivisions({first: places[first]}))

    assert (MRC, "population_census") not in values(found)
    assert codes(found) == {"census_incomplete", "census_too_little"}


def test_rates_absent_are_computed_from_the_counts_and_said(read):
    found = read(of_divisions({MRC: 10_000}, change=lambda place, number, cells: (
        None if number == "345" else cells)))

    assert values(found)[MRC, "low_income_lim_at"] == 10
    assert codes(found) == {"census_computed"}


def test_a_rate_written_among_the_counts_is_read(read):
    found = read(of_divisions({MRC: 10_000}, change=lambda place, number, cells: (
        [12.5, "", "", "..."] if number == "2230" else cells)))

    assert values(found)[MRC, "unemployment"] == 12.5


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig", "utf-16"])
def test_the_french_edition_is_read_in_any_encoding(read, encoding):
    rows = rows_of(divisions(), "Division de recensement", names=FRENCH_NAMES)

    found = read(profile(rows, titles=FRENCH, encoding=encoding))

    assert [row.n_known for row in found.coverage] == [93] * 6


def test_a_number_that_means_something_else_is_refused(read):
    found = read(of_divisions({MRC: 10_000}, names={
        **dict.fromkeys(FRENCH_NAMES, "Population, 2021"), "1416": "Occupied private dwellings"}))

    assert list(values(found)) == [(MRC, "population_census")]
    assert "census_misnamed" in codes(found, Severity.ERROR)


def test_a_cut_file_is_said(read):
    found = read(of_divisions(divisions())[:-40])

    assert codes(found, Severity.ERROR) == {"census_cut"}


def test_a_short_row_in_the_middle_is_told_with_its_place(read):
    lines = of_divisions({MRC: 10_000}).split(b"\r\n")
    lines[4] = b"2021,court"

    issue = read(b"\r\n".join(lines)).issues[0]

    assert (issue.code, issue.place.row) == ("census_row_unreadable", 5)


@pytest.mark.parametrize("code", ["24A1", "61", "", "2461000000"])
def test_a_code_that_is_not_one_is_told_and_left_out(read, code):
    data = of_divisions({MRC: 10_000}).replace(b",2461,", f",{code},".encode())

    found = read(data)

    assert found.indicators == ()
    assert {"census_row_unreadable", "census_without_quebec"} == codes(found, Severity.ERROR)


def test_a_figure_that_is_not_a_number_is_told_and_left_out(read):
    found = read(of_divisions({MRC: 10_000}, change=lambda place, number, cells: (
        ["beaucoup", "", "", ""] if number == "1" else cells)))

    assert (MRC, "population_census") not in values(found)
    assert [(issue.code, issue.found) for issue in found.issues] == [
        ("census_row_unreadable", "beaucoup")]


def test_a_place_twice_with_other_figures_is_told(read):
    rows = [*rows_of({MRC: 10_000}, "Census division"), *rows_of({MRC: 20_000}, "Census division")]

    assert "census_row_unreadable" in codes(read(profile(rows)), Severity.ERROR)


def test_a_file_without_rows_or_of_another_province_is_not_taken_for_an_empty_quebec(read):
    other = profile(rows_of({MRC: 10_000}, "Census division")).replace(b",2461,", b",3561,")

    for data in (profile([]), other):
        found = read(data)
        assert (found.indicators, codes(found)) == ((), {"census_without_quebec"})


def test_one_indicator_may_be_asked_for(read):
    found = read(of_divisions(divisions()), Asked("renters"))

    assert {row.indicator for row in found.indicators} == {"renters"}


def test_an_indicator_that_is_not_of_the_census_is_said(read):
    found = read(of_divisions(divisions()), Asked("Jardins inventés"))

    assert (found.indicators, codes(found, Severity.ERROR)) == ((), {"indicator_not_in_file"})


def test_the_zip_as_published_is_read_in_the_child_process(tmp_path):
    path = tmp_path / "98-401-X2021004_invente.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("README_meta.txt", "Invented")
        archive.writestr("98-401-X2021004_English_CSV_data.csv", of_divisions(divisions()))

    found = read_indicator_file(path)

    assert [row.n_known for row in found.coverage] == [93] * 6


def test_a_zip_that_would_unpack_to_far_too_much_is_refused(tmp_path):
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.csv", of_divisions({MRC: 1}) + b" " * 40 * 2**20)

    with pytest.raises(FileRefusedError) as refused:
        read_indicator_file(path)

    assert refused.value.code == "file.unpacks_too_big"


def test_a_line_without_end_is_refused(tmp_path):
    path = tmp_path / "sans-fin.csv"
    path.write_bytes(of_divisions({MRC: 1}) + b"1" * 2**20)

    with pytest.raises(FileRefusedError) as refused:
        read_census_rows(path, path.name)

    assert refused.value.code == "file.damaged"


def test_a_table_of_the_team_is_not_taken_for_a_census(tmp_path):
    path = tmp_path / "equipe.csv"
    path.write_text("MRC;Valeur\n61;3\n", encoding="utf-8")

    assert not is_census_profile(path)


def test_the_memory_does_not_grow_with_the_file(tmp_path):
    """Ten times more rows of other places must not be held."""
    path, peaks = tmp_path / "gros.csv", []
    for times in (1, 10):
        rows = b"".join([profile(rows_of({MRC: 1}, "Census division")),
                         profile(rows_of({"01": 1}, "Dissemination area")).split(b"\n", 1)[1]
                         * 100 * times])
        path.write_bytes(rows)
        tracemalloc.start()
        read_census_rows(path, path.name)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.5 * peaks[0]


def test_every_division_is_known_and_five_hold_eleven_territories():
    shared = [codes for codes in census_divisions().values() if len(codes) > 1]

    assert (len(census_divisions()), len(shared)) == (98, 5)
    assert set().union(*shared) == SHARED


def test_a_former_code_lies_in_the_mrc_of_its_digits_unless_it_moved():
    assert mrc_of_subdivision("88055") == "88"  # Amos before it changed code
    assert mrc_of_subdivision("11020") == "13"  # Saint-Guy, since 2024
    assert mrc_of_subdivision("37999") is None  # Trois-Rivières or Les Chenaux: nobody knows
    assert mrc_of_subdivision("ab") is None
    assert all(place.mrc_code in territory_by_code() for place in moved_subdivisions().values())
