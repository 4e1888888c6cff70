"""The entities of the register. Organisations and posts, never private persons.

Definitions follow ``GLOSSARY.md``. Each field is declared once; see `declarations`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ocgraph.i18n import Label
from ocgraph.model.declarations import Privacy, ValueType, declare

DEFAULT_FRAME = "rqiiac-2020"
_SHARED = {"privacy": Privacy.SHAREABLE}


def _since() -> datetime.date | None:
    return declare(ValueType.DATE, "Depuis", "Since", **_SHARED,
                   help_fr="Premier jour, par exemple 2024-09-01.",
                   help_en="First day, for instance 2024-09-01.")


def _until() -> datetime.date | None:
    return declare(ValueType.DATE, "Jusqu’au", "Until", **_SHARED,
                   help_fr="Dernier jour ; vide si cela dure encore.",
                   help_en="Last day; empty if it still holds.")


def _source() -> str:
    return declare(ValueType.TEXT, "Source", "Source",
                   help_fr="D’où vient ce renseignement.", help_en="Where this knowledge is from.")


def _verified_on() -> datetime.date | None:
    return declare(ValueType.DATE, "Vérifié le", "Verified on",
                   help_fr="Dernier jour où quelqu’un l’a vérifié.",
                   help_en="Last day someone checked it.")


def _private_note() -> str:
    return declare(ValueType.TEXT, "Note interne", "Private note",
                   help_fr="Reste dans l’équipe. Aucun nom de personne.",
                   help_en="Stays in the team. No person’s name.")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """An organisation of the community or of the public network (acteur du milieu)."""

    actor_id: str = declare(ValueType.IDENTIFIER, "Identifiant acteur", "Actor id", required=True,
                            **_SHARED)
    name: str = declare(ValueType.TEXT, "Nom", "Name", required=True, **_SHARED)
    kind: str | None = declare(ValueType.TERM, "Type d’acteur", "Kind of actor",
                               vocabulary="actor_kind", **_SHARED)
    sectors: tuple[str, ...] = declare(ValueType.TERMS, "Secteurs", "Sectors", vocabulary="sector",
                                       **_SHARED)
    mission_domains: tuple[str, ...] = declare(
        ValueType.TERMS, "Domaines de mission", "Mission domains", vocabulary="mission_domain",
        **_SHARED)
    mrc_code: str | None = declare(ValueType.MRC, "MRC", "MRC", **_SHARED,
                                   help_fr="MRC du siège : nom ou code.",
                                   help_en="MRC of the seat: name or code.")
    municipality_code: str | None = declare(ValueType.MUNICIPALITY, "Municipalité", "Municipality",
                                            **_SHARED)
    latitude: float | None = declare(ValueType.NUMBER, "Latitude", "Latitude", unit="°",
                                     minimum=44.0, maximum=63.5)
    longitude: float | None = declare(ValueType.NUMBER, "Longitude", "Longitude", unit="°",
                                      minimum=-80.5, maximum=-56.5)
    serves: tuple[str, ...] = declare(ValueType.TERRITORIES, "MRC desservies", "MRC served",
                                      **_SHARED)
    public_contact: str = declare(
        ValueType.TEXT, "Contact public", "Public contact",
        help_fr="Une fonction ou une adresse générale, jamais une personne.",
        help_en="A function or a general address, never a person.")
    asked: bool | None = declare(
        ValueType.YES_NO, "Interrogé sur ses liens", "Asked about its ties",
        help_fr="Oui si l’organisme a lui-même décrit ses liens.",
        help_en="Yes if the organisation described its ties itself.")
    publication_consent: bool | None = declare(
        ValueType.YES_NO, "Consent à paraître", "Agrees to be shown")
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    keep_until: datetime.date | None = declare(ValueType.DATE, "Conserver jusqu’au", "Keep until")
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()
    private_note: str = _private_note()


@dataclass(frozen=True, kw_only=True)
class ConcertationTable:
    """A standing place where several actors deliberate and act (table de concertation)."""

    concertation_table_id: str = declare(ValueType.IDENTIFIER, "Identifiant table", "Table id",
                                         required=True, **_SHARED)
    name: str = declare(ValueType.TEXT, "Nom", "Name", required=True, **_SHARED)
    theme: str | None = declare(ValueType.TERM, "Thème", "Theme", vocabulary="theme", **_SHARED)
    level: str | None = declare(ValueType.TERM, "Échelle", "Level", vocabulary="table_level",
                                **_SHARED)
    territories: tuple[str, ...] = declare(ValueType.TERRITORIES, "MRC couvertes", "MRC covered",
                                           **_SHARED)
    coordinator_id: str | None = declare(ValueType.REFERENCE, "Coordonnée par", "Coordinated by",
                                         refers_to=("Actor",), **_SHARED)
    cadence: float | None = declare(ValueType.NUMBER, "Rencontres par an", "Meetings a year",
                                    unit="/an", minimum=0, maximum=366)
    meeting_hours: float | None = declare(ValueType.NUMBER, "Heures par rencontre",
                                          "Hours a meeting", unit="h", minimum=0, maximum=24)
    expected_sectors: tuple[str, ...] = declare(
        ValueType.TERMS, "Secteurs attendus", "Expected sectors", vocabulary="sector",
        help_fr="Les secteurs que la table souhaite réunir.",
        help_en="The sectors the table wishes to gather.")
    latitude: float | None = declare(ValueType.NUMBER, "Latitude", "Latitude", unit="°",
                                     minimum=44.0, maximum=63.5)
    longitude: float | None = declare(ValueType.NUMBER, "Longitude", "Longitude", unit="°",
                                      minimum=-80.5, maximum=-56.5)
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()
    private_note: str = _private_note()


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A seat at a table, held by an actor or by another table (siège)."""

    concertation_table_id: str = declare(ValueType.REFERENCE, "Table", "Table", required=True,
                                         refers_to=("ConcertationTable",), **_SHARED)
    member_id: str = declare(ValueType.REFERENCE, "Membre", "Member", required=True,
                             refers_to=("Actor", "ConcertationTable"), **_SHARED)
    role: str | None = declare(ValueType.TERM, "Rôle à la table", "Role at the table",
                               vocabulary="membership_role", **_SHARED)
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A partnership between two actors (lien, partenariat)."""

    source_id: str = declare(ValueType.REFERENCE, "Acteur A", "Actor A", required=True,
                             refers_to=("Actor",), **_SHARED)
    target_id: str = declare(ValueType.REFERENCE, "Acteur B", "Actor B", required=True,
                             refers_to=("Actor",), **_SHARED)
    kind: str | None = declare(ValueType.TERM, "Type de lien", "Kind of tie", vocabulary="tie_kind",
                               **_SHARED)
    scale: str | None = declare(ValueType.TERM, "Échelle d’intensité", "Intensity scale",
                                vocabulary="intensity_scale")
    level: int | None = declare(
        ValueType.INTEGER, "Niveau d’intensité", "Intensity level", minimum=0, maximum=5,
        help_fr="Le niveau ou son nom, sur l’échelle indiquée à côté.",
        help_en="The level or its name, on the scale given beside it.")
    directed: bool | None = declare(ValueType.YES_NO, "A vers B seulement", "A to B only")
    reported_by: str | None = declare(ValueType.REFERENCE, "Déclaré par", "Reported by",
                                      refers_to=("Actor", "CommunityOrganizer"))
    confirmed_by_both: bool | None = declare(ValueType.YES_NO, "Confirmé par les deux",
                                             "Confirmed by both")
    publication_consent: bool | None = declare(
        ValueType.YES_NO, "Les deux consentent à publier", "Both agree to publish")
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()
    private_note: str = _private_note()


@dataclass(frozen=True, kw_only=True)
class CommunityOrganizer:
    """A post of community organizer: a function, not a person's name."""

    organizer_id: str = declare(ValueType.IDENTIFIER, "Identifiant OC", "Organizer id",
                                required=True)
    name: str = declare(ValueType.TEXT, "Poste", "Post", required=True,
                        help_fr="Le nom du poste, jamais celui d’une personne.",
                        help_en="The name of the post, never of a person.")
    institution: str = declare(ValueType.TEXT, "Établissement", "Institution")
    home_territories: tuple[str, ...] = declare(ValueType.TERRITORIES, "Ports d’attache",
                                                "Home territories")
    weekly_hours: float | None = declare(ValueType.NUMBER, "Heures par semaine", "Hours a week",
                                         unit="h", minimum=0, maximum=60)
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What an organizer does with an actor or a table (liaison, accompagnement)."""

    organizer_id: str = declare(ValueType.REFERENCE, "OC", "Organizer", required=True,
                                refers_to=("CommunityOrganizer",))
    target_id: str = declare(ValueType.REFERENCE, "Acteur ou table", "Actor or table",
                             required=True, refers_to=("Actor", "ConcertationTable"))
    frame: str | None = declare(ValueType.TERM, "Cadre", "Frame", vocabulary="frame",
                                default=DEFAULT_FRAME)
    role: str | None = declare(ValueType.TERM, "Rôle de l’OC", "Organizer’s role",
                               vocabulary="frame:role")
    act: str | None = declare(ValueType.TERM, "Acte professionnel", "Professional act",
                              vocabulary="frame:act")
    axis: str | None = declare(ValueType.TERM, "Axe de service", "Service axis",
                               vocabulary="frame:axis")
    service: str | None = declare(ValueType.TERM, "Service ou type d’intervention",
                                  "Service or type of intervention", vocabulary="frame:service")
    phase: str | None = declare(ValueType.TERM, "Phase", "Phase", vocabulary="frame:phase")
    hours: float | None = declare(ValueType.NUMBER, "Heures", "Hours", unit="h", minimum=0,
                                  maximum=4000)
    intensity: int | None = declare(ValueType.INTEGER, "Intensité (1 à 3)", "Intensity (1 to 3)",
                                    minimum=1, maximum=3)
    since: datetime.date | None = _since()
    until: datetime.date | None = _until()
    source: str = _source()
    verified_on: datetime.date | None = _verified_on()
    private_note: str = _private_note()

    @property
    def is_entry(self) -> bool:
        """Whether it is one day of work, as a journal notes it (entrée), and not a standing one."""
        return self.since is not None and self.since == self.until


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One figure about one territory."""

    territory_code: str = declare(ValueType.MRC, "Territoire", "Territory", required=True,
                                  **_SHARED)
    indicator: str = declare(ValueType.TEXT, "Indicateur", "Indicator", required=True, **_SHARED)
    year: str = declare(ValueType.TEXT, "Année", "Year", required=True, **_SHARED)
    value: float | None = declare(ValueType.NUMBER, "Valeur", "Value", **_SHARED)
    unit: str = declare(ValueType.TEXT, "Unité", "Unit", **_SHARED)
    source: str = declare(ValueType.TEXT, "Source", "Source", required=True, **_SHARED)


@dataclass(frozen=True, kw_only=True)
class Territory:
    """A place things are counted in: MRC or equivalent, municipality, lived territory.

    Its outline is kept apart, by code (`ocgraph.io.places.boundaries`).
    """

    code: str = declare(ValueType.IDENTIFIER, "Code", "Code", required=True, **_SHARED)
    name: str = declare(ValueType.TEXT, "Nom", "Name", required=True, **_SHARED)
    kind: str = declare(ValueType.TERM, "Nature", "Kind", required=True,
                        vocabulary="territory_kind", **_SHARED)
    parent_code: str | None = declare(ValueType.TEXT, "Code du parent", "Parent code", **_SHARED)
    region_code: str | None = declare(ValueType.TEXT, "Code de région", "Region code", **_SHARED)
    health_region_code: str | None = declare(ValueType.TEXT, "Région sociosanitaire",
                                             "Health region", **_SHARED)
    institutions: tuple[str, ...] = declare(ValueType.TERMS, "Établissements", "Institutions",
                                            **_SHARED)
    population: int | None = declare(ValueType.INTEGER, "Population", "Population", minimum=0,
                                     unit="hab.", **_SHARED)
    population_year: int | None = declare(ValueType.INTEGER, "Année de la population",
                                          "Population year", **_SHARED)
    latitude: float | None = declare(ValueType.NUMBER, "Latitude", "Latitude", unit="°", **_SHARED)
    longitude: float | None = declare(ValueType.NUMBER, "Longitude", "Longitude", unit="°",
                                      **_SHARED)
    version: str = declare(ValueType.TEXT, "Version des limites", "Version of the limits",
                           **_SHARED)
    boundary_quality: str | None = declare(ValueType.TERM, "Qualité du contour",
                                           "Outline quality", vocabulary="boundary_quality",
                                           **_SHARED)


Entity = (Actor | ConcertationTable | Membership | Tie | CommunityOrganizer | Engagement
          | Indicator)

ENTITY_LABELS: dict[type, Label] = {
    Actor: Label("Acteurs", "Actors"),
    ConcertationTable: Label("Tables", "Tables"),
    Membership: Label("Sièges", "Seats"),
    Tie: Label("Liens", "Ties"),
    CommunityOrganizer: Label("OC", "Organizers"),
    Engagement: Label("Liaisons", "Engagements"),
    Indicator: Label("Indicateurs", "Indicators"),
}
