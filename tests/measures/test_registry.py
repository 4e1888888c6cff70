"""What every measure of the registry holds to, whatever the network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine import compiled
from ocgraph.errors import OcgraphError
from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES
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
@settings(max_examples=25)
@given(drawn=networks())
def test_a_figure_that_does_not_exist_has_a_reason(measure, drawn):
    found = measure.read(drawn, **chosen_for(measure, drawn))

    assert set(found.columns) == {column.column_id for column in measure.columns}
    for values in found.columns.values():
        assert len(values) == len(found.rows)
        assert not np.isinf(values).any()
        without = {row for row, value in zip(found.rows, values, strict=True) if np.isnan(value)}
        assert without <= set(found.reasons)
    assert set(found.reasons) <= set(found.rows)
    assert len(set(found.rows)) == len(found.rows)


@every_measure
@settings(max_examples=15)
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
