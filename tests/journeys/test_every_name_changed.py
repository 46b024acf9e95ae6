# SPDX-License-Identifier: MIT
"""A journey under the built-in codebook, and the same with every key, group and choice renamed: the same bytes.

Nothing in the program may know a name of a codebook. Clock and randomness are fixed, so both journeys give the same
ids and times; after renaming back every file and every answer must be equal, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from curator.assets import asset, read_bytes
from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
from curator.domain.rules.judging import problems_of
from curator.formats.article_file import read_article_file
from curator.formats.codebook_toml import read_codebook_file
from curator.formats.coding_file_reading import ParsedCoding, read_coding
from curator.operations import (
    AddCoder,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    AdoptCodebook,
    MoveEvidence,
    ReceiveCoding,
    SetReading,
    SetValue,
)
from curator.tasks.check import check_project
from curator.tasks.codings import import_codings, with_article
from curator.tasks.explain import explain
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.export_codings import export_codings
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.renaming import renamed, renamed_coding

MARK = "zq9_"
Rename = Callable[[str], str]


def mark(name: str) -> str:
    return MARK + name


def fixed_clock() -> Clock:
    moments, drawn = count(1_573_300_000_000, 1000), count()
    return Clock(lambda: next(moments), lambda size: hashlib.shake_128(str(next(drawn)).encode()).digest(size))


def parsed_sample(codebook: Codebook) -> ParsedCoding:
    text = read_article_file(Path(str(asset("samples/seed-article.txt")))).text
    return read_coding(read_bytes("samples/seed.coding.json"), lambda *_: codebook, text)


def journey(
    folder: Path, codebook: Codebook, coding: ArticleCoding, sample: ParsedCoding, name: Rename
) -> dict[str, bytes]:
    """Adopt, import, receive, code by hand, check, explain, export, read back. Returns every result as bytes."""
    folder.mkdir()
    results: dict[str, bytes] = {}
    path = folder / "journey.curator"
    with Workspace.create(path, replace(codebook, version="0.9"), name="Journey", clock=fixed_clock()) as workspace:
        coder = workspace.run(AddCoder(sample.coders[0].name, sample.coders[0].id))
        workspace.act_as(coder)
        workspace.run(AdoptCodebook(codebook))
        import_articles(workspace, [Path(str(asset("samples/seed-article.txt")))])
        with workspace.read() as reads:
            article = reads.articles_with_text(coding.article.text_sha256)[0]
        there = with_article(coding, article, "2019-11-10T09:00:00.000Z")
        there = replace(there, incidents=tuple(replace(one, codebook=workspace.codebook_id) for one in there.incidents))
        workspace.run(ReceiveCoding(there, sample.coders, "Receive"))
        code_by_hand(workspace, article.id, name)
        checked = check_project(workspace)
        results["check"] = repr([finding for finding in checked.findings if finding.grave]).encode()
        with workspace.read() as reads:
            whole = reads.coding(article.id)
            problems = problems_of(whole, codebook)
            results["rules"] = "\n".join(map(repr, problems)).encode()
            for incident in whole.incidents:
                explained = explain(reads, codebook, incident.id)
                results[f"explain {incident.number}"] = json.dumps(asdict(explained), default=str).encode()
        for layer, options in (("auto", ExportOptions()), ("all", ExportOptions(layer="all", memos=True))):
            export_set(workspace, folder / layer, options)
            results.update(files_of(folder / layer, layer))
        export_codings(workspace, folder / "coding.json", private=True, with_text=True)
        results["coding.json"] = (folder / "coding.json").read_bytes()
    results.update(read_back(folder, codebook))
    results["picture"] = picture(path)
    return results


def picture(project: Path) -> bytes:
    """The window on the project: it shows labels, so no name of the codebook is in it."""
    from PySide6.QtCore import QBuffer, QIODevice

    from curator.app.picture import settle, show_project, shown_window

    window = shown_window((1280, 800), "light")
    try:
        assert show_project(window, project, 1, 3)
        settle(window, 0.3)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        window.grab().save(buffer, "PNG")
        return bytes(buffer.data().data())
    finally:
        window.close()


def code_by_hand(workspace: Workspace, article: str, name: Rename) -> None:
    incident = workspace.run(AddIncident(article, (453, 556), {name("title"): "By hand"}))
    workspace.run(SetValue(incident, name("event_type"), name("battle"), basis="judgement"))
    workspace.run(SetValue(incident, name("latitude"), 36.3))
    workspace.run(SetValue(incident, name("date"), None, state="not_stated", note="no day is told"))
    span = workspace.run(AddEvidence(article, 453, 470, incident, field=name("event_type")))
    workspace.run(MoveEvidence(span, 453, 480))
    row = workspace.run(AddRow(incident, name("casualties"), {name("kind"): name("killed"), name("best"): 2}))
    workspace.run(SetValue(incident, name("low"), 1, row=row, proposed=True))
    workspace.run(AddNotCodable(article, 0, 9, name("background"), "a name in the head"))
    workspace.run(SetReading(article, "finished"))
    workspace.undo()
    workspace.redo()


def read_back(folder: Path, codebook: Codebook) -> dict[str, bytes]:
    """The set with everything in it, read into another project and written again."""
    with Workspace.create(folder / "again.curator", codebook, name="Journey", clock=fixed_clock()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Reader")))
        report = import_codings(workspace, [folder / "all"])
        export_set(workspace, folder / "again", ExportOptions(layer="all", memos=True))
        said = report.sentence.replace(str(folder), "")
    again = files_of(folder / "again", "again")
    for one in ("incidents.csv", "values.csv", "evidence.csv", "casualties.csv", "actors.csv", "not_codable.csv"):
        found = next(name for name in again if name.replace(MARK, "").endswith("/" + one))
        assert again[found] == (folder / "all" / found.removeprefix("again/")).read_bytes(), one
    return {**again, "read back": said.encode()}


def files_of(folder: Path, label: str) -> dict[str, bytes]:
    """Every file of a set; in the manifest the hashes are checked and then blanked, since they follow the names; in the
    data package hashes and lengths are blanked."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            if file.name == "manifest.json":
                data = without_hashes(json.loads(data), folder)
            elif file.name == "datapackage.json":
                data = re.sub(rb'"(hash|bytes)": ("[^"]*"|[0-9]+)', rb'"\1": 0', data)
            found[f"{label}/{file.relative_to(folder).as_posix()}"] = data
    return found


def without_hashes(manifest: Any, folder: Path) -> bytes:
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    for file in folder.rglob("*"):
        if file.is_file() and file.name != "manifest.json":
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            assert digest in text or file.parent.name == "texts", file.name
            text = text.replace(digest, "-")
    return text.encode()


@pytest.mark.slow
def test_the_same_journey_under_other_names_gives_the_same_bytes(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    codebook = read_codebook_file(Path(str(asset("codebooks/incidents.toml"))))
    sample = parsed_sample(codebook)
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home of the plain one"))
    plain = journey(tmp_path / "plain", codebook, sample.coding, sample, str)
    other = renamed(codebook, mark)
    assert other.group_by_key
    assert all(group.startswith(MARK) for group in other.group_by_key)
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home of the other"))  # both have one id, not one backup folder
    changed = journey(tmp_path / "other", other, renamed_coding(sample.coding, codebook, mark), sample, mark)
    assert plain["check"] == b"[]"
    back = {name.replace(MARK, ""): data.replace(MARK.encode(), b"") for name, data in changed.items()}
    assert sorted(back) == sorted(plain)
    book_hashes = {hashlib.sha256(data).hexdigest() for data in (plain["auto/codebook.json"],)}
    assert book_hashes
    for name, data in plain.items():
        assert back[name] == data, name
