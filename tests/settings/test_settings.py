# SPDX-License-Identifier: MIT
"""What this device remembers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from curator import paths
from curator.settings import KNOWN, DeviceCoder, Setting, Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(own_places: Path) -> Path:
    return own_places / "config" / "settings.json"


def test_without_a_file_the_usual_settings_hold_and_nothing_is_written(file: Path) -> None:
    settings = Settings()
    assert {key: settings.get(key) for key in KNOWN} == {key: known.default for key, known in KNOWN.items()}
    assert settings.notices == ()
    assert not file.exists()


def test_a_change_is_there_after_a_restart(file: Path) -> None:
    Settings().set("theme", "dark")
    Settings().set("zoom", 150)
    again = Settings()
    assert (again.text("theme"), again.number("zoom"), again.flag("paragraph_numbers")) == ("dark", 150, False)
    again.reset("zoom")
    assert Settings().number("zoom") == 100


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_file_is_for_the_user_alone(file: Path) -> None:
    Settings().set("zoom", 150)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("key", "value"),
    [("theme", "pink"), ("zoom", 49), ("zoom", 401), ("zoom", True), ("zoom", "100"), ("paragraph_numbers", 1),
     ("window_state", "x" * 70_000)],
)  # fmt: skip
def test_a_value_it_cannot_have_is_refused_with_its_name(file: Path, key: str, value: str | int | bool) -> None:
    with pytest.raises(ValueError, match=key):
        Settings().set(key, value)
    assert not file.exists()


def test_an_unknown_setting_is_a_bug() -> None:
    for use in (lambda s: s.get("none"), lambda s: s.set("none", 1), lambda s: s.reset("none")):
        with pytest.raises(KeyError):
            use(Settings())


def test_every_usual_value_is_one_it_can_have() -> None:
    assert [known.problem(known.default) for known in KNOWN.values()] == [""] * len(KNOWN)
    assert Setting("a", 3, "", least=3, most=3).problem(3) == ""


BROKEN = [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b" " * 4_000_001, b"12"]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_kept_aside_and_said(file: Path, broken: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(broken)
    settings = Settings()
    assert settings.number("zoom") == 100
    assert len(settings.notices) == 1
    assert "broken" in settings.notices[0]
    settings.set("zoom", 120)
    aside = list(file.parent.glob("settings-broken-*.json"))
    assert [kept.read_bytes() for kept in aside] == [broken]
    assert aside[0].name in settings.notices[0]
    assert (Settings().number("zoom"), Settings().notices) == (120, ())


def test_one_wrong_value_costs_only_itself(file: Path) -> None:
    file.parent.mkdir()
    written = {
        "values": {"zoom": "big", "theme": "dark", "of_a_newer_version": [1]},
        "coders": {"p": {"id": "c", "name": "Ann"}, "q": 3},
        "recent": [7, {"path": "/a"}, {"path": "/b", "id": "p", "name": "B", "used": "2026-01-01T00:00:00.000Z"}],
        "device": 5,
        "also_newer": {"x": 1},
    }
    file.write_text(json.dumps(written))
    settings = Settings()
    assert settings.notices == (
        "Some settings were not understood and have their usual values: zoom must be a whole number.",
    )
    assert settings.text("theme") == "dark"
    assert settings.coder_of("p") == DeviceCoder("c", "Ann")
    assert settings.coder_for("q") is None
    assert [str(recent.path) for recent in settings.recent_projects()] == [str(Path("/b"))]
    settings.set("zoom", 200)
    kept = json.loads(file.read_text())
    assert kept["also_newer"] == {"x": 1}
    assert kept["values"]["of_a_newer_version"] == [1]


def test_the_device_keeps_its_id(file: Path) -> None:
    first = Settings().device_id()
    assert len(first) == 16
    assert Settings().device_id() == first


def test_each_project_has_its_own_coder_on_this_device() -> None:
    settings = Settings()
    assert settings.coder_for("p") is None
    settings.remember_coder("p", "c1", "Ann")
    settings.remember_coder("q", "c2", "بسمة")
    again = Settings()
    assert (again.coder_for("p"), again.coder_of("q")) == ("c1", DeviceCoder("c2", "بسمة"))
    again.forget_coder("p")
    assert Settings().coder_for("p") is None


def test_projects_used_last_come_first_and_can_be_forgotten(tmp_path: Path) -> None:
    settings = Settings()
    for number in [*range(25), 3]:
        settings.remember_project(tmp_path / f"{number}.curator", f"id{number}", f"Project {number}")
    recent = Settings().recent_projects()
    assert [project.name for project in recent[:3]] == ["Project 3", "Project 24", "Project 23"]
    assert len(recent) == 20
    assert recent[0].used.endswith("Z")
    settings.forget_project(tmp_path / "3.curator")
    assert Settings().recent_projects()[0].name == "Project 24"
    settings.forget_all_projects()
    assert Settings().recent_projects() == ()


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are POSIX")
def test_a_project_whose_name_is_not_text_can_be_remembered(tmp_path: Path) -> None:
    Settings().remember_project(tmp_path / "a\udcff.curator", "p", "x")
    assert Settings().recent_projects()[0].path == tmp_path / "a\udcff.curator"


def test_two_programs_keep_each_others_changes() -> None:
    one, other = Settings(), Settings()
    one.set("zoom", 150)
    other.set("theme", "dark")
    one.remember_coder("p", "c", "Ann")
    again = Settings()
    assert (again.number("zoom"), again.text("theme"), again.coder_for("p")) == (150, "dark", "c")


def test_many_programs_at_once_lose_nothing() -> None:
    code = (
        "import sys; from curator.settings import Settings\n"
        "for n in range(15): Settings().remember_coder(f'{sys.argv[1]}-{n}', 'c', 'n')"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code, str(n)], cwd=ROOT) for n in range(4)]
    assert [program.wait() for program in programs] == [0] * 4
    settings = Settings()
    assert all(settings.coder_for(f"{n}-{k}") for n in range(4) for k in range(15))


def test_settings_that_cannot_be_written_hold_until_the_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        Settings().set("theme", "light")
        disk.setattr("curator.atomic.write_atomically", full)
        settings = Settings()
        settings.set("zoom", 160)
        settings.set("theme", "dark")
        assert (settings.number("zoom"), settings.text("theme")) == (160, "dark")
        assert (Settings().number("zoom"), Settings().text("theme")) == (100, "light")
    settings.set("paragraph_numbers", True)  # there is room again
    assert (Settings().number("zoom"), Settings().text("theme")) == (160, "dark")
    assert settings.device_id() == settings.device_id()
    assert settings.notices == (
        "The settings could not be kept (No space left on device); they hold until Curator is closed.",
    )


def test_settings_that_cannot_be_read_are_not_overwritten(file: Path) -> None:
    file.mkdir(parents=True)  # a folder of that name: reading fails, also for root
    settings = Settings()
    assert len(settings.notices) == 1
    settings.set("zoom", 150)
    assert settings.number("zoom") == 150
    assert file.is_dir()


def test_the_place_in_each_project_is_remembered_for_the_last_twenty() -> None:
    settings = Settings()
    assert settings.place_in("p") == ("", "")
    for number in range(25):
        settings.remember_place(f"project-{number}", f"article-{number}", "incident")
    settings.remember_place("project-20", "another", "")
    again = Settings()
    assert again.place_in("project-20") == ("another", "")
    assert again.place_in("project-24") == ("article-24", "incident")
    assert again.place_in("project-0") == ("", "")
    assert sum(again.place_in(f"project-{number}") != ("", "") for number in range(25)) == 20


def test_what_nobody_could_be_told_is_given_once_and_to_any_window() -> None:
    settings = Settings()
    settings.keep_untold("p", "First.")
    settings.keep_untold("p", "First.")
    settings.keep_untold("p", "Second.")
    for number in range(25):
        settings.keep_untold(f"project-{number}", "Something.")
    again = Settings()
    assert again.take_untold("project-24") == "Something."
    assert again.take_untold("project-24") == ""
    assert Settings().take_untold("project-24") == ""
    assert again.take_untold("p") == "", "only the last twenty projects are kept"
    again.keep_untold("p", "First.")
    again.keep_untold("p", "Second.")
    assert Settings().take_untold("p") == "First. Second."


def test_places_that_cannot_be_understood_are_left_out() -> None:
    settings = Settings()
    settings.remember_place("good", "a", "b")
    told = json.loads(settings.path.read_text(encoding="ascii"))
    told["places"]["bad"] = {"article": 7}
    settings.path.write_text(json.dumps(told), encoding="ascii")
    again = Settings()
    assert again.place_in("good") == ("a", "b")
    assert again.place_in("bad") == ("", "")


def test_forgetting_a_project_removes_its_search_index_and_no_other(tmp_path: Path) -> None:
    settings = Settings()
    one, other = (paths.search_index(tmp_path / name) for name in ("one.curator", "other.curator"))
    for index in (one, other):
        for name in (index.name, f"{index.name}-journal", f".{index.name}.lock"):
            index.with_name(name).write_bytes(b"words")
    settings.forget_project(tmp_path / "one.curator")
    assert {path.name for path in one.parent.iterdir()} == {
        other.name, f"{other.name}-journal", f".{other.name}.lock",
    }  # fmt: skip
    settings.forget_all_projects()
    assert list(one.parent.iterdir()) == []


def test_a_search_index_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    settings = Settings()
    paths.search_index(tmp_path / "p.curator").mkdir()
    settings.forget_project(tmp_path / "p.curator")
    assert "search index" in settings.notices[0]


def test_each_project_has_a_folder_of_its_own_for_hand_overs() -> None:
    settings = Settings()
    assert settings.watched_folder("p1") == ""
    settings.watch_folder("p1", "/share/one")
    settings.watch_folder("p2", "/share/two")
    assert (Settings().watched_folder("p1"), Settings().watched_folder("p2")) == ("/share/one", "/share/two")
    settings.watch_folder("p1", "")
    assert Settings().watched_folder("p1") == ""


def test_hand_overs_that_are_settled_are_remembered_by_project_the_newest_of_them() -> None:
    settings = Settings()
    for at in range(510):
        settings.settle_handover("p1", f"{at:064x}")
    known = Settings().settled_handovers("p1")
    assert len(known) == 500
    assert f"{509:064x}" in known
    assert f"{0:064x}" not in known
    assert Settings().settled_handovers("p2") == frozenset()


def test_what_is_kept_of_hand_overs_may_be_spoilt(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"watched": {"p1": 3, "p2": "/share"}, "settled": {"p1": "x", "p2": ["a", 1], "p3": ["b"]}}')
    settings = Settings()
    assert (settings.watched_folder("p1"), settings.watched_folder("p2")) == ("", "/share")
    assert [settings.settled_handovers(each) for each in ("p1", "p2", "p3")] == [frozenset(), frozenset(), {"b"}]
