"""A message from a page is read whole or refused whole, in words, whatever was sent."""

from __future__ import annotations

import datetime
import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, explain
from ocgraph.model import Actor, ConcertationTable, shared_fields
from ocgraph.sharing import MessageRefusedError, read_message
from ocgraph.sharing.proposals import LONGEST_TEXT, MOST_BYTES, MOST_PROPOSALS, correctable
from ocgraph.storage import Message, Proposal, ProposalKind
from tests.sharing.messages import (
    PAGE,
    correction,
    message,
    partnership,
    remark,
    removal,
    written,
)
from tests.strategies import HOSTILE_TEXTS


def codes(content):
    with pytest.raises(MessageRefusedError) as refused:
        read_message(content)
    for language in LANGUAGES:  # each problem has its sentence, and the whole says them all
        said = [explain(problem, language) for problem in refused.value.problems]
        assert all(sentence in explain(refused.value, language) for sentence in said)
    return [problem.code.removeprefix("proposal.") for problem in refused.value.problems]


def test_what_a_page_makes_is_read():
    read = read_message(written(
        correction(), partnership(**{"with": "", "with_name": " Jardin "}), removal(), remark(),
        sender="a2"))

    assert read == Message(PAGE, "fr", datetime.date(2026, 11, 27), "a2", (
        Proposal(ProposalKind.CORRECTION, "a1", "Maison du Conte", "name"),
        Proposal(ProposalKind.PARTNERSHIP, "a1", with_name="Jardin"),
        Proposal(ProposalKind.REMOVAL, "a1"),
        Proposal(ProposalKind.REMARK, text="Belle carte.")))


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if "\t" not in text])
def test_html_and_formulas_are_text(text):
    read = read_message(written(remark(text=text)))

    assert read.proposals[0].text == text.strip()


def test_every_problem_is_told_at_once():
    found = codes(written(
        correction(about="", field="private_note", text=""), partnership(**{"with": ""}),
        removal(about="o-1"), {"kind": "funding"}, remark(text="x" * (LONGEST_TEXT + 1)),
        "text", page="x", language="de", made_on="2026-02-30", sender="o-1"))

    assert sorted(found) == sorted([
        "bad_value", "bad_value", "bad_value", "bad_value",     # page, language, day, from
        "unknown_field", "about_missing", "text_missing", "with_missing", "bad_value",
        "unknown_kind", "too_long", "wrong_type"])


@pytest.mark.parametrize(("content", "code"), [
    (b" " * (MOST_BYTES + 1), "too_large"), (b"", "not_json"), (b"\xff", "not_json"),
    (b"[" * 4 + b"]" * 4, "too_deep"), (b'{"a": NaN}', "not_json"), (b"[]", "not_proposals"),
    (b'{"ocgraph": "scenario"}', "not_proposals"), (b'{"a": 1, "a": 2}', "not_json"),
    (written(remark(), version=2), "newer"), (written(remark(), version=0), "bad_value"),
    (written(remark(), version=True), "wrong_type"), (written(), "none"),
    (written(*[remark()] * (MOST_PROPOSALS + 1)), "too_many"),
    (written(remark(), hidden="x"), "unknown_name"), (written(remark(extra="x")), "unknown_name"),
    (written(remark(field="name")), "unknown_name"), (written(correction(text=3)), "wrong_type"),
    (written(partnership(**{"with": "a1"})), "with_itself"),
    (written(remark(text="  ")), "text_missing"),
    (written(partnership(with_name="x" * 301)), "too_long"),
    (written(correction(about="a1", field="theme")), "unknown_field"),
    (written(correction(field="actor_id")), "unknown_field"),
    (written(correction(about="a" + "1" * 10)), "bad_value"),
    (written(correction(about="a１")), "bad_value"),
    (written(remark(text="Écrire à marie@exemple.invalid")), "personal"),
    (written(remark(text="450 555-0199")), "personal")])
def test_one_problem_is_told_by_its_name(content, code):
    assert codes(content) == [code]


@pytest.mark.parametrize("character", ["\0", "\x1b", "\r", "\t", "\u202e", "\ufeff", "\ud800"])
def test_a_character_that_obeys_or_hides_is_refused(character):
    content = json.dumps(message(remark(text=f"a{character}b"))).encode()

    assert codes(content) == ["control"]


def test_a_text_may_have_lines_and_a_name_may_not():
    assert read_message(written(remark(text="un\ndeux"))).proposals[0].text == "un\ndeux"
    assert codes(written(partnership(**{"with": "", "with_name": "un\ndeux"}))) == ["control"]


@pytest.mark.parametrize("name", ["ocgraph", "version", "page", "language", "made_on", "proposals"])
def test_what_a_message_cannot_do_without_is_said_to_be_missing(name):
    without = message(remark())
    del without[name]

    expected = "not_proposals" if name == "ocgraph" else "missing"
    assert codes(json.dumps(without).encode()) == [expected]


def test_what_may_be_corrected_is_what_is_shown():
    for prefix, entity in (("a1", Actor), ("t1", ConcertationTable)):
        shown = {field.name for field in shared_fields(entity)}
        assert shown - set(correctable(prefix)) == {shared_fields(entity)[0].name}  # identifiers
    assert set(correctable("")) == {*correctable("a1"), *correctable("t1")}


def test_a_large_or_a_twisted_message_is_refused_at_once():
    for content in (b"[" * 10_000_000, b'{"a":"' + b"x" * 10_000_000, b"[" * MOST_BYTES,
                    b'"' + b'\\"' * (MOST_BYTES // 2 - 1), b'{"ocgraph":' + b"9" * 60_000 + b"}",
                    written(remark(text="a@" * 30_000)), written(remark(text="1-" * 30_000)),
                    b"{" + b'"a":1,' * 10_000 + b'"b":1}'):
        before = time.process_time()
        codes(content)
        assert time.process_time() - before < 1


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["kind", "about", "with", "with_name", "text", "field"]), inner),
    max_leaves=8)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_words(content):
    with suppress(OcgraphError):
        read_message(content)


@given(st.dictionaries(st.sampled_from(list(message())), _ANYTHING), _ANYTHING)
def test_no_json_raises_anything_but_words(told, proposal):
    with suppress(OcgraphError):
        read_message(json.dumps(message(proposal) | told).encode())


@given(st.text(max_size=50), st.sampled_from([correction, removal, remark, partnership]))
def test_what_is_read_is_what_was_written(text, make):
    with suppress(OcgraphError):
        assert read_message(written(make(text=text))).proposals[0].text == text.strip()
