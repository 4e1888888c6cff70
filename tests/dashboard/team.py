"""A team whose people sign in, and what the sign-in service says of each."""

from __future__ import annotations

import time

from ocgraph.model import Actor, CommunityOrganizer, Register, Tie
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
    """Keep a register, and invite someone of each role; return the accounts by role."""
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
