"""Files as a team keeps them: misspelt, without accents, semicolons, cp1252. Invented names."""

import zipfile
from pathlib import Path

PARTNERS = """Repertoire des partenaires 2025;;;;;;
;;;;;;
Nom de l'organisme;Type d'organisme;Ville;MRC;Clientèle visée;Nom du répondant;Courriel
MAISON INVITANTE;org. comm.;St-Charles-Borromée;joliette;Familles, 0-5 ans;J. Untel;ju@x.example
Carrefour de l'œuvre « Ici »;OSBL;;MRC de d'Autray;aines;;
École des Vents;ecole primaire;Rawdon;Matawinie;scolaire / jeunes;;
Ville Imaginaire;Municipalité;;L Assomption;municipal;;
;;;;;;
Table des Aînés du Sud;autre;;Les Moulins;3e âge;;
"""
SEATS = """Nom de la table;Organisme;Rôle;Depuis
Table enfance-famille;Maison Invitante;coordonnatrice;2019
Table enfance-famille;Carrefour de l'oeuvre Ici;membre;
Table enfance-famille;ecole des vents;observateur;sept. 2021
Table enfance-famille;Ecole des Vent;membre;
Table du milieu;Ville imaginaire;Membre;2020-05-04
"""
TIES = """De;À;Nature du lien;Échelle;Intensité;Source
Maison Invitante;École des Vents;référence;Himmelman;Coopération;Rencontre d'équipe
Maison Invitante;Carrefour de l’oeuvre Ici;Partage de locaux;;2,0;
"""


def write_messy_zip(path: Path) -> None:
    """Write three text files in cp1252, as an old Excel saves them."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("Partenaires", PARTNERS), ("Membres des tables", SEATS),
                           ("Liens", TIES)):
            archive.writestr(f"{name}.csv", text.replace("\n", "\r\n").encode("cp1252"))
