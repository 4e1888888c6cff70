"""The registers a team may begin with: empty, tiny, of one MRC, without a post, a table, a fact."""

from __future__ import annotations

from ocgraph.model import Register
from tests.small_networks import network

_TIES = "A-B B-C C-D E-F F-G"
_TABLES = {"Table inventée": "ADE", "Table fictive": "DEF"}
_POSTS = {"Poste inventé": "DH", "Poste fictif": "EFG"}   # the first alone joins H
_TWO_MRC = dict.fromkeys("ABCD", "62") | dict.fromkeys("EFGH", "63")
_FACTS = {
    "kind": dict.fromkeys("ABCDEFGH", "community_organization"),
    "sectors": dict.fromkeys("ABCD", ("housing",)) | dict.fromkeys("EFGH", ("immigration",)),
    "asked": dict.fromkeys("ABCDEFGH", True)}

REGISTERS = {
    "empty": Register(),
    "tiny": network("A-B", {"Table inventée": "BC"}, {"Poste inventé": "C"}, **_FACTS,
                    mrc_code=_TWO_MRC).register,
    "one_mrc": network(_TIES, _TABLES, _POSTS, **_FACTS,
                       mrc_code=dict.fromkeys("ABCDEFGH", "62")).register,
    "no_organizer": network(_TIES, _TABLES, actors="H", **_FACTS, mrc_code=_TWO_MRC).register,
    "no_table": network(_TIES, None, _POSTS, **_FACTS, mrc_code=_TWO_MRC).register,
    "all_unknown": network(_TIES, _TABLES, _POSTS).register,
}
