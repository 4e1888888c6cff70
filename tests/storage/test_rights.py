"""A role that may not do a thing cannot, by any method, and nothing is changed by trying."""

from __future__ import annotations

import threading
from itertools import product

import pytest

from ocgraph import i18n
from ocgraph.model import Actor, Engagement, Register
from ocgraph.storage import (
    RIGHTS,
    Action,
    Drafts,
    Notebook,
    People,
    Proposals,
    RightsError,
    Role,
    Scope,
    SharedPages,
    ShareLinks,
    Store,
)
from ocgraph.storage.accounts import Account
from ocgraph.storage.database import Database
from ocgraph.storage.schema import accounts
from tests.databases import ready_place
from tests.storage.doors import CALLS, Doors, attribute, corrected, filled, write

# Written by hand: what the team was promised, not what the table says.
MAY = {
    Role.ORGANIZER: {"read", "edit", "undo", "keep", "share"},
    Role.TEAM_LEAD: {"read", "edit", "take", "undo", "keep", "share", "back_up", "erase",
                     "manage_people"},
    Role.ADMINISTRATOR: {"read", "edit", "take", "undo", "keep", "share", "back_up", "restore",
                         "erase", "manage_people"},
    Role.PARTNER: set(),
}
NO_ACCOUNT_NEEDED = {"People.has_accounts", "People.sign_in", "Store.ask"}
ANY_ACCOUNT = {"People.me"}
ADMINISTRATORS_ALONE = {"People.changes"}


@pytest.fixture(scope="module")
def filled_bytes(tmp_path_factory):
    return filled(ready_place("sqlite", tmp_path_factory.mktemp("filled"))).read_bytes()


@pytest.fixture
def file(filled_bytes, tmp_path):
    path = tmp_path / "register.sqlite"
    path.write_bytes(filled_bytes)
    return path


def code_of(work):
    with pytest.raises(RightsError) as refused:
        work()
    return refused.value.code


def check(place, role, action):
    """Call each method that is for an action as someone of a role."""
    attribute(place, 2, role)
    doors = Doors(place, str(role))
    for name, call in CALLS[action].items():
        if action in MAY[role]:
            call(doors)
        else:
            assert code_of(lambda call=call: call(doors)) == "rights.refused", name


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_each_role_does_what_it_may_and_nothing_else(file, role, action):
    attribute(file, 2, role)
    before = file.read_bytes()

    check(file, role, action)

    if action not in MAY[role]:
        assert file.read_bytes() == before


@pytest.mark.soak
@pytest.mark.parametrize("role", Role)
def test_it_is_so_on_a_server(role):
    place = filled(ready_place("postgresql", None))
    before = Store(place).load(), Store(place).revision(), People(place).accounts()

    for action in sorted(set(Action) - MAY[role]):
        check(place, role, action)
    assert (Store(place).load(), Store(place).revision(), People(place).accounts()) == before
    for action in sorted(MAY[role], key=["undo", *Action].index):  # before it is changed again
        check(place, role, action)
    Database(place).engine.dispose()


def test_every_public_method_is_for_an_action():
    """A method added to a door without a right fails here, and below for an unknown account."""
    public = {f"{door.__name__}.{name}" for door in (
                  Store, Notebook, Drafts, People, SharedPages, ShareLinks, Proposals)
              for name in vars(door) if not name.startswith("_")}

    told = {name for calls in CALLS.values() for name in calls}
    assert told | NO_ACCOUNT_NEEDED | ANY_ACCOUNT | ADMINISTRATORS_ALONE == public


@pytest.mark.parametrize(("account", "code"), [
    ("inconnue", "rights.unknown_account"), ("", "rights.unknown_account"),
    (True, "rights.unknown_account"), ("gone", "rights.left"),
    (Account("administrator", "Forgée", "f@exemple.invalid", Role.ADMINISTRATOR, (), None, True,
             None, None, False), "rights.unknown_account")])
def test_an_account_made_up_forged_or_gone_passes_no_door(file, account, code):
    doors, before = Doors(file, account), file.read_bytes()
    calls = {name: call for each in CALLS.values() for name, call in each.items()}
    calls |= {"People.me": lambda on: on.people.me(), "People.changes": lambda on:
              on.people.changes()}

    assert {name for name, call in calls.items() if code_of(lambda call=call: call(doors)) != code
            } == set()
    assert file.read_bytes() == before


def test_an_account_passes_no_door_where_nothing_was_ever_kept(tmp_path):
    for work in (Store(tmp_path / "none.sqlite", "someone").load,
                 People(tmp_path / "none.sqlite", "someone").me):
        assert code_of(work) == "rights.unknown_account"


def test_only_an_administrator_reads_what_was_done_to_the_accounts(file):
    assert code_of(People(file, "team_lead").changes) == "rights.refused"
    assert [change.what for change in People(file, "administrator").changes()][:2] == [
        "left", "invited"]


def test_the_one_user_of_a_machine_without_accounts_does_everything(tmp_path):
    place = ready_place("sqlite", tmp_path)
    Store(place).replace(Register(), save_key="one", file_name="a.xlsx")

    assert not People(place).has_accounts() and People(place).me() is None
    assert Store(place).saves()[0].account == ""


@pytest.mark.parametrize(("role", "whom"), [
    ("team_lead", "administrator"), ("team_lead", "team_lead")])
def test_a_team_lead_neither_makes_nor_touches_those_who_manage(file, role, whom):
    people = People(file, role)

    for work in (lambda: people.invite("n@exemple.invalid", "N", whom),
                 lambda: people.change("other", role=whom), lambda: people.change(whom, name="N"),
                 lambda: people.lose_access(whom), lambda: people.leave(whom),
                 lambda: people.erase(whom)):
        assert code_of(work) == "rights.people_of_another"


def test_a_role_changed_between_two_actions_counts_at_the_second(file):
    store = Store(file, "organizer")
    store.edit([corrected(store, "a-62", name="Un")], save_key="a")

    People(file).change("organizer", role=Role.PARTNER)

    assert code_of(store.load) == "rights.refused"
    People(file).change("organizer", role=Role.TEAM_LEAD)
    store.edit([corrected(store, "a-63", name="Deux")], save_key="b")


def test_someone_who_leaves_while_she_waits_for_her_turn_writes_nothing(place):
    filled(place)
    store, refusals = Store(place, "organizer"), []
    wished, before = [corrected(store, "a-62", name="Trop tard")], Store(place).load()
    writer = threading.Thread(target=lambda: refusals.append(
        code_of(lambda: store.edit(wished, save_key="late"))))

    with Database(place).writing() as connection:
        writer.start()
        writer.join(.3)
        connection.execute(accounts.update().where(accounts.c.account_id == "organizer")
                           .values(left_on=accounts.c.invited_on))
    writer.join()

    assert refusals == ["rights.left"] and Store(place).load() == before


def test_a_save_bears_the_account_of_the_door_and_no_other(file):
    lead = Store(file, "team_lead")
    lead.edit([corrected(lead, "a-63", name="Un")], save_key="a")
    lead.undo(3, save_key="b")
    lead.add(Register(actors=(Actor(actor_id="n", name="N"),)), save_key="c", file_name="c.xlsx")

    assert {save.account for save in lead.saves(3)} == {"team_lead"}


def test_a_log_of_ones_own_post_may_be_added_and_anything_else_may_not(file):
    store = Store(file, "organizer")
    log = Register(engagements=(Engagement(organizer_id="o-62", target_id="a-63"),))

    assert store.add(log, save_key="log", file_name="journal.csv").changes.added == 1
    of_another = Register(engagements=(Engagement(organizer_id="o-63", target_id="b-63"),))
    assert code_of(lambda: store.add(of_another, save_key="x", file_name="j.csv")
                   ) == "rights.not_own"


def test_what_is_refused_is_said_in_both_languages_with_whom_to_ask(file):
    for action, language in product(Action, i18n.LANGUAGES):
        with pytest.raises(RightsError) as refused:
            next(iter(CALLS[action].values()))(Doors(file, "partner"))
        told = i18n.explain(refused.value, language)
        assert {"fr": "chef", "en": "team lead"}[language] in told or "administrat" in told


def test_the_table_says_of_each_role_and_action_what_was_promised():
    assert {role: {action for action, scope in RIGHTS[role].items() if scope is not Scope.NO}
            for role in Role} == MAY


def test_drafts_are_of_an_account_and_go_with_it(file):
    Drafts(file, "organizer").keep("actors:1", {"name": "Mais"})

    assert Drafts(file, "other").all() == () and Drafts(file, browser="x").all() == ()
    People(file).leave("organizer")
    write(file, accounts.update().values(left_on=None))
    assert Drafts(file, "organizer").all() == ()
