"""Typed text inside a label is shown as typed and starts nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.text import plain
from tests.strategies import HOSTILE_TEXTS, any_characters

ACTIVE = "\\`*_{}[]()#+-.!|~$:<>&"
JOINER = "\u2060"
ESCAPED = re.compile(r"\\([" + re.escape(ACTIVE) + "])")


@given(st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(any_characters, max_size=40),
                 st.text(st.sampled_from(ACTIVE + "ax1 "), max_size=20)))
def test_every_active_mark_is_escaped_and_markdown_gives_the_text_back(text):
    written = plain(text)
    rest = ESCAPED.sub("", written)

    assert not set(rest) & set(ACTIVE)
    assert ESCAPED.sub(r"\1", written).replace(JOINER, "") == text.replace(JOINER, "")


def test_image_in_a_name_is_no_longer_an_image():
    assert plain("![x](logo.png)") == r"\!\[x\]\(logo\.png\)"


@pytest.mark.parametrize("text, broken", [
    ("https://exemple.invalid", r"https\:" + JOINER + r"//exemple\.invalid"),
    (":material/home:", r"\:" + JOINER + r"material/home\:"),
    ("www.exemple.invalid", "www" + JOINER + r"\.exemple\.invalid"),
    ("a@exemple.invalid", "a" + JOINER + r"@exemple\.invalid"),
])
def test_bare_address_in_a_name_is_no_link(text, broken):
    assert plain(text) == broken
