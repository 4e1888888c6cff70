from importlib import resources

import pytest

from ocgraph.errors import UnknownCodeError
from ocgraph.model import declarations, label_of, vocabulary
from ocgraph.model.entities import ENTITY_LABELS, Territory
from ocgraph.model.vocabulary import read_rows

FOLDER = resources.files("ocgraph.model").joinpath("vocabularies")
LISTS = sorted(path.name.removesuffix(".csv") for path in FOLDER.iterdir()
               if path.name.endswith(".csv") and path.name != "crosswalk.csv")
SCALES = tuple(vocabulary("intensity_scale"))


@pytest.mark.parametrize("name", LISTS)
def test_every_term_has_both_labels_and_a_source(name):
    for row in read_rows(name):
        for column in ("code", "label_fr", "label_en", "source"):
            assert row[column].strip() == row[column] != "", row


@pytest.mark.parametrize("name", LISTS)
def test_no_code_is_twice_in_a_list(name):
    keys = [(row.get("scale"), row.get("frame"), row.get("kind"), row["code"])
            for row in read_rows(name)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_plain_lower_case_ascii(name):
    for row in read_rows(name):
        assert row["code"].replace("_", "").replace("-", "").isalnum() and row["code"].isascii()
        assert row["code"] == row["code"].lower()


@pytest.mark.parametrize("name", LISTS)
def test_labels_use_the_curved_apostrophe(name):
    for row in read_rows(name):
        assert "'" not in row["label_fr"] + row["label_en"], row["code"]


def test_every_vocabulary_a_field_names_exists():
    for entity in (*ENTITY_LABELS, Territory):
        for field in declarations(entity):
            if field.vocabulary and not field.vocabulary.startswith("frame:"):
                assert vocabulary(field.vocabulary), field.name


def test_terms_come_in_the_order_of_their_file():
    assert list(vocabulary("table_level")) == ["neighbourhood", "municipality", "mrc", "region"]


def test_labels_are_looked_up_by_code():
    assert label_of("actor_kind", "school", "fr") == "École"
    assert label_of("actor_kind", "school", "en") == "School"
    with pytest.raises(UnknownCodeError):
        label_of("actor_kind", "École", "fr")


@pytest.mark.parametrize(("scale", "levels"), [
    ("himmelman", ["1", "2", "3", "4"]), ("frey", ["0", "1", "2", "3", "4", "5"]),
    ("partner", ["0", "1", "2", "3", "4"]), ("damour", ["1", "2", "3"])])
def test_each_scale_has_its_own_levels(scale, levels):
    assert list(vocabulary(f"intensity:{scale}")) == levels


def test_himmelman_and_frey_order_coordination_and_cooperation_oppositely():
    himmelman = {term.label.fr: code for code, term in vocabulary("intensity:himmelman").items()}
    frey = {term.label.fr: code for code, term in vocabulary("intensity:frey").items()}

    assert (himmelman["Coordination"], himmelman["Coopération"]) == ("2", "3")
    assert (frey["Coopération"], frey["Coordination"]) == ("2", "3")


def test_a_level_is_found_only_on_its_own_scale():
    with pytest.raises(UnknownCodeError):
        label_of("intensity:himmelman", "0", "fr")
    assert label_of("intensity:frey", "4", "fr") == "Coalition"
    assert "Coalition" not in [t.label.fr for t in vocabulary("intensity:himmelman").values()]


def test_every_level_belongs_to_a_scale():
    assert tuple(dict.fromkeys(row["scale"] for row in read_rows("intensity_level"))) == SCALES
