# SPDX-License-Identifier: MIT
"""Typed text that is not yet a value, kept on the disk so that a crash loses none of it.

What lives here: one small file for each project in the user's data folder, replaced whole, readable by its owner only.
What does not: the editor (editing.py), values (they are in the project at once). A draft goes when its text is taken or
given up; what is found at opening is shown again.
"""

from __future__ import annotations

import json
from contextlib import suppress

from curator import atomic, paths
from curator.app.values.line import Target
from curator.shape import Frozen

_MOST = 1_000_000  # characters; more is not typed by hand


class Draft(Frozen):
    """What was typed for a target of an article. `about`: "" for its value; else what is said of it
    (coding/comments_desk.py)."""

    article: str
    target: Target
    text: str
    about: str = ""


class Drafts:
    """The drafts of one project: the newest text of each place, and before them what was left behind at an earlier end
    and nobody has gone on with yet. New text for the same place does not take the place of that."""

    def __init__(self, project_id: str) -> None:
        self._path = paths.drafts_path(project_id)
        self._left: list[Draft] = []
        self._kept: dict[tuple[str, Target, str], Draft] = {}

    def begin(self) -> list[Draft]:
        """What was left behind at an earlier end, the newest last."""
        self._left, self._kept = self.read(), {}
        return list(self._left)

    def read(self) -> list[Draft]:
        """What is on the disk, the newest last; nothing where the file is missing or broken (it is not a project:
        nothing is lost)."""
        try:
            entries = json.loads(self._path.read_text(encoding="utf-8"))
            return [
                Draft(each["article"], Target(*each["target"]), str(each["text"]), str(each.get("about", "")))
                for each in entries
            ]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return []

    def of(self, target: Target) -> Draft | None:
        """What is kept of a value's text."""
        return next((each for each in self._newest_first() if each.target == target and not each.about), None)

    def kept(self, draft: Draft) -> Draft | None:
        """What is kept for the place of this draft."""
        return next((each for each in self._newest_first() if _place(each) == _place(draft)), None)

    def go_on(self, draft: Draft) -> None:
        """The text is in an editor again, and goes with what becomes of it there."""
        if draft in self._left:
            self._left.remove(draft)
            self._kept[_place(draft)] = draft

    def keep(self, draft: Draft) -> None:
        """Have this on the disk when it returns; an empty text takes the draft away. A full disk keeps it in memory."""
        before = dict(self._kept)
        if draft.text.strip():
            self._kept.pop(_place(draft), None)  # the newest is the last
            self._kept[_place(draft)] = Draft(draft.article, draft.target, draft.text[:_MOST], draft.about)
        else:
            self._kept.pop(_place(draft), None)
        if self._kept != before:
            self._write()

    def _newest_first(self) -> list[Draft]:
        return [*self._left, *self._kept.values()][::-1]

    def _write(self) -> None:
        entries = [
            {"article": each.article, "target": [each.target.incident, each.target.row, each.target.field],
             "text": each.text, **({"about": each.about} if each.about else {})}
            for each in (*self._left, *self._kept.values())
        ]  # fmt: skip
        with suppress(OSError):  # the text is still in the editor; a draft is the second net
            if entries:
                atomic.write_atomically(self._path, json.dumps(entries, ensure_ascii=False).encode("utf-8"))
            else:
                self._path.unlink(missing_ok=True)


def _place(draft: Draft) -> tuple[str, Target, str]:
    return draft.article, draft.target, draft.about
