# SPDX-License-Identifier: MIT
"""Reading a colleague's project file, whatever it is (RELIABILITY.md 3.3)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from curator.domain.faults import InputRefused, UserFault
from curator.domain.handover import HandOver
from curator.formats.handover_checks import check_handover
from curator.store import foreign, foreign_worker
from curator.store.foreign import read_foreign
from curator.store.foreign_examining import examine
from curator.store.foreign_file import copy_foreign
from curator.store.foreign_lines import read_lines
from curator.store.foreign_refusal import Refused
from tests.evil_projects import READ, Evil, every
from tests.foreign_base import make_base, work

pytestmark = pytest.mark.slow  # each reads a file in a process or with every check

EVIL = every()
APART = (
    "trigger on insert", "view infinite", "virtual table fts5", "generated column virtual of 100 MB", "pages in a ring",
    "codebook deep", "value of 60 MB", "cut off: half", "empty log beside it",
)  # fmt: skip


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("foreign") / "base.curator"
    make_base(path)
    return path


@pytest.fixture
def sound(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(base, tmp_path / "work.curator"))


def state(path: Path) -> object:
    """What is there, and when it was changed; a pipe or a device is not opened."""
    if not os.path.lexists(path):
        return None
    told = path.lstat()
    content = path.read_bytes() if path.is_file() and told.st_size < 100_000_000 else b""
    return told.st_mtime_ns, told.st_size, told.st_mode, content, sorted(each.name for each in path.parent.iterdir())


def spoilt(base: Path, folder: Path, evil: Evil) -> Path:
    path = folder / "theirs" / "work.curator"
    path.parent.mkdir()
    shutil.copy(base, path)
    evil.spoil(path)
    return path


def read_here(path: Path, folder: Path) -> HandOver:
    """The same steps in this process."""
    copy, lines = folder / "copy", folder / "lines"
    copy_foreign(path, copy, lambda: None)
    with lines.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(examine(copy, 5.0))
    with lines.open("rb") as given:
        return read_lines(given)


def names_of(evil: list[Evil]) -> list[str]:
    return [each.name for each in evil]


def test_there_are_enough_of_them_and_no_two_of_one_name() -> None:
    assert len(EVIL) > 60
    assert len(set(names_of(EVIL))) == len(EVIL)
    assert set(APART) <= set(names_of(EVIL))


def every_ninth() -> list[ParameterSet]:
    """All of them, most among the slow tests: the core tests are to be over soon."""
    return [
        pytest.param(evil, id=evil.name, marks=() if number % 9 == 1 else pytest.mark.slow)
        for number, evil in enumerate(EVIL)
    ]


@pytest.mark.parametrize("evil", every_ninth())
def test_an_evil_file_is_refused_with_its_reason_or_read(base: Path, tmp_path: Path, evil: Evil) -> None:
    path = spoilt(base, tmp_path, evil)
    before, begun = state(path), time.monotonic()
    if evil.words == READ:
        check_handover(read_here(path, tmp_path))
    else:
        with pytest.raises(Refused) as refusal:
            read_here(path, tmp_path)
        assert evil.words in refusal.value.reason
        assert refusal.value.reason.endswith(".")
        assert all(said.isprintable() for said in (refusal.value.reason, *refusal.value.places))
    assert time.monotonic() - begun < 5
    assert state(path) == before


# ---- in a process of its own


@pytest.mark.parametrize("name", APART)
def test_an_evil_file_is_read_in_a_process_of_its_own(base: Path, tmp_path: Path, name: str) -> None:
    apart(base, tmp_path, next(evil for evil in EVIL if evil.name == name))


@pytest.mark.slow
@pytest.mark.parametrize("evil", EVIL[::4], ids=names_of(EVIL[::4]))
def test_every_fourth_evil_file_is_read_in_a_process_of_its_own(base: Path, tmp_path: Path, evil: Evil) -> None:
    apart(base, tmp_path, evil)


def apart(base: Path, tmp_path: Path, evil: Evil) -> None:
    path = spoilt(base, tmp_path, evil)
    before = state(path)
    if evil.words == READ:
        assert read_foreign(path, tmp_path / "own").versions
    else:
        with pytest.raises(InputRefused) as refusal:
            read_foreign(path, tmp_path / "own")
        sentence = refusal.value.sentence
        assert evil.words in sentence
        assert sentence.startswith("work.curator was not read. ")
        assert sentence.endswith("It was not changed.")
        assert "Traceback" not in sentence
    assert state(path) == before
    assert_nothing_left(tmp_path / "own")


def assert_nothing_left(folder: Path) -> None:
    assert list(folder.iterdir() if folder.exists() else ()) == []


def test_the_copy_is_for_this_user_alone(sound: Path, tmp_path: Path) -> None:
    seen = set()

    def look() -> None:
        seen.update((place.name[:9], oct(place.stat().st_mode & 0o777)) for place in (tmp_path / "own").rglob("*"))

    read_foreign(sound, tmp_path / "own", look)
    assert os.name == "nt" or {(".colleagu", "0o700"), ("colleague", "0o600")} <= seen
    assert_nothing_left(tmp_path / "own")


def test_a_file_that_changes_while_it_is_copied_is_refused(sound: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="changed while it was copied"):
        read_foreign(sound, tmp_path / "own", lambda: os.utime(sound, ns=(1, 1)))
    assert_nothing_left(tmp_path / "own")


def test_a_reader_that_does_not_end_is_ended(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = sleeping(tmp_path, monkeypatch)
    begun = time.monotonic()
    with pytest.raises(InputRefused, match="took too long"):
        read_foreign(sound, tmp_path / "own", seconds=0.1)
    assert time.monotonic() - begun < 4
    assert_ended(started)
    assert_nothing_left(tmp_path / "own")


def test_stopping_ends_the_reader_at_once(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = sleeping(tmp_path, monkeypatch)

    def stop() -> None:
        if started.exists():
            raise UserFault("stopped")

    with pytest.raises(UserFault, match="stopped"):
        read_foreign(sound, tmp_path / "own", stop, seconds=60)
    assert_ended(started)
    assert_nothing_left(tmp_path / "own")


def sleeping(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader that sleeps; the file says which process it is."""
    started = folder / "started"
    code = f"import os, time; open({str(folder / 'new')!r}, 'w').write(str(os.getpid()))"
    code += f"; os.rename({str(folder / 'new')!r}, {str(started)!r}); time.sleep(600)"
    monkeypatch.setattr(foreign, "command", lambda *_: [sys.executable, "-c", code])
    return started


def assert_ended(started: Path) -> None:
    if os.name != "nt" and started.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(started.read_text()), 0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os; os.abort()", "ended with it (code -6)"),
        ("raise ValueError('what the article says')", "ended with it (ValueError)"),
        ("import sys; sys.exit(3)", "ended with it (code 3)"),
        ("open('outcome', 'w').write('[]')", "ended with it"),
        ("open('outcome', 'w').write('{\"read\": true}')", "cannot be used"),
        ("open('outcome', 'w').write('{\"read\": true}'); open('lines', 'w')", "cannot be used"),
        ("open('outcome', 'w').write('{\"read\": true}'); open('lines', 'w').write('[\"end\", 0]')", "cannot be used"),
    ],
)  # fmt: skip
def test_whatever_becomes_of_the_reader_is_a_sentence(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    monkeypatch.setattr(foreign, "command", lambda *_: [sys.executable, "-c", code])
    with pytest.raises(InputRefused) as refusal:
        read_foreign(sound, tmp_path / "own")
    assert words in refusal.value.sentence or (os.name == "nt" and "ended with it" in words)
    assert "what the article says" not in refusal.value.sentence
    assert_nothing_left(tmp_path / "own")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a system that limits memory")
def test_memory_is_limited(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_MEMORY", 1_000_000)
    with pytest.raises(InputRefused, match=r"memory|ended with it"):
        read_foreign(sound, tmp_path / "own")


@pytest.mark.skipif(os.name == "nt", reason="needs limits of POSIX")
def test_what_is_read_is_limited(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_RESULT", -2 * sound.stat().st_size + 2_000)
    with pytest.raises(InputRefused, match=r"larger than|ended with it"):
        read_foreign(sound, tmp_path / "own")
    assert_nothing_left(tmp_path / "own")


def test_the_program_itself_can_be_the_reader(sound: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "curator", foreign_worker.ARGUMENT, str(sound), "5", str(10**9), str(10**8)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with (tmp_path / "lines").open("rb") as lines:
        assert read_lines(lines).project_name == "Base"


def test_a_project_in_which_somebody_works_is_refused(sound: Path, tmp_path: Path) -> None:
    from curator.workspace import Workspace

    (tmp_path / "own").mkdir()
    with Workspace.open(sound) as workspace:
        before = state(sound)
        with pytest.raises(InputRefused, match="open in this program"):
            read_foreign(sound, tmp_path / "own")
        assert state(sound) == before
        assert workspace.project_id


def test_nothing_is_imported_from_where_the_file_lies(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(base, tmp_path / "work.curator"))
    for name in ("sqlite3.py", "json.py", "curator.py"):
        (tmp_path / name).write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert read_foreign(path, tmp_path / "own").project_name == "Base"


def test_what_a_killed_program_left_is_swept(sound: Path, tmp_path: Path) -> None:
    left = tmp_path / "own" / ".colleague.curator-tmp-0123456789ab"
    left.mkdir(parents=True)
    (left / "colleague.curator").write_bytes(b"x")
    os.utime(left, (1, 1))
    read_foreign(sound, tmp_path / "own")
    assert os.name == "nt" or not left.exists()


def test_places_say_what_else_was_found(sound: Path, tmp_path: Path) -> None:
    work(sound, "DROP TABLE reading", "DROP TABLE pairs")
    with pytest.raises(InputRefused) as refusal:
        read_foreign(sound, tmp_path / "own")
    assert {"The table pairs is missing.", "The table reading is missing."} <= set(refusal.value.places)
