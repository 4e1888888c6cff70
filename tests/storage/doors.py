"""Every public method of what is kept, called as someone, and a register with an account of each
role to call them on."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
)
from ocgraph.storage import (
    Action,
    CameBy,
    Copy,
    Correction,
    Drafts,
    Followed,
    Message,
    Notebook,
    People,
    Proposal,
    ProposalKind,
    Proposals,
    ProposalState,
    Role,
    SharedPages,
    ShareLinks,
    Store,
)
from ocgraph.storage.database import Database
from ocgraph.storage.schema import accounts, saves
from ocgraph.storage.shared_pages import new_page

REGISTER = Register(
    actors=(Actor(actor_id="a-62", name="Maison Fictive", mrc_code="62"),
            Actor(actor_id="b-62", name="Jardin Imaginaire", municipality_code="62037"),
            Actor(actor_id="a-63", name="Atelier Inventé", mrc_code="63"),
            Actor(actor_id="b-63", name="Cuisine Rêvée", serves=("63",)),
            Actor(actor_id="a-none", name="Cercle Supposé")),
    concertation_tables=(
        ConcertationTable(concertation_table_id="t-62", name="Table A", territories=("62",)),
        ConcertationTable(concertation_table_id="t-both", name="Table B",
                          territories=("62", "63"))),
    community_organizers=(
        CommunityOrganizer(organizer_id="o-62", name="Poste A", home_territories=("62",)),
        CommunityOrganizer(organizer_id="o-63", name="Poste B", home_territories=("63",))),
    memberships=(Membership(concertation_table_id="t-62", member_id="a-63"),
                 Membership(concertation_table_id="t-both", member_id="a-63")),
    ties=(Tie(source_id="a-62", target_id="a-63"), Tie(source_id="a-63", target_id="b-63"),
          Tie(source_id="a-none", target_id="a-63")),
    engagements=(Engagement(organizer_id="o-62", target_id="a-62"),
                 Engagement(organizer_id="o-63", target_id="a-63")),
    indicators=(Indicator(territory_code="62", indicator="x", year="2021", source="s"),
                Indicator(territory_code="63", indicator="x", year="2021", source="s")))


def filled(place):
    """Keep the register, with an account of each role, one more organizer and one who left.

    Save 1 is the register, save 2 a correction of ``a-62``. The identifier of an account is the
    code of its role, so that a test can name it.
    """
    store, people = Store(place), People(place)
    store.replace(REGISTER, save_key="one", file_name="a.xlsx")
    store.edit([corrected(store, "a-62", private_note="vu")], save_key="two")
    for name, role in {**{role: role for role in Role}, "other": Role.ORGANIZER,
                       "second": Role.ADMINISTRATOR, "gone": Role.ORGANIZER}.items():
        made = people.invite(f"{name}@exemple.invalid", f"Nom de {name}", role, ("62",),
                             organizer_id="o-62" if name == Role.ORGANIZER else None)
        write(place, accounts.update().where(accounts.c.account_id == made)
              .values(account_id=str(name)))
    people.leave("gone")
    SharedPages(place).keep(_PAGE, b"page")
    ShareLinks(place).make(_PAGE.page_id, label="Lien")
    _received(place, "Vu.")
    return place


def _page(title):
    return new_page(title, "fr", {}, {"a1": "a-62"})


_PAGE = _page("Rencontre")


def _message(text):
    return Message(_PAGE.page_id, "fr", datetime.date(2026, 11, 27), "", (
        Proposal(ProposalKind.REMARK, text=text),))


def _received(place, text):
    """Receive a remark, as a reader sends it."""
    Proposals(place).receive(_message(text), CameBy.LINK)


def _proposal_id(place):
    return Proposals(place).all()[0].proposal_id


def write(place, statement):
    """Write as a hand in the database does."""
    with Database(place).writing() as connection:
        connection.execute(statement)


def attribute(place, save_seq, account):
    write(place, saves.update().where(saves.c.save_seq == save_seq).values(account=account))


def one_kept(store, entity, **told):
    """Return the one record that says this, with its key and version."""
    [found] = [one for one in store.kept(entity)
               if all(getattr(one.record, name) == value for name, value in told.items())]
    return found


def corrected(store, actor_id, **told):
    one = one_kept(store, Actor, actor_id=actor_id)
    return Correction(one.record_key, one.version, replace(one.record, **told))


class Doors:
    """What is kept, through the doors of one account."""

    def __init__(self, place, account):
        self.place = place
        self.local = Store(place)
        self.store, self.notebook = Store(place, account), Notebook(place, account)
        self.shared_pages = SharedPages(place, account)
        self.share_links = ShareLinks(place, account)
        self.proposals = Proposals(place, account)
        self.drafts, self.people = Drafts(place, account), People(place, account)


def _copy(doors):
    content = io.BytesIO()
    doors.local.back_up(content)
    return Copy(content)


_TODAY = datetime.date.today()
_NEW = Register(actors=(Actor(actor_id="new", name="Neuve", mrc_code="62"),))

# By action, the call of each method that is for it: something that the narrowest right allows.
CALLS = {
    Action.READ: {
        "Store.load": lambda on: on.store.load(),
        "Store.revision": lambda on: on.store.revision(),
        "Store.kept": lambda on: on.store.kept(Actor),
        "Store.saves": lambda on: on.store.saves(),
        "Store.last_import": lambda on: on.store.last_import(),
        "Store.changes_of": lambda on: on.store.changes_of(1),
        "Store.edited": lambda on: on.store.edited(),
        "Store.remembered": lambda on: on.store.remembered(Actor),
        "Store.first_day": lambda on: on.store.first_day(),
        "Store.last_seq_on": lambda on: on.store.last_seq_on(_TODAY),
        "Store.as_of": lambda on: on.store.as_of(_TODAY),
        "Store.as_after": lambda on: on.store.as_after(1),
        "Store.damaged_records": lambda on: on.store.damaged_records(),
        "Notebook.scenarios": lambda on: on.notebook.scenarios(),
        "Notebook.weighings": lambda on: on.notebook.weighings(),
        "Notebook.presentations": lambda on: on.notebook.presentations(),
        "Notebook.followed": lambda on: on.notebook.followed(),
        "People.names": lambda on: on.people.names(),
        "People.team": lambda on: on.people.team(),
    },
    Action.EDIT: {
        "Store.edit": lambda on: on.store.edit([corrected(on.local, "a-62", name="Autre")],
                                               save_key="edit"),
        "Store.accept": lambda on: on.store.accept(
            _proposal_id(on.place), [corrected(on.local, "a-62", name="Nouveau nom")],
            save_key="accept"),
    },
    Action.TAKE: {
        "Store.add": lambda on: on.store.add(_NEW, save_key="add", file_name="b.xlsx"),
        "Store.revise": lambda on: on.store.revise(lambda kept: kept, save_key="revise",
                                                   origin="Scénario"),
        "Store.replace": lambda on: on.store.replace(_NEW, save_key="replace", file_name="b.xlsx"),
    },
    Action.UNDO: {"Store.undo": lambda on: on.store.undo(2, save_key="undo")},
    Action.KEEP: {
        "Notebook.keep_scenario": lambda on: on.notebook.keep_scenario("S", ()),
        "Notebook.forget_scenario": lambda on: on.notebook.forget_scenario("S"),
        "Notebook.keep_weighing": lambda on: on.notebook.keep_weighing("W", {}),
        "Notebook.forget_weighing": lambda on: on.notebook.forget_weighing("W"),
        "Notebook.keep_presentation": lambda on: on.notebook.keep_presentation("P", ()),
        "Notebook.forget_presentation": lambda on: on.notebook.forget_presentation("P"),
        "Notebook.follow": lambda on: on.notebook.follow(Followed("g", {}, "", _TODAY)),
        "Notebook.unfollow": lambda on: on.notebook.unfollow("g"),
        "Drafts.all": lambda on: on.drafts.all(),
        "Drafts.get": lambda on: on.drafts.get("actors:1"),
        "Drafts.keep": lambda on: on.drafts.keep("actors:1", {"name": "Mais"}),
        "Drafts.drop": lambda on: on.drafts.drop("actors:1"),
    },
    Action.SHARE: {
        "ShareLinks.make": lambda on: on.share_links.make(_PAGE.page_id, label="Autre"),
        "ShareLinks.links": lambda on: on.share_links.links(),
        "ShareLinks.revoke": lambda on: on.share_links.revoke(
            ShareLinks(on.place).links()[-1].link_id),
        "ShareLinks.openings": lambda on: on.share_links.openings(),
        "SharedPages.keep": lambda on: on.shared_pages.keep(_page("Autre"), b"page"),
        "SharedPages.pages": lambda on: on.shared_pages.pages(),
        "SharedPages.content": lambda on: on.shared_pages.content(_PAGE.page_id),
        "SharedPages.drop": lambda on: on.shared_pages.drop(_PAGE.page_id),
        "Proposals.receive": lambda on: on.proposals.receive(_message("Bien."), CameBy.FILE),
        "Proposals.waiting": lambda on: on.proposals.waiting(),
        "Proposals.all": lambda on: on.proposals.all(),
        "Proposals.answer": lambda on: on.proposals.answer(
            _proposal_id(on.place), ProposalState.ACCEPTED),
        "SharedPages.showing": lambda on: on.shared_pages.showing("a-62"),
    },
    Action.BACK_UP: {"Store.back_up": lambda on: on.store.back_up(io.BytesIO())},
    Action.RESTORE: {
        "Store.erased_since": lambda on: on.store.erased_since(_copy(on)),
        "Store.restore": lambda on: on.store.restore(_copy(on), save_key="restore",
                                                     file_name="c.zip"),
    },
    Action.ERASE: {
        "Store.erasure_of": lambda on: on.store.erasure_of(Actor, 1),
        "Store.erase": lambda on: on.store.erase(Actor, 1, save_key="erase", reason="demande"),
    },
    Action.MANAGE_PEOPLE: {
        "People.accounts": lambda on: on.people.accounts(),
        "People.invite": lambda on: on.people.invite("n@exemple.invalid", "N", Role.PARTNER),
        "People.change": lambda on: on.people.change("other", name="Autre nom"),
        "People.lose_access": lambda on: on.people.lose_access("other"),
        "People.leave": lambda on: on.people.leave("other"),
        "People.erase": lambda on: on.people.erase("gone"),
    },
}
