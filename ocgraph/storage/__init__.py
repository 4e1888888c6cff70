"""The register kept in its database, its memory, and what the team keeps beside it."""

from ocgraph.storage.accounts import Account, AccountChange, Member
from ocgraph.storage.backup import Copy, Manifest
from ocgraph.storage.drafts import Draft, Drafts
from ocgraph.storage.editing import (
    Addition,
    Conflict,
    Correction,
    Edit,
    EditConflictError,
    Removal,
)
from ocgraph.storage.failures import StorageError
from ocgraph.storage.history import RecordChange, UndoRefusedError
from ocgraph.storage.merge import Changes, Difference, compare, counted, differences, merge
from ocgraph.storage.notebook import (
    Followed,
    KeptPresentation,
    KeptScenario,
    KeptWeighing,
    Notebook,
)
from ocgraph.storage.people import People
from ocgraph.storage.proposals import (
    CameBy,
    KeptProposal,
    Message,
    Proposal,
    ProposalKind,
    Proposals,
    ProposalState,
)
from ocgraph.storage.records import KeptRecord
from ocgraph.storage.rights import RIGHTS, Action, RightsError, Role, Scope
from ocgraph.storage.saves import Gesture, Save, SaveKind, undone_by
from ocgraph.storage.share_links import Openings, ShareLink, ShareLinks
from ocgraph.storage.shared_pages import SharedPage, SharedPages
from ocgraph.storage.store import Store
from ocgraph.storage.visits import Visits

__all__ = ["RIGHTS", "Account", "AccountChange", "Action", "Addition", "CameBy", "Changes",
           "Conflict", "Copy", "Correction", "Difference", "Draft", "Drafts", "Edit",
           "EditConflictError", "Followed", "Gesture", "KeptPresentation", "KeptProposal",
           "KeptRecord", "KeptScenario", "KeptWeighing", "Manifest", "Member", "Message",
           "Notebook", "Openings", "People", "Proposal", "ProposalKind", "ProposalState",
           "Proposals", "RecordChange", "Removal", "RightsError", "Role", "Save", "SaveKind",
           "Scope", "ShareLink", "ShareLinks", "SharedPage", "SharedPages", "StorageError", "Store",
           "UndoRefusedError", "Visits", "compare", "counted", "differences", "merge", "undone_by"]
