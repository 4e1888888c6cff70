"""Typed text inside a label is shown as typed and starts nothing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.text import plain
from tests.strategies import HOSTILE_TEXTS

ACTIVE = "\\`*_{}[]()#+-.!|~$:<>&"
ESCAPED = re.compile(r"\\([" + re.escape(ACTIVE) + "])")


@given(st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(max_size=40),
                 st.text(st.sampled_from(ACTIVE + "ax1 "), max_size=20)))
def test_every_active_mark_is_escaped_and_markdown_gives_the_text_back(text):
    written = plain(text)
    rest = ESCAPED.sub("", written)

    assert not set(rest) & set(ACTIVE)
    assert ESCAPED.sub(r"\1", written) == text


def test_image_in_a_name_is_no_longer_an_image():
    assert plain("![x](https://exemple.invalid)") == r"\!\[x\]\(https\://exemple\.invalid\)"
