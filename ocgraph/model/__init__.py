"""The domain in plain Python: vocabularies, entities, the register and its checks."""

from ocgraph.model.declarations import (
    FieldDeclaration,
    Privacy,
    ValueType,
    declarations,
    shared_fields,
)
from ocgraph.model.entities import (
    DEFAULT_FRAME,
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
from ocgraph.model.frames import (
    FRAME_KINDS,
    Equivalent,
    FrameReading,
    FrameTerm,
    Relation,
    frame_terms,
    read_under,
    translate_term,
)
from ocgraph.model.issues import Issue, Place, Severity
from ocgraph.model.register import COLLECTIONS, Register
from ocgraph.model.vocabulary import Term, label_of, vocabulary

__all__ = [
    "COLLECTIONS",
    "DEFAULT_FRAME",
    "ENTITY_LABELS",
    "FRAME_KINDS",
    "Actor",
    "CommunityOrganizer",
    "ConcertationTable",
    "Engagement",
    "Entity",
    "Equivalent",
    "FieldDeclaration",
    "FrameReading",
    "FrameTerm",
    "Indicator",
    "Issue",
    "Membership",
    "Place",
    "Privacy",
    "Register",
    "Relation",
    "Severity",
    "Term",
    "Territory",
    "Tie",
    "ValueType",
    "declarations",
    "frame_terms",
    "label_of",
    "read_under",
    "shared_fields",
    "translate_term",
    "vocabulary",
]
