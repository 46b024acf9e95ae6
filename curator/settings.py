# SPDX-License-Identifier: MIT
"""What this device remembers: how the window looks, who codes here in which project, which projects were used.

What lives here: one JSON file in the configuration folder, the table of known settings, and their checks. What does
not: anything that belongs to a project. The file is only ever replaced whole; a broken one is kept aside, and the
program starts with the usual settings and says so (`notices`).

Several processes may share the file: each change is made to what is on the disk at that moment.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curator import atomic, oslock, paths
from curator.shape import Frozen

Value = bool | int | str
_MOST_RECENT = 20
_MOST_BYTES = 4_000_000
_LONGEST_LOOK = 20_000  # characters
_MOST_SETTLED = 500  # hand-overs of one project
_WAIT_S = 2.0


class Setting(Frozen):
    """One known setting: its usual value, what it may be, and what it is for (in words, for help and settings page).

    A text with `options` takes one of them; a number lies within `least` and `most`, both included.
    """

    key: str
    default: Value
    meaning: str
    options: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    def problem(self, value: object) -> str:
        """Why the value cannot be taken; empty when it can."""
        if type(value) is not type(self.default):
            kinds = {bool: "yes or no", int: "a whole number", str: "text"}
            return f"{self.key} must be {kinds[type(self.default)]}"
        if self.options and value not in self.options:
            return f"{self.key} must be one of {', '.join(self.options)}"
        if type(value) is int and not self.least <= value <= self.most:
            return f"{self.key} must lie between {self.least} and {self.most}"
        if isinstance(value, str) and len(value) > 65_536:
            return f"{self.key} is too long"
        return ""


KNOWN: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            "theme",
            "system",
            "light or dark, with high contrast, or as the system has it",
            options=("system", "light", "dark", "light-contrast", "dark-contrast"),
        ),
        Setting("zoom", 100, "size of the article's letters, in percent", least=50, most=400),
        Setting("reading_width", 80, "width of the article's lines, in letters; 0: as wide as the window", most=240),
        Setting("blanks_shown", False, "whether spaces, tabs and ends of paragraphs have marks in the article"),
        Setting("lines_joined", True, "whether lines that were broken by hand run on in the article"),
        Setting("unread_dimmed", True, "whether the parts of an article that were not read yet step back"),
        Setting("colleagues_shown", False, "whether colleagues' incidents stand beside one's own in an article"),
        Setting("page_picture", False, "whether the page of a PDF stands beside the text of its article"),
        Setting(
            "page_picture_share", 52, "how much of the article's width that page has, in percent", least=10, most=90
        ),
        Setting("page_picture_zoom", 100, "width of that page, in percent of its room", least=50, most=400),
        Setting("recent_actions", "", "ids of the actions run last from the line of commands, the last one first"),
        Setting("paragraph_numbers", False, "whether paragraphs are numbered beside the article"),
        Setting("window_geometry", "", "where the window was, as the window wrote it (Base64)"),
        Setting("window_state", "", "how the window was divided, as the window wrote it (Base64)"),
        Setting("last_folder", "", "the folder a file was chosen in last"),
        Setting("backup_megabytes", 4_000, "how much the backups of one project may take", least=100, most=10_000_000),
    )
}


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
        self.path = path or paths.config_folder() / "settings.json"
        self.notices: tuple[str, ...] = ()
        self._may_write = True
        self._unwritten: list[Callable[[dict[str, Any]], object]] = []
        self._all = self._read()

    # ---- values

    def get(self, key: str) -> Value:
        """The value of a known setting. Raises KeyError for an unknown one: that is a bug."""
        known = KNOWN[key]
        value: Value = self._all["values"].get(key, known.default)
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
            self._change(lambda everything: everything["values"].update({key: value}))

    def reset(self, key: str) -> None:
        """Give a setting its usual value again."""
        KNOWN[key]
        self._change(lambda everything: everything["values"].pop(key, None))

    # ---- the device and its coders

    def device_id(self) -> str:
        """16 hex digits made at random on first use: they name this device in the log and tell nothing about it."""
        if not self._all["device"]:
            made = os.urandom(8).hex()
            self._change(lambda everything: everything.update(device=everything["device"] or made))
        return str(self._all["device"])

    def coder_for(self, project_id: str) -> str | None:
        """The id of the coder who codes in this project on this device; None: ask who is coding here."""
        coder = self.coder_of(project_id)
        return coder.id if coder else None

    def coder_of(self, project_id: str) -> DeviceCoder | None:
        """As `coder_for`, with the name the coder had when it was remembered."""
        found = self._all["coders"].get(project_id)
        return DeviceCoder(found["id"], found["name"]) if found else None

    def remember_coder(self, project_id: str, coder_id: str, name: str) -> None:
        """From now on this coder codes in this project on this device."""
        if self.coder_of(project_id) != DeviceCoder(coder_id, name):
            coder = {"id": coder_id, "name": name}
            self._change(lambda everything: everything["coders"].update({project_id: coder}))

    def forget_coder(self, project_id: str) -> None:
        """Ask again who is coding in this project."""
        self._change(lambda everything: everything["coders"].pop(project_id, None))

    # ---- keys of actions

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys the user has given to actions, by the action's id; ids of other versions are among them."""
        return {action: tuple(keys) for action, keys in self._all["keys"].items()}

    def keep_keys(self, action: str, keys: Sequence[str] | None) -> None:
        """From now on the action has these keys; None: its usual ones."""
        if keys is None and action in self.own_keys():
            self._change(lambda everything: everything["keys"].pop(action, None))
        elif keys is not None and self.own_keys().get(action) != tuple(keys):
            self._change(lambda everything: everything["keys"].update({action: list(keys)}))

    # ---- where one was

    def place_in(self, project_id: str) -> tuple[str, str]:
        """The ids of the article and the incident that were on show last in this project; "" where none is known."""
        found = self._all["places"].get(project_id, {})
        return found.get("article", ""), found.get("incident", "")

    def value_in(self, project_id: str) -> tuple[str, str]:
        """The id of the row ("": the incident itself) and the key of the field that were chosen last there."""
        found = self._all["places"].get(project_id, {})
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

        if self._all["places"].get(project_id) != place:
            self._change(put_last)

    # ---- how lists of a project looked

    def look_of(self, project_id: str, view: str) -> str:
        """How this list of the project looked last, as its window wrote it; "" where that is not known."""
        return str(self._all["looks"].get(project_id, {}).get(view, ""))

    def remember_look(self, project_id: str, view: str, look: str) -> None:
        """This list looked so. Only the looks of the projects seen last are kept, and none that is endless."""

        def put_last(everything: dict[str, Any]) -> None:
            looks = everything["looks"]
            others = {key: value for key, value in looks.items() if key != project_id}
            own = {**looks.get(project_id, {}), view: look}
            everything["looks"] = {**dict(list(others.items())[-_MOST_RECENT + 1 :]), project_id: own}

        if self.look_of(project_id, view) != look and len(look) <= _LONGEST_LOOK:
            self._change(put_last)

    # ---- hand-overs

    def watched_folder(self, project_id: str) -> str:
        """The folder in which hand-overs for this project are looked for; "" for none."""
        return str(self._all["watched"].get(project_id, ""))

    def watch_folder(self, project_id: str, folder: str) -> None:
        """From now on hand-overs for this project are looked for there; "": nowhere."""
        if folder and self.watched_folder(project_id) != folder:
            self._change(lambda everything: everything["watched"].update({project_id: folder}))
        elif not folder and self.watched_folder(project_id):
            self._change(lambda everything: everything["watched"].pop(project_id, None))

    def codebook_told(self, project_id: str) -> str:
        """The version of the codebook whose coming was told last in this project; "" for none."""
        return str(self._all["codebooks"].get(project_id, ""))

    def tell_codebook(self, project_id: str, version: str) -> None:
        """That this version has come was told in this project; it is not told again."""
        if self.codebook_told(project_id) != version:
            self._change(lambda everything: everything["codebooks"].update({project_id: version}))

    def settled_handovers(self, project_id: str) -> frozenset[str]:
        """The SHA-256 of the hand-over files made, received or declined in this project: none is offered again."""
        return frozenset(self._all["settled"].get(project_id, ()))

    def settle_handover(self, project_id: str, sha256: str) -> None:
        """This very file is not offered again in this project. Only the newest of them are remembered."""

        def put_last(everything: dict[str, Any]) -> None:
            others = [each for each in everything["settled"].get(project_id, ()) if each != sha256]
            everything["settled"][project_id] = [*others[-_MOST_SETTLED + 1 :], sha256]

        if sha256 not in self.settled_handovers(project_id):
            self._change(put_last)

    # ---- what nobody could be told

    def keep_untold(self, project_id: str, sentence: str) -> None:
        """What happened when the window was closing, to be said when this project is opened next."""

        def keep(everything: dict[str, Any]) -> None:
            told = everything["untold"].pop(project_id, "")
            others = dict(list(everything["untold"].items())[-_MOST_RECENT + 1 :])
            everything["untold"] = {**others, project_id: told if sentence in told else f"{told} {sentence}".strip()}

        self._change(keep)

    def take_untold(self, project_id: str) -> str:
        """What is to be said of this project now, and not again; "" where there is nothing."""
        said = str(self._all["untold"].get(project_id, ""))
        if said:
            self._change(lambda everything: everything["untold"].pop(project_id, None))
        return said

    # ---- projects used

    def recent_projects(self) -> tuple[RecentProject, ...]:
        """The projects used on this device, the last one first, whether or not their files are still there."""
        return tuple(RecentProject(Path(r["path"]), r["id"], r["name"], r["used"]) for r in self._all["recent"])

    def remember_project(self, path: Path, project_id: str, name: str) -> None:
        """Put a project at the head of the list."""
        used = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = {"path": str(path.absolute()), "id": project_id, "name": name, "used": used}

        def put_first(everything: dict[str, Any]) -> None:
            others = [recent for recent in everything["recent"] if recent["path"] != entry["path"]]
            everything["recent"] = [entry, *others][:_MOST_RECENT]

        self._change(put_first)

    def forget_project(self, path: Path) -> None:
        """Take one project off the list, with its search index and its drafts, which hold words, and with what is kept
        of reading in it; its file stays."""
        gone = str(path.absolute())
        ids = [recent.id for recent in self.recent_projects() if str(recent.path) == gone]

        def take_off(everything: dict[str, Any]) -> None:
            everything["recent"] = [recent for recent in everything["recent"] if recent["path"] != gone]

        self._change(take_off)
        self._without_index(lambda: paths.remove_search_index(path))
        self._without_kept_parts(set(ids) - {recent.id for recent in self.recent_projects()})

    def forget_all_projects(self) -> None:
        """Empty the list and remove all search indexes, drafts and what is kept of reading; the files stay."""
        ids = {recent.id for recent in self.recent_projects()}
        self._change(lambda everything: everything.update(recent=[]))
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
            self._say(
                f"A search index could not be removed ({error.strerror}). "
                f"It lies in {paths.cache_folder() / 'search'}; you can delete it there."
            )

    # ---- the file

    def _change(self, change: Callable[[dict[str, Any]], object]) -> None:
        with _alone(self.path.with_name(".settings.lock")):
            self._unwritten.append(change)
            if self._may_write and paths.exists(self.path):
                self._all = self._read()
            for each in self._unwritten:
                each(self._all)
            if self._may_write:
                self._write()

    def _write(self) -> None:
        data = json.dumps(self._all, ensure_ascii=True, indent=1, sort_keys=True).encode("ascii") + b"\n"
        try:
            atomic.write_atomically(self.path, data)
            self._unwritten.clear()
        except OSError as error:
            self._say(f"The settings could not be kept ({error.strerror}); they hold until Curator is closed.")

    def _read(self) -> dict[str, Any]:
        try:
            with self.path.open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return _cleaned({}, [])
        except OSError as error:
            self._may_write = False
            self._say(f"The settings cannot be read ({error.strerror}); the usual ones are used.")
            return _cleaned({}, [])
        try:
            raw = json.loads(data) if len(data) <= _MOST_BYTES else None
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict):
            self._keep_aside()
            return _cleaned({}, [])
        problems: list[str] = []
        everything = _cleaned(raw, problems)
        if problems:
            self._say(f"Some settings were not understood and have their usual values: {'; '.join(problems)}.")
        return everything

    def _keep_aside(self) -> None:
        aside = self.path.with_name(f"settings-broken-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json")
        with suppress(OSError):
            self.path.replace(aside)
        self._say(f"The settings file was broken. It was kept as {aside.name}, and the usual settings are used.")

    def _say(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices = (*self.notices, sentence)


def _cleaned(raw: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """What can be understood of a file, in full shape. Keys of a newer version are kept as they are."""
    values = dict(raw["values"]) if isinstance(raw.get("values"), dict) else {}
    for key in sorted(values.keys() & KNOWN.keys()):
        problem = KNOWN[key].problem(values[key])
        if problem:
            problems.append(problem)
            del values[key]
    coders = raw.get("coders")
    recent = raw.get("recent")
    places = raw.get("places")
    looks = raw.get("looks")
    keys = raw.get("keys")
    untold = raw.get("untold")
    watched = raw.get("watched")
    codebooks = raw.get("codebooks")
    settled = raw.get("settled")
    return {
        **raw,
        "format": "curator settings 1",
        "device": raw["device"] if isinstance(raw.get("device"), str) else "",
        "values": values,
        "coders": {k: v for k, v in coders.items() if _is_texts(v, "id", "name")} if isinstance(coders, dict) else {},
        "places": {k: v for k, v in places.items() if _is_texts(v, "article", "incident")}
        if isinstance(places, dict) else {},
        "looks": {k: v for k, v in looks.items() if isinstance(v, dict) and _is_texts(v, *v)}
        if isinstance(looks, dict) else {},
        "keys": {k: v for k, v in keys.items() if _is_list_of_texts(v)} if isinstance(keys, dict) else {},
        "untold": {k: v for k, v in untold.items() if isinstance(v, str)} if isinstance(untold, dict) else {},
        "watched": {k: v for k, v in watched.items() if isinstance(v, str)} if isinstance(watched, dict) else {},
        "codebooks": {k: v for k, v in codebooks.items() if isinstance(v, str)} if isinstance(codebooks, dict) else {},
        "settled": {k: v for k, v in settled.items() if _is_list_of_texts(v)} if isinstance(settled, dict) else {},
        "recent": [r for r in recent if _is_texts(r, "path", "id", "name", "used")] if isinstance(recent, list) else [],
    }  # fmt: skip


def _is_texts(value: object, *keys: str) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in keys)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


@contextmanager
def _alone(lock_file: Path) -> Iterator[None]:
    """One process at a time changes the file. Where no lock can be had the change is made all the same."""
    try:
        fd = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + _WAIT_S
        while oslock.try_lock(fd) is False and time.monotonic() < until:
            time.sleep(0.005)
        yield
    finally:
        os.close(fd)
