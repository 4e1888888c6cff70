"""The compiled part is used where there is one, and only one of the present sources."""

import shutil

import pytest

from ocgraph.engine import compiled
from tests.small_networks import ENGINES


def test_where_there_is_a_compiler_there_is_a_compiled_part():
    assert (compiled.library() is not None) == any(map(shutil.which, ("cc", "gcc", "clang")))


@pytest.mark.parametrize("name", ENGINES)
def test_the_engine_asked_for_is_used(name):
    with compiled.using(name):
        assert compiled.engine() == name


def test_the_environment_may_leave_the_compiled_part_out(monkeypatch):
    monkeypatch.setenv("OCGRAPH_ENGINE", "scipy")

    assert compiled.engine() == "scipy"


def test_a_library_of_other_sources_is_left_out(monkeypatch):
    compiled.library.cache_clear()
    monkeypatch.setattr(compiled, "sources_digest", lambda: "autre")
    try:
        assert compiled.library() is None
    finally:
        compiled.library.cache_clear()
