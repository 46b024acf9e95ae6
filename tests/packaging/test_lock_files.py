# SPDX-License-Identifier: MIT
"""The lock files say what pyproject.toml says, for every supported Python and system, and name no machine."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

SYSTEMS = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKS = ("runtime", "test")


class Entry:
    """One pinned package of a lock file with its hashes."""

    def __init__(self, text: str) -> None:
        self.requirement = Requirement(text.split("\\\n")[0].strip().rstrip("\\").strip())
        self.name = canonicalize_name(self.requirement.name)
        self.hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})(?![0-9a-f])", text)
        self.text = text.strip()

    @property
    def version(self) -> Version:
        (pin,) = self.requirement.specifier
        assert pin.operator == "=="
        return Version(pin.version)

    def applies(self, python: str, system: str) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate(surroundings(python, system))


def surroundings(python: str, system: str) -> dict[str, str]:
    return {
        "python_version": python,
        "python_full_version": f"{python}.4",
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "os_name": "nt" if system == "win32" else "posix",
    }


def entries(checkout: Path, lock: str) -> list[Entry]:
    text = (checkout / "packaging" / "lock" / f"{lock}.txt").read_text(encoding="utf-8")
    return [Entry(part) for part in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if not part.startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_was_made_from_the_pyproject_file_of_today(
    lock: str, checkout: Path, scripts: dict[str, ModuleType]
) -> None:
    text = (checkout / "packaging" / "lock" / f"{lock}.txt").read_text(encoding="utf-8")
    assert text.startswith(scripts["lock"].heading(lock)), "run python packaging/lock.py"


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_is_pinned_once_within_its_range(
    lock: str, system: str, python: str, checkout: Path, scripts: dict[str, ModuleType]
) -> None:
    pinned = [entry for entry in entries(checkout, lock) if entry.applies(python, system)]
    names = [entry.name for entry in pinned]
    assert len(names) == len(set(names))
    versions = {entry.name: entry.version for entry in pinned}
    for line in scripts["lock"].wanted(lock):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate(surroundings(python, system)):
            version = versions[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(version, prereleases=True), f"{line}: {version}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_has_hashes(lock: str, checkout: Path) -> None:
    found = entries(checkout, lock)
    assert len(found) > 15
    assert [entry.name for entry in found if not entry.hashes] == []


def test_the_test_lock_holds_the_runtime_lock_in_the_same_versions(checkout: Path) -> None:
    tested = {entry.text for entry in entries(checkout, "test")}
    assert [entry.name for entry in entries(checkout, "runtime") if entry.text not in tested] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_3_11_never_gets_the_qt_binding_that_loses_references(lock: str, checkout: Path) -> None:
    for entry in entries(checkout, lock):
        if entry.name in ("pyside6-essentials", "shiboken6") and entry.applies("3.11", "linux"):
            assert entry.version < Version("6.12")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_package_source(lock: str, checkout: Path) -> None:
    text = (checkout / "packaging" / "lock" / f"{lock}.txt").read_text(encoding="utf-8")
    below = text.split("\n", 1)[1]  # the heading names packaging/lock.py
    lines = (line.strip() for line in below.splitlines())
    assert [line for line in lines if re.search(r"[/@]", line) or re.match(r"-(?!-hash=sha256:)", line)] == []


def licences(name: str) -> list[str]:
    """The licences a distribution may be taken under, as its metadata tells them."""
    told = metadata(name)
    classified = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    plain = told.get("License-Expression", "") or told.get("License", "")
    return re.split(r"\s+OR\s+", plain) if plain else classified


def test_no_dependency_asks_for_a_stricter_licence_than_ours(checkout: Path) -> None:
    """Each may be taken under some licence that is neither GPL nor AGPL; LGPL is met: Qt is linked and not altered."""
    strict = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|(?:Affero )?General Public License)", re.IGNORECASE)
    for entry in entries(checkout, "runtime"):
        try:
            told = licences(entry.name)
        except PackageNotFoundError:
            continue  # of another system or Python
        assert told, f"{entry.name} names no licence"
        assert any(not strict.search(licence) for licence in told), f"{entry.name}: {told}"
