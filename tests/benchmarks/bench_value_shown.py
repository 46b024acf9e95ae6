# SPDX-License-Identifier: MIT
"""One value given: how long until the window shows it, from the change feed to the paint.

Prints JSON: medians of CPU milliseconds of the window's thread, for a usual article, a long one, and one of 1,000,000
characters with 10,000 highlights, and the slowest but one of each; exits 1 where a median is beyond the figure of
DESIGN.md 10. Not part of the test command. bench_coding.py has the whole way from a key on.

    python tests/benchmarks/bench_value_shown.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from curator.app.application import make_application, make_themes
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import AddCoder, SetValue
from curator.settings import Settings
from curator.tasks.codebooks import USUAL, codebook_named
from curator.workspace import ChangeSet, Workspace
from tests.benchmarks.coded_article import add_coded_article
from tests.benchmarks.figures import report

RUNS = 25
LIMITS = {"usual_ms": 16.0, "long_ms": 16.0, "1m_10k_ms": 16.0}
SIZES = {"usual": (6_000, 6, 15), "long": (100_000, 40, 20), "1m_10k": (1_000_000, 500, 20)}


def project(path: Path, size: tuple[int, int, int]) -> tuple[Workspace, str, str]:
    """A project with one article of this size; its first incident and a text field of it."""
    workspace = Workspace.create(path, codebook_named(USUAL))
    coder = workspace.run(AddCoder("Coder 1"))
    workspace.act_as(coder)
    Settings().remember_coder(workspace.project_id, coder.id, coder.name)
    incidents = add_coded_article(workspace, coder, *size)
    field = next(each.key for each in workspace.codebook.fields if each.kind == "text")
    return workspace, incidents[0].id, field


def measure(folder: Path, name: str, figures: dict[str, object]) -> None:
    """Open the article, then give one value after the other and see each one painted."""
    workspace, incident, field = project(folder / f"{name}.curator", SIZES[name])
    application = make_application()
    window = MainWindow(Settings(), make_themes(application, Settings()))
    window.resize(1280, 800)
    window.show()
    window.show_workspace(workspace)
    settle(window, 0.3)
    page = window.page
    assert page is not None
    page.choose_incident(incident)
    settle(window, 0.3)
    page.feed.changed.disconnect(page.following.follow)  # shown by hand below, with a clock beside it
    heard: list[ChangeSet] = []
    page.feed.changed.connect(heard.append)
    times = []
    for run in range(RUNS):
        workspace.run(SetValue(incident, field, f"value {run}"))
        settle(window)
        began = time.thread_time()
        page.following.follow(heard[-1])
        QApplication.processEvents()  # Qt paints what has changed
        times.append((time.thread_time() - began) * 1000)
        settle(window)
    figures[f"{name}_ms"] = round(statistics.median(times), 2)
    figures[f"{name}_slow_ms"] = round(sorted(times)[-2], 2)
    window.close()


def main() -> int:
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        os.environ["CURATOR_HOME"] = name
        for size in SIZES:
            measure(Path(name), size, figures)
    return report("one value given, shown", figures, LIMITS)


if __name__ == "__main__":
    sys.exit(main())
