# SPDX-License-Identifier: MIT
"""What this device remembers: how the window looks, who codes here in which project, which projects were used.

What lives here: asking and changing each thing that is remembered. What does not: anything that belongs to a project,
which settings there are (known.py), the file (file.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curator import paths
from curator.settings.file import SettingsFile
from curator.settings.known import KNOWN, Value
from curator.shape import Frozen

_MOST_RECENT = 20
_LONGEST_LOOK = 20_000  # characters
_MOST_SETTLED = 500  # hand-overs of one project


class RecentProject(Frozen):
    """A project this device has used; `used` is UTC, as everywhere."""

    path: Path
    id: str
    name: str
    used: str


class DeviceCoder(Frozen):
    """Who codes in a project on this device."""

    id: str
    name: str


class Settings:
    """This device's settings. Reading costs nothing after the start; each change is on the disk when it returns.

    A change that cannot be written holds until the program ends, and `notices` says why. Not for several threads.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = SettingsFile(path or paths.config_folder() / "settings.json")

    @property
    def path(self) -> Path:
        """The file they are kept in."""
        return self._file.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what could not be read or kept."""
        return self._file.notices

    # ---- values

    def get(self, key: str) -> Value:
        """The value of a known setting. Raises KeyError for an unknown one: that is a bug."""
        known = KNOWN[key]
        value: Value = self._file.everything["values"].get(key, known.default)
        return value

    def text(self, key: str) -> str:
        """The value of a setting that is text."""
        return str(self.get(key))

    def number(self, key: str) -> int:
        """The value of a setting that is a number."""
        return int(self.get(key))

    def flag(self, key: str) -> bool:
        """The value of a setting that is yes or no."""
        return bool(self.get(key))

    def set(self, key: str, value: Value) -> None:
        """Change a known setting. Raises ValueError with a sentence for a value it cannot have."""
        problem = KNOWN[key].problem(value)
        if problem:
            raise ValueError(problem)
        if self.get(key) != value:
            self._file.change(lambda everything: everything["values"].update({key: value}))

    def reset(self, key: str) -> None:
        """Give a setting its usual value again."""
        KNOWN[key]
        self._file.change(lambda everything: everything["values"].pop(key, None))

    # ---- the device and its coders

    def device_id(self) -> str:
        """16 hex digits made at random on first use: they name this device in the log and tell nothing about it."""
        if not self._file.everything["device"]:
            made = os.urandom(8).hex()
            self._file.change(lambda everything: everything.update(device=everything["device"] or made))
        return str(self._file.everything["device"])

    def coder_for(self, project_id: str) -> str | None:
        """The id of the coder who codes in this project on this device; None: ask who is coding here."""
        coder = self.coder_of(project_id)
        return coder.id if coder else None

    def coder_of(self, project_id: str) -> DeviceCoder | None:
        """As `coder_for`, with the name the coder had when it was remembered."""
        found = self._file.everything["coders"].get(project_id)
        return DeviceCoder(found["id"], found["name"]) if found else None

    def remember_coder(self, project_id: str, coder_id: str, name: str) -> None:
        """From now on this coder codes in this project on this device."""
        if self.coder_of(project_id) != DeviceCoder(coder_id, name):
            coder = {"id": coder_id, "name": name}
            self._file.change(lambda everything: everything["coders"].update({project_id: coder}))

    def forget_coder(self, project_id: str) -> None:
        """Ask again who is coding in this project."""
        self._file.change(lambda everything: everything["coders"].pop(project_id, None))

    # ---- keys of actions

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys the user has given to actions, by the action's id; ids of other versions are among them."""
        return {action: tuple(keys) for action, keys in self._file.everything["keys"].items()}

    def keep_keys(self, action: str, keys: Sequence[str] | None) -> None:
        """From now on the action has these keys; None: its usual ones."""
        if keys is None and action in self.own_keys():
            self._file.change(lambda everything: everything["keys"].pop(action, None))
        elif keys is not None and self.own_keys().get(action) != tuple(keys):
            self._file.change(lambda everything: everything["keys"].update({action: list(keys)}))

    # ---- where one was

    def place_in(self, project_id: str) -> tuple[str, str]:
        """The ids of the article and the incident that were on show last in this project; "" where none is known."""
        found = self._file.everything["places"].get(project_id, {})
        return found.get("article", ""), found.get("incident", "")

    def value_in(self, project_id: str) -> tuple[str, str]:
        """The id of the row ("": the incident itself) and the key of the field that were chosen last there."""
        found = self._file.everything["places"].get(project_id, {})
        row, field = found.get("row", ""), found.get("field", "")
        return (row, field) if isinstance(row, str) and isinstance(field, str) else ("", "")

    def remember_place(self, project_id: str, article: str, incident: str, row: str = "", field: str = "") -> None:
        """This was on show last. Only ids and keys are kept, and only of the projects seen last."""
        place = {"article": article, "incident": incident}
        if row or field:
            place |= {"row": row, "field": field}

        def put_last(everything: dict[str, Any]) -> None:
            others = {key: value for key, value in everything["places"].items() if key != project_id}
            everything["places"] = {**dict(list(others.items())[-_MOST_RECENT + 1 :]), project_id: place}

        if self._file.everything["places"].get(project_id) != place:
            self._file.change(put_last)

    # ---- how lists of a project looked

    def look_of(self, project_id: str, view: str) -> str:
        """How this list of the project looked last, as its window wrote it; "" where that is not known."""
        return str(self._file.everything["looks"].get(project_id, {}).get(view, ""))

    def remember_look(self, project_id: str, view: str, look: str) -> None:
        """This list looked so. Only the looks of the projects seen last are kept, and none that is endless."""

        def put_last(everything: dict[str, Any]) -> None:
            looks = everything["looks"]
            others = {key: value for key, value in looks.items() if key != project_id}
            own = {**looks.get(project_id, {}), view: look}
            everything["looks"] = {**dict(list(others.items())[-_MOST_RECENT + 1 :]), project_id: own}

        if self.look_of(project_id, view) != look and len(look) <= _LONGEST_LOOK:
            self._file.change(put_last)

    # ---- hand-overs

    def watched_folder(self, project_id: str) -> str:
        """The folder in which hand-overs for this project are looked for; "" for none."""
        return str(self._file.everything["watched"].get(project_id, ""))

    def watch_folder(self, project_id: str, folder: str) -> None:
        """From now on hand-overs for this project are looked for there; "": nowhere."""
        if folder and self.watched_folder(project_id) != folder:
            self._file.change(lambda everything: everything["watched"].update({project_id: folder}))
        elif not folder and self.watched_folder(project_id):
            self._file.change(lambda everything: everything["watched"].pop(project_id, None))

    def codebook_told(self, project_id: str) -> str:
        """The version of the codebook whose coming was told last in this project; "" for none."""
        return str(self._file.everything["codebooks"].get(project_id, ""))

    def tell_codebook(self, project_id: str, version: str) -> None:
        """That this version has come was told in this project; it is not told again."""
        if self.codebook_told(project_id) != version:
            self._file.change(lambda everything: everything["codebooks"].update({project_id: version}))

    def settled_handovers(self, project_id: str) -> frozenset[str]:
        """The SHA-256 of the hand-over files made, received or declined in this project: none is offered again."""
        return frozenset(self._file.everything["settled"].get(project_id, ()))

    def settle_handover(self, project_id: str, sha256: str) -> None:
        """This very file is not offered again in this project. Only the newest of them are remembered."""

        def put_last(everything: dict[str, Any]) -> None:
            others = [each for each in everything["settled"].get(project_id, ()) if each != sha256]
            everything["settled"][project_id] = [*others[-_MOST_SETTLED + 1 :], sha256]

        if sha256 not in self.settled_handovers(project_id):
            self._file.change(put_last)

    # ---- what nobody could be told

    def keep_untold(self, project_id: str, sentence: str) -> None:
        """What happened when the window was closing, to be said when this project is opened next."""

        def keep(everything: dict[str, Any]) -> None:
            told = everything["untold"].pop(project_id, "")
            others = dict(list(everything["untold"].items())[-_MOST_RECENT + 1 :])
            everything["untold"] = {**others, project_id: told if sentence in told else f"{told} {sentence}".strip()}

        self._file.change(keep)

    def take_untold(self, project_id: str) -> str:
        """What is to be said of this project now, and not again; "" where there is nothing."""
        said = str(self._file.everything["untold"].get(project_id, ""))
        if said:
            self._file.change(lambda everything: everything["untold"].pop(project_id, None))
        return said

    # ---- projects used

    def recent_projects(self) -> tuple[RecentProject, ...]:
        """The projects used on this device, the last one first, whether or not their files are still there."""
        return tuple(
            RecentProject(Path(r["path"]), r["id"], r["name"], r["used"]) for r in self._file.everything["recent"]
        )

    def remember_project(self, path: Path, project_id: str, name: str) -> None:
        """Put a project at the head of the list."""
        used = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = {"path": str(path.absolute()), "id": project_id, "name": name, "used": used}

        def put_first(everything: dict[str, Any]) -> None:
            others = [recent for recent in everything["recent"] if recent["path"] != entry["path"]]
            everything["recent"] = [entry, *others][:_MOST_RECENT]

        self._file.change(put_first)

    def forget_project(self, path: Path) -> None:
        """Take one project off the list, with its search index and its drafts, which hold words, and with what is kept
        of reading in it; its file stays."""
        gone = str(path.absolute())
        ids = [recent.id for recent in self.recent_projects() if str(recent.path) == gone]

        def take_off(everything: dict[str, Any]) -> None:
            everything["recent"] = [recent for recent in everything["recent"] if recent["path"] != gone]

        self._file.change(take_off)
        self._without_index(lambda: paths.remove_search_index(path))
        self._without_kept_parts(set(ids) - {recent.id for recent in self.recent_projects()})

    def forget_all_projects(self) -> None:
        """Empty the list and remove all search indexes, drafts and what is kept of reading; the files stay."""
        ids = {recent.id for recent in self.recent_projects()}
        self._file.change(lambda everything: everything.update(recent=[]))
        self._without_index(paths.remove_all_search_indexes)
        self._without_kept_parts(ids)

    @staticmethod
    def _without_kept_parts(project_ids: Iterable[str]) -> None:
        for project_id in project_ids:
            with suppress(OSError):
                paths.drafts_path(project_id).unlink(missing_ok=True)
            with suppress(OSError):  # what stays says nothing but paragraph numbers
                paths.remove_read_parts(project_id)

    def _without_index(self, remove: Callable[[], None]) -> None:
        try:
            remove()
        except OSError as error:  # a window that searches just now (Windows), no right to the folder
            self._file.say(
                f"A search index could not be removed ({error.strerror}). "
                f"It lies in {paths.cache_folder() / 'search'}; you can delete it there."
            )
