"""What was shared is kept as it left, found by whom it shows, and let go of."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest

from ocgraph.model import Register
from ocgraph.storage import SharedPages, StorageError, Store
from ocgraph.storage.backup import Copy
from ocgraph.storage.shared_pages import new_page

PAGE = new_page("Rencontre fictive", "fr", {"ties": "none"}, {"a1": "a-1", "t1": "t-1"})
CONTENT = "<!doctype html>é".encode()


@pytest.fixture
def shared(store):
    pages = SharedPages(store.path or store.place)
    pages.keep(PAGE, CONTENT)
    return pages


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "register.sqlite")


def test_a_page_comes_back_as_it_left_with_what_it_shows(shared):
    [page] = shared.pages()

    assert shared.content(page.page_id) == CONTENT
    assert (page.title, page.language, page.terms, page.shown) == (
        PAGE.title, "fr", PAGE.terms, PAGE.shown)
    assert page.sha256 == sha256(CONTENT).hexdigest() and page.is_kept


def test_kept_twice_it_is_one_page_as_it_was_first(shared):
    shared.keep(PAGE, b"another")

    assert len(shared.pages()) == 1 and shared.content(PAGE.page_id) == CONTENT


def test_the_pages_that_show_an_organisation_are_found(shared):
    shared.keep(other := new_page("Autre", "fr", {}, {"a1": "a-2"}), CONTENT)

    assert [page.page_id for page in shared.showing("a-1")] == [PAGE.page_id]
    assert [page.page_id for page in shared.showing("a-2")] == [other.page_id]
    assert shared.showing("a-3") == ()


def test_a_page_let_go_of_leaves_the_fact_that_it_went_out(shared):
    shared.drop(PAGE.page_id)

    [page] = shared.pages()
    assert not page.is_kept and page.shown == PAGE.shown
    with pytest.raises(StorageError) as refused:
        shared.content(PAGE.page_id)
    assert refused.value.code == "sharing.page_dropped"


def test_a_page_nobody_kept_is_said(shared):
    with pytest.raises(StorageError) as refused:
        shared.content("other")
    assert refused.value.code == "sharing.no_such_page"


def test_a_copy_gives_the_page_back(shared, store, tmp_path):
    store.replace(Register(), save_key="one", file_name="a.xlsx")
    content = io.BytesIO()
    store.back_up(content)
    other = Store(tmp_path / "other.sqlite")

    other.restore(Copy(content), save_key="restore", file_name="c.zip")

    assert SharedPages(other.path).content(PAGE.page_id) == CONTENT
