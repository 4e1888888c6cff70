"""Who may do what: one table, held at the storage's door and told by the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ocgraph.i18n import Label
from ocgraph.storage.failures import StorageError


class Role(StrEnum):
    """What someone is in the team."""

    ORGANIZER = "organizer"
    TEAM_LEAD = "team_lead"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"


class Action(StrEnum):
    """What may be done with what is kept.

    ``take`` is an import, whether it adds or replaces, and a scenario adopted; ``keep`` is the
    notebook and the drafts; ``share`` is what is shared, its links, and what came back of it.
    """

    READ = "read"
    EDIT = "edit"
    TAKE = "take"
    UNDO = "undo"
    KEEP = "keep"
    SHARE = "share"
    BACK_UP = "back_up"
    RESTORE = "restore"
    ERASE = "erase"
    MANAGE_PEOPLE = "manage_people"


class Scope(StrEnum):
    """How far a right goes.

    ``own`` is what lies in one's territories, for records; what one did there, for an undoing;
    organizers and partners, for people.
    """

    NO = "no"
    OWN = "own"
    ALL = "all"


def _rights(**given: Scope) -> Mapping[Action, Scope]:
    return {action: given.get(action, Scope.NO) for action in Action}


RIGHTS: Mapping[Role, Mapping[Action, Scope]] = {
    Role.ORGANIZER: _rights(read=Scope.ALL, edit=Scope.OWN, undo=Scope.OWN, keep=Scope.ALL,
                            share=Scope.ALL),
    Role.TEAM_LEAD: _rights(read=Scope.ALL, edit=Scope.ALL, take=Scope.ALL, undo=Scope.ALL,
                            keep=Scope.ALL, share=Scope.ALL, back_up=Scope.ALL,
                            erase=Scope.ALL, manage_people=Scope.OWN),
    Role.ADMINISTRATOR: dict.fromkeys(Action, Scope.ALL),
    Role.PARTNER: _rights(),
}

ROLE_LABELS: Mapping[Role, Label] = {
    Role.ORGANIZER: Label("organisatrice ou organisateur communautaire", "community organizer"),
    Role.TEAM_LEAD: Label("cheffe ou chef d’équipe", "team lead"),
    Role.ADMINISTRATOR: Label("administratrice ou administrateur", "administrator"),
    Role.PARTNER: Label("partenaire", "partner"),
}

ACTION_LABELS: Mapping[Action, Label] = {
    Action.READ: Label("lire le registre", "read the register"),
    Action.EDIT: Label("corriger une fiche", "correct a record"),
    Action.TAKE: Label("apporter un classeur ou adopter un scénario",
                       "bring a workbook or adopt a scenario"),
    Action.UNDO: Label("annuler ce qui a été fait", "undo what was done"),
    Action.KEEP: Label("garder un scénario, un choix, un suivi ou un brouillon",
                       "keep a scenario, a choice, a followed gap or a draft"),
    Action.SHARE: Label("partager une carte et répondre aux propositions",
                        "share a map and answer proposals"),
    Action.BACK_UP: Label("faire une copie de sauvegarde", "make a backup copy"),
    Action.RESTORE: Label("remettre une copie de sauvegarde", "put a backup copy back"),
    Action.ERASE: Label("effacer pour de bon", "erase for good"),
    Action.MANAGE_PEOPLE: Label("gérer les comptes", "manage the accounts"),
}

SCOPE_LABELS: Mapping[Scope, Label] = {
    Scope.NO: Label("non", "no"), Scope.OWN: Label("les siens", "one’s own"),
    Scope.ALL: Label("tout", "all"),
}

MANAGED_BY_TEAM_LEAD = (Role.ORGANIZER, Role.PARTNER)
"""Whose accounts a right to manage « one’s own » reaches."""


class RightsError(StorageError):
    """Someone may not do this: nothing was shown nor changed."""


def refuse_action(role: Role, action: Action) -> None:
    """Refuse what a role may not do at all.

    Raises
    ------
    RightsError
        ``rights.refused``, with who may.
    """
    if RIGHTS[role][action] is Scope.NO:
        raise RightsError("rights.refused", action=ACTION_LABELS[action], role=ROLE_LABELS[role],
                          who=who_may(action))


def who_may(action: Action) -> Label:
    """Name the role to ask: the first that may do it everywhere."""
    return next(ROLE_LABELS[role] for role in (Role.TEAM_LEAD, Role.ADMINISTRATOR)
                if RIGHTS[role][action] is Scope.ALL)
