"""The domain in plain Python: vocabularies, entities, the register and its checks."""

from ocgraph.model.declarations import FieldDeclaration, Privacy, ValueType, declarations
from ocgraph.model.entities import (
    ENTITY_LABELS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Entity,
    Indicator,
    Membership,
    Territory,
    Tie,
)
from ocgraph.model.issues import Issue, Place, Severity
from ocgraph.model.register import COLLECTIONS, Register
from ocgraph.model.vocabulary import Term, label_of, vocabulary

__all__ = [
    "COLLECTIONS",
    "ENTITY_LABELS",
    "Actor",
    "CommunityOrganizer",
    "ConcertationTable",
    "Engagement",
    "Entity",
    "FieldDeclaration",
    "Indicator",
    "Issue",
    "Membership",
    "Place",
    "Privacy",
    "Register",
    "Severity",
    "Term",
    "Territory",
    "Tie",
    "ValueType",
    "declarations",
    "label_of",
    "vocabulary",
]
