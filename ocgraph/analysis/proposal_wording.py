"""A proposal in words: what it says, whom it says it is from, and what accepting it would do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ocgraph.analysis.proposal_changes import ByHand, ProposalChange
from ocgraph.analysis.record_wording import told
from ocgraph.i18n import say
from ocgraph.model import Actor, Tie
from ocgraph.storage import (
    Addition,
    KeptProposal,
    ProposalKind,
    ProposalState,
    SharedPage,
)

Names = Mapping[str, str]


def proposal_title(proposal: KeptProposal, names: Names, language: str) -> str:
    """Return the kind of a proposal, and whom it is about."""
    kind = say(language, f"proposal.kind.{proposal.proposal.kind}")
    return f"{kind} · {_name(proposal.proposal.about, names, language)}" if (
        proposal.proposal.about) else kind


def said_sentences(proposal: KeptProposal, names: Names, titles: Mapping[str, str], language: str
                   ) -> list[str]:
    """Say what someone wrote, whom she says she speaks for, when and from which page.

    Parameters
    ----------
    titles
        The title of each shared page, by its identifier.
    """
    said, sentences = proposal.proposal, []
    if said.kind is ProposalKind.PARTNERSHIP:
        sentences.append(say(language, "proposal.with", name=said.with_name if not said.with_id
                             else _name(said.with_id, names, language)))
    if said.text:
        sentences.append(say(language, "proposal.text", text=said.text))
    sentences.append(say(language, "proposal.from", name=_name(proposal.from_id, names, language))
                     if proposal.from_id else say(language, "proposal.from_nobody"))
    sentences.append(say(language, f"proposal.came_by.{proposal.came_by}",
                         day=proposal.came_at.astimezone().date(),
                         title=titles.get(proposal.page_id) or say(language, "proposal.untitled")))
    return sentences


def effect_sentences(change: ProposalChange, names: Names, pages: Collection[SharedPage],
                     language: str) -> list[str]:
    """Say what accepting a proposal would do, before it is done.

    Parameters
    ----------
    pages
        The pages already out that show whom it is about (`SharedPages.showing`).
    """
    sentences = [_effect(change, names, language)]
    sentences += [issue.sentence(language) for issue in change.problems]
    if change.proposal.proposal.kind is ProposalKind.REMOVAL and isinstance(
            change.record and change.record.record, Actor):
        sentences.append(say(language, "proposal.pages_out", n=len(pages)))
        sentences += [say(language, "proposal.page_out", day=page.made_at.astimezone().date(),
                          title=page.title or say(language, "proposal.untitled"))
                      for page in pages]
    return sentences


def answer_sentence(proposal: KeptProposal, language: str) -> str:
    """Say what was answered, and when; that nothing was yet, of one that waits."""
    if proposal.state is ProposalState.WAITING:
        return say(language, "proposal.state.waiting")
    sentence = say(language, f"proposal.state.{proposal.state}",
                   day=proposal.answered_at.astimezone().date())
    return f"{sentence} {say(language, 'proposal.word', word=proposal.answer)}" if (
        proposal.answer) else sentence


def _effect(change: ProposalChange, names: Names, language: str) -> str:
    if not change.edits:
        return _by_hand(change, names, language)
    (edit,) = change.edits
    if isinstance(edit, Addition):
        return say(language, "proposal.effect.partnership", **_ends(edit.record, names))
    if change.proposal.proposal.kind is ProposalKind.REMOVAL:
        return say(language, "proposal.effect.removal", name=edit.record.name)
    return say(language, "proposal.effect.correction", field=change.field.header,
               before=told(change.record.record, change.field, names, language),
               after=told(edit.record, change.field, names, language))


def _by_hand(change: ProposalChange, names: Names, language: str) -> str:
    sentence = say(language, f"proposal.by_hand.{change.by_hand}")
    if change.field is None or change.by_hand is ByHand.ALREADY_SO:
        return sentence
    now = say(language, "proposal.now", field=change.field.header,
              now=told(change.record.record, change.field, names, language))
    return f"{now} {sentence}"


def _ends(tie: Tie, names: Names) -> dict[str, str]:
    return {"one": names.get(tie.source_id, tie.source_id),
            "other": names.get(tie.target_id, tie.target_id)}


def _name(identifier: str, names: Names, language: str) -> str:
    return names.get(identifier) or say(language, "proposal.gone")
