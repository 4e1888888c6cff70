"""First administrator, lost access, departure: each is a command, and says what it did."""

from __future__ import annotations

import datetime

import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import People, RightsError, Role, Store

INVITED = ("people", "invite", "Ada@exemple.invalid", "--name", "Ada Fictive", "--role")


def sign_in(subject, ago=0):
    return People().sign_in(
        "https://connexion.exemple.invalid", subject, email="ada@exemple.invalid",
        email_verified=True,
        issued_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=ago))


def test_without_accounts_it_is_said_how_to_invite_the_first_administrator(ocgraph):
    code, out, err = ocgraph("people", "list")

    assert (code, err) == (0, "") and "ocgraph people invite" in out


def test_the_first_administrator_is_invited_and_signs_in(ocgraph):
    code, out, err = ocgraph(*INVITED, "administrator")

    assert (code, err) == (0, "")
    assert sign_in("ada") in out and People(account=sign_in("ada")).me().role == "administrator"
    assert "ada@exemple.invalid" in ocgraph("people", "list")[1]


def test_a_region_stands_for_its_mrc_and_a_name_that_is_none_is_refused(ocgraph):
    ocgraph(*INVITED, "organizer", "--territory", "lanaudiere, Sherbrooke")
    [account] = People().accounts()

    assert len(account.territories) == 7 and "62" in account.territories
    code, _, err = ocgraph("people", "change", account.account_id, "--territory", "Nullepart")
    assert code == 2 and "Nullepart" in err


def test_a_role_and_a_name_are_changed_and_the_rest_stays(ocgraph):
    ocgraph(*INVITED, "organizer", "--territory", "62")
    ocgraph("people", "change", "ada@exemple.invalid", "--role", "team_lead", "--name", "Ada R.")

    [account] = People().accounts()
    assert (account.role, account.name, account.territories) == (Role.TEAM_LEAD, "Ada R.", ("62",))


def test_lost_access_is_opened_again_for_a_new_sign_in(ocgraph):
    ocgraph(*INVITED, "administrator")
    account = sign_in("perdue")

    code, out, _ = ocgraph("people", "lost-access", "ADA@exemple.invalid")

    assert code == 0 and "Ada Fictive" in out
    with pytest.raises(RightsError):
        sign_in("perdue", ago=60)
    assert sign_in("nouvelle") == account


def test_a_departure_then_the_name_erased_are_told_by_the_memory(ocgraph):
    ocgraph(*INVITED, "team_lead")
    store = Store(account=sign_in("ada"))
    store.add(Register(actors=(Actor(actor_id="a", name="Maison"),)), save_key="one",
              file_name="a.xlsx")

    assert ocgraph("people", "leave", "ada@exemple.invalid", "--on", "2026-01-31")[0] == 0
    assert "Ada Fictive" in ocgraph("memory")[1]
    assert ocgraph("people", "erase", "ada@exemple.invalid")[0] == 1
    assert ocgraph("people", "erase", "ada@exemple.invalid", "--yes")[0] == 0
    assert "personne effacée" in ocgraph("memory")[1]
    told = ocgraph("people", "changes")[1] + ocgraph("people", "list")[1]
    assert "Ada" not in told and "ada@" not in told and "une commande sur le serveur" in told


@pytest.mark.parametrize(("words", "code", "said"), [
    (("leave", "personne@exemple.invalid"), 1, "personne@exemple.invalid"),
    (("leave", "ada@exemple.invalid"), 1, "dernière personne"),
    (("leave", "ada@exemple.invalid", "--on", "hier"), 2, "hier"),
    (("invite", "ada", "--name", "A", "--role", "partner"), 1, "adresse de courriel"),
    (("invite", "b@exemple.invalid", "--name", "B", "--role", "reine"), 2, "reine")])
def test_what_cannot_be_done_is_said(ocgraph, words, code, said):
    ocgraph(*INVITED, "administrator")

    left, _, err = ocgraph("people", *words)

    assert left == code and said in err
    assert len(People().accounts()) == 1
