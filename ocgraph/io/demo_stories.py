"""What there is to find in a demonstration, told in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ocgraph.i18n import Label
from ocgraph.paths import demo_path


@dataclass(frozen=True)
class DemoStory:
    """One story planted in a demonstration.

    Attributes
    ----------
    story_id
        Its code.
    sentence
        What a person would find, in both languages.
    actors, concertation_tables, organizers, territories
        Codes of those concerned, to show or to select.
    """

    story_id: str
    sentence: Label
    actors: tuple[str, ...]
    concertation_tables: tuple[str, ...]
    organizers: tuple[str, ...]
    territories: tuple[str, ...]


@cache
def read_demo_stories(code: str = "lanaudiere") -> tuple[DemoStory, ...]:
    """Read the stories of one of `ocgraph.paths.DEMONSTRATIONS`, the first to try first."""
    text = demo_path(code, "STORIES.toml").read_text(encoding="utf-8")
    return tuple(
        DemoStory(story["id"], Label(story["fr"], story["en"]), tuple(story["actors"]),
                  tuple(story["concertation_tables"]), tuple(story["organizers"]),
                  tuple(story["territories"]))
        for story in tomllib.loads(text)["story"])
