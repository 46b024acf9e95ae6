# SPDX-License-Identifier: MIT
"""How long the window does not answer while two coders' layers of 10,000 articles are put together for the agreement
figures.

Each article has one incident by each of the two, with most fields of the codebook, a row in each group and words, that
differ in a tenth of what is coded. The review is opened; from then until the figures stand there, a timer of the window
wants to do something every 5 ms. Target: it never waits longer than 100 ms of the process's CPU time (DESIGN.md 4, rule
8). What else the machine was busy with does not count; the wall time is printed beside it, and how much of the waiting
falls to the list of articles, which is there first.

    python tests/benchmarks/bench_agreement_window.py [ARTICLES]
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer

from curator.app.application import make_application, make_themes
from curator.app.main_window import MainWindow
from curator.app.page_views import REVIEW
from curator.app.picture import settle
from curator.operations import AddCoder
from curator.settings import Settings
from curator.tasks.codebooks import USUAL, codebook_named
from curator.workspace import Workspace
from tests.benchmarks.figures import report
from tests.review.making import Maker
from tests.tasks.coded_project import coded_project

ARTICLES, ALTERED, EVERY = 10_000, 0.1, 5
LIMIT_MS = 100.0
AT_MOST = 600.0  # seconds


class Pulse:
    """A timer of the window: when it was late, and by how much (wall, CPU of the process; ms)."""

    def __init__(self) -> None:
        self.late: list[tuple[float, float, float]] = []
        self.timer = QTimer()
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self._beat)
        self._last = (time.perf_counter(), time.process_time())
        self.timer.start()

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.process_time()
        wall, cpu = (now - self._last[0]) * 1000 - EVERY, (used - self._last[1]) * 1000
        self.late.append((now, wall, min(max(wall, 0.0), cpu)))
        self._last = (now, used)


def project(path: Path, articles: int) -> Workspace:
    codebook = codebook_named(USUAL)
    maker = Maker(codebook, "window")
    codings = (maker.article(number, ("one", "two"), 1, ALTERED) for number in range(articles))
    coded_project(path, codebook, codings, {"one": "One", "two": "Two"})
    workspace = Workspace.open(path)
    lead = workspace.run(AddCoder("Lead"))
    workspace.act_as(lead)
    Settings().remember_coder(workspace.project_id, lead.id, lead.name)
    return workspace


def measure(workspace: Workspace) -> dict[str, object]:
    application = make_application()
    window = MainWindow(Settings(), make_themes(application, Settings()))
    window.resize(1280, 800)
    window.show()
    window.show_workspace(workspace)
    settle(window, 0.5)
    page = window.page
    assert page is not None
    gc.collect()
    pulse, began, used = Pulse(), time.perf_counter(), time.process_time()
    page.views.show_view(REVIEW)
    review = page.views.review
    assert review is not None
    listed = figures = 0.0
    while not figures:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        now = time.perf_counter()
        if not listed and review.queue.model.rowCount():
            listed = now
        panel = review.figures.panel
        if panel is not None and panel.table.rowCount() and panel.note.text().endswith("for its cases."):
            figures = now
        assert now - began < AT_MOST, "the figures do not come"
    settle(window, 0.5)
    pulse.timer.stop()
    waits = sorted(pulse.late, key=lambda each: each[2])
    found: dict[str, object] = {
        "until_list_s": round(listed - began, 2), "until_figures_s": round(figures - began, 1),
        "cpu_s": round(time.process_time() - used, 1), "beats": len(waits),
        "longest_wait_ms": round(waits[-1][2]), "next_waits_ms": [round(each[2]) for each in waits[-6:-1]],
        "longest_came_after_s": round(waits[-1][0] - began, 1),
        "longest_wall_ms": round(max(each[1] for each in waits)),
        "over_100_ms": sum(each[2] > LIMIT_MS for each in waits),
    }  # fmt: skip
    window.close()
    return found


def main() -> int:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = name
        figures = measure(project(Path(name) / "many.curator", articles))
    return report("agreement in the window", {"articles": articles, **figures}, {"longest_wait_ms": LIMIT_MS})


if __name__ == "__main__":
    sys.exit(main())
