"""What accepting a proposal would change: the record now, and the edits, where a machine may say.

A text is taken as the value of a field only where an import would read it so without a doubt. All
else is for a person: she corrects in the form, and her answer changes nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ocgraph.analysis.record_changes import correction
from ocgraph.analysis.record_problems import Kept, problems_of
from ocgraph.i18n import say
from ocgraph.io.reading.cells import default_value, read_cell
from ocgraph.io.reading.duplicates import compared_name
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Entity,
    FieldDeclaration,
    Issue,
    Privacy,
    Severity,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.storage import (
    Addition,
    Edit,
    KeptProposal,
    KeptRecord,
    ProposalKind,
    Proposals,
    ProposalState,
    Save,
    Store,
)


class ByHand(StrEnum):
    """Why accepting a proposal changes no record by itself."""

    REMARK = "remark"
    GONE = "gone"
    FIELD_NOT_SAID = "field_not_said"
    NOT_A_VALUE = "not_a_value"
    WOULD_BE_WRONG = "would_be_wrong"
    ALREADY_SO = "already_so"
    PARTNER_UNKNOWN = "partner_unknown"
    NOT_TWO_ACTORS = "not_two_actors"
    ALREADY_TIED = "already_tied"
    TABLE = "table"


@dataclass(frozen=True)
class ProposalChange:
    """A proposal, beside the register as it is now.

    Attributes
    ----------
    record
        What it is about; None when it is about nothing that is there.
    partner
        The other end of a partnership, when it is there.
    field
        The field that it corrects, when it says which.
    edits
        What accepting it makes; empty when `by_hand` says why.
    problems
        What would be wrong with the record, when that is why.
    """

    proposal: KeptProposal
    record: KeptRecord | None = None
    partner: KeptRecord | None = None
    field: FieldDeclaration | None = None
    edits: tuple[Edit, ...] = ()
    by_hand: ByHand | None = None
    problems: tuple[Issue, ...] = ()


def change_of(proposal: KeptProposal, kept: Kept, language: str) -> ProposalChange:
    """Return what accepting a proposal would change in the register.

    Parameters
    ----------
    language
        Of the source that a new tie is given.
    """
    said, record = proposal.proposal, _bearing(kept, proposal.proposal.about)
    found = ProposalChange(proposal, record)
    if said.kind is ProposalKind.REMARK:
        return replace(found, by_hand=ByHand.REMARK)
    if record is None:
        return replace(found, by_hand=ByHand.GONE)
    if said.kind is ProposalKind.REMOVAL:
        return _removal(found)
    return (_correction(found, kept) if said.kind is ProposalKind.CORRECTION
            else _partnership(found, kept, language))


def accept(change: ProposalChange, store: Store, proposals: Proposals, language: str,
           answer: str = "") -> Save | None:
    """Accept a proposal: its edits and the answer, both or neither; None where it has no edit.

    Raises
    ------
    StorageError
        Whatever refuses the edits, or the answer; the proposal waits then.
    """
    came = change.proposal
    if not change.edits:
        proposals.answer(came.proposal_id, ProposalState.ACCEPTED, answer)
        return None
    return store.accept(
        came.proposal_id, change.edits, answer=answer,
        save_key=f"proposal:{came.proposal_id}:{came.came_at.isoformat()}",
        reason=say(language, f"proposal.reason.{came.proposal.kind}",
                   day=came.came_at.astimezone().date()))


def _bearing(kept: Kept, identifier: str) -> KeptRecord | None:
    """Return the actor or the table that bears an identifier."""
    return next((one for entity in (Actor, ConcertationTable) if identifier
                 for one in kept.get(entity, ())
                 if getattr(one.record, IDENTIFIERS[entity]) == identifier), None)


def _removal(found: ProposalChange) -> ProposalChange:
    """Note that an organisation refuses to be shown: it is in no page made from then on."""
    record = found.record.record
    if not isinstance(record, Actor):
        return replace(found, by_hand=ByHand.TABLE)
    if record.publication_consent is False:
        return replace(found, by_hand=ByHand.ALREADY_SO)
    return replace(found, edits=(correction(found.record, publication_consent=False),))


def _correction(found: ProposalChange, kept: Kept) -> ProposalChange:
    one, said = found.record, found.proposal.proposal
    field = next((each for each in declarations(type(one.record)) if each.name == said.field
                  and each.privacy is Privacy.SHAREABLE
                  and each.value_type is not ValueType.IDENTIFIER), None)
    if field is None:
        return replace(found, by_hand=ByHand.FIELD_NOT_SAID)
    found, value = replace(found, field=field), _value(field, said.text, one.record, kept)
    if value is None:
        return replace(found, by_hand=ByHand.NOT_A_VALUE)
    if value == getattr(one.record, field.name):
        return replace(found, by_hand=ByHand.ALREADY_SO)
    edit = correction(one, **{field.name: value})
    return _unless_wrong(found, edit, problems_of(edit.record, kept, one.record_key))


def _value(field: FieldDeclaration, text: str, record: Entity, kept: Kept) -> Any:
    """Return the value that a text reads as; None when it may be anything else."""
    if "\n" in text:
        return None
    if field.value_type is ValueType.REFERENCE:
        named = _named(text, kept, field.refers_to)
        return named and getattr(named.record, IDENTIFIERS[type(named.record)])
    readings = read_cell(field, text, vars(record))
    if any(each.code and each.severity is not Severity.NOTICE for each in readings):
        return None
    value = readings[0].value
    return None if value == default_value(field) else value


def _named(name: str, kept: Kept, entities: tuple[str, ...]) -> KeptRecord | None:
    """Return the only record that bears a name, however it is written."""
    wanted = compared_name(name)
    found = [one for entity in (Actor, ConcertationTable) if entity.__name__ in entities
             for one in kept.get(entity, ()) if compared_name(one.record.name) == wanted]
    return found[0] if len(found) == 1 and wanted else None


def _partnership(found: ProposalChange, kept: Kept, language: str) -> ProposalChange:
    """Note a tie that one side tells: neither confirmed nor to be published."""
    came, said = found.proposal, found.proposal.proposal
    partner = (_bearing(kept, said.with_id) if said.with_id else
               _named(said.with_name, kept, ("Actor", "ConcertationTable")))
    if partner is None:
        return replace(found, by_hand=ByHand.PARTNER_UNKNOWN)
    found = replace(found, partner=partner)
    ends = [found.record.record, partner.record]
    if not all(isinstance(end, Actor) for end in ends):
        return replace(found, by_hand=ByHand.NOT_TWO_ACTORS)
    one, other = (end.actor_id for end in ends)
    if any({each.record.source_id, each.record.target_id} == {one, other}
           and each.record.until is None for each in kept.get(Tie, ())):
        return replace(found, by_hand=ByHand.ALREADY_TIED)
    tie = Tie(source_id=one, target_id=other, confirmed_by_both=False,
              reported_by=came.from_id if isinstance(_record(kept, came.from_id), Actor) else None,
              source=say(language, "proposal.source", day=came.came_at.astimezone().date()))
    return _unless_wrong(found, Addition(tie), problems_of(tie, kept))


def _record(kept: Kept, identifier: str) -> Entity | None:
    one = _bearing(kept, identifier)
    return one and one.record


def _unless_wrong(found: ProposalChange, edit: Edit, problems: tuple[Issue, ...]
                  ) -> ProposalChange:
    wrong = tuple(issue for issue in problems if issue.severity is Severity.ERROR)
    if wrong:
        return replace(found, by_hand=ByHand.WOULD_BE_WRONG, problems=wrong)
    return replace(found, edits=(edit,))
