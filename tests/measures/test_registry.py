"""What every measure of the registry holds to, whatever the network."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine import compiled
from ocgraph.errors import OcgraphError
from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES
from ocgraph.model import Actor, Register
from ocgraph.network import Layer, Lens, PartnershipNetwork
from tests.small_networks import ENGINES, network

every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
_NAMES = "ABCDEF"


@st.composite
def networks(draw):
    """Draw up to six actors with what a measure may use of them, tables, an organizer, or less."""
    actors = draw(st.sets(st.sampled_from(_NAMES)))
    some = st.sets(st.sampled_from(sorted(actors))) if actors else st.just(set())
    pairs = [f"{one}-{other}" for one in sorted(actors) for other in sorted(actors)]
    ties = draw(st.lists(st.sampled_from(pairs), max_size=8)) if pairs else []
    codes = st.sampled_from(("61", "62", None))
    return network(
        " ".join(tie for tie in ties if tie[0] != tie[2]), actors=actors,
        tables={name: sorted(draw(some)) for name in draw(st.sampled_from(("", "t", "tu")))},
        engagements={name: sorted(draw(some)) for name in draw(st.sampled_from(("", "o", "op")))},
        mrc_code={name: draw(codes) for name in actors},
        sectors={name: ("youth",) if draw(st.booleans()) else () for name in actors},
        asked={name: draw(st.sampled_from((True, False, None))) for name in actors})


def chosen_for(measure, seen):
    """Return the nodes to give a measure of a set: the first actor, where there is one."""
    return {parameter.name: tuple(seen.actor_index)[:1] for parameter in measure.parameters
            if parameter.names_nodes}


@every_measure
@settings(max_examples=6)
@given(drawn=networks())
def test_a_figure_that_does_not_exist_has_a_reason(measure, drawn):
    found = measure.read(drawn, **chosen_for(measure, drawn))

    assert set(found.columns) == {column.column_id for column in measure.columns}
    for column, values in found.columns.items():
        assert len(values) == len(found.rows)
        assert not np.isinf(values).any()
        without = {row for row, value in zip(found.rows, values, strict=True) if np.isnan(value)}
        assert without <= set(found.reasons) or column in found.column_reasons
        assert column not in found.column_reasons or np.isnan(values).all()
    assert found.column_reasons.keys() <= found.columns.keys()
    assert set(found.reasons) <= set(found.rows)
    assert len(set(found.rows)) == len(found.rows)


@every_measure
@settings(max_examples=8)
@given(drawn=networks())
def test_the_figures_do_not_depend_on_the_engine(measure, drawn):
    found = []
    for name in ENGINES:
        with compiled.using(name):
            fresh = PartnershipNetwork(drawn.register)
            found.append(measure.read(fresh, **chosen_for(measure, fresh)))

    for other in found[1:]:
        assert other.rows == found[0].rows
        assert other.reasons == found[0].reasons
        for column, values in found[0].columns.items():
            assert other.columns[column] == pytest.approx(values, rel=1e-9, abs=1e-12, nan_ok=True)


_BY_ORDER = {
    "eigenvector": {"eigenvector"},  # of pieces of one size, the one of the first actor is taken
    "communities": {"community", "stability"},  # the runs begin from the order of the actors
    "density": {"tie_density_low", "tie_density_high"},  # drawn at random
    "ei_index": {"expected", "expected_low", "expected_high", "p"},
    "mixing": {"expected", "expected_low", "expected_high", "p"}}
"""Figures that may depend on the order of the register, and why."""


def without_order(measure, seen, chosen=()):
    """Return the figures by what their row is about, whatever the order of a pair or a set."""
    given = {parameter.name: tuple(chosen) for parameter in measure.parameters
             if parameter.names_nodes and parameter.name != "candidates"}
    if any(parameter.name == "how_many_sets" for parameter in measure.parameters):
        given["how_many_sets"] = 50  # more than there can be
    found = measure.read(seen, **given)
    kept = found.columns.keys() - _BY_ORDER.get(measure.measure_id, set())
    return {frozenset((row,) if isinstance(row, str) else row): (
        {name: round(float(found.columns[name][place]), 9) for name in kept
         if not np.isnan(found.columns[name][place])}, found.reasons.get(row))
        for place, row in enumerate(found.rows)}


@every_measure
@settings(max_examples=6)
@given(drawn=networks(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_register_changes_nothing(measure, drawn, random):
    register = drawn.register
    shuffled = {name: tuple(random.sample(getattr(register, name), len(getattr(register, name))))
                for name in ("actors", "concertation_tables", "community_organizers",
                             "memberships", "ties", "engagements")}
    chosen = sorted(drawn.actor_index)[:1]

    assert without_order(measure, PartnershipNetwork(replace(register, **shuffled)), chosen) == (
        without_order(measure, drawn, chosen))


@every_measure
@settings(max_examples=6)
@given(drawn=networks())
def test_other_identifiers_change_nothing_but_the_identifiers(measure, drawn):
    """Identifiers are written backwards, so that their alphabetical order turns round."""
    register = drawn.register
    new = {name: f"{chr(155 - ord(name))}x" for name in (
        *register.actor_by_id, *register.concertation_table_by_id, *register.organizer_by_id)}
    renamed = PartnershipNetwork(Register(**{
        collection: tuple(renamed_record(record, new) for record in getattr(register, collection))
        for collection in ("actors", "concertation_tables", "community_organizers",
                           "memberships", "ties", "engagements")}))
    chosen = sorted(drawn.actor_index)[:1]
    back = {after: before for before, after in new.items()}

    found = without_order(measure, renamed, [new[name] for name in chosen])

    assert {frozenset(back.get(part, part) for part in row): told
            for row, told in found.items()} == without_order(measure, drawn, chosen)


def renamed_record(record, new):
    """Return a record whose identifiers are the new ones."""
    return replace(record, **{field: new[value] for field, value in vars(record).items()
                              if field.endswith("_id") and value in new})


_WITH_AN_ISOLATE = {
    "degree": ("near_actors",), "structural_holes": ("constraint", "effective_size", "efficiency"),
    "brokerage_roles": ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"),
    "table_brokerage": ("linked_pairs", "across_pairs"), "missing_ties": ("score",),
    "two_mode_degree": ("seats",), "table_overlap": ("shared_members", "jaccard", "overlap"),
    "shared_tables": ("n_shared_tables", "size_corrected"), "solicitation": ("seats",),
    "departure": ("pairs_lost",), "liaison_dependency": ("pairs_lost", "near_pairs_lost",
                                                         "isolated_after"),
    "articulation_actors": ("is_articulation", "pieces_after"), "bridges": ("pairs_parted",),
    "autonomy": ("pairs_by_organizers", "near_pairs_by_organizers"),
    "mobilisation_reach": ("reached_1", "reached_2", "reached_3"),
    "organizer_reach": ("reached_1", "reached_2", "reached_3"),
    "table_reach": ("reached_1", "reached_2", "reached_3"),
    "ei_index": ("internal_ties", "external_ties", "ei"),
    "table_diversity": ("blau", "n_sectors", "n_members")}
"""Figures that an actor whom nothing joins leaves as they are: those that count it in no way."""


@pytest.mark.parametrize(("code", "columns"), _WITH_AN_ISOLATE.items(), ids=list(_WITH_AN_ISOLATE))
@settings(max_examples=6)
@given(drawn=networks())
def test_an_actor_whom_nothing_joins_changes_nobody(code, columns, drawn):
    alone = Actor(actor_id="Z", name="Acteur Z", mrc_code="61", sectors=("youth",))
    joined_by = PartnershipNetwork(replace(drawn.register, actors=(*drawn.register.actors, alone)))

    before, after = MEASURES[code].read(drawn), MEASURES[code].read(joined_by)

    for column in columns:
        found = after.by_row(column)
        assert {row: found[row] for row in before.rows} == pytest.approx(before.by_row(column))


@every_measure
def test_the_same_network_gives_the_same_figures_twice(measure):
    seen = PartnershipNetwork(read_demo(), Lens(territories=frozenset(("61", "62"))))
    given_nodes = chosen_for(measure, seen)

    first, second = measure.read(seen, **given_nodes), measure.read(seen, **given_nodes)

    assert first.rows == second.rows
    for column, values in first.columns.items():
        assert np.array_equal(values, second.columns[column], equal_nan=True)


@pytest.mark.parametrize(("measure", "layer"), [
    pytest.param(measure, layer, id=f"{code}-{layer}")
    for code, measure in MEASURES.items() for layer in Layer if layer not in measure.layers])
def test_a_measure_is_refused_through_a_lens_that_shows_nothing_it_reads(measure, layer):
    seen = PartnershipNetwork(read_demo(), Lens(layers=frozenset((layer,))))

    with pytest.raises(OcgraphError, match="lens_refused"):
        measure.read(seen)


@every_measure
def test_a_setting_that_does_not_exist_is_refused(measure):
    with pytest.raises(OcgraphError, match="parameter_unknown"):
        measure.read(network("A-B", tables={"t": "AB"}, engagements={"o": "A"}), couleur=1)


def wrong_values(parameter):
    """Return each value a parameter must refuse, with the code of the refusal."""
    if parameter.low is not None:
        yield parameter.low - 1, "out_of_range"
        yield parameter.high + 1, "out_of_range"
    if parameter.choices:
        yield "autre", "choice_unknown"
    if parameter.names_nodes:
        yield ("personne",), "node_unknown"


@pytest.mark.parametrize(("measure", "name", "value", "refusal"), [
    pytest.param(measure, parameter.name, value, refusal, id=f"{code}-{parameter.name}-{value}")
    for code, measure in MEASURES.items() for parameter in measure.parameters
    for value, refusal in wrong_values(parameter)])
def test_a_value_that_is_not_allowed_is_refused(measure, name, value, refusal):
    seen = network("A-B", tables={"t": "AB"}, engagements={"o": "A"})

    with pytest.raises(OcgraphError, match=refusal):
        measure.read(seen, **{name: value})


def test_formulas_and_references_are_written():
    for measure in MEASURES.values():
        assert measure.formula.strip() and measure.reference.strip()
