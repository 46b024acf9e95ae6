# SPDX-License-Identifier: MIT
"""Every command as a user meets it: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from curator.assets import asset, read_text
from curator.operations import AcceptIncident
from curator.settings import Settings
from curator.workspace import Workspace
from tests.cli.conftest import Answer, Curator
from tests.journeys.reviewing import REVIEWER, several_coded
from tests.second_coding import differing


# -- new ---------------------------------------------------------------------------------------------------------------
def test_new_makes_a_project_and_prints_its_path(curator: Curator, tmp_path: Path) -> None:
    answer = curator("new", tmp_path / "strikes", "--coder", "Ann", "--codebook", "accidents", "--json")
    assert answer.code == 0
    assert answer.json["project"] == str(tmp_path / "strikes.curator")
    assert answer.json["codebook"]["key"] == "accidents"
    assert answer.json["coder"]["name"] == "Ann"
    assert Settings().coder_for(answer.json["id"]) == answer.json["coder"]["id"]
    if os.name != "nt":
        assert (tmp_path / "strikes.curator").stat().st_mode & 0o777 == 0o600


def test_new_never_replaces_anything(curator: Curator, project: Path) -> None:
    before = project.read_bytes()
    answer = curator("new", project)
    assert answer.code == 3
    assert "is there already" in answer.err
    assert answer.out == ""
    assert project.read_bytes() == before


def test_new_with_a_codebook_there_is_not(curator: Curator, tmp_path: Path) -> None:
    answer = curator("new", tmp_path / "x", "--codebook", "nothing")
    assert answer.code == 2
    assert "accidents, incidents" in answer.err
    assert not (tmp_path / "x.curator").exists()


def test_new_with_a_broken_codebook(curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("key = 1\n", encoding="utf-8")
    answer = curator("new", tmp_path / "x", "--codebook", tmp_path / "mine.toml")
    assert answer.code == 3
    assert "line 1" in answer.err
    assert not (tmp_path / "x.curator").exists()


# -- import ------------------------------------------------------------------------------------------------------------
def test_import_tells_counts_and_is_done(curator: Curator, project: Path, texts: Path) -> None:
    answer = curator("import", project, texts)
    assert (answer.code, answer.out, answer.err) == (0, "Articles: 2 added.\n", "")
    again = curator("import", project, texts)
    assert (again.code, again.out) == (0, "Articles: 2 already there.\n")


def test_import_json_holds_everything(curator: Curator, project: Path, texts: Path) -> None:
    (texts / "copy.txt").write_bytes((texts / "one.txt").read_bytes())
    (texts / "empty.txt").touch()
    answer = curator("import", project, texts, "--json")
    assert answer.code == 1
    report = answer.json
    assert [added["file"] for added in report["added"]] == ["copy.txt", "two.txt"]
    first = report["added"][0]["article"]
    assert report["same_text"] == [{"file": "one.txt", "article": first, "path": str(texts / "one.txt")}]
    assert [refused["file"] for refused in report["refused"]] == ["empty.txt"]
    added = curator("import", project, texts / "one.txt", "--same-text", "add", "--json")
    assert added.code == 0
    assert [one["file"] for one in added.json["added"]] == ["one.txt"]


def test_import_of_what_is_not_there_is_refused_not_a_fault(curator: Curator, project: Path, tmp_path: Path) -> None:
    answer = curator("import", project, tmp_path / "nothing.txt")
    assert answer.code == 1
    assert "There is no file" in answer.err
    assert answer.out == "Articles: 1 refused.\n"


def test_import_shows_what_a_person_should_look_at(curator: Curator, project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zwölf Männer flüchteten über die Brücke".encode("cp1252"))
    answer = curator("import", project, tmp_path / "a.txt")
    assert answer.code == 0
    assert "windows-1252" in answer.err


# -- who acts ----------------------------------------------------------------------------------------------------------
def test_where_nobody_can_be_said_to_act_the_choices_are_named(
    curator: Curator, project: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "another device"))
    answer = curator("import", project, texts)
    assert answer.code == 2
    assert "Ann (" in answer.err
    assert "--new-coder" in answer.err
    assert curator("import", project, texts, "--coder", "Bob").code == 2
    assert curator("import", project, texts, "--coder", "ann").code == 0


def test_a_coder_by_the_beginning_of_an_id(curator: Curator, project: Path, texts: Path) -> None:
    with sqlite3.connect(project) as connection:
        (coder,) = connection.execute("SELECT id FROM coders").fetchone()
    assert curator("import", project, texts, "--coder", coder[:20]).code == 0


def test_a_new_coder_is_made_known_and_remembered_where_nobody_was(
    curator: Curator, project: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "another device"))
    assert curator("import", project, texts / "one.txt", "--new-coder", "Bob").code == 0
    assert curator("import", project, texts / "two.txt").code == 0
    with sqlite3.connect(project) as connection:
        names = connection.execute(
            "SELECT k.name FROM changes c JOIN sittings s ON s.id = c.sitting JOIN coders k ON k.id = s.coder "
            "WHERE c.kind = 'add_articles' ORDER BY seq"
        ).fetchall()
    assert names == [("Bob",), ("Bob",)]
    assert curator("import", project, texts, "--new-coder", "Bob").code == 2, "the name is taken"
    assert curator("import", project, texts, "--new-coder", "Bob", "--coder", "Ann").code == 2, "one or the other"


# -- codings -----------------------------------------------------------------------------------------------------------
def test_codings_go_out_and_in(curator: Curator, sample: Path, project: Path, tmp_path: Path) -> None:
    out = curator("codings", "export", sample, "--to", tmp_path / "c", "--with-text", "--json")
    assert out.code == 0
    (file,) = out.json["files"]
    answer = curator("codings", "import", project, file)
    assert answer.code == 0
    assert answer.out.startswith("1 coding read: ")
    again = curator("codings", "import", project, tmp_path / "c", "--json")
    assert (again.code, again.json["added"], again.json["refused"]) == (0, 0, [])


def test_a_refused_coding_file_names_every_place(curator: Curator, sample: Path, tmp_path: Path) -> None:
    document = json.loads(read_text("samples/seed.coding.json"))
    document["incidents"][0]["mentions"][0]["quote"] = "not these words"
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    answer = curator("codings", "import", sample, tmp_path / "bad.json")
    assert answer.code == 1
    assert answer.err.count("incidents[0].mentions[0]") == 1
    assert answer.out.startswith("0 codings read: 1 file refused.")
    document["incidents"][0]["mentions"][0] = {"start": 0, "end": 40, "quote": "not\nthese words"}
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    lines = curator("codings", "import", sample, tmp_path / "bad.json").err.strip().splitlines()
    assert len(lines) == 1, "line ends of the article must not break the message"
    assert "Abu Dhabi⏎" in lines[0]


def test_codings_export_of_one_article_and_one_coder(curator: Curator, sample: Path, tmp_path: Path) -> None:
    assert curator("codings", "export", sample, "--to", tmp_path / "a.json", "--article", "1").code == 0
    assert curator("codings", "export", sample, "--to", tmp_path / "a.json", "--article", "1").code == 3
    assert curator("codings", "export", sample, "--to", tmp_path / "a.json", "--replace").code == 0
    assert curator("codings", "export", sample, "--to", tmp_path / "b", "--coder", "Coder 1").code == 0
    assert curator("codings", "export", sample, "--to", tmp_path / "c", "--coder", "Nobody").code == 2
    assert not (tmp_path / "c").exists()


def test_a_data_set_is_read_back(curator: Curator, sample: Path, project: Path, tmp_path: Path) -> None:
    assert curator("export", sample, "--to", tmp_path / "set", "--layer", "all", "--with-memos").code == 0
    answer = curator("codings", "import", project, tmp_path / "set")
    assert answer.code == 0, answer
    one = curator("check", sample, "--digest", "--json").json["counts"]
    two = curator("check", project, "--digest", "--json").json["counts"]
    assert one["evidence"] == two["evidence"] == 172
    assert one["incidents"] == two["incidents"]


# -- export ------------------------------------------------------------------------------------------------------------
def test_export_prints_the_folder_and_says_what_left(curator: Curator, sample: Path, tmp_path: Path) -> None:
    answer = curator("export", sample, "--to", tmp_path / "set")
    assert answer.code == 0
    assert answer.out == f"{tmp_path / 'set'}\n"
    assert "5 incidents of 1 article," in answer.err
    assert (tmp_path / "set" / "texts").is_dir()
    report = curator("export", sample, "--to", tmp_path / "bare", "--without-texts", "--json").json
    assert report["counts"]["texts"] == 0
    assert not (tmp_path / "bare" / "texts").exists()


def test_export_into_folders_in_use(curator: Curator, sample: Path, tmp_path: Path) -> None:
    assert curator("export", sample, "--to", tmp_path / "set").code == 0
    refused = curator("export", sample, "--to", tmp_path / "set")
    assert refused.code == 3
    assert "not empty" in refused.err
    assert "replace the data set in it" in refused.err
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    assert "replace" not in curator("export", sample, "--to", tmp_path / "mine").err
    assert curator("export", sample, "--to", tmp_path / "set", "--replace").code == 0
    assert curator("export", sample, "--to", tmp_path, "--replace").code == 3
    assert curator("export", sample, "--to", sample).code == 3


def test_export_of_layers(curator: Curator, sample: Path, tmp_path: Path) -> None:
    assert curator("export", sample, "--to", tmp_path / "a", "--layer", "Coder 1").code == 0
    assert curator("export", sample, "--to", tmp_path / "b", "--layer", "Nobody").code == 2
    left = curator("export", sample, "--to", tmp_path / "c", "--layer", "consensus")
    assert left.code == 1
    assert "no consensus" in left.err


def test_a_half_settled_article_leaves_and_what_is_open_is_told(curator: Curator, sample: Path, tmp_path: Path) -> None:
    several_coded(sample, [("Coder 2", differing)])
    with Workspace.open(sample) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == REVIEWER))
            article = reads.article(1)
            assert article is not None
            first = reads.coding(article.id).incidents[0]
        workspace.run(AcceptIncident((first.id,)))
    answer = curator("export", sample, "--to", tmp_path / "half")
    assert answer.code == 1
    assert "Still to settle in the review: " in answer.err
    report = curator("export", sample, "--to", tmp_path / "again", "--json")
    assert report.code == 1
    [half] = report.json["unsettled"]
    assert (half["article"], half["open"] > 3) == (article.id, True)
    assert f"article {article.id}: {half['open']} still to settle in the review" in answer.err
    assert curator("export", sample, "--to", tmp_path / "all", "--layer", "all").code == 0


def test_an_article_with_two_unsettled_layers_is_left_out_and_named(
    curator: Curator, sample: Path, tmp_path: Path
) -> None:
    document = _without_ids(json.loads(read_text("samples/seed.coding.json")))
    document["coders"] = [{"name": "Bob"}]
    (tmp_path / "bob.json").write_text(json.dumps(document), encoding="utf-8")
    assert curator("codings", "import", sample, tmp_path / "bob.json").code == 0
    one = curator("export", sample, "--to", tmp_path / "one", "--json")
    assert (one.code, one.json["counts"]["incidents"]) == (0, 5), "Bob has not finished, Coder 1 has"
    document["reading"] = "finished"
    (tmp_path / "bob.json").write_text(json.dumps(document), encoding="utf-8")
    assert curator("codings", "import", sample, tmp_path / "bob.json").code == 0
    answer = curator("export", sample, "--to", tmp_path / "set", "--json")
    assert answer.code == 1
    assert answer.json["counts"]["left_out"] == 1
    assert answer.json["counts"]["incidents"] == 0


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_ids(v) for k, v in value.items() if k not in ("id", "note_id", "coder", "reading")}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


# -- explain -----------------------------------------------------------------------------------------------------------
def test_explain_shows_value_words_and_history(curator: Curator, sample: Path) -> None:
    answer = curator("explain", sample, "1", "date_start")
    assert answer.code == 0
    assert "First day [date_start]: 2019-11-08 (normalised)" in answer.out
    assert "1029-1048: …US-led coalition troops were injured on [Friday November 8th]" in answer.out
    assert "Coder 1: Receive the coding" in answer.out
    found = curator("explain", sample, "1", "date_start", "--json").json
    assert found["values"][0]["words"][0]["quote"] == "Friday November 8th"
    assert curator("explain", sample, found["incident"][:13], "date_start").out == answer.out


def test_explain_of_everything(curator: Curator, sample: Path) -> None:
    answer = curator("explain", sample, "3")
    assert answer.code == 0
    for shown in ("Reported by", "casualties 1, ", "Title of the article", "History"):
        assert shown in answer.out


@pytest.mark.parametrize("words", [("99",), ("1", "nothing"), ("1", "casualties.9.best"), ("zzzz",)])
def test_explain_of_what_there_is_not(curator: Curator, sample: Path, words: tuple[str, ...]) -> None:
    answer = curator("explain", sample, *words)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


# -- suggest -----------------------------------------------------------------------------------------------------------
def test_suggest_shows_what_the_words_give(curator: Curator, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(b"Two died on Friday\r\nNovember 8th. He left on 05/11/2019.\n")
    answer = curator("suggest", article, "--published", "2019-11-09")
    assert (answer.code, answer.err) == (0, "")
    dates = [line for line in answer.out.splitlines() if "\tdate\t" in line or line.startswith("\tor")]
    day = "start=2019-11-08 end=2019-11-08 precision=day basis=explicit_partial"
    assert dates[0] == f"12-31\tdate\tFriday November 8th\t{day}\tdate.month_day"
    assert dates[1].split("\t")[2] == "05/11/2019"
    assert dates[2].startswith("\tor\t\tstart=2019-05-11")


def test_suggest_json_holds_everything(curator: Curator, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("قتل مدنيان أمس.", encoding="utf-8")
    answer = curator("suggest", article, "--published", "2019-11-09", "--language", "ar", "--json")
    assert answer.code == 0
    assert (answer.json["file"], answer.json["published"], answer.json["language"]) == ("a.txt", "2019-11-09", "ar")
    (found,) = [one for one in answer.json["proposals"] if one["kind"] == "date"]
    assert found == {
        "kind": "date", "start": 11, "end": 14, "words": "أمس", "rule": "date.near_day", "basis": "normalised",
        "value": {"start": "2019-11-08", "end": "2019-11-08", "precision": "day", "basis": "relative"},
        "field": "", "group": "", "alternatives": [],
    }  # fmt: skip


def test_suggest_counts_from_the_day_that_the_file_tells(curator: Curator) -> None:
    sample = asset("samples/seed-article.txt")
    answer = curator("suggest", sample, "--json")
    forced = curator("suggest", sample, "--published", "2018-05-05", "--json")
    told = {one["words"]: one["value"]["start"] for one in answer.json["proposals"] if one["kind"] == "date"}
    assert answer.json["published"] == "2019-11-09"
    assert (told["Friday November 8th"], told["Last October"]) == ("2019-11-08", "2019-10-01")
    assert forced.json["published"] == "2018-05-05"


def test_suggest_without_any_day_reads_full_dates_and_says_so(curator: Curator, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Two died yesterday, one on 8 November 2019.", encoding="utf-8")
    answer = curator("suggest", article)
    assert answer.code == 0
    assert [line.split("\t")[2] for line in answer.out.splitlines() if "\tdate\t" in line] == ["8 November 2019"]
    assert "--published" in answer.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--published", "9 November"), 2, "2019-11-09"),
        (("--published", "2019-02-30"), 2, "is no day"),
        (("--codebook", "nothing"), 2, "accidents, incidents"),
        ((), 3, "is not there"),
    ],
)
def test_suggest_refuses(curator: Curator, tmp_path: Path, options: tuple[str, ...], code: int, words: str) -> None:
    article = tmp_path / ("a.txt" if options else "missing.txt")
    if options:
        article.write_text("Two died.", encoding="utf-8")
    answer = curator("suggest", article, *options)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


# -- codebook ----------------------------------------------------------------------------------------------------------
def test_codebook_list(curator: Curator, project: Path) -> None:
    assert [line.split("\t")[0] for line in curator("codebook", "list").out.splitlines()] == ["accidents", "incidents"]
    assert "in force\tincidents" in curator("codebook", "list", project).out
    assert curator("codebook", "list", project, "--json").json["project"][0]["in_force"] is True


def test_codebook_show_can_be_saved_and_adopted(curator: Curator, project: Path, tmp_path: Path) -> None:
    assert curator("codebook", "show", "accidents").out == read_text("codebooks/accidents.toml")
    shown = curator("codebook", "show", project).out
    (tmp_path / "mine.json").write_text(shown, encoding="utf-8")
    assert curator("codebook", "check", tmp_path / "mine.json").code == 0
    again = curator("codebook", "adopt", project, tmp_path / "mine.json")
    assert (again.code, "already" in again.out) == (0, True)
    assert curator("codebook", "show", "accidents", "--json").json["key"] == "accidents"
    assert curator("codebook", "show", "nothing").code == 2


def test_codebook_check_names_lines(curator: Curator, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(read_text("codebooks/accidents.toml").replace('kind = "integer"', 'kind = "intejer"', 1), "utf-8")
    answer = curator("codebook", "check", path)
    assert answer.code == 1
    assert answer.out.startswith("line ")
    assert "integer" in answer.out
    faults = curator("codebook", "check", path, "--json").json
    assert faults["sound"] is False
    assert faults["faults"] == answer.out.splitlines()
    assert curator("codebook", "check", asset("codebooks/incidents.toml")).code == 0
    assert curator("codebook", "check", tmp_path / "missing.toml").code == 2


def test_codebook_adopt(curator: Curator, project: Path) -> None:
    answer = curator("codebook", "adopt", project, "accidents")
    assert (answer.code, answer.out) == (0, "accidents 1.0 is in force now.\n")
    assert "in force\taccidents" in curator("codebook", "list", project).out


# -- check, backup, copy -----------------------------------------------------------------------------------------------
def test_check(curator: Curator, sample: Path) -> None:
    answer = curator("check", sample, "--deep", "--digest")
    assert answer.code == 0
    assert answer.out.splitlines()[0].startswith("sample.curator is sound.")
    assert "172 evidence" in answer.out
    assert answer.out.splitlines()[-1].startswith("Digest: ")
    with sqlite3.connect(sample) as connection:
        connection.execute("UPDATE incidents SET title = 'changed past the log' WHERE n = 1")
    connection.close()
    damaged = curator("check", sample, "--json")
    assert damaged.code == 1
    assert damaged.json["sound"] is False
    assert "replay" in {finding["kind"] for finding in damaged.json["findings"]}


def test_backup_now_list_restore(curator: Curator, sample: Path, tmp_path: Path) -> None:
    made = curator("backup", "now", sample)
    assert made.code == 0
    listed = curator("backup", "list", sample, "--json")
    assert made.out.strip() in [backup["path"] for backup in listed.json]
    assert curator("backup", "list", sample).out.splitlines()[0].startswith("1\t")
    restored = curator("backup", "restore", sample)
    assert restored.code == 0
    new = Path(restored.out.strip())
    assert new.parent == sample.parent
    assert curator("check", new).code == 0
    assert curator("backup", "restore", sample, "77").code == 2
    assert curator("backup", "restore", sample, made.out.strip()).code == 0


def test_backups_of_a_damaged_project_can_be_listed_and_restored(curator: Curator, sample: Path) -> None:
    assert curator("backup", "now", sample).code == 0
    sample.write_bytes(sample.read_bytes()[:5000])
    assert curator("check", sample).code == 3
    listed = curator("backup", "list", sample)
    assert (listed.code, listed.out.split("\t")[0]) == (0, "1")
    restored = curator("backup", "restore", sample)
    assert restored.code == 0
    assert curator("check", restored.out.strip()).code == 0


def test_copy(curator: Curator, sample: Path, tmp_path: Path) -> None:
    answer = curator("copy", sample, tmp_path / "c.curator")
    assert (answer.code, answer.out) == (0, f"{tmp_path / 'c.curator'}\n")
    one, two = (curator("check", path, "--digest").out.splitlines()[-1] for path in (sample, tmp_path / "c.curator"))
    assert one == two
    assert curator("copy", sample, tmp_path / "c.curator").code == 3
    assert curator("copy", sample, tmp_path / "c.curator", "--replace").code == 0
    (tmp_path / "folder").mkdir()
    assert curator("copy", sample, tmp_path / "folder").out.strip() == str(tmp_path / "folder" / "sample.curator")


# -- demo, open --------------------------------------------------------------------------------------------------------
def test_demo_builds_once_exports_and_opens_the_window(curator: Curator, tmp_path: Path) -> None:
    shown: list[tuple[str | None, int | None, bool]] = []

    def show(project: str | None, article: int | None, exit_when_shown: bool) -> int:
        shown.append((project, article, exit_when_shown))
        return 0

    answer = curator("demo", "--to", tmp_path / "d", show=show)
    assert answer.code == 0
    assert shown == [(str(tmp_path / "d" / "sample.curator"), None, False)]
    assert answer.out.splitlines() == [
        f"Project: {tmp_path / 'd' / 'sample.curator'}",
        f"Data set: {tmp_path / 'd' / 'data-set'}",
    ]
    before = curator("check", tmp_path / "d" / "sample", "--digest").out
    assert curator("demo", "--to", tmp_path / "d", "--no-window").code == 0
    assert curator("check", tmp_path / "d" / "sample", "--digest").out == before
    assert (tmp_path / "d" / "data-set" / "incidents.csv").exists()


def test_demo_never_touches_what_is_no_sample(curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "sample.curator").write_text("mine", encoding="utf-8")
    answer: Answer = curator("demo", "--to", tmp_path, "--no-window")
    assert answer.code == 3
    assert (tmp_path / "sample.curator").read_text(encoding="utf-8") == "mine"


def test_open_passes_on_what_was_asked_for(curator: Curator, project: Path) -> None:
    shown: list[tuple[str | None, int | None, bool]] = []

    def show(project: str | None, article: int | None, exit_when_shown: bool) -> int:
        shown.append((project, article, exit_when_shown))
        return 0

    curator(show=show)
    curator("open", project.with_suffix(""), "--article", "3", "--exit-when-shown", show=show)
    assert shown == [(None, None, False), (str(project), 3, True)]
    assert curator("open", project).code == 3, "there is no window here"
