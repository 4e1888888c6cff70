import csv
import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings

from ocgraph.errors import FileRefusedError
from ocgraph.i18n import LANGUAGES, explain
from ocgraph.io.register_folder import read_register_folder, write_register_folder
from ocgraph.model import COLLECTIONS, Actor, ConcertationTable, Indicator, Register, Tie
from tests.strategies import any_texts, registers

HOSTILE_NAMES = ("=1+1", " bord ", "deux\nlignes", "retour\rchariot", "fin\r\n", 'des "guillemets"',
                 "\ufeffmarque", "a;b,c", "é", "e\u0301", "\u00a0", "None", "true", "</script>")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(register=registers(any_texts))
def test_a_register_comes_back_as_it_was(register, tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")

    write_register_folder(register, folder)

    assert read_register_folder(folder) == register


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_comes_back_as_it_was(name, tmp_path):
    register = Register(actors=(Actor(actor_id="a", name=name, private_note=name),))

    write_register_folder(register, tmp_path)

    assert read_register_folder(tmp_path) == register


def test_each_entity_has_its_file_and_its_declared_columns(tmp_path):
    write_register_folder(Register(), tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {f"{c}.csv" for c in COLLECTIONS.values()}
    with (tmp_path / "ties.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == [field.name for field in dataclasses.fields(Tie)]


def test_codes_keep_their_leading_zero_and_order(tmp_path):
    tables = (ConcertationTable(concertation_table_id="t", name="", territories=("62", "01")),)

    write_register_folder(Register(concertation_tables=tables), tmp_path)

    assert read_register_folder(tmp_path).concertation_tables[0].territories == ("62", "01")


def test_unknown_is_neither_zero_nor_no(tmp_path):
    actors = (Actor(actor_id="a", name="A"),
              Actor(actor_id="b", name="B", asked=False, latitude=45.0))
    values = (Indicator(territory_code="62", indicator="i", year="2021", value=0.0, source="s"),)

    write_register_folder(Register(actors=actors, indicators=values), tmp_path)

    register = read_register_folder(tmp_path)
    assert [actor.asked for actor in register.actors] == [None, False]
    assert register.indicators[0].value == 0.0


def test_a_code_that_holds_the_list_mark_is_not_written(tmp_path):
    with pytest.raises(ValueError, match="mark that joins lists"):
        write_register_folder(Register(actors=(Actor(actor_id="a", name="A", serves=("6;2",)),)),
                              tmp_path)


def test_an_absent_file_holds_no_record_and_an_absent_column_is_unknown(tmp_path):
    (tmp_path / "actors.csv").write_text("actor_id,name\na,A\n", encoding="utf-8")

    assert read_register_folder(tmp_path) == Register(actors=(Actor(actor_id="a", name="A"),))


@pytest.mark.parametrize(("content", "code"), [
    ("actor_id,name,colour\na,A,red\n", "unknown_column"),
    ("actor_id,name,name\na,A,A\n", "unknown_column"),
    ("actor_id\na\n", "missing_column"),
    ("", "missing_column"),
    ("actor_id,name\na\n", "row_length"),
    ("actor_id,name,latitude\na,A,nord\n", "cell"),
    ("actor_id,name,latitude\na,A,nan\n", "cell"),
    ("actor_id,name,asked\na,A,oui\n", "cell"),
    ("actor_id,name\na,École\n", "unreadable"),
    ('actor_id,name\na,"A\n', "unreadable"),
    ("actor_id,name,since\na,A,2024-13-01\n", "cell"),
    ("actor_id,name\n,A\n", "cell")])
def test_another_format_is_refused_in_words(content, code, tmp_path):
    (tmp_path / "actors.csv").write_text(content, encoding="cp1252")

    with pytest.raises(FileRefusedError) as refused:
        read_register_folder(tmp_path)

    assert refused.value.code == f"register_folder.{code}"
    assert all("actors.csv" in explain(refused.value, language) for language in LANGUAGES)


def test_a_folder_without_any_of_the_files_is_refused_in_words(tmp_path):
    with pytest.raises(FileRefusedError) as refused:
        read_register_folder(tmp_path)

    assert all(tmp_path.name in explain(refused.value, language) for language in LANGUAGES)
