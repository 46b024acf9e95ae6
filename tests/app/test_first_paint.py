# SPDX-License-Identifier: MIT
"""What the window may load until it is painted for the first time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from curator.tasks.sample import build_sample

ROOT = Path(__file__).resolve().parents[2]
# Rooms and libraries that are wanted later, if at all: each costs the start more than a whole panel of the window.
LATER = (
    "curator.app.action_wiring", "curator.app.coding", "curator.app.commands", "curator.app.comments",
    "curator.app.dialogs", "curator.app.handover", "curator.app.dataset", "curator.app.incidents.delegate",
    "curator.app.incidents.first_steps", "curator.app.incidents.model", "curator.app.incidents.panel",
    "curator.app.jobs.runner", "curator.app.key_hint", "curator.app.keyboard_place",
    "curator.app.late_wiring", "curator.app.library.hits", "curator.app.library.no_list",
    "curator.app.page.panels", "curator.app.page.places", "curator.app.problems_bar",
    "curator.app.reader.find", "curator.app.reader.spoken_marks", "curator.app.reader.spoken_text",
    "curator.app.reader.text_interface",
    "curator.app.recent_menu", "curator.app.side", "curator.app.side_panel", "curator.app.side_tabs",
    "curator.app.start_page", "curator.app.turning_round", "curator.app.undo_words", "curator.app.values.article_lines",
    "curator.app.values.delegate", "curator.app.values.editing", "curator.app.values.lines",
    "curator.app.values.long_editor", "curator.domain.reviewing", "curator.store.judgements",
    "curator.app.values.model", "curator.app.values.view", "curator.formats",
    "curator.operations", "curator.review", "curator.suggest", "curator.tasks", "charset_normalizer", "dataclasses",
    "difflib", "email", "html", "http", "platformdirs", "regex", "socket", "sqlite_utils", "tomllib", "uuid", "xml",
)  # fmt: skip
# Classes of Qt with many names, each of which PySide makes a Python object when the class is first touched.
UNTOUCHED = ("QStyle", "QGradient", "QIcon", "QImage")
# Names what is there at the moment at which the window says that it was painted.
STARTING = """
import enum, json, linecache, sys
from curator.__main__ import main
import curator.app.window as window

def enumerations(of=enum.Enum):
    for each in of.__subclasses__():
        yield each.__qualname__
        yield from enumerations(each)

def more(*each):
    found = dict(
        loaded=sorted(sys.modules), enumerations=sorted(set(enumerations())), read=sorted(linecache.cache),
    )
    return json.dumps({**json.loads(told(*each)), **found})

told = window.told_as_json
window.told_as_json = more
sys.exit(main(["open", sys.argv[1], "--exit-when-shown"]))
"""


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the window says when it is painted."""
    folder = tmp_path_factory.mktemp("first_paint")
    project = build_sample(folder / "sample.curator", second=False).project
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CURATOR_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", STARTING, str(project)], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_what_is_wanted_later_is_not_loaded_before_the_first_paint(answer: dict[str, Any]) -> None:
    assert answer["article"], "an article is painted"
    assert "curator.app.reader.view" in answer["loaded"], "the list is that of the window"
    early = [name for name in answer["loaded"] if any(f"{name}.".startswith(f"{each}.") for each in LATER)]
    assert early == []


def test_no_enumerations_are_made_that_the_first_paint_does_not_need(answer: dict[str, Any]) -> None:
    assert "Qt.Key" in answer["enumerations"], "the list is that of the window"
    early = [name for name in answer["enumerations"] if name.partition(".")[0] in UNTOUCHED]
    assert early == []


def test_no_source_is_read_to_look_for_features_of_pyside(answer: dict[str, Any]) -> None:
    assert [name for name in answer["read"] if name.startswith(str(ROOT / "curator" / "app"))] == []
