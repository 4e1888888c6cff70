"""Each planted story is proved with NetworkX and arithmetic alone, on the files as shipped.

A story must hold over all that was recorded, and over what still holds today.
"""

from collections import Counter, defaultdict
from itertools import combinations

import networkx as nx
import pytest

from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo

STORIES = {story.story_id: story for story in read_demo_stories()}
REGISTER = read_demo()
SCHOOL = "school_network"


@pytest.fixture(params=["ever", "today"])
def links(request):
    """Pairs of identifiers: every link recorded, or those that have not ended."""
    def holds(link):
        return request.param == "ever" or link.until is None
    return {"seats": [(s.concertation_table_id, s.member_id)
                      for s in REGISTER.memberships if holds(s)],
            "ties": [(t.source_id, t.target_id) for t in REGISTER.ties if holds(t)],
            "engagements": [(e.organizer_id, e.target_id)
                            for e in REGISTER.engagements if holds(e)]}


def graph_of(links):
    graph = nx.Graph()
    graph.add_nodes_from(actor.actor_id for actor in REGISTER.actors)
    for pairs in links.values():
        graph.add_edges_from(pairs)
    return graph


def actors_apart(graph):
    """The connected parts, as sets of actors, the largest first; parts without actors left out."""
    parts = [set(part) & set(REGISTER.actor_by_id) for part in nx.connected_components(graph)]
    return sorted(filter(None, parts), key=len, reverse=True)


def of_sector(sector):
    return {actor.actor_id for actor in REGISTER.actors if sector in actor.sectors}


def seats_by_table(links):
    members = defaultdict(set)
    for table, member in links["seats"]:
        members[table].add(member)
    return members


def test_one_organizer_alone_joins_a_whole_sector_to_the_rest(links):
    story = STORIES["only_bridge"]
    graph = graph_of(links)
    whole = actors_apart(graph)[0]
    graph.remove_nodes_from(story.organizers)

    sector = of_sector("immigration")
    assert sector == set(story.actors) < whole
    assert actors_apart(graph)[:2] == [whole - sector, sector]


def test_no_other_organizer_cuts_anyone_off(links):
    for post in REGISTER.community_organizers:
        if post.organizer_id not in STORIES["only_bridge"].organizers:
            graph = graph_of(links)
            graph.remove_node(post.organizer_id)
            assert len(actors_apart(graph)[0]) == 220 - 3


def test_two_tables_have_nearly_the_same_members(links):
    members = seats_by_table(links)
    likeness = {frozenset(pair): len(members[pair[0]] & members[pair[1]])
                / len(members[pair[0]] | members[pair[1]]) for pair in combinations(members, 2)}
    twins, second = sorted(likeness, key=likeness.get, reverse=True)[:2]

    assert twins == frozenset(STORIES["twin_tables"].concertation_tables)
    assert likeness[twins] == pytest.approx(12 / 14) and likeness[twins] >= 0.8
    assert likeness[second] < 0.8


def test_one_table_expects_schools_and_has_none(links):
    schools, members = of_sector(SCHOOL), seats_by_table(links)
    expecting = [table.concertation_table_id for table in REGISTER.concertation_tables
                 if SCHOOL in table.expected_sectors]
    without = [table for table in expecting if not members[table] & schools]

    assert without == list(STORIES["no_school"].concertation_tables)
    assert len(expecting) == 17
    assert any(actor.mrc_code == "63" and SCHOOL in actor.sectors for actor in REGISTER.actors)


def links_by_actor_and_mrc(links):
    """Ends of links in each MRC, and number of actors."""
    home = {actor.actor_id: actor.mrc_code for actor in REGISTER.actors if actor.mrc_code}
    ends = Counter(home[end] for pairs in links.values() for pair in pairs for end in pair
                   if end in home)
    return ends, Counter(home.values())


def test_the_north_has_few_links_for_each_actor(links):
    ends, actors = links_by_actor_and_mrc(links)
    each = {mrc: ends[mrc] / actors[mrc] for mrc in actors}

    north = each.pop(*STORIES["few_links_north"].territories)
    assert north < 0.5 * min(each.values())
    elsewhere = (ends.total() - ends["62"]) / (actors.total() - actors["62"])
    assert round(north) == 3
    assert elsewhere == pytest.approx(10, abs=1)


def test_three_actors_have_no_link_and_only_three(links):
    assert set(nx.isolates(graph_of(links))) == set(STORIES["alone"].actors)
    assert len(STORIES["alone"].actors) == 3


def test_one_actor_has_far_more_seats_than_any_other(links):
    (star, most), (_, next_most) = Counter(m for _, m in links["seats"]).most_common(2)

    assert (star,) == STORIES["over_solicited"].actors
    assert (most, next_most) == (19, 8)


def test_the_sentences_say_the_numbers_that_are_found():
    told = {"only_bridge": ("9",), "twin_tables": ("12", "14"),
            "few_links_north": ("3",), "over_solicited": ("19", "8")}
    for story_id, numbers in told.items():
        for wording in STORIES[story_id].sentence:
            assert all(f" {number}" in wording for number in numbers)
