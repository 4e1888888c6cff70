"""What a role may not do, said in the place of what would do it, and whom to ask.

It is the storage's door that refuses: this spares a person the trouble of trying.
"""

from __future__ import annotations

import streamlit as st

from dashboard import asking, state
from dashboard.components.text import plain
from ocgraph.analysis.wording import listed
from ocgraph.i18n import sort_key
from ocgraph.storage import RIGHTS, Action, Scope
from ocgraph.storage.rights import ACTION_LABELS, ROLE_LABELS, who_may


def allowed(action: Action) -> bool:
    """Tell whether a role may do something; say why not, and whom to ask."""
    if asking.may(action):
        return True
    st.info(plain(may_not(action)))
    return False


def may_not(action: Action) -> str:
    """Say that a role does not allow something, and whom to ask."""
    language = state.language()
    return state.words()("allowed.not", action=ACTION_LABELS[action], who=whom_to_ask(action),
                         role=ROLE_LABELS[asking.me().role].in_language(language))


def whom_to_ask(action: Action) -> str:
    """Name those of the team who may do something anywhere; their role, when there is nobody."""
    names = [one.name for one in asking.people().team()
             if RIGHTS[one.role][action] is Scope.ALL]
    return listed(sorted(names, key=sort_key), state.language()) or who_may(action).in_language(
        state.language())
