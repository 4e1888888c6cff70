"""A child process may die, dawdle or swell; the caller gets an error it can word."""

import os
import time

import pytest

from ocgraph.errors import FileRefusedError, OcgraphError
from ocgraph.io.isolation import run_isolated


def double(number):
    print("noise that must not spoil the answer")
    return 2 * number


def abort():
    os.abort()


def sleep_long():
    time.sleep(60)


def spin():
    while True:
        pass


def swell():
    return len(bytearray(4 * 2**30))


def refuse():
    raise FileRefusedError("file.empty", file="vide.xlsx")


def stumble():
    raise ValueError("Jeanne Untel, 450 555-0100")


def variable(name):
    return os.environ.get(name)


def test_result_comes_back():
    assert run_isolated(double, 21) == 42


def test_child_that_aborts_is_a_refusal():
    with pytest.raises(FileRefusedError) as refusal:
        run_isolated(abort)
    assert refusal.value.code == "file.unreadable"


@pytest.mark.parametrize("function", [sleep_long, spin])
def test_child_that_dawdles_is_stopped_at_the_deadline(function):
    began = time.monotonic()
    with pytest.raises(FileRefusedError) as refusal:
        run_isolated(function, seconds=1)
    assert refusal.value.code == "file.too_slow"
    assert time.monotonic() - began < 10


def test_child_that_asks_for_too_much_memory_is_a_refusal():
    with pytest.raises(FileRefusedError) as refusal:
        run_isolated(swell, megabytes=512)
    assert refusal.value.code == "file.too_big"


def test_error_of_the_child_is_raised_here_with_its_facts():
    with pytest.raises(OcgraphError) as error:
        run_isolated(refuse)
    assert (error.value.code, error.value.params) == ("file.empty", {"file": "vide.xlsx"})


def test_failure_of_the_child_tells_its_place_and_never_its_words():
    with pytest.raises(FileRefusedError) as refusal:
        run_isolated(stumble)
    assert refusal.value.code == "file.unreadable"
    assert str(refusal.value.__cause__).startswith("ValueError at test_isolation.py:")
    assert "Jeanne" not in str(refusal.value.__cause__)


def test_environment_of_the_child_holds_only_what_it_is_given(monkeypatch):
    monkeypatch.setenv("A_SECRET", "1")
    assert run_isolated(variable, "A_SECRET") is None
    assert run_isolated(variable, "OGR_SKIP", environment={"OGR_SKIP": "OGR_VRT"}) == "OGR_VRT"
