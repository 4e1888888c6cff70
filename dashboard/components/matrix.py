"""A matrix of groups in the page, its texts as text: a pointer on a cell tells all of it."""

from __future__ import annotations

import streamlit as st

from ocgraph.views.bridge_matrix import Matrix, matrix_html

_CSS = """
:host, .all { font: inherit; color: #22303a; }
.matrix { overflow-x: auto; }
.matrix svg { display: block; height: auto; font-family: inherit; }
.legend p { margin: .5rem 0 0; font-weight: 600; }
.legend ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; list-style: none;
  margin: .2rem 0; padding: 0; }
.legend svg { vertical-align: -.1rem; }
"""
_JS = """
export default function (component) {
  component.parentElement.querySelector(".all").innerHTML = component.data.drawn;
}
"""
_matrix = st.components.v2.component("ocgraph_matrix", html='<div class="all"></div>', css=_CSS,
                                     js=_JS)


def matrix_drawing(matrix: Matrix, described: str, key: str) -> None:
    """Show a matrix with its legend.

    Parameters
    ----------
    described
        What it shows, for who cannot see it.
    """
    _matrix(key=key, data={"drawn": matrix_html(matrix, described)})
