"""``ocgraph proposals``: what came back of a shared page, and the answer of the team."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ocgraph.analysis.proposal_changes import ProposalChange, accept, change_of
from ocgraph.analysis.proposal_wording import (
    answer_sentence,
    effect_sentences,
    proposal_title,
    said_sentences,
)
from ocgraph.analysis.record_forms import names_of
from ocgraph.analysis.record_problems import Kept
from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import COLLECTIONS
from ocgraph.sharing.proposals import MOST_BYTES, read_message
from ocgraph.storage import (
    CameBy,
    KeptProposal,
    Proposals,
    ProposalState,
    SharedPage,
    SharedPages,
    Store,
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the action says."""
    return _ACTIONS[arguments.action](arguments, Proposals(), console)


def _list(arguments: argparse.Namespace, proposals: Proposals, console: Console) -> int:
    everything = proposals.all()
    shown = [each for each in everything
             if arguments.all or each.state is ProposalState.WAITING]
    if not shown:
        console.say("cli.proposals.none_waiting")
    beside = _beside()
    for each in shown:
        _tell(each, beside, console)
    if answered := len(everything) - len(shown):
        console.say("cli.proposals.answered", n=answered)
    return 0


def _read(arguments: argparse.Namespace, proposals: Proposals, console: Console) -> int:
    """Read files that came back: one that is refused keeps none of the others out."""
    code = 0
    for written in arguments.files:
        try:
            n = proposals.receive(read_message(_content(Path(written))), CameBy.FILE)
        except OcgraphError as refused:
            console.complain(console.text("cli.proposals.refused", file=Path(written).name,
                                          why=explain(refused, console.language)))
            code = 1
        else:
            console.say("cli.proposals.received", n=n, file=Path(written).name)
    return code


def _content(path: Path) -> bytes:
    """Return a file, no more of it than what tells that it is too large."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        raise OcgraphError("file.missing", file=path.name) from None


def _accept(arguments: argparse.Namespace, proposals: Proposals, console: Console) -> int:
    change = _tell(_numbered(proposals, arguments.number), _beside(), console)
    if not (arguments.yes or console.agrees("proposals")):
        return 1
    save = accept(change, Store(), proposals, console.language, arguments.word)
    if save:
        console.say("cli.proposals.accepted", number=save.save_seq)
    else:
        console.say("cli.proposals.noted")
    return 0


def _decline(arguments: argparse.Namespace, proposals: Proposals, console: Console) -> int:
    proposal = _numbered(proposals, arguments.number)
    _tell(proposal, _beside(), console)
    if not (arguments.yes or console.agrees("proposals")):
        return 1
    proposals.answer(proposal.proposal_id, ProposalState.DECLINED, arguments.word)
    console.say("cli.proposals.declined")
    return 0


def _numbered(proposals: Proposals, number: int) -> KeptProposal:
    found = next((each for each in proposals.all() if each.number == number), None)
    if found is None:
        raise OcgraphError("proposal.no_such_number", number=number)
    if found.state is not ProposalState.WAITING:
        raise OcgraphError("proposal.answered", day=found.answered_at.astimezone().date())
    return found


class _Beside(NamedTuple):
    """What a proposal is told beside: the register, its names, and the pages that were shared."""

    kept: Kept
    names: Mapping[str, str]
    pages: tuple[SharedPage, ...]


def _beside() -> _Beside:
    store = Store()
    return _Beside({entity: store.kept(entity) for entity in COLLECTIONS},
                   names_of(store.load()), SharedPages().pages())


def _tell(proposal: KeptProposal, beside: _Beside, console: Console) -> ProposalChange:
    """Say a proposal, and what accepting it would do; return the latter."""
    names, language, about = beside.names, console.language, proposal.proposal.about
    change = change_of(proposal, beside.kept, language)
    console.say("cli.proposals.one", number=proposal.number,
                what=proposal_title(proposal, names, language))
    lines = said_sentences(proposal, names, {page.page_id: page.title for page in beside.pages},
                           language)
    if proposal.state is ProposalState.WAITING:
        lines += effect_sentences(change, names, [page for page in beside.pages
                                                  if about in page.shown.values()], language)
    else:
        lines.append(answer_sentence(proposal, language))
    for line in lines:
        console.line(line, indent=4)
    return change


_ACTIONS = {"list": _list, "read": _read, "accept": _accept, "decline": _decline}
