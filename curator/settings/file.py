# SPDX-License-Identifier: MIT
"""The file of the settings: one JSON file in the configuration folder.

What lives here: reading, checking and writing it. What does not: what is in it (known.py, settings.py).

The file is only ever replaced whole; a broken one is kept aside, and the program starts with the usual settings and
says so (`notices`). Several processes may share the file: each change is made to what is on the disk at that moment.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curator import atomic, oslock, paths
from curator.settings.known import KNOWN

_MOST_BYTES = 4_000_000
_WAIT_S = 2.0


class SettingsFile:
    """`everything`: what is in the file, in full shape, with the changes that could not be written.

    A change that cannot be written holds until the program ends, and `notices` says why. Not for several threads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notices: tuple[str, ...] = ()
        self._may_write = True
        self._unwritten: list[Callable[[dict[str, Any]], object]] = []
        self.everything = self._read()

    def change(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Make this change to what is on the disk now, and keep it."""
        with _alone(self.path.with_name(".settings.lock")):
            self._unwritten.append(change)
            if self._may_write and paths.exists(self.path):
                self.everything = self._read()
            for each in self._unwritten:
                each(self.everything)
            if self._may_write:
                self._write()

    def _write(self) -> None:
        data = json.dumps(self.everything, ensure_ascii=True, indent=1, sort_keys=True).encode("ascii") + b"\n"
        try:
            atomic.write_atomically(self.path, data)
            self._unwritten.clear()
        except OSError as error:
            self.say(f"The settings could not be kept ({error.strerror}); they hold until Curator is closed.")

    def _read(self) -> dict[str, Any]:
        try:
            with self.path.open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return _cleaned({}, [])
        except OSError as error:
            self._may_write = False
            self.say(f"The settings cannot be read ({error.strerror}); the usual ones are used.")
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
            self.say(f"Some settings were not understood and have their usual values: {'; '.join(problems)}.")
        return everything

    def _keep_aside(self) -> None:
        aside = self.path.with_name(f"settings-broken-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json")
        with suppress(OSError):
            self.path.replace(aside)
        self.say(f"The settings file was broken. It was kept as {aside.name}, and the usual settings are used.")

    def say(self, sentence: str) -> None:
        """Add to the notices, once."""
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
