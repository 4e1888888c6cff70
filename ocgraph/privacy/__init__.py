"""What may leave the team, field by field: everything else does not exist in what is shared."""

from ocgraph.privacy.choice import NEVER_LEAVES, SHARED_ENTITIES, Terms, TiesShown, Why
from ocgraph.privacy.preview import Leaving, Seen, seen_by, what_leaves, who_stays
from ocgraph.privacy.redaction import SharedRegister, new_identifiers, redact
from ocgraph.privacy.withheld import FEWEST_TOLD, Withheld

__all__ = [
    "FEWEST_TOLD",
    "NEVER_LEAVES",
    "SHARED_ENTITIES",
    "Leaving",
    "Seen",
    "SharedRegister",
    "Terms",
    "TiesShown",
    "Why",
    "Withheld",
    "new_identifiers",
    "redact",
    "seen_by",
    "what_leaves",
    "who_stays",
]
