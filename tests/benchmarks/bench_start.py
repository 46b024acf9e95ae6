# SPDX-License-Identifier: MIT
"""From the start of the program to the article list and the text painted, beside a bare Qt window with the same text.

CPU seconds of whole processes, taking turns. Target: within 1.8 x.

    python tests/benchmarks/bench_start.py
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.assets import asset
from curator.tasks.sample import build_sample
from tests.benchmarks.figures import noise, report

RUNS = 9
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QPlainTextEdit, QSplitter
app = QApplication(sys.argv)
window, split = QMainWindow(), QSplitter()
articles, text = QListWidget(), QPlainTextEdit()
articles.addItem("Article")
text.setPlainText(open(sys.argv[1], encoding="utf-8").read())
split.addWidget(articles)
split.addWidget(text)
window.setCentralWidget(split)
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: (window.grab(), app.quit()))
app.exec()
"""


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            **os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "CURATOR_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled once
        os.environ["CURATOR_HOME"] = environment["CURATOR_HOME"]
        project = build_sample(folder / "sample.curator", second=False).project
        text = str(asset("samples/seed-article.txt"))
        opening = [sys.executable, "-m", "curator", "open", str(project), "--exit-when-shown"]
        ours, bare = [], []
        for run in range(RUNS + 1):
            mine = cpu_of(opening, environment)
            other = cpu_of([sys.executable, "-c", BARE, text], environment)
            if run:  # the first ones read everything from the disk
                ours.append(mine)
                bare.append(other)
    figures = {
        "ours_cpu_s": round(statistics.median(ours), 3), "bare_cpu_s": round(statistics.median(bare), 3),
        "ratio_cpu": round(statistics.median(ours) / statistics.median(bare), 2),
        "noise_ours": noise(ours), "noise_bare": noise(bare),
    }  # fmt: skip
    return report("start to first paint", figures, {"ratio_cpu": 1.8})


if __name__ == "__main__":
    sys.exit(main())
