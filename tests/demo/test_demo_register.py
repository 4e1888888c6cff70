"""Both demonstrations hold to what any register must, and are visibly invented."""

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from shapely import Point

from ocgraph.i18n import LANGUAGES
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.places.boundaries import embedded_boundaries
from ocgraph.io.places.reference import municipality_by_code, territory_by_code, territory_codes
from ocgraph.io.register_folder import read_demo
from ocgraph.model import (
    COLLECTIONS,
    FRAME_KINDS,
    Relation,
    ValueType,
    declarations,
    frame_terms,
    read_under,
    vocabulary,
)
from ocgraph.model.checks import check_register
from ocgraph.paths import DEMONSTRATIONS, data_path, demo_path

LANAUDIERE = {"52", "60", "61", "62", "63", "64"}
SCRIPTS = {"lanaudiere": "make_demo.py", "quebec": "make_quebec.py"}
NORMAL_FRAME = {"lanaudiere": "lanaudiere", "quebec": "rqiiac-2020"}


@pytest.fixture(params=DEMONSTRATIONS)
def demo(request):
    """Each demonstration in turn, by its code."""
    return request.param


@pytest.fixture
def register(demo):
    return read_demo(demo)


@pytest.fixture
def lanaudiere():
    return read_demo()


def records_with(register, value_type):
    """Every (record, declaration) of that type, with what the field holds."""
    for entity in COLLECTIONS:
        for field in declarations(entity):
            if field.value_type is value_type:
                for record in register.records(entity):
                    yield field, getattr(record, field.name)


def test_it_has_the_size_that_is_told(lanaudiere):
    assert len(lanaudiere.actors) == 220
    assert len(lanaudiere.concertation_tables) == 45
    assert len(lanaudiere.community_organizers) == 8
    assert len(lanaudiere.memberships) + len(lanaudiere.ties) + len(lanaudiere.engagements) == 1500


def test_it_covers_the_six_mrc_of_lanaudiere(lanaudiere):
    assert {actor.mrc_code for actor in lanaudiere.actors} == {*LANAUDIERE, None}
    assert all(set(table.territories) <= LANAUDIERE for table in lanaudiere.concertation_tables)
    assert {post.institution for post in lanaudiere.community_organizers} == {
        "CISSS de démonstration"}


def invented_places(demo):
    words = tomllib.loads(demo_path(demo, "words.toml").read_text(encoding="utf-8"))
    if demo == "lanaudiere":
        return [place["name"] for place in words["place"]]
    return [f"{one}-{two}" for one, two in product(words["place_first"], words["place_last"])]


def test_every_organisation_and_table_is_visibly_invented(demo, register):
    invented = [*invented_places(demo), "démonstration"]
    real = {place.name for place in (*municipality_by_code().values(),
                                     *territory_by_code().values())}

    for record in (*register.actors, *register.concertation_tables):
        assert any(word in record.name for word in invented), record.name
    assert not real & set(invented)


def test_nothing_is_wrong_in_it(register):
    assert check_register(register, territory_codes()) == []


def test_names_are_all_different(register):
    names = [record.name for record in (*register.actors, *register.concertation_tables)]

    assert len(names) == len(set(names))


def test_nothing_personal_is_in_it(demo):
    for path in demo_path(demo, "register").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert "@" not in text
        assert not re.search(r"\d{3}[ .-]\d{4}", text)


def test_every_reference_points_to_something(register):
    known = {*register.actor_by_id, *register.concertation_table_by_id, *register.organizer_by_id}

    for _, identifier in records_with(register, ValueType.REFERENCE):
        assert identifier is None or identifier in known


def test_every_term_is_in_its_list(register):
    for field, code in records_with(register, ValueType.TERM):
        if code is not None and not field.vocabulary.startswith("frame:"):
            assert code in vocabulary(field.vocabulary)
    for field, codes in records_with(register, ValueType.TERMS):
        assert set(codes) <= set(vocabulary(field.vocabulary))


def test_every_level_is_on_its_own_scale(register):
    for tie in register.ties:
        if tie.scale is None:
            assert tie.level is None
        else:
            assert str(tie.level) in vocabulary(f"intensity:{tie.scale}")
    assert {tie.scale for tie in register.ties} == {"himmelman", "frey", "partner", None}


def test_every_engagement_speaks_the_words_of_its_frame(demo, register):
    for engagement in register.engagements:
        for kind in FRAME_KINDS:
            code = getattr(engagement, kind)
            assert code is None or code in frame_terms(engagement.frame, kind)
        answers = read_under(engagement, "rqiiac-2020").equivalents.values()
        assert Relation.UNKNOWN not in [answer.relation for answer in answers]
    frames = Counter(engagement.frame for engagement in register.engagements)
    assert frames.most_common(1)[0][0] == NORMAL_FRAME[demo] and len(frames) == 4


def test_no_link_is_told_twice(register):
    ties = Counter(frozenset((tie.source_id, tie.target_id)) for tie in register.ties)
    seats = Counter((s.concertation_table_id, s.member_id) for s in register.memberships)

    assert max(ties.values()) == max(seats.values()) == 1
    assert all(len(pair) == 2 for pair in ties)


def test_a_coordinator_sits_at_the_table(register):
    seats = {(s.concertation_table_id, s.member_id): s.role for s in register.memberships}

    for table in register.concertation_tables:
        if table.coordinator_id:
            key = (table.concertation_table_id, table.coordinator_id)
            assert seats[key] == "coordination"


def test_dates_are_in_order_and_past(register):
    for entity in COLLECTIONS:
        for record in register.records(entity):
            since, until = getattr(record, "since", None), getattr(record, "until", None)
            assert since is None or until is None or since < until
            assert until is None or until.year < 2026
            assert getattr(record, "verified_on", None) is None or record.verified_on.year < 2027


def test_points_lie_in_their_own_mrc(register):
    outlines = embedded_boundaries().outlines.geometry

    for record in (*register.actors, *register.concertation_tables):
        codes = getattr(record, "territories", None) or (getattr(record, "mrc_code", None),)
        if record.latitude is not None and codes[0]:
            point = Point(record.longitude, record.latitude)
            assert outlines[codes[0]].covers(point), (record.name, codes[0], point.wkt)


def test_what_a_real_register_does_not_know_is_unknown(register):
    actors = register.actors

    assert any(actor.mrc_code is None for actor in actors)
    assert any(actor.latitude is None for actor in actors)
    assert {actor.asked for actor in actors} == {True, False, None}
    assert any(tie.verified_on is None for tie in register.ties)
    assert any(tie.verified_on and tie.verified_on.year < 2023 for tie in register.ties)
    assert any(tie.until for tie in register.ties) and any(s.until for s in register.memberships)


def test_the_script_makes_the_files_byte_for_byte(demo, tmp_path):
    subprocess.run([sys.executable, data_path("demo", SCRIPTS[demo]), tmp_path], check=True,
                   env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONDONTWRITEBYTECODE": "1"})

    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
    assert made == {Path("STORIES.toml"), *(Path("register", path.name) for path in
                                            demo_path(demo, "register").iterdir())}
    for path in made:
        assert (tmp_path / path).read_bytes() == demo_path(demo, *path.parts).read_bytes(), path


def test_the_files_are_small():
    sizes = {demo: sum(path.stat().st_size for path in demo_path(demo, "register").iterdir())
             for demo in DEMONSTRATIONS}

    assert sizes["lanaudiere"] < 400_000
    assert sizes["quebec"] < 2_500_000


def test_stories_are_told_in_both_languages_of_codes_that_exist(demo, register):
    stories = read_demo_stories(demo)

    assert len({story.story_id for story in stories}) == {"lanaudiere": 6, "quebec": 8}[demo]
    for story in stories:
        assert all(story.sentence.in_language(language) for language in LANGUAGES)
        assert set(story.actors) <= set(register.actor_by_id)
        assert set(story.concertation_tables) <= set(register.concertation_table_by_id)
        assert set(story.organizers) <= set(register.organizer_by_id)
        assert set(story.territories) <= set(territory_codes())
