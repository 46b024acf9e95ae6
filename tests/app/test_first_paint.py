# SPDX-License-Identifier: MIT
"""What the window may load until it is painted for the first time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from curator.tasks.sample import build_sample

ROOT = Path(__file__).resolve().parents[2]
# Rooms and libraries that are wanted later, if at all: each costs the start more than a whole panel of the window.
LATER = (
    "curator.app.coding", "curator.app.commands", "curator.app.dialogs", "curator.app.incident_table",
    "curator.app.library.hits", "curator.app.reader.spoken_marks", "curator.app.reader.spoken_text",
    "curator.app.reader.text_interface", "curator.app.start_page", "curator.app.values.editing",
    "curator.app.values.long_editor", "curator.formats", "curator.operations", "curator.review", "curator.suggest",
    "curator.tasks", "charset_normalizer", "dataclasses", "difflib", "email", "html", "http", "platformdirs", "regex",
    "socket", "sqlite_utils", "tomllib", "uuid", "xml",
)  # fmt: skip
# Names what is loaded at the moment at which the window says that it was painted.
STARTING = """
import json, sys
from curator.__main__ import main
import curator.app.window as window

told = window.told_as_json
window.told_as_json = lambda *each: json.dumps({**json.loads(told(*each)), "loaded": sorted(sys.modules)})
sys.exit(main(["open", sys.argv[1], "--exit-when-shown"]))
"""


def test_what_is_wanted_later_is_not_loaded_before_the_first_paint(tmp_path: Path) -> None:
    project = build_sample(tmp_path / "sample.curator").project
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CURATOR_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", STARTING, str(project)], env=environment, cwd=ROOT, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer["article"], "an article is painted"
    assert "curator.app.reader.view" in answer["loaded"], "the list is that of the window"
    early = [name for name in answer["loaded"] if any(f"{name}.".startswith(f"{each}.") for each in LATER)]
    assert early == []
