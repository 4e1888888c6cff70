"""What the tests of the register share: it is kept in either database, with the same promises."""

import pytest

from ocgraph.storage import Store
from ocgraph.storage.database import Database
from tests.databases import ready_place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    place = ready_place(request.param, tmp_path)
    yield place
    if isinstance(place, str):
        Database(place).engine.dispose()


@pytest.fixture
def store(place):
    return Store(place)


@pytest.fixture(scope="module")
def one_file(tmp_path_factory):
    """Give a place that the examples of a property share: each one empties it first."""
    return tmp_path_factory.mktemp("kept") / "register.sqlite"


@pytest.fixture(scope="module")
def one_store(one_file):
    return Store(one_file)
