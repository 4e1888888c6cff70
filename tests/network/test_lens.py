"""The lens: what it shows of a register, and how an address holds it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import Actor, Tie, vocabulary
from ocgraph.network import Layer, Lens
from tests.strategies import MRC_CODES

DAY = datetime.date(2025, 6, 15)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


def _sets(codes):
    return st.frozensets(st.sampled_from(sorted(codes)), max_size=3)


@st.composite
def minimum_levels(draw):
    scales = draw(st.lists(st.sampled_from(sorted(vocabulary("intensity_scale"))), unique=True,
                           max_size=2))
    return tuple(sorted((scale, int(draw(st.sampled_from(sorted(vocabulary(
        f"intensity:{scale}")))))) for scale in scales))


lenses = st.builds(
    Lens, layers=_sets(Layer), on=st.none() | st.dates(), known_on=st.none() | st.dates(),
    territories=_sets(MRC_CODES), sectors=_sets(vocabulary("sector")),
    kinds=_sets(vocabulary("actor_kind")),
    minimum_levels=minimum_levels())


@settings(max_examples=25)
@given(lens=lenses)
def test_the_address_gives_the_same_lens_back(lens):
    assert Lens.from_query(lens.to_query(), MRC_CODES) == lens


def test_the_whole_lens_writes_nothing_in_the_address():
    assert Lens().to_query() == {}
    assert Lens.from_query({}, MRC_CODES) == Lens()


def test_no_layer_at_all_is_not_every_layer():
    query = Lens(layers=frozenset()).to_query()

    assert Lens.from_query(query, MRC_CODES).layers == frozenset()


def test_other_parameters_of_the_address_are_left_alone():
    query = {"lang": "en", "on": "", "territories": "01,371"}

    assert Lens.from_query(query, MRC_CODES) == Lens(
        territories=frozenset({"01", "371"}))


@pytest.mark.parametrize(("name", "written"), [
    ("layers", "ties,friends"),
    ("sectors", "<script>"), ("kinds", "{{ 7*7 }}"), ("levels", "himmelman:9"),
    ("territories", "61,zzz"), ("levels", "unheard:1"), ("levels", "himmelman"), ("levels", ":"),
])
def test_what_is_not_a_known_code_is_refused_by_its_name(name, written):
    with pytest.raises(OcgraphError) as refused:
        Lens.from_query({name: written}, MRC_CODES)

    assert refused.value.code == "lens.unreadable"
    assert refused.value.params == {"parameter": name, "found": written}


@pytest.mark.parametrize("name", ["on", "known"])
@pytest.mark.parametrize("written", ["15/06/2025", "2025-13-01", "2025-02-30", "hier"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_not_a_date_is_told_what_a_date_looks_like(name, written, language):
    with pytest.raises(OcgraphError) as refused:
        Lens.from_query({name: written}, MRC_CODES)

    assert refused.value.code == "lens.not_a_date"
    told = explain(refused.value, language)
    assert written in told
    assert "2026-01-31" in told
    assert "liste" not in told
    assert "list" not in told


@pytest.mark.parametrize(("since", "until", "is_seen"), [
    (None, None, True), (BEFORE, AFTER, True), (DAY, DAY, True), (None, AFTER, True),
    (BEFORE, None, True), (AFTER, None, False), (None, BEFORE, False),
])
def test_a_day_shows_what_held_then_and_what_has_no_date(since, until, is_seen):
    record = Actor(actor_id="a-1", name="Maison Fictive", since=since, until=until)

    assert Lens(on=DAY).holds(record) is is_seen
    assert Lens().holds(record)


@pytest.mark.parametrize(("scale", "level", "is_seen"), [
    ("himmelman", 3, True), ("himmelman", 2, True), ("himmelman", 1, False),
    ("himmelman", None, False), ("frey", 1, True), ("frey", None, True), (None, None, True),
])
def test_a_level_is_asked_of_its_own_scale_alone(scale, level, is_seen):
    lens = Lens(minimum_levels=(("himmelman", 2),))

    assert lens.shows_tie(Tie(source_id="a-1", target_id="a-2", scale=scale,
                              level=level)) is is_seen


def test_an_actor_is_seen_by_its_seat_kind_and_any_of_its_sectors():
    actor = Actor(actor_id="a-1", name="École Inventée", kind="school", mrc_code="61",
                  sectors=("education", "youth"), serves=("62",))

    assert Lens(territories=frozenset({"61"}), kinds=frozenset({"school"}),
                sectors=frozenset({"youth"})).shows_actor(actor)
    assert not Lens(territories=frozenset({"62"})).shows_actor(actor)
    assert not Lens(kinds=frozenset({"cdc"})).shows_actor(actor)
    assert not Lens(sectors=frozenset({"housing"})).shows_actor(actor)


def test_a_tie_is_hidden_with_its_layer():
    assert not Lens(layers=frozenset({Layer.TABLES})).shows_tie(
        Tie(source_id="a-1", target_id="a-2"))


@pytest.mark.parametrize(("lens", "restricts"), [
    (Lens(), False), (Lens(on=DAY, layers=frozenset()), False),
    (Lens(kinds=frozenset({"school"})), True), (Lens(sectors=frozenset({"youth"})), True),
    (Lens(territories=frozenset({"61"})), True),
])
def test_only_place_kind_and_sector_restrict_actors(lens, restricts):
    assert lens.restricts_actors is restricts


def test_the_whole_of_a_past_register_is_still_of_that_day():
    narrow = Lens(on=BEFORE, known_on=DAY, territories=frozenset({"01"}))

    assert narrow.of_everything == Lens(known_on=DAY)
    assert Lens(on=DAY).of_everything == Lens()
