# SPDX-License-Identifier: MIT
"""How fast the reader opens an article and shows one more highlight.

Prints JSON: medians of CPU milliseconds and their ratio to a bare QPlainTextEdit showing the same text in the same
run. Exits 1 beyond the figures of DESIGN.md 10. Not part of the test command.

    python tests/benchmarks/bench_reader.py
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView

RUNS = 7
SENTENCE = "Officials said on Friday that two men were killed near the checkpoint, 60 km south of Mosul – قرب الموصل. "
LIMITS = {
    "open_1m_10k_highlights_ms": 60.0,
    "one_more_highlight_ms": 16.0,
    "open_10m_ms": 700.0,
    "open_10m_one_line_ms": 700.0,
    "open_10m_short_lines_ms": 700.0,
    "open_100k_ms": 16.0,  # one frame: not felt
    "scroll_page_ms": 16.0,
    "jump_ms": 30.0,
}


def article(characters: int) -> str:
    paragraph = SENTENCE * 5
    whole = (paragraph + "\n") * (characters // (len(paragraph) + 1) + 1)
    return whole[:characters]


def highlights(text: str, count: int) -> list[Highlight]:
    step = len(text) // count
    return [
        Highlight(f"h{n}", n * step, n * step + 30 + n % 90, "ABCDE"[n % 5], n % 5, "mention", n % 5 == 0, f"no {n}")
        for n in range(count - 1)
    ]


def shown(widget: QWidget, canvas: QImage) -> None:
    """Paint the window as the screen would have it."""
    QApplication.processEvents()
    widget.render(canvas)


def median_ms(work: Callable[[], None], before: Callable[[], None] = lambda: None) -> float:
    times = []
    for _ in range(RUNS):
        before()
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return round(statistics.median(times), 2)


def measure() -> dict[str, float]:
    view, bare = ReaderView(), QPlainTextEdit()
    canvas = QImage(1280, 800, QImage.Format.Format_RGB32)
    for widget in (view, bare):
        widget.setGeometry(QRect(0, 0, 1280, 800))
        widget.show()
        QApplication.processEvents()
    figures: dict[str, float] = {}
    for name, size, count in (("1m_10k_highlights", 1_000_000, 10_000), ("10m", 10_000_000, 0), ("100k", 100_000, 500)):
        text = article(size)
        marks = highlights(text, count) if count else []

        def open_it(text: str = text, marks: list[Highlight] = marks) -> None:
            view.set_text(text, "en")
            view.set_highlights(marks)
            shown(view, canvas)

        def open_bare(text: str = text) -> None:
            bare.setPlainText(text)
            shown(bare, canvas)

        figures[f"open_{name}_ms"] = median_ms(open_it, view.clear)
        figures[f"bare_{name}_ms"] = median_ms(open_bare, bare.clear)
        figures[f"ratio_{name}"] = round(figures[f"open_{name}_ms"] / figures[f"bare_{name}_ms"], 3)
    for name, text in (
        ("10m_one_line", article(10_000_000).replace("\n", " ")),
        ("10m_short_lines", "Two men were killed near Mosul.\n" * 312_500),
    ):

        def open_text(text: str = text) -> None:
            view.set_text(text, "en")
            shown(view, canvas)

        figures[f"open_{name}_ms"] = median_ms(open_text, view.clear)
    figures.update(measure_moving(view, canvas))
    return figures


def measure_moving(view: ReaderView, canvas: QImage) -> dict[str, float]:
    text = article(1_000_000)
    view.set_text(text, "en")
    view.set_highlights(highlights(text, 10_000))
    shown(view, canvas)
    bar = view.verticalScrollBar()
    added = iter(range(1000))

    def add() -> None:
        n = next(added)
        view.add_highlight(Highlight(f"new{n}", 40 + n, 140 + n, "Z", 6, "value", False, "new"))
        shown(view, canvas)

    def page() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        shown(view, canvas)

    places = iter(range(1, 1000))

    def jump() -> None:
        bar.setValue(bar.maximum() * (next(places) * 7 % 10) // 10 + 5)
        shown(view, canvas)

    return {
        "one_more_highlight_ms": median_ms(add),
        "scroll_page_ms": median_ms(page),
        "jump_ms": median_ms(jump),
        "repaint_ms": median_ms(lambda: shown(view, canvas)),
    }


def main() -> int:
    app = QApplication.instance() or QApplication([])
    figures = measure()
    beyond = {name: limit for name, limit in LIMITS.items() if figures[name] > limit}
    print(json.dumps({"figures": figures, "limits": LIMITS, "beyond": sorted(beyond), "runs": RUNS}, indent=1))
    del app
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
