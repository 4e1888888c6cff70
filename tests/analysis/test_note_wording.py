"""What figures rest on: a day chosen leaves no link that has ended to be told of."""

from __future__ import annotations

import datetime

import pytest

from ocgraph.analysis.note_wording import note_sentences
from ocgraph.analysis.overview import Overview
from ocgraph.i18n import say
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Lens, PartnershipNetwork

TODAY = datetime.date(2026, 6, 15)
ENDED = Register(
    actors=tuple(Actor(actor_id=one, name=one) for one in "AB"),
    ties=(Tie(source_id="A", target_id="B", since=datetime.date(2019, 1, 1),
              until=datetime.date(2021, 1, 1)),))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_links_that_have_ended_are_told_unless_a_day_is_chosen(language):
    def notes(lens):
        return note_sentences(Overview(PartnershipNetwork(ENDED, lens), TODAY), language,
                              is_demo=False)

    then = Lens(on=datetime.date(2020, 1, 31))
    assert say(language, "note.ended", n=1) in notes(Lens())
    assert len(PartnershipNetwork(ENDED, then).links) == 1
    assert say(language, "note.ended", n=1) not in notes(then)
    assert notes(then)[0] == say(language, "note.lens", lens=say(
        language, "lens.on_day", day=datetime.date(2020, 1, 31)))
