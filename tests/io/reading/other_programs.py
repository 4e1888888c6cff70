"""Small files in the layout of other programs; every name is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph mode="static" defaultedgetype="undirected">
<attributes class="node"><attribute id="0" title="kind" type="string"/>
<attribute id="1" title="MRC" type="string"><default>Joliette</default></attribute></attributes>
<attributes class="edge"><attribute id="0" title="Depuis" type="string"/></attributes>
<nodes>
<node id="0" label="Maison Inventée"><attvalues><attvalue for="0" value="OBNL"/></attvalues>
<viz:color r="1" g="2" b="3"/></node>
<node id="1" label="Jardin Imaginaire"><attvalues><attvalue for="1" value="Montcalm"/></attvalues>
</node>
</nodes>
<edges><edge id="0" source="0" target="1" type="directed" label="Référence" weight="3.0">
<attvalues><attvalue for="0" value="2024-09-01"/></attvalues></edge></edges>
</graph></gexf>"""

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="V-Label" for="node" attr.name="Label" attr.type="string"/>
<key id="V-Color" for="node" attr.name="Color" attr.type="string"/>
<key id="E-Relationship" for="edge" attr.name="Relationship" attr.type="string"/>
<key id="E-Edge Weight" for="edge" attr.name="Edge Weight" attr.type="double"/>
<graph edgedefault="directed">
<node id="maison"><data key="V-Label">Maison Inventée</data><data key="V-Color">Red</data></node>
<node id="jardin"><data key="V-Label">Jardin Imaginaire</data></node>
<edge source="maison" target="jardin"><data key="E-Relationship">Financement</data>
<data key="E-Edge Weight">2</data></edge>
<hyperedge><endpoint node="maison"/></hyperedge>
</graph></graphml>"""

KUMU_ELEMENTS = [
    ["Label", "Type", "Description", "Tags", "Email"],
    ["Maison Inventée", "OBNL", "Accueille", "Jeunesse|Aînés", "info@exemple.invalid"],
    ["Jardin Imaginaire", "Sorcellerie", None, None, None],
    ["Table jeunesse", "Table", None, None, None],
    ["Jeanne Untel", "Person", None, None, None]]
KUMU_CONNECTIONS = [
    ["From", "To", "Direction", "Type", "Strength"],
    ["Maison Inventée", "Jardin Imaginaire|Cuisine Fictive", "directed", "Buddy", "2"],
    ["Maison Inventée", "Table jeunesse", "undirected", None, None],
    ["Jeanne Untel", "Maison Inventée", "mutual", None, None]]
KUMU_JSON = {
    "elements": [
        {"id": "e1", "label": "Maison Inventée", "type": "OBNL", "tags": ["Jeunesse", "Aînés"]},
        {"_id": "e2", "attributes": {"label": "Maison Inventée", "element type": "École"}}],
    "connections": [{"from": "e1", "to": "e2", "direction": "mutual", "type": "Référence"}]}

GEPHI_NODES = [["Id", "Label", "Modularity Class", "MRC"], ["0", "Maison Inventée", "3", "61"],
               ["1", "Jardin Imaginaire", "4", "Montcalm"]]
GEPHI_EDGES = [["Source", "Target", "Type", "Id", "Label", "Weight"],
               ["0", "1", "Undirected", "0", "Référence", "1.0"]]

NODEXL = {
    "Edges": [["Visual Properties", None, None, None, None], ["Vertex 1", "Vertex 2", "Color",
                                                              "Relationship", "Edge Weight"],
              ["Maison Inventée", "Jardin Imaginaire", "Red", "Référence", 3]],
    "Vertices": [["Graph Metrics", None, None], ["Vertex", "Shape", "Degree"],
                 ["Maison Inventée", "Disk", 1], ["Jardin Imaginaire", "Disk", 1],
                 ["Cuisine Fictive", "Disk", 0]],
    "Overall Metrics": [["Graph Metric", "Value"], ["Vertices", 3]]}

PARTNER_ROWS = [
    ["Organization", "Partner", "Relationship level", "Frequency", "Activities", "Trust", "Value"],
    ["Maison Inventée", "Jardin Imaginaire", "Coordinated", "Weekly", "Référence; Projet commun",
     "3", "4"],
    ["Maison Inventée", "Cuisine Fictive", "None", None, None, None, None],
    ["Jardin Imaginaire", "Maison Inventée", "2", "Monthly", "Référence", "2", "3"],
    ["Jardin Imaginaire", "Atelier Rêvé", "1", None, None, "1", None]]
PARTNER_SQUARE = [
    ["", "Maison Inventée", "Jardin Imaginaire", "Cuisine Fictive"],
    ["Maison Inventée", None, 3, 0],
    ["Jardin Imaginaire", 2, None, None],
    ["Cuisine Fictive", None, None, None]]

KOBO = {
    "Enquête": [
        ["start", "Identité/Nom", "Identité/MRC", "Identité/Secteurs", "Identité/Secteurs/Jeunesse",
         "Identité/Secteurs/Aînés", "deviceid", "_id", "_uuid", "_submission_time",
         "_submitted_by", "_index"],
        ["2026-09-01T10:00", "Maison Inventée", "Joliette", "jeunesse aines", 1, 1,
         "collect:x", 11, "u1", "2026-09-02T08:30:00", "jeanne_untel", 1],
        ["2026-09-01T11:00", "Jardin Imaginaire", "Montcalm", None, 0, 0, "collect:y", 12, "u2",
         "2026-09-03T08:30:00", "jean_untel", 2]],
    "liens": [
        ["liens/Partenaire", "liens/Type de lien", "_index", "_parent_table_name",
         "_parent_index", "_submission__id", "_submission__submitted_by"],
        ["Jardin Imaginaire", "Référence", 1, "Enquête", 1, 11, "jeanne_untel"]],
    "sièges": [
        ["sièges/Table", "_index", "_parent_table_name", "_parent_index"],
        ["Table jeunesse", 1, "Enquête", 2]]}


def csv_text(rows, separator=","):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def write_zip(path, tables):
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", csv_text(rows))
    return path


def write_book(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_text(path, content):
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path
