"""What an organizer joins, and what would relieve it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.linking_role import UNKNOWN_GROUPS, UNNOTED, UNREAD, linking_roles
from ocgraph.analysis.relief import Relief, ReliefKind
from ocgraph.analysis.role_wording import between_rows, frame_words
from ocgraph.analysis.wording import role_sentence
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Engagement, Register
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.small_networks import network

SETTINGS = {"A": "institution", "B": "cdc", "C": "cdc", "D": "municipality"}


def roles(seen, partition="setting", frame="rqiiac-2020"):
    return {role.organizer_id: role for role in linking_roles(seen, partition, frame)}


def test_the_pairs_she_meets_without_a_tie_or_table_of_their_own_are_counted_by_group():
    """A, B, C, D meet by her alone but for A–B: five pairs, of which B–C, C–D, B–D, A–C, A–D."""
    found = roles(network("A-B", engagements={"o": "ABCD"}, kind=SETTINGS))["o"]

    assert found.partners == ("A", "B", "C", "D")
    assert found.apart == 5
    assert found.apart_by_groups == {("milieu", "public"): 3, ("milieu", "milieu"): 1,
                                     ("public", "public"): 1}


def test_the_members_of_her_tables_are_partners_who_have_a_table_of_their_own():
    found = roles(network(tables={"t": "AB"}, engagements={"o": ["t", "C"]}))["o"]

    assert (found.partners, found.apart) == (("A", "B", "C"), 2)


def test_that_engagements_with_tables_do_not_count_in_the_loss_is_said_of_whom_has_some():
    seen = network(tables={"t": "AB"}, engagements={"o": ["t", "C"], "p": "AC"})

    said = {post: role_sentence(role, seen, "fr") for post, role in roles(seen).items()}
    assert "ceux de tables n’y changent rien" in said["o"]
    assert "ceux de tables" not in said["p"]


def test_what_would_come_apart_is_told_with_the_tie_that_would_relieve_it():
    found = roles(network("A-B A-D", engagements={"o": "AC", "p": "AB"}))

    assert found["o"].is_only_link and not found["p"].is_only_link
    assert (found["o"].pairs_lost, found["o"].pieces) == (3, (("A",), ("C",)))
    assert found["o"].relief == (Relief(ReliefKind.TIE, "C", "A", 3, 3),)
    assert [group.members for group in found["o"].groups] == [("C",)]
    assert found["p"].relief == found["p"].groups == ()


def test_the_one_most_depends_on_comes_first():
    seen = network("A-B A-D", engagements={"p": "AB", "o": "AC"})

    assert [role.organizer_id for role in linking_roles(seen, "mrc", "rqiiac-2020")] == ["o", "p"]


def test_the_story_of_the_only_bridge_is_the_first_role_of_the_demonstration():
    story = next(one for one in read_demo_stories() if one.story_id == "only_bridge")

    first, *others = linking_roles(PartnershipNetwork(read_demo()), "sector", "lanaudiere")

    assert (first.organizer_id,) == story.organizers
    assert not any(role.is_only_link for role in others)
    assert set(story.actors) == set(first.cut_off)
    assert [set(group.members) for group in first.groups] == [set(story.actors)]
    assert first.relief == first.groups[0].reliefs[:1]


def test_engagements_are_counted_under_the_frame_asked_for():
    seen = network(engagements={"o": "AB"})
    register = seen.register
    seen = PartnershipNetwork(Register(
        actors=register.actors, community_organizers=register.community_organizers,
        engagements=(Engagement(organizer_id="o", target_id="A", role="link"),
                     Engagement(organizer_id="o", target_id="B", role="link"),
                     Engagement(organizer_id="o", target_id="B", frame=None, role="link"))))

    assert roles(seen)["o"].words == {"role": {"link": 2, UNREAD: 1}}


def test_a_lens_without_liaison_shows_no_role():
    seen = network(engagements={"o": "AB"}, lens=Lens(layers=frozenset((Layer.TIES,))))

    assert linking_roles(seen, "mrc", "rqiiac-2020") == ()


def test_an_organizer_engaged_with_nobody_joins_nobody():
    found = roles(network("A-B", engagements={"o": ""}))["o"]

    assert (found.partners, found.apart, found.pairs_lost, found.pieces) == ((), 0, 0, ())


_NAMES = "ABCDEF"


@settings(max_examples=25)
@given(ties=st.sets(st.sampled_from([a + "-" + b for a in _NAMES for b in _NAMES if a < b])),
       engaged=st.sets(st.sampled_from(_NAMES)))
def test_the_pieces_of_those_she_is_engaged_with_are_those_found_by_walking(ties, engaged):
    written = " ".join(sorted(ties))
    seen = network(written, engagements={"o": sorted(engaged)}, actors=_NAMES)
    alone = network(written, actors=_NAMES)

    found = roles(seen)["o"].pieces

    assert {frozenset(piece) for piece in found} == {
        frozenset(set(alone.steps_from([actor], 9)) & engaged) for actor in engaged}


@pytest.mark.parametrize("partition", ["mrc", "sector", "kind", "setting"])
def test_pairs_by_group_add_up_to_the_pairs_where_groups_are_exclusive(partition):
    for role in linking_roles(PartnershipNetwork(read_demo()), partition, "nim"):
        if partition == "sector":
            assert sum(role.apart_by_groups.values()) >= role.apart
        else:
            assert sum(role.apart_by_groups.values()) == role.apart


def test_pairs_with_an_actor_of_no_known_group_are_told_and_so_are_the_groups_left_out():
    """Of six pairs, A–B is tied: C–D, A–C, A–D, B–C, B–D are left, and D is of no known kind."""
    seen = network("A-B", engagements={"o": "ABCD"}, kind={"A": "cdc", "B": "cdc", "C": "school"})
    role = roles(seen)["o"]

    assert role.apart_by_groups == {("milieu", "public"): 2, UNKNOWN_GROUPS: 3}
    assert between_rows(role, seen, "fr", 0) == [
        ("Autres groupes", 2), ("Groupe inconnu de l’un ou des deux", 3)]
    assert sum(n for _name, n in between_rows(role, seen, "fr", 1)) == role.apart == 5


def test_an_engagement_of_which_no_role_was_noted_is_counted_beside_the_others():
    seen = network(engagements={"o": "AB"})
    seen = PartnershipNetwork(replace(seen.register, engagements=(
        Engagement(organizer_id="o", target_id="A", frame="rqiiac-2020", role="link"),
        Engagement(organizer_id="o", target_id="B", frame="rqiiac-2020"))))
    words = roles(seen)["o"].words

    assert words == {"role": {"link": 1, UNNOTED: 1}}
    assert frame_words(words["role"], "rqiiac-2020", "role", "fr") == (
        "Relier (1), rien de noté (1)")
