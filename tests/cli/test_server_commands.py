"""``ocgraph serve`` starts nothing when a setting is wrong, and says all that is."""

from __future__ import annotations

import pytest

from ocgraph.settings import PREFIX

ADDRESS = "postgresql://ocgraph:tres-secret@127.0.0.1:1/ocgraph"
MISSPELT = f"{PREFIX}ENGIN"


def test_settings_that_are_right_are_said_right_and_nothing_starts(ocgraph):
    code, out, err = ocgraph("serve", "--check")

    assert (code, err) == (0, "")
    assert "Personne ne s’identifie" in out and "Les réglages sont bons." in out


@pytest.mark.parametrize("words", [("serve",), ("serve", "--check"), ("open", "--no-browser")])
def test_all_that_is_wrong_is_said_at_once_and_nothing_starts(ocgraph, monkeypatch, words):
    monkeypatch.setenv("OCGRAPH_DATABASE_URL", ADDRESS)
    monkeypatch.setenv("OCGRAPH_PORT", "beaucoup")
    monkeypatch.setenv(MISSPELT, "scipy")

    code, out, err = ocgraph(*words)

    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert [line.split()[0] for line in lines[:2]] == [MISSPELT, "OCGRAPH_PORT"]
    assert "OCGRAPH_SIGN_IN=none" in lines[2]
    assert len(lines) == (4 if words[0] == "serve" else 3)
    assert "tres-secret" not in err and "beaucoup" not in err


def test_a_port_that_is_taken_is_said(ocgraph):
    assert ocgraph("serve", "--port", "99999")[0] == 1
