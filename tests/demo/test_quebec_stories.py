"""Each story planted over all Québec is proved with arithmetic alone, on the files as shipped."""

import re
import tomllib
from collections import Counter, defaultdict

import numpy as np
import pytest

from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.indicators.kinds import kind_of
from ocgraph.io.places.boundaries import embedded_boundaries, neighbouring
from ocgraph.io.places.reference import read_indicators, territory_by_code
from ocgraph.io.register_folder import read_demo
from ocgraph.paths import demo_path
from ocgraph.territory import Cluster, local_clusters

STORIES = {story.story_id: story for story in read_demo_stories("quebec")}
REGISTER = read_demo("quebec")
PLACES = territory_by_code()
POSTS = REGISTER.community_organizers
TOLD = tomllib.loads(demo_path("quebec", "words.toml").read_text(encoding="utf-8"))


def of(story_id):
    return STORIES[story_id].territories


def numbers(story_id):
    """The whole numbers that both sentences of a story say, 10,000 left out."""
    found = []
    for wording in STORIES[story_id].sentence:
        figures = re.findall(r"\d+", re.sub("10[\u00a0,]000", "", wording))
        found.append([int(figure) for figure in figures])
    assert found[0] == found[1]
    return found[0]


@pytest.fixture(scope="module")
def hours():
    """Known weekly hours for 10,000 inhabitants; an MRC without a known hour is not in it."""
    total = defaultdict(float)
    for post in POSTS:
        for code in post.home_territories if post.weekly_hours else ():
            total[code] += post.weekly_hours / len(post.home_territories)
    no_post = set(of("no_organizer"))
    return {code: 10_000 * total[code] / PLACES[code].population for code in {*total, *no_post}}


@pytest.fixture(scope="module")
def needs():
    """The figures of need, by indicator then by MRC."""
    found = defaultdict(dict)
    for figure in REGISTER.indicators:
        found[figure.indicator][figure.territory_code] = figure.value
    return found


def percentiles(values):
    """Where each MRC stands between the lowest (0) and the highest (1) that has a figure."""
    each = np.array(list(values.values()))
    return {code: ((each < value).sum() + ((each == value).sum() - 1) / 2) / (len(each) - 1)
            for code, value in values.items()}


@pytest.fixture(scope="module")
def shortfall(hours, needs):
    """Half the mean percentile of need, half what the percentile of hours leaves."""
    needed = [percentiles(values) for values in needs.values()]
    served = percentiles(hours)
    return {code: (np.mean([each[code] for each in needed if code in each])
                   + 1 - served[code]) / 2 for code in served}


@pytest.fixture(scope="module")
def beside():
    pairs = neighbouring(embedded_boundaries().outlines)
    found = defaultdict(set)
    for one, two in pairs:
        found[one].add(two)
        found[two].add(one)
    return found


def deviations(shortfall, beside):
    """The deviation of each MRC from the mean, and the mean deviation of its neighbours."""
    each = np.array(list(shortfall.values()))
    z = {code: (value - each.mean()) / each.std() for code, value in shortfall.items()}
    return {code: (z[code], np.mean([z[other] for other in beside[code] if other in z]))
            for code in z if beside[code] & set(z)}


def touching(codes, beside):
    """Whether one goes from any of the MRC to any other by those alone."""
    reached, new = set(), {codes[0]}
    while new:
        reached |= new
        new = {other for code in new for other in beside[code] & set(codes)} - reached
    return reached == set(codes)


def test_neighbouring_mrc_are_under_served_together(shortfall, beside):
    cluster = of("under_served_cluster")
    found = deviations(shortfall, beside)

    assert len(cluster) == 7 and touching(cluster, beside)
    assert all(own > 0 and around > 0 for own, around in map(found.get, cluster))
    told = local_clusters(shortfall, neighbouring(embedded_boundaries().outlines))
    assert sum(told[code].cluster is Cluster.HIGH_HIGH for code in cluster) >= 3


def test_the_hours_of_the_cluster_are_those_told(hours):
    there = [hours[code] for code in of("under_served_cluster")]

    assert numbers("under_served_cluster") == [round(min(there)), round(max(there))]


def test_three_mrc_are_among_the_ten_most_under_served_whatever_the_weights(hours, needs):
    criteria = [*needs.values(), {code: -value for code, value in hours.items()}]
    for code in of("poorly_served"):
        # Whoever is worse by no criterion cannot be worse by a sum of them.
        ahead = {other for values in criteria for other, value in values.items()
                 if value >= values[code] and other != code}
        assert len(ahead) <= 9, (code, ahead)


def test_these_three_have_the_greatest_needs_and_few_hours(hours, needs, beside):
    three = of("poorly_served")
    for values in needs.values():
        assert set(sorted(values, key=values.get)[-3:]) == set(three)
    assert numbers("poorly_served") == [round(max(hours[code] for code in three))]
    assert not any(beside[one] & set(three) for one in three)


def test_one_region_is_well_served(hours, needs, shortfall):
    region = of("well_served_region")

    assert {code for code, place in PLACES.items() if place.region_code == "02"} == set(region)
    assert numbers("well_served_region") == [round(min(hours[code] for code in region))]
    assert min(hours[code] for code in region) > 1.4 * np.median(list(hours.values()))
    for values in needs.values():
        assert max(values[code] for code in region) < np.median(list(values.values()))
    assert set(sorted(shortfall, key=shortfall.get)[:len(region)]) == set(region)


def test_one_mrc_has_no_post_and_only_one_that_is_known():
    (code,) = of("no_organizer")
    homes = {home for post in POSTS for home in post.home_territories}

    assert {each for each in PLACES if each not in homes} == {code, *of("no_data")}
    assert any(actor.mrc_code == code for actor in REGISTER.actors)
    assert any(table.territories == (code,) for table in REGISTER.concertation_tables)


def test_of_two_mrc_nothing_is_recorded():
    told = Counter(code for actor in REGISTER.actors for code in (actor.mrc_code, *actor.serves))
    told.update(code for table in REGISTER.concertation_tables for code in table.territories)
    told.update(code for post in POSTS for code in post.home_territories)
    told.update(figure.territory_code for figure in REGISTER.indicators)

    assert {code for code in PLACES if not told[code]} == set(of("no_data"))
    assert len(of("no_data")) == 2


def test_the_hours_of_one_mrc_are_all_unknown():
    (code,) = of("hours_unknown")
    unknown = {post for post in POSTS if post.weekly_hours is None}
    homes = {home for post in POSTS if post not in unknown for home in post.home_territories}

    assert {each for post in unknown for each in post.home_territories} - homes == {code}
    assert numbers("hours_unknown") == [len(unknown)]


def test_one_figure_of_need_is_missing_in_six_mrc(needs):
    lacking = {indicator: set(PLACES) - set(values) for indicator, values in needs.items()}

    assert lacking.pop("demo_renters") == set(of("lacking_figures"))
    assert len(of("lacking_figures")) == 6
    assert all(without == set(of("no_data")) for without in lacking.values())


def test_the_north_is_sparse():
    north = of("sparse_north")
    actors = Counter(actor.mrc_code for actor in REGISTER.actors)
    links = Counter(end for links in ((t.source_id, t.target_id) for t in REGISTER.ties)
                    for end in links)
    by_id = {actor.actor_id: actor.mrc_code for actor in REGISTER.actors}
    ties = Counter(by_id[end] for end in links.elements())

    assert max(actors[code] for code in north) < 6
    there = sum(ties[code] for code in north) / sum(actors[code] for code in north)
    everywhere = links.total() / len(REGISTER.actors)
    assert there < 0.7 * everywhere


def test_posts_are_as_many_as_in_2024_and_spread_unequally(hours):
    known = [post.weekly_hours for post in POSTS if post.weekly_hours is not None]

    assert len(POSTS) == 505
    assert min(known) == 28 and max(known) == 35
    assert 0.02 < 1 - len(known) / 505 < 0.06
    assert 0.02 < sum(len(post.home_territories) == 2 for post in POSTS) / 505 < 0.15
    assert np.percentile(list(hours.values()), 90) > 2 * np.percentile(list(hours.values()), 10)


def test_a_post_is_of_an_institution_of_its_first_home():
    for post in POSTS:
        assert post.institution in PLACES[post.home_territories[0]].institutions
        assert post.name.startswith("Poste OC fictif, ")


def test_two_homes_of_a_post_touch(beside):
    for post in POSTS:
        assert len(post.home_territories) == 1 or (
            post.home_territories[1] in beside[post.home_territories[0]])


def test_actors_follow_the_population():
    actors = Counter(actor.mrc_code for actor in REGISTER.actors if actor.mrc_code)
    people = [PLACES[code].population for code in actors]

    assert 2_500 <= len(REGISTER.actors) <= 3_000
    assert len(actors) == 102
    assert np.corrcoef(people, list(actors.values()))[0, 1] > 0.99


def test_figures_of_need_say_that_they_are_invented(needs):
    assert set(needs) == {told["code"] for told in TOLD["indicator"]}
    for figure in REGISTER.indicators:
        assert figure.indicator.startswith("demo_")
        assert figure.source == "Démonstration\u00a0: chiffres inventés"
    assert all("(inventé)" in label.fr and "(invented)" in label.en
               for label in (kind_of(told["code"]).label for told in TOLD["indicator"]))


def test_figures_of_need_follow_nothing_published(needs):
    published = defaultdict(dict)
    for figure in read_indicators():
        published[figure.indicator][figure.territory_code] = figure.value
    planted = {code for story in TOLD["story"].values() if "need" in story
               for code in story["territories"]}

    assert not set(needs) & set(published)
    for invented in needs.values():
        for real in published.values():
            codes = [code for code in invented if code not in planted
                     and real.get(code) is not None]
            if len(codes) < 30:    # two figures of a few territories are alike by chance
                continue
            together = np.corrcoef([invented[code] for code in codes],
                                   [real[code] for code in codes])[0, 1]
            assert abs(together) < 0.35, together
