"""What the tests of the register share: it is kept in either database, with the same promises."""

import pytest

from ocgraph.storage import Store
from ocgraph.storage.database import Database
from tests.databases import new_place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    place = new_place(request.param, tmp_path)
    yield place
    if isinstance(place, str):
        Database(place).engine.dispose()


@pytest.fixture
def store(place):
    return Store(place)
