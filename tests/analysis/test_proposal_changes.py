"""What accepting a proposal changes: what reads surely as a value; the rest is for a person."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ocgraph.analysis.proposal_changes import ByHand, accept, change_of
from ocgraph.analysis.proposal_wording import (
    answer_sentence,
    effect_sentences,
    proposal_title,
    said_sentences,
)
from ocgraph.analysis.record_forms import names_of
from ocgraph.i18n import LANGUAGES
from ocgraph.model import COLLECTIONS, Actor, ConcertationTable, Membership, Register, Tie
from ocgraph.privacy import Terms, redact
from ocgraph.sharing import read_message
from ocgraph.storage import (
    CameBy,
    Correction,
    EditConflictError,
    Proposal,
    ProposalKind,
    Proposals,
    ProposalState,
    SharedPages,
    Store,
)
from ocgraph.storage.shared_pages import new_page
from tests.sharing.messages import correction, partnership, remark, removal, written

TODAY = datetime.date.today()
SHOWN = {"a1": "a-1", "a2": "a-2", "a3": "a-3", "t1": "t-1"}
REGISTER = Register(
    actors=(Actor(actor_id="a-1", name="Maison Fictive", mrc_code="62", sectors=("youth",),
                  municipality_code="62037", publication_consent=True),
            Actor(actor_id="a-2", name="Jardin Imaginaire", publication_consent=True),
            Actor(actor_id="a-3", name="Atelier Inventé", publication_consent=True),
            Actor(actor_id="a-4", name="Cercle Supposé")),
    concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table Rêvée",
                                           territories=("62",)),),
    memberships=(Membership(concertation_table_id="t-1", member_id="a-1"),),
    ties=(Tie(source_id="a-1", target_id="a-3", publication_consent=True),))


class Team:
    """A register that shared a page, and what came back of it."""

    def __init__(self, place):
        self.store, self.proposals = Store(place), Proposals(place)
        self.pages = SharedPages(place)
        self.store.replace(REGISTER, save_key="one", file_name="a.xlsx")
        self.page = new_page("Rencontre fictive", "fr", {}, SHOWN)
        self.pages.keep(self.page, b"page")

    def kept(self):
        return {entity: self.store.kept(entity) for entity in COLLECTIONS}

    def change(self, proposal, **told):
        """Return what one proposal, received, would change."""
        self.proposals.receive(read_message(written(proposal, page=self.page.page_id, **told)),
                               CameBy.LINK)
        return change_of(self.proposals.waiting()[-1], self.kept(), "fr")

    def accept(self, change, answer=""):
        return accept(change, self.store, self.proposals, "fr", answer)

    def words(self, change, language="fr"):
        about = change.proposal.proposal.about
        return effect_sentences(change, names_of(self.store.load()), self.pages.showing(about),
                                language)


@pytest.fixture
def team(tmp_path):
    return Team(tmp_path / "register.sqlite")


@pytest.mark.parametrize(("about", "field", "text", "value"), [
    ("a1", "name", "Maison du Conte", "Maison du Conte"), ("a1", "name", "=1+1", "=1+1"),
    ("a1", "sectors", "Jeunesse; Aînés", ("youth", "seniors")),
    ("a1", "serves", "Matawinie, Joliette", ("62", "61")), ("a2", "mrc_code", "Joliette", "61"),
    ("a1", "until", "2026-06-30", datetime.date(2026, 6, 30)),
    ("t1", "coordinator_id", "jardin  imaginaire", "a-2")])
def test_a_text_that_reads_as_a_value_corrects_the_field(team, about, field, text, value):
    change = team.change(correction(about=about, field=field, text=text))

    save = team.accept(change, "Merci.")

    record = team.store.load().named(SHOWN[about])
    assert getattr(record, field) == value
    assert record == replace(REGISTER.named(SHOWN[about]), **{field: value})
    assert save.reason.startswith("Correction proposée par un partenaire le ")
    assert [each.state for each in team.proposals.all()] == ["accepted"]


@pytest.mark.parametrize(("about", "field", "text", "why"), [
    ("a1", "", "Notre nom a changé", "field_not_said"), ("a1", "name", "Un\nDeux", "not_a_value"),
    ("a1", "sectors", "Astronomie", "not_a_value"), ("a1", "sectors", "?", "not_a_value"),
    ("a1", "mrc_code", "Nulle-Part", "not_a_value"),
    ("a1", "until", "03/04/2026", "not_a_value"),        # the 3rd of April, or the 4th of March
    ("a1", "mrc_code", "Joliette", "would_be_wrong"),     # its municipality is in Matawinie
    ("a1", "name", "Maison  Fictive", "already_so"),
    ("t1", "coordinator_id", "Personne", "not_a_value")])
def test_all_else_is_left_to_a_person_and_accepting_it_changes_nothing(
        team, about, field, text, why):
    change = team.change(correction(about=about, field=field, text=text))

    assert (change.by_hand, change.edits) == (why, ())
    assert team.accept(change) is None
    assert team.store.load() == REGISTER
    assert team.proposals.waiting() == ()


def test_a_partnership_is_a_tie_told_by_one_side_that_no_page_shows(team):
    change = team.change(partnership(), sender="a1")

    team.accept(change)

    [_, tie] = team.store.load().ties
    assert (tie.source_id, tie.target_id, tie.reported_by) == ("a-1", "a-2", "a-1")
    assert (tie.confirmed_by_both, tie.publication_consent) == (False, None)
    assert tie.source.startswith("Proposition d’un partenaire, reçue le ")
    assert len(redact(team.store.load(), Terms(TODAY)).register.ties) == 1


def test_a_partner_named_by_hand_is_found_where_one_alone_bears_the_name(team):
    by_name = partnership(**{"with": "", "with_name": "cercle suppose"})

    change = team.change(by_name)

    assert change.edits[0].record == replace(
        change.edits[0].record, source_id="a-1", target_id="a-4", reported_by=None)


@pytest.mark.parametrize(("proposal", "why"), [
    (partnership(**{"with": "", "with_name": "Qui Donc"}), "partner_unknown"),
    (partnership(**{"with": "t1"}), "not_two_actors"),
    (partnership(about="t1", **{"with": "a2"}), "not_two_actors"),
    (partnership(**{"with": "a3"}), "already_tied"),
    (partnership(about="a3", **{"with": "a1"}), "already_tied"),
    (partnership(**{"with": "", "with_name": "Maison Fictive"}), "would_be_wrong"),
    (removal(about="t1"), "table"), (remark(), "remark")])
def test_what_is_no_tie_and_no_consent_is_left_to_a_person(team, proposal, why):
    change = team.change(proposal)

    assert (change.by_hand, change.edits) == (why, ())


def test_a_removal_is_in_no_page_made_from_then_on_and_tells_those_that_are_out(team):
    change = team.change(removal())

    assert team.words(change)[1:] == [
        "1 page déjà sortie le montre\u00a0: on ne peut pas la reprendre à qui l’a gardée.",
        team.words(change)[2]]
    assert "Rencontre fictive" in team.words(change)[2]
    team.accept(change, "C’est fait.")

    after = team.store.load()
    assert after.actor_by_id["a-1"].publication_consent is False
    shared = redact(after, Terms(TODAY)).register
    assert [actor.name for actor in shared.actors] == ["Atelier Inventé", "Jardin Imaginaire"]
    assert (shared.ties, shared.memberships) == ((), ())
    assert [page.title for page in team.pages.showing("a-1")] == ["Rencontre fictive"]
    assert team.store.saves()[0].reason.startswith("Demande de retrait reçue le ")
    assert team.change(removal(text="Encore")).by_hand is ByHand.ALREADY_SO


def test_what_changed_since_is_told_again_and_the_proposal_waits(team):
    change = team.change(correction(text="Maison du Conte"))
    one, *_ = team.store.kept(Actor)
    team.store.edit([Correction(one.record_key, one.version, replace(one.record, name="Autre"))],
                    save_key="other")

    with pytest.raises(EditConflictError):
        team.accept(change)

    assert len(team.proposals.waiting()) == 1
    again = change_of(team.proposals.waiting()[0], team.kept(), "fr")
    team.accept(again)
    assert team.store.load().actor_by_id["a-1"].name == "Maison du Conte"


def test_accepted_then_taken_back_it_keeps_its_answer(team):
    change = team.change(correction(text="Maison du Conte"))
    save = team.accept(change)
    team.store.undo(save.save_seq, save_key="undo")

    assert team.accept(change).already_saved
    assert team.store.load() == REGISTER
    assert [each.state for each in team.proposals.all()] == ["accepted"]


def test_a_record_that_is_gone_is_said_and_changes_nothing(team):
    change = team.change(correction())
    kept = {**team.kept(), Actor: ()}

    gone = change_of(change.proposal, kept, "fr")

    assert gone.by_hand is ByHand.GONE
    assert proposal_title(change.proposal, {}, "fr") == (
        "Correction · (qui n’est plus au registre)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_proposal_has_its_words(team, language):
    names, titles = names_of(REGISTER), {team.page.page_id: team.page.title}
    for proposal in (correction(), correction(field="sectors", text="Astronomie"),
                     correction(field="mrc_code", text="Joliette"), partnership(text="Depuis peu"),
                     removal(text="Merci"), remark(), partnership(**{"with": "t1"})):
        change = team.change(proposal, sender="a2", language=language)
        said = said_sentences(change.proposal, names, titles, language)
        told = [proposal_title(change.proposal, names, language), *said,
                *team.words(change, language), answer_sentence(change.proposal, language)]
        assert all(sentence.strip() for sentence in told)
        assert any("Jardin Imaginaire" in sentence for sentence in said)
        assert proposal["text"] in " ".join(said)


def test_the_difference_is_told_in_words(team):
    assert team.words(team.change(correction(field="sectors", text="Aînés"))) == [
        "Accepter change «\u00a0Secteurs\u00a0»\u00a0: Jeunesse → Aînés."]
    assert team.words(team.change(correction(field="sectors", text="Astronomie"))) == [
        "Secteurs, maintenant\u00a0: Jeunesse. Ce texte ne se lit pas comme une valeur sûre\u00a0: "
        "corrigez la fiche à la main (Données, Corriger), puis acceptez."]


def test_an_answer_is_told_with_its_day_and_its_word(team):
    change = team.change(remark())
    team.proposals.answer(change.proposal.proposal_id, ProposalState.DECLINED, "Vérifié.")

    sentence = answer_sentence(team.proposals.all()[0], "fr")
    assert sentence.startswith("Déclinée le ")
    assert sentence.endswith("Mot de l’équipe\u00a0: «\u00a0Vérifié.\u00a0»")


def test_a_proposal_never_reaches_a_field_that_is_not_shown(team):
    # Whatever a hand in the database, or another version, left there.
    came = team.change(correction()).proposal
    for field in ("private_note", "actor_id", "publication_consent", "no_such_field"):
        forged = replace(came, proposal=Proposal(ProposalKind.CORRECTION, "a-1", "oui", field))
        assert change_of(forged, team.kept(), "fr").by_hand is ByHand.FIELD_NOT_SAID
