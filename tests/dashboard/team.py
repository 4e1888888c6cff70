"""A team whose people sign in, and what the sign-in service says of each."""

from __future__ import annotations

import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

from ocgraph.model import Actor, CommunityOrganizer, Register, Tie
from ocgraph.paths import user_folder
from ocgraph.storage import People, Store

HERS = Actor(actor_id="a-62", name="Maison Fictive", mrc_code="62")
OTHERS = Actor(actor_id="a-63", name="Atelier Fictif", mrc_code="63")
REGISTER = Register(
    actors=(HERS, OTHERS), ties=(Tie(source_id="a-62", target_id="a-63"),),
    community_organizers=(
        CommunityOrganizer(organizer_id="o-61", name="Premier poste", home_territories=("61",)),
        CommunityOrganizer(organizer_id="o-62", name="Second poste", home_territories=("62",))))
NAMES = {"organizer": "Odile Fictive", "team_lead": "Claire Fictive",
         "administrator": "Anne Fictive", "partner": "Paul Fictif"}
KEPT_NAMES = ("Maison Fictive", "Atelier Fictif", "Premier poste", "Second poste")


def made_of_four():
    """Keep a register, and have someone of each role; return the accounts by role."""
    content, accounts = _made()
    (user_folder() / "register.sqlite").write_bytes(content)
    return accounts


@cache
def _made():
    """Make them once: each write waits for the disk."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCGRAPH_HOME", folder)
        accounts = _invited()
        return Path(folder, "register.sqlite").read_bytes(), accounts


def _invited():
    Store().replace(REGISTER, save_key="one", file_name="classeur.xlsx")
    people = People()
    return {role: people.invite(f"{role}@exemple.invalid", name, role,
                                ("62",) if role == "organizer" else (),
                                organizer_id="o-62" if role == "organizer" else None)
            for role, name in NAMES.items()}


def user(subject, **told):
    """Return what the service says of someone who signs in now."""
    return {"is_logged_in": True, "iss": "https://connexion.exemple.invalid", "sub": subject,
            "email": f"{subject}@exemple.invalid", "email_verified": True,
            "iat": int(time.time())} | told


NOBODY = {"is_logged_in": False}
