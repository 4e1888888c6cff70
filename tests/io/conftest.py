"""What the tests of the outlines share."""

import pytest

from ocgraph.io.places.layer_preparation import prepare_layer
from tests.io.places.invented_layer import invented_layer


@pytest.fixture
def layer():
    """The 104 invented outlines, complete and in place: each test breaks one thing."""
    return invented_layer()


@pytest.fixture
def prepare(tmp_path):
    """Read a layer without the child process: the same function, a second less each time."""
    def run(path):
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        return prepare_layer(path, scratch)
    return run
