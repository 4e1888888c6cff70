"""Hours of the posts at home in each territory."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from ocgraph.model import CommunityOrganizer
from ocgraph.territory import Hours, hours_by_home


def posts(*rows):
    return [CommunityOrganizer(organizer_id=f"O{number}", name="Poste fictif",
                               weekly_hours=hours, home_territories=homes)
            for number, (hours, *homes) in enumerate(rows)]


def test_a_post_of_several_homes_is_split_equally():
    found = hours_by_home(posts((35, "01"), (28, "01", "46"), (21, "01", "46", "61")),
                          ("01", "46", "371"))

    assert found.by_territory["01"] == Hours(35 + 14 + 7, 1 + 1 / 2 + 1 / 3, 0)
    assert found.values == {"01": 56, "46": 21, "371": 0}  # 61 was not asked about


def test_unknown_hours_are_counted_apart_and_never_zero():
    found = hours_by_home(posts((35, "01"), (None, "01"), (None, "46"), (0, "61")),
                          ("01", "46", "61", "371"))

    assert found.by_territory == {
        "01": Hours(35, 2, 1), "46": Hours(0, 1, 1), "61": Hours(0, 1, 0),
        "371": Hours(0, 0, 0)}
    assert found.values == {"01": None, "46": None, "61": 0, "371": 0}


def test_posts_at_home_in_none_of_the_territories_are_told():
    assert hours_by_home(posts((35,), (28, "99"), (21, "99", "01")), ["01"]).elsewhere == (
        "O0", "O1")


@given(st.lists(st.tuples(st.none() | st.integers(0, 60), st.lists(
    st.sampled_from("abc"), unique=True, max_size=3)), max_size=8))
def test_all_that_is_known_is_shared_out_and_nothing_more(rows):
    found = hours_by_home(posts(*((hours, *homes) for hours, homes in rows)), "abc")
    placed = [(hours, homes) for hours, homes in rows if homes]

    assert sum(each.known for each in found.by_territory.values()) == approx(
        sum(hours or 0 for hours, _ in placed))
    assert sum(each.n_posts for each in found.by_territory.values()) == approx(len(placed))
    assert len(found.elsewhere) == len(rows) - len(placed)
