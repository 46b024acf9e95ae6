# SPDX-License-Identifier: MIT
"""Incidents as GeoJSON (RFC 7946): a point where there are coordinates, none where there are none.

What lives here: geometry from the codebook's place, and one feature per incident. What does not: the properties, which
are the columns of incidents.csv (csv_columns.py). An incident whose coordinates are only proposed has none.

How exact a point is stands in the properties: the column of the place's precision, and `precision`, its fixed meaning
(exact, near, district, province, region, country, sea_air), so that no map takes a province's capital for the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Incident
from curator.domain.faults import InputRefused
from curator.formats.chosen_columns import TABLE_EVIDENCE
from curator.formats.csv_cells import incident_cells
from curator.formats.csv_file import CsvFile
from curator.formats.manifest import Manifest, ProfileColumn, SetOptions
from curator.formats.set_folder import LinesFile, finished
from curator.formats.set_lines import Leaving, SetLines
from curator.formats.set_source import SetSource

FILE = "incidents.geojson"
PRECISION = "precision"


class GeoJsonWriter:
    """Points for maps."""

    name = "geojson"
    label = "GeoJSON"
    takes_columns = True
    whole = False

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        options = replace(options, format=self.name, for_excel=False, texts=False)
        place = place_of(source.codebook)
        if place is None:
            raise InputRefused(
                f"The codebook “{source.codebook.title}” has no place with latitude and longitude, which GeoJSON "
                "needs. Nothing was written; choose another format."
            )
        return _Writing(folder, source, options, place).write()


def place_of(codebook: Codebook) -> Field | None:
    """The first place of a codebook that has coordinates, or None."""
    places = (node for top in codebook.fields for node in top.nodes() if node.kind == "place")
    return next((place for place in places if place.part_named("latitude") and place.part_named("longitude")), None)


def point_of(place: Field, incident: Incident) -> tuple[float, float] | None:
    """(longitude, latitude) of an incident without proposals, None where one is missing or out of range."""
    found = []
    for part, most in (("longitude", 180.0), ("latitude", 90.0)):
        leaf = place.part_named(part)
        value = incident.values.get(leaf.key) if leaf is not None else None
        if not isinstance(value, int | float) or abs(value) > most:
            return None
        found.append(float(value))
    return found[0], found[1]


class _Writing:
    def __init__(self, folder: Path, source: SetSource, options: SetOptions, place: Field) -> None:
        self.folder, self.source, self.options, self.place = folder, source, options, place
        # Properties are always made here, so every column is a chosen one: the whole set's, or those of a profile.
        whole = SetLines(source, replace(options, columns=())).by_name["incidents"]
        columns = options.columns or tuple(ProfileColumn(column.name) for column in whole.columns)
        self.lines = SetLines(source, replace(options, columns=columns))
        self.table = self.lines.by_name["incidents"]
        self.points = self.articles = 0

    def write(self) -> Manifest:
        file, words = LinesFile(self.folder, FILE), CsvFile(self.folder, TABLE_EVIDENCE, False)
        try:
            file.write('{"type":"FeatureCollection","features":[', 0)
            for leaving in self.lines.leaving():
                self.articles += 1
                for text in map(json_text, self._features(leaving)):
                    file.write(("," if file.records else "") + "\n" + text)
                for _, cells, free_text in self.lines.of_article(leaving, ()):
                    words.write(cells, free_text)
            file.write("\n]}\n", 0)
            written = [file.close(), words.close()]
        finally:
            file.abandon()
            words.abandon()
        counts = {
            "articles": self.articles,
            "incidents": file.records,
            "points": self.points,
            "evidence": words.records,
        }
        return finished(self.folder, self.source, self.options, written, counts, _pointless(file.records - self.points))

    def _features(self, leaving: Leaving) -> Iterator[dict[str, Any]]:
        for incident in leaving.shown.incidents:
            lines = self.lines
            cells = incident_cells(self.table, leaving.shown, incident, lines.wide, lines.coders, lines.codebooks)
            yield self._feature(incident, cells)

    def _feature(self, incident: Incident, cells: list[Any]) -> dict[str, Any]:
        point = point_of(self.place, incident)
        self.points += point is not None
        geometry = {"type": "Point", "coordinates": list(point)} if point is not None else None
        properties = {
            column.name: self.lines.labels.of_column(column, cell)
            for column, cell in zip(self.table.columns, cells, strict=True)
        }
        properties |= self._precise(incident)
        return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties}

    def _precise(self, incident: Incident) -> dict[str, Any]:
        leaf = self.place.part_named("precision")
        said = meaning(self.lines.wide, leaf, incident.values.get(leaf.key)) if leaf is not None else ""
        name = PRECISION
        while name in self.table.names:
            name += "_"
        return {name: said or None}


def json_text(document: dict[str, Any]) -> str:
    """A feature on one line."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _pointless(count: int) -> list[str]:
    if not count:
        return []
    said = "1 incident has" if count == 1 else f"{count} incidents have"
    return [f"{said} no coordinates and so no point."]
