"""What each setting is, in words: the page of the settings and the example file are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from ocgraph.i18n import say
from ocgraph.settings import SHORTEST_SECRET, Setting


@dataclass(frozen=True)
class ToldSetting:
    """A setting as a person reads it.

    Attributes
    ----------
    says
        What it is.
    holds
        What may be written in it.
    without
        What stands when it is not given.
    """

    says: str
    holds: str
    without: str


def told_setting(setting: Setting, language: str) -> ToldSetting:
    """Return a setting in words."""
    choices = ", ".join(f"`{choice}`" for choice in setting.choices)
    return ToldSetting(
        say(language, f"setting.{setting.code}"),
        say(language, f"setting.kind.{setting.kind}", shortest=SHORTEST_SECRET, choices=choices),
        f"`{setting.default}`" if setting.default
        else say(language, f"setting.{setting.code}.without"))
