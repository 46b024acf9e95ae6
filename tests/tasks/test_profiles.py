# SPDX-License-Identifier: MIT
"""Export profiles: kept by name, used, told of when the codebook changed under them; exports that are filtered."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.domain.codebook.model import Codebook, Field
from curator.domain.faults import InputRefused
from curator.domain.filtering import Condition, IncidentFilter
from curator.formats.csv_set_reading import read_set
from curator.formats.dataset_writers import installed_writers
from curator.formats.export_profile import ExportProfile, alterations, profile_from
from curator.formats.manifest import ProfileColumn
from curator.tasks.codebooks import codebook_named
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.profiles import options_of, profile_named, profiles, remove_profile, save_profile
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.formats.test_data_package import faults

BATTLES = IncidentFilter((Condition("value", "event_type", "is", ("battle",)),))
COLUMNS = (ProfileColumn("event_type", "What"), ProfileColumn("killed_best"), ProfileColumn("article_outlet", "Source"))
PROFILE = ExportProfile("csv", "auto", COLUMNS, labels=True, texts=False, filter=BATTLES)
BOOK = codebook_named("incidents")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    built = build_sample(tmp_path / "s.curator", second=False)
    with Workspace.open(tmp_path / "s.curator") as workspace:
        workspace.act_as(built.coder)
        yield workspace


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def with_field(book: Codebook, key: str, **changes: Any) -> Codebook:
    def changed(node: Field) -> Field:
        return replace(node, **changes) if node.key == key else replace(node, parts=tuple(map(changed, node.parts)))

    return replace(book, fields=tuple(map(changed, book.fields)))


def without_field(book: Codebook, key: str) -> Codebook:
    return replace(book, fields=tuple(node for node in book.fields if node.key != key))


def renamed_choice(book: Codebook, listed: str, code: str, label: str) -> Codebook:
    return replace(book, lists=tuple(
        replace(each, choices=tuple(replace(c, label=label) if c.code == code else c for c in each.choices))
        if each.key == listed else each for each in book.lists
    ))  # fmt: skip


def test_a_profile_is_kept_and_gives_the_same_table(sample: Workspace, tmp_path: Path) -> None:
    save_profile(sample, "For Ada", PROFILE)
    with sample.read() as reads:
        kept = profiles(sample, reads)["For Ada"]
    assert kept.alterations == ()
    assert replace(kept.profile, known={}) == PROFILE
    report = export_set(sample, tmp_path / "out", options_of(kept.profile, "For Ada"))
    table = lines(tmp_path / "out", "incidents.csv")
    assert [list(line) for line in table] == [["id", "article", "What", "killed_best", "Source"]] * 3
    assert [(line["What"], line["killed_best"], line["Source"]) for line in table] == [
        ("Battle", best, "7Dnews") for best in ("1", "2", "2")
    ]
    evidence = lines(tmp_path / "out", "evidence.csv")
    assert {line["incident"] for line in evidence} == {"", *(line["id"] for line in table)}
    told = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert told["options"]["profile"] == "For Ada"
    assert told["options"]["filter"] == json.loads(BATTLES.to_json())
    assert report.complete
    remove_profile(sample, "For Ada")
    with sample.read() as reads:
        assert profile_named(sample, reads, "For Ada") is None


def test_a_table_of_chosen_columns_is_no_set_to_read_back(sample: Workspace, tmp_path: Path) -> None:
    export_set(sample, tmp_path / "out", options_of(PROFILE, ""))
    with pytest.raises(InputRefused, match="no whole set of CSV files"):
        read_set(tmp_path / "out")


def test_a_filter_narrows_every_file_of_a_whole_set(sample: Workspace, tmp_path: Path) -> None:
    export_set(sample, tmp_path / "all")
    export_set(sample, tmp_path / "some", ExportOptions(filter=BATTLES))
    whole, some = (
        {name: lines(tmp_path / folder, f"{name}.csv") for name in ("incidents", "actors", "casualties", "evidence")}
        for folder in ("all", "some")
    )
    battles = {line["id"] for line in whole["incidents"] if line["event_type"] == "battle"}
    assert len(battles) == 3
    assert some["incidents"] == [line for line in whole["incidents"] if line["id"] in battles]
    for name in ("actors", "casualties", "evidence"):
        assert some[name] == [line for line in whole[name] if line["incident"] in {*battles, ""}]
    assert [each.id for coding in read_set(tmp_path / "some").codings() for each in coding.incidents]


def test_one_incident_or_article_alone(sample: Workspace, tmp_path: Path) -> None:
    with sample.read() as reads:
        incident, article = reads.find_incident("4"), reads.article(1)
    assert article is not None
    export_set(sample, tmp_path / "one", ExportOptions(incidents=(incident.id,)))
    assert [line["id"] for line in lines(tmp_path / "one", "incidents.csv")] == [incident.id]
    export_set(sample, tmp_path / "article", ExportOptions(articles=(article.id,)))
    assert len(lines(tmp_path / "article", "incidents.csv")) == 5


def test_of_an_article_that_is_named_only_what_fits_the_filter_leaves(sample: Workspace, tmp_path: Path) -> None:
    with sample.read() as reads:
        article, other = reads.article(1), reads.find_incident("4")
    assert article is not None
    export_set(sample, tmp_path / "one", ExportOptions(articles=(article.id,), filter=BATTLES))
    assert {line["event_type"] for line in lines(tmp_path / "one", "incidents.csv")} == {"battle"}
    assert len(lines(tmp_path / "one", "incidents.csv")) == 3
    whole = ExportOptions(incidents=(other.id,), filter=BATTLES)
    export_set(sample, tmp_path / "two", whole)
    assert all(line["event_type"] == "battle" for line in lines(tmp_path / "two", "incidents.csv"))


@pytest.mark.parametrize("name", installed_writers().names)
def test_every_format_can_be_exported_twice_with_the_same_bytes(sample: Workspace, tmp_path: Path, name: str) -> None:
    options = ExportOptions(format=name)
    report = export_set(sample, tmp_path / "a", options)
    assert report.counts["incidents"] == (3 if name == "ucdp-ged-like" else 5)
    assert report.complete == (name != "ucdp-ged-like")
    export_set(sample, tmp_path / "b", options)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert files
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file
    assert "GeoNames" in words_of(tmp_path / "a"), "whose list places may come from is told in every format"
    with sample.read() as reads:
        text = reads.article_text(reads.article_ids()[0])
    unquoted = "Counter-terrorism experts have"
    assert unquoted in text
    export_set(sample, tmp_path / "a", replace(options, replace=True, texts=False))
    assert not (tmp_path / "a" / "texts").exists()
    assert unquoted not in words_of(tmp_path / "a"), "only what was quoted leaves"


def words_of(folder: Path) -> str:
    """All that stands in the files of a folder, in what is packed too."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                found += [packed.read(name) for name in packed.namelist()]
        found.append(path.read_bytes())
    return b"\n".join(found).decode("utf-8", "replace")


def test_a_format_that_there_is_not_is_refused_with_those_there_are(sample: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="Formats are csv, csv-for-excel, xlsx"):
        export_set(sample, tmp_path / "out", ExportOptions(format="dbf"))
    with pytest.raises(InputRefused, match="has columns of its own"):
        export_set(sample, tmp_path / "out", ExportOptions(format="acled-like", columns=COLUMNS))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("profile", "book", "told"),
    [
        (PROFILE, BOOK, []),
        (PROFILE, with_field(BOOK, "title", label="Name"), []),
        (PROFILE, with_field(BOOK, "event_type", label="Kind"), ["The field “Event type” is called “Kind” now."]),
        (PROFILE, renamed_choice(BOOK, "event_types", "battle", "Fight"),
         ["The choice “Battle” of “Event type” is called “Fight” now."]),
        (PROFILE, renamed_choice(BOOK, "stages", "foiled", "Stopped"), []),
        (ExportProfile(), renamed_choice(BOOK, "stages", "foiled", "Stopped"),
         ["The choice “Foiled” of “Stage” is called “Stopped” now."]),
        (ExportProfile(), without_field(BOOK, "stage"),
         ["The field “Stage” is retired: only incidents coded earlier have it."]),
        (replace(PROFILE, columns=(ProfileColumn("stage"),), filter=IncidentFilter()), without_field(BOOK, "stage"),
         ["There is no column “stage” any more; the profile goes without it."]),
        (PROFILE, replace(BOOK, fields=(*BOOK.fields, Field("mood", "text", "Mood"))),
         ["The field “Mood” is new: the profile does not have it."]),
        (ExportProfile(), replace(BOOK, fields=(*BOOK.fields, Field("mood", "text", "Mood"))),
         ["The field “Mood” is new: it leaves as well."]),
    ],
)  # fmt: skip
def test_what_a_changed_codebook_does_to_a_profile_is_told(
    profile: ExportProfile, book: Codebook, told: list[str]
) -> None:
    assert alterations(profile.made_with(BOOK), book) == told


def test_a_filter_that_the_codebook_cannot_answer_is_told() -> None:
    (told,) = alterations(replace(PROFILE, columns=()).made_with(BOOK), without_field(BOOK, "event_type"))[:1]
    assert "event_type" in told


def test_a_profile_goes_through_json_and_what_is_none_is_refused() -> None:
    made = PROFILE.made_with(BOOK)
    assert profile_from(json.loads(json.dumps(made.to_json()))) == made
    for broken in (None, {}, {"profile": "curator-export-profile/1"}, {**made.to_json(), "columns": [1]},
                   {**made.to_json(), "layer": 3}, {**made.to_json(), "filter": 7}):  # fmt: skip
        with pytest.raises(InputRefused):
            profile_from(broken)


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["csv", "csv-for-excel"])
@pytest.mark.parametrize("columns", [(), COLUMNS])
@pytest.mark.parametrize("labels", [False, True])
def test_whatever_is_chosen_is_a_valid_data_package(
    sample: Workspace, tmp_path: Path, format_: str, columns: tuple[ProfileColumn, ...], labels: bool
) -> None:
    export_set(sample, tmp_path / "out", ExportOptions(format=format_, columns=columns, labels=labels, layer="all"))
    assert faults(tmp_path / "out") == []
