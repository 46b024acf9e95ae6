# SPDX-License-Identifier: MIT
"""What Undo and Redo would turn round, in words: the whole job, not the last of its steps.

What lives here: the words. What does not: which steps belong together (store/undo.py), the menu (action_set.py).
"""

from __future__ import annotations

import json
import re
from unicodedata import bidirectional

from PySide6.QtCore import QObject

from curator.store.log import Entry
from curator.store.undo import whole_job
from curator.workspace import Workspace

_QUOTED = re.compile("“([^”]*)”")
_COME_WITH_ARTICLES = ("article_texts", "article_origins", "article_originals", "article_versions", "article_pairs")
_ISOLATE, _END = "\u2068", "\u2069"


class UndoWords(QObject):
    """Remembers the words of the entries asked for last: they are wanted at every change of what is chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, str] = {}

    def of(self, workspace: Workspace, entry: Entry | None, busy: bool) -> str:
        """The words for an entry; "" for none. While a job runs its steps are still coming: then only the last one."""
        if entry is None:
            return ""
        if busy or not entry.job:
            return _plain(entry)
        if entry.id not in self._known:
            self._known = {entry.id: self._told(workspace, entry), **dict(list(self._known.items())[:3])}
        return self._known[entry.id]

    def _told(self, workspace: Workspace, entry: Entry) -> str:
        with workspace.read() as reads:
            steps = whole_job(reads.connection, entry)
        together = {step.note for step in steps}
        if len(steps) > 1 and len(together) == 1 and (what := together.pop()):
            return self.tr("{what} ({count} steps)").format(what=_isolate(what), count=f"{len(steps):,}")
        articles = [_articles(step) for step in steps]
        if len(steps) > 1 and all(articles):
            if _removes(steps[0]):
                return self.tr("Remove {count} articles").format(count=f"{sum(articles):,}")
            return self.tr("Import {count} articles").format(count=f"{sum(articles):,}")
        more = len(steps) - 1
        if not more:
            return _plain(entry)
        tables = {_table(step) for step in steps}
        if len(tables) == 1 and (table := tables.pop()):  # each step's label counts its own rows only
            return self.tr("Bring in {table}").format(table=table)
        with_it = self.tr("with 1 more step") if more == 1 else self.tr("with {count} more steps").format(count=more)
        return f"{_plain(entry)} ({with_it})"


def _plain(entry: Entry) -> str:
    """The label without the words that say it was undone or done again, and what it was a part of."""
    label = entry.label.split(": ", 1)[1] if entry.kind in ("undo", "redo") and ": " in entry.label else entry.label
    return _isolate(f"{entry.note}: {label}" if entry.note else label)


def _isolate(text: str) -> str:
    return _QUOTED.sub(_isolated, text)


def _isolated(quoted: re.Match[str]) -> str:
    """What is quoted from an article that runs from right to left must not turn round what stands beside it."""
    text = quoted.group(1)
    right_to_left = any(bidirectional(letter) in ("R", "AL") for letter in text)
    return f"“{_ISOLATE}{text}{_END}”" if right_to_left else quoted.group()


def _table(step: Entry) -> str:
    """The name of the table from which a step brought rows in; "" where it did something else."""
    told = _plain(step)
    return told.partition(" from ")[2] if told.startswith("Bring in ") else ""


def _articles(step: Entry) -> int:
    """How many articles a step brought in (or took out again) and nothing else; 0 where it did something else too.

    What was coded in an article that is removed goes with it.
    """
    bulk = json.loads(step.bulk) if step.bulk else {}
    did = bulk.get("add") or bulk.get("drop") or {}
    others = set(did) - {"articles", "evidence", "value_notes", *_COME_WITH_ARTICLES}
    return int(did.get("articles", {}).get("count", 0)) if not others or _removes(step) else 0


def _removes(step: Entry) -> bool:
    """Whether the step took articles out, or undid that."""
    bulk = json.loads(step.bulk) if step.bulk else {}
    return ("drop" in bulk) != (step.kind == "undo")
