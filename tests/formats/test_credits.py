# SPDX-License-Identifier: MIT
"""Whoever gets a data set in which places may come from the list is told whose list that is."""

from __future__ import annotations

import json
from pathlib import Path

from curator.app.help_texts import about
from curator.formats.codebook_toml import read_codebook
from curator.formats.credits import credits_of
from curator.tasks.codebooks import earlier_codebooks
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.renaming import renamed
from tests.sound_case import incidents_codebook
from tests.strikes_codebook import GOOD


def test_a_codebook_whose_places_take_coordinates_from_the_list_credits_it() -> None:
    (credit,) = credits_of(incidents_codebook())
    assert credit.sentence == (
        "Places and coordinates with coord_source = gazetteer: GeoNames (https://www.geonames.org), CC BY 4.0"
    )
    assert credits_of(renamed(incidents_codebook()))
    assert all(credits_of(book) for book in earlier_codebooks())
    assert credits_of(read_codebook(GOOD)) == ()


def test_the_manifest_the_package_and_about_say_it(tmp_path: Path) -> None:
    build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(tmp_path / "sample.curator", write=False) as workspace:
        export_set(workspace, tmp_path / "set", ExportOptions())
    manifest = json.loads((tmp_path / "set" / "manifest.json").read_bytes())
    assert [(each["title"], each["licence"]) for each in manifest["credits"]] == [("GeoNames", "CC BY 4.0")]
    package = json.loads((tmp_path / "set" / "datapackage.json").read_bytes())
    assert package["sources"] == [{"title": "GeoNames, CC BY 4.0", "path": "https://www.geonames.org"}]
    assert "GeoNames" in about()
    assert "Natural Earth" in about()
