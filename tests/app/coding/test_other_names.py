# SPDX-License-Identifier: MIT
"""Coding by hand knows no name of the built-in codebook: under others the same keys give the same coding."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from curator.app.main_window import MainWindow
from curator.domain.codebook.model import Codebook
from tests.app.coding.conftest import opened_bench
from tests.renaming import renamed
from tests.sound_case import incidents_codebook

Key = Qt.Key
MARK = "zq9_"


def coded(window: MainWindow, path: Path, book: Codebook, name: str) -> list[str]:
    """What keys and typed letters make of the article, in words."""
    bench = opened_bench(window, path, book)
    bench.select("Rebels attacked an army post in Qayyara")
    bench.press(Key.Key_N)
    bench.write("armed cl")
    bench.press(Key.Key_Return)
    for words, key in (
        ("Friday 8 November 2019", Key.Key_D),
        ("Qayyara", Key.Key_L),
        ("Rebels", Key.Key_A),
        ("two soldiers", Key.Key_K),
        ("No civilians were hurt", Key.Key_J),
        ("police", Key.Key_S),
    ):
        bench.select(words)
        bench.press(key)
    bench.select("attacked")
    bench.press(Key.Key_T)  # it was said with the incident: only words are given
    bench.select("No civilians were hurt.")
    bench.press(Key.Key_X)
    bench.write("backgr")
    bench.press(Key.Key_Return)
    (killed, *_) = bench.incident().rows_of(name + "casualties")
    for field, row, typed in (
        ("date", "", "2019-11-04 - 2019-11-08"), ("location", "", "Qayyara, Nineveh, Iraq"), ("count", killed.id, "3+"),
        ("tags", "", "one"),
    ):  # fmt: skip
        bench.choose(name + field, row)
        bench.write(typed)
        bench.press(Key.Key_Return)
    bench.choose(name + "count", killed.id)
    bench.page.chosen_desk.set_state("not_stated")
    bench.rest()
    incident = bench.incident()
    assert bench.page.shown is not None
    return [
        *(f"{key} = {value}" for key, value in incident.values.items()),
        *(f"{row.group} {key} = {value}" for row in incident.rows for key, value in row.values.items()),
        *sorted(f"{note.field} {note.state} {note.basis} {note.proposed}" for note in incident.notes),
        *(f"{span.field} {span.quote} {span.role}" for span in incident.evidence),
        *(f"{passage.reason} {passage.quote}" for passage in bench.page.shown.coding.not_codable),
    ]


def test_keys_and_letters_give_the_same_coding_under_other_names(window: MainWindow, tmp_path: Path) -> None:
    book = incidents_codebook()
    plain = coded(window, tmp_path / "plain.curator", book, "")
    other = coded(window, tmp_path / "other.curator", renamed(book, lambda name: MARK + name), MARK)
    assert len(plain) > 40
    assert [line.replace(MARK, "") for line in other] == plain
