from itertools import permutations

import pytest

from ocgraph.errors import UnknownCodeError
from ocgraph.model import (
    FRAME_KINDS,
    Engagement,
    Relation,
    frame_terms,
    read_under,
    translate_term,
    vocabulary,
)
from ocgraph.model.vocabulary import read_rows

FRAMES = tuple(vocabulary("frame"))


def words():
    """Every (frame, kind, code) an engagement can hold."""
    return [(frame, kind, code) for frame in FRAMES for kind in FRAME_KINDS
            for code in frame_terms(frame, kind)]


@pytest.mark.parametrize(("frame", "kind", "count"), [
    ("rqiiac-2020", "axis", 4), ("rqiiac-2020", "role", 5), ("rqiiac-2020", "value", 5),
    ("rqiiac-2020", "principle", 3), ("rqiiac-2020", "condition", 10),
    ("rqiiac-2010", "axis", 4), ("rqiiac-2010", "service", 6), ("rqiiac-2010", "act", 8),
    ("rqiiac-2010", "territory_sense", 3), ("rqiiac-2010", "request_step", 5),
    ("lanaudiere", "axis", 4), ("lanaudiere", "service", 5), ("lanaudiere", "role", 0),
    ("premiere-ligne", "phase", 6), ("premiere-ligne", "axis", 0),
    ("nim", "axis", 4), ("nim", "act", 11), ("nim", "service", 6)])
def test_each_frame_has_as_many_words_as_its_source(frame, kind, count):
    assert len(frame_terms(frame, kind)) == count


def test_axes_keep_the_order_of_their_own_source():
    assert list(frame_terms("rqiiac-2020", "axis")).index("organization_support") == 2
    assert list(frame_terms("nim", "axis")).index("organization_support") == 1


def test_the_five_roles_are_those_of_2020():
    labels = [term.label.fr for term in frame_terms("rqiiac-2020", "role").values()]

    assert labels == ["Analyser", "Accompagner", "Sensibiliser", "Relier", "Mobiliser"]


def test_planning_has_three_parts():
    phases = frame_terms("premiere-ligne", "phase")

    parts = [code for code, term in phases.items() if term.part_of == "planning"]
    assert parts == ["community_analysis", "priorities", "objectives"]


def test_every_example_belongs_to_a_word_of_its_frame():
    for row in read_rows("frame_term"):
        if row["part_of"]:
            containing = row["kind"].removesuffix("_example")
            assert row["part_of"] in frame_terms(row["frame"], containing), row["code"]


def test_every_condition_of_practice_has_an_example():
    examples = frame_terms("rqiiac-2020", "condition_example").values()

    assert {e.part_of for e in examples} == set(frame_terms("rqiiac-2020", "condition"))


def test_no_label_is_a_sentence():
    for row in read_rows("frame_term"):
        assert not row["label_fr"].endswith("."), row["code"]


def test_unknown_frame_and_kind_are_refused():
    with pytest.raises(UnknownCodeError):
        frame_terms("rqiiac-1999", "axis")
    with pytest.raises(UnknownCodeError):
        frame_terms("nim", "colour")


def test_every_word_has_an_answer_in_every_other_frame():
    expected = [(*word, other) for word in words() for other in FRAMES if other != word[0]]
    rows = [(row["from_frame"], row["kind"], row["code"], row["to_frame"])
            for row in read_rows("crosswalk")]

    assert sorted(rows) == sorted(expected)
    assert len(rows) == 63 * 4


def test_every_answer_is_a_word_of_the_other_frame_or_says_there_is_none():
    for frame, kind, code in words():
        for other in FRAMES:
            answer = translate_term(frame, kind, code, other)
            assert (answer.term is None) == (answer.relation is Relation.NONE)
            assert answer.term is None or answer.term.code in frame_terms(other, answer.kind)


def test_the_crosswalk_is_stated_as_ours():
    assert {row["stated_by"] for row in read_rows("crosswalk")} == {"ocgraph"}


def test_same_is_said_both_ways_and_within_one_kind():
    for frame, kind, code in words():
        for other in FRAMES:
            answer = translate_term(frame, kind, code, other)
            if answer.relation is Relation.SAME:
                assert answer.kind == kind
                assert translate_term(other, kind, answer.term.code, frame).term.code == code


def test_same_is_carried_over_from_frame_to_frame():
    for frame, kind, code in words():
        same = {other: translate_term(frame, kind, code, other) for other in FRAMES}
        same = {o: a.term.code for o, a in same.items() if a.relation is Relation.SAME}
        for one, two in permutations(same, 2):
            answer = translate_term(one, kind, same[one], two)
            assert (answer.relation, answer.term.code) == (Relation.SAME, same[two])


def test_the_first_axis_of_2020_and_of_nim_say_the_same():
    answer = translate_term("rqiiac-2020", "axis", "local_development", "nim")

    assert (answer.relation, answer.term.code) == (Relation.SAME, "local_development")


def test_linking_is_an_act_under_nim():
    answer = translate_term("rqiiac-2020", "role", "link", "nim")

    assert (answer.kind, answer.term.label.fr) == ("act", "Établir des liaisons")
    assert answer.relation is Relation.NEAR


def test_reading_an_engagement_says_what_has_no_equivalent():
    engagement = Engagement(organizer_id="o1", target_id="t1", frame="rqiiac-2020",
                            role="raise_awareness", axis="organization_support")

    reading = read_under(engagement, "lanaudiere")

    assert reading.without_equivalent == ("role",)
    assert [term.code for term in reading.terms("service")] == ["organization_support"]
    assert reading.terms("axis") == ()


def test_two_words_that_become_one_are_told_once():
    engagement = Engagement(organizer_id="o1", target_id="t1", frame="nim", act="mobilize",
                            service="concertation")

    reading = read_under(engagement, "rqiiac-2020")

    assert [term.code for term in reading.terms("role")] == ["mobilize"]


def test_an_engagement_read_under_its_own_frame_is_unchanged():
    engagement = Engagement(organizer_id="o1", target_id="t1", frame="nim", act="write")

    assert read_under(engagement, "nim").equivalents["act"].term.code == "write"
    assert read_under(engagement, "nim").recorded_frame == "nim"


@pytest.mark.parametrize("frame", [None, "nim"])
def test_what_is_no_word_of_its_frame_reads_as_unknown_not_as_none(frame):
    engagement = Engagement(organizer_id="o1", target_id="t1", frame=frame, role="link")

    assert read_under(engagement, "rqiiac-2020").equivalents["role"].relation is Relation.UNKNOWN


def test_a_word_absent_from_its_frame_cannot_be_translated():
    with pytest.raises(UnknownCodeError):
        translate_term("lanaudiere", "role", "link", "nim")
    with pytest.raises(UnknownCodeError):
        translate_term("rqiiac-2020", "role", "link", "elsewhere")
