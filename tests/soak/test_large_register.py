"""A register ten times larger than a region's goes the whole way and loses nothing."""

import pytest

from benchmarks.synthetic import synthetic_register
from ocgraph.io.reading.register_files import read_register
from ocgraph.io.writing.exports import export_register
from ocgraph.model import COLLECTIONS
from ocgraph.network import PartnershipNetwork
from ocgraph.storage import Store

pytestmark = pytest.mark.soak


def test_five_thousand_actors_come_back_from_a_workbook_and_from_storage(tmp_path):
    register = synthetic_register(5_000)
    workbook = tmp_path / "registre.xlsx"
    export_register(register, workbook, "xlsx", "fr")

    read = read_register(workbook)
    Store(tmp_path / "register.sqlite").replace(read.register, save_key="x", file_name="x.xlsx")
    kept = Store(tmp_path / "register.sqlite").load()

    for entity in COLLECTIONS:
        assert len(kept.records(entity)) == len(register.records(entity))
    assert len(PartnershipNetwork(kept).links) == len(PartnershipNetwork(register).links)
