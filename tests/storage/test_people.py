"""Who signs in is who was invited: the first time by a verified address, then by identity alone."""

from __future__ import annotations

import datetime
import io

import pytest

from ocgraph.analysis.memory_wording import person_words
from ocgraph.model import Actor, CommunityOrganizer, Register
from ocgraph.storage import Copy, People, RightsError, Role, Store
from tests.databases import ready_place
from tests.storage.doors import REGISTER, corrected, filled
from tests.storage.processes import SIGN_IN, start

SERVICE = "https://connexion.exemple.invalid"


@pytest.fixture
def file(tmp_path):
    return ready_place("sqlite", tmp_path)


@pytest.fixture
def people(file):
    People(file).invite("chef@exemple.invalid", "Cheffe Fictive", Role.ADMINISTRATOR)
    return People(file)


def signed_in(people, subject="marie", email="marie@exemple.invalid", *, verified=True, ago=0,
              expires_at=None):
    """Sign in with what the service vouched for some seconds ago."""
    issued = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=ago)
    return people.sign_in(SERVICE, subject, email=email, email_verified=verified, issued_at=issued,
                          expires_at=expires_at)


def code_of(work):
    with pytest.raises(RightsError) as refused:
        work()
    return refused.value.code


def marie(people, **told):
    return people.invite("Marie@Exemple.invalid", "Marie Fictive", Role.ORGANIZER, ("62",), **told)


def test_the_first_sign_in_binds_and_the_address_no_longer_matters(place):
    people = People(place)
    account = marie(people)

    assert signed_in(people, ago=3600) == account
    assert signed_in(people, email="autre@exemple.invalid", verified=False) == account
    assert signed_in(people, email=None) == account
    assert [(change.what, change.by) for change in people.changes()] == [
        ("bound", account), ("invited", "")]


@pytest.mark.parametrize("written", [
    "MARIE@EXEMPLE.INVALID", " marie@exemple.invalid ", "marie@Exemple.invalid"])
def test_an_address_is_compared_whatever_its_capitals(people, written):
    account = marie(people)

    assert signed_in(people, email=written) == account


def test_an_address_is_compared_composed(people):
    account = people.invite("e\u0301lise@exemple.invalid", "Élise", Role.ORGANIZER)

    assert signed_in(people, email="ÉLISE@exemple.invalid") == account


def test_another_identity_with_the_same_address_is_refused(people):
    marie(people)
    signed_in(people)

    assert code_of(lambda: signed_in(people, "intruse")) == "rights.bound_to_another"


@pytest.mark.parametrize(("told", "code"), [
    ({"verified": False}, "rights.email_not_verified"),
    ({"verified": "true"}, "rights.email_not_verified"),
    ({"email": None}, "rights.email_not_verified"),
    ({"email": "paul@exemple.invalid"}, "rights.not_invited"),
    ({"subject": ""}, "rights.not_invited"),
    ({"expires_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, "rights.token_expired")])
def test_who_was_not_invited_or_is_not_vouched_for_is_refused(people, told, code):
    marie(people)

    assert code_of(lambda: signed_in(people, **told)) == code
    assert not any(account.signed_in for account in people.accounts())


def test_lost_access_is_found_again_by_a_new_sign_in_alone(people):
    account = marie(people)
    signed_in(people, "perdue")

    people.lose_access(account)

    assert code_of(lambda: signed_in(people, "perdue", ago=60)) == "rights.token_too_old"
    assert signed_in(people, "retrouvée") == account
    assert code_of(lambda: signed_in(people, "perdue")) == "rights.bound_to_another"


def test_someone_who_left_is_refused_and_her_saves_keep_her_name(place):
    filled(place)
    people, store = People(place), Store(place, "organizer")
    signed_in(people, email="organizer@exemple.invalid")
    store.edit([corrected(store, "a-62", name="Autre")], save_key="hers")

    people.leave("organizer")

    assert code_of(store.load) == code_of(lambda: signed_in(people)) == "rights.left"
    account = Store(place).saves()[0].account
    assert person_words(account, people.names(), "fr") == "Nom de organizer"
    people.leave("organizer")
    assert [change.what for change in people.changes()][0] == "left"


def test_a_name_is_erased_after_the_departure_and_the_memory_says_so(people):
    account = marie(people)
    signed_in(people)
    assert code_of(lambda: people.erase(account)) == "rights.still_there"
    people.leave(account)

    people.erase(account)

    assert person_words(account, people.names(), "fr") == "personne effacée"
    assert not [word for word in (b"Marie", b"marie") if word in people_file(people)]
    assert code_of(lambda: signed_in(people)) == "rights.not_invited"


def people_file(people):
    return people.path.read_bytes()


def test_who_comes_back_finds_her_account_and_signs_in_anew(people):
    account = marie(people)
    signed_in(people)
    people.leave(account)

    assert people.invite("marie@exemple.invalid", "Marie F.", Role.TEAM_LEAD) == account
    assert code_of(lambda: signed_in(people, ago=60)) == "rights.token_too_old"
    assert signed_in(people, "nouvelle") == account
    assert People(people.path, account).me().role is Role.TEAM_LEAD


def test_an_invitation_asked_again_is_the_same_and_another_for_the_address_is_refused(people):
    assert marie(people) == marie(people)
    assert code_of(lambda: people.invite("marie@exemple.invalid", "Marie Fictive", Role.PARTNER)
                   ) == "rights.already_invited"


def test_two_processes_accept_one_invitation_and_one_wins(place):
    people = People(place)
    account = marie(people)

    running = [start(SIGN_IN, place, subject) for subject in ("une", "deux")]
    said = sorted(process.communicate()[0].strip() for process in running)

    assert said == sorted([account, "rights.bound_to_another"])
    assert [change.what for change in people.changes()].count("bound") == 1


@pytest.mark.parametrize("work", [
    lambda people, account: people.leave(account),
    lambda people, account: people.change(account, role=Role.TEAM_LEAD)])
def test_the_last_administrator_stays(people, work):
    [account] = people.accounts()

    assert code_of(lambda: work(people, account.account_id)) == "rights.last_administrator"
    people.invite("second@exemple.invalid", "Seconde", Role.ADMINISTRATOR)
    work(people, account.account_id)
    [second] = [one.account_id for one in people.accounts()
                if one.role is Role.ADMINISTRATOR and one.left_on is None]
    assert code_of(lambda: work(people, second)) == "rights.last_administrator"


@pytest.mark.parametrize(("told", "code"), [
    ({"email": "marie"}, "rights.not_an_email"), ({"email": "a@b@c.d"}, "rights.not_an_email"),
    ({"email": "a b@c.d"}, "rights.not_an_email"), ({"name": " "}, "rights.unnamed"),
    ({"territories": ("62", "zz")}, "rights.no_such_territory"),
    ({"organizer_id": "o-9"}, "rights.no_such_post")])
def test_an_invitation_that_says_nothing_sound_is_refused(people, told, code):
    wished = {"email": "m@exemple.invalid", "name": "M", "role": Role.ORGANIZER} | told

    assert code_of(lambda: people.invite(**wished)) == code


def test_what_is_changed_is_traced_without_a_name_and_what_is_the_same_is_not(people):
    account = marie(people)
    people.change(account, name="Marie Fictive", role=Role.ORGANIZER, territories=("62",))
    people.change(account, name="Marie Renommée", territories=("62", "63"))

    changes = people.changes()
    assert [(change.what, change.told) for change in changes[:2]] == [
        ("territories", {"before": ["62"], "after": ["62", "63"]}), ("name", {})]
    assert len(changes) == 4 and code_of(lambda: people.change("personne", name="X")
                                         ) == "rights.no_such_account"


def test_a_departure_to_come_is_not_written_down(people):
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)

    assert code_of(lambda: people.leave(marie(people), tomorrow)) == "rights.day_to_come"


def test_a_post_that_is_erased_is_held_by_nobody(people):
    store = Store(people.path)
    store.replace(REGISTER, save_key="one", file_name="a.xlsx")
    account = marie(people, organizer_id="o-62")
    post = store.kept(CommunityOrganizer)[0]

    store.erase(CommunityOrganizer, post.record_key, save_key="two", reason="demande")

    assert People(people.path, account).me().organizer_id is None


def copy_of(place):
    content = io.BytesIO()
    Store(place).back_up(content)
    return Copy(content)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_carries_the_accounts_to_a_new_machine(place, kind, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    there = ready_place(kind, tmp_path / "elsewhere")
    filled(place)

    Store(there).restore(copy_of(place), save_key="back", file_name="c.zip")

    assert People(there).accounts() == People(place).accounts()
    assert People(there).changes() == People(place).changes()


def test_a_copy_gives_nobody_a_right_back(place):
    filled(place)
    old, people = copy_of(place), People(place)
    people.leave("organizer")
    people.change("team_lead", role=Role.PARTNER)
    people.erase("gone")
    accounts, changes = people.accounts(), people.changes()

    Store(place, "administrator").restore(old, save_key="back", file_name="c.zip")

    assert (people.accounts(), people.changes()) == (accounts, changes)


def test_those_whom_a_copy_alone_knows_keep_their_name_and_may_not_enter(place, tmp_path):
    (tmp_path / "other").mkdir()
    other = filled(ready_place("sqlite", tmp_path / "other"))
    here = People(place)
    mine = here.invite("moi@exemple.invalid", "Moi", Role.ADMINISTRATOR)
    Store(place).replace(Register(actors=(Actor(actor_id="x", name="X"),)), save_key="x",
                         file_name="x.xlsx")

    Store(place, mine).restore(copy_of(other), save_key="back", file_name="c.zip")

    assert here.names()["team_lead"] == "Nom de team_lead"
    assert code_of(Store(place, "team_lead").load) == "rights.left"
    assert {one.account_id for one in here.accounts() if one.email or one.left_on is None} == {mine}
    assert len(Store(place, mine).load().actors) == len(REGISTER.actors)
