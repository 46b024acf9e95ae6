# SPDX-License-Identifier: MIT
"""Checking a project: everything the store can look at, put together into one report.

What lives here: the order of the checks, the rules' problems for information, the digest. What does not: the checks
(store/integrity.py, log.py, replay.py), the rules (domain/rules), mending anything.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from curator.domain.faults import UserFault
from curator.domain.rules.judging import problems_of
from curator.formats.wide_codebook import widened
from curator.store import digest as digests
from curator.store import integrity, log, replay
from curator.store.backup import list_backups
from curator.store.integrity import Finding
from curator.store.layers import ALWAYS, not_blind
from curator.store.reads import Reads
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent, stopping
from curator.tasks.rule_context import project_context
from curator.workspace import Workspace

# Above this many incidents the rules are judged only where `deep` is asked for: one incident takes about a millisecond.
MOST_JUDGED = 5_000
_STOPPED = "The check was stopped before it was through. Nothing was changed."
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine, well under a millisecond: then it is asked whether to go on


@dataclass(frozen=True)
class RuleProblem:
    """What a rule of the codebook finds in an incident (0: in the article itself). For information: coding goes on."""

    article: str
    incident: int
    rule: str
    level: str
    message: str


@dataclass(frozen=True)
class CheckReport:
    """What was found. `problems` is None where the rules were not judged."""

    path: Path
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    problems: tuple[RuleProblem, ...] | None
    deep: bool

    @property
    def sound(self) -> bool:
        """Whether nothing grave was found."""
        return not any(finding.grave for finding in self.findings)

    @property
    def found(self) -> tuple[str, ...]:
        """What was found, a sentence each, with the place where that is known."""
        return tuple(f"{one.sentence} ({one.place})" if one.place else one.sentence for one in self.findings)

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        grave = sum(finding.grave for finding in self.findings)
        if grave:
            found = "1 finding" if grave == 1 else f"{grave} findings"
            return f"{self.path.name} is not sound: {found}. A backup may help: “curator backup list”."
        notices = len(self.findings)
        told = " One thing is worth knowing." if notices == 1 else f" {notices} things are worth knowing."
        return f"{self.path.name} is sound." + (told if notices else "")


def check_project(
    project: Workspace | Path,
    *,
    deep: bool = False,
    viewer: str | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> CheckReport:
    """Check a project that is open, or a file (opened for reading only). Changes nothing.

    With `deep`, backups are read back too, and the rules are judged however many incidents there are. `viewer`: who
    looks (None: who codes in the workspace): what assignments hide from them is looked at, but not told or counted.
    Raises UserFault where it cannot be opened.
    """
    if isinstance(project, Workspace):
        coder = project.coder.id if project.coder is not None else ""
        return _check(project, deep, coder if viewer is None else viewer, Pace(progress), cancelled)
    with Workspace.open(project, write=False) as workspace:
        return _check(workspace, deep, viewer or "", Pace(progress), cancelled)


def check_after_unclean_close(workspace: Workspace, *, cancelled: Cancelled = never) -> tuple[Finding, ...]:
    """What SQLite's quick_check finds in a project that was not closed when it was last written (STORAGE.md 3.8).

    It may take half a minute for a large file, so it never belongs to opening. Raises Stopped.
    """
    with workspace.read_long(stopping(cancelled, _STOPPED)) as reads:
        connection = reads.connection
        connection.set_progress_handler(lambda: int(cancelled()), _STEPS_BETWEEN_LOOKS)
        try:
            return tuple(integrity.check_pages_quickly(connection))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Stopped(_STOPPED) from error
            raise
        finally:
            connection.set_progress_handler(None, 0)


def digest(reads: Reads) -> str:
    """One hash over everything that was coded; the same for the same work on every machine (store/digest.py)."""
    return digests.digest(reads.connection)


def _check(workspace: Workspace, deep: bool, viewer: str, pace: Pace, cancelled: Cancelled) -> CheckReport:
    with workspace.read_long(stopping(cancelled, _STOPPED)) as reads:
        findings: list[Finding] = []
        steps = _steps(workspace, reads, deep, pace)
        for number, (kind, words, step) in enumerate(steps):
            if cancelled():
                raise Stopped(_STOPPED)
            pace.tell(number, len(steps), words)
            findings += _findings(kind, step)
        problems = _problems(workspace, reads, deep, viewer, pace, cancelled)
        pace.end(len(steps), "")
        return CheckReport(workspace.path, tuple(findings), _counts(reads, viewer), problems, deep)


Check = Callable[[], Iterator[Finding]]


def _steps(workspace: Workspace, reads: Reads, deep: bool, pace: Pace) -> list[tuple[str, str, Check]]:
    connection = reads.connection

    def texts() -> Iterator[Finding]:
        total = reads.article_count()
        return integrity.check_texts(connection, lambda done: pace.tell(done, total, "Texts and marked words"))

    return [
        ("pages", "Pages of the file", lambda: integrity.check_pages(connection)),
        ("references", "References", lambda: integrity.check_references(connection)),
        ("marks", "Format", lambda: integrity.check_marks(connection)),
        ("tables", "Tables", lambda: integrity.check_tables(connection)),
        ("texts", "Texts and marked words", texts),
        ("orphans", "Rows without an owner", lambda: integrity.check_orphans(connection)),
        ("log", "Change log", lambda: _check_chain(connection)),
        ("replay", "Rows against the log", lambda: _check_rows(connection)),
        ("log_file", "Log file", lambda: integrity.check_log_file(workspace.path)),
        ("sqlite_version", "SQLite", integrity.check_sqlite_version),
        ("backups", "Backups", lambda: _check_backups(workspace, reads, deep)),
    ]


def _findings(kind: str, check: Check) -> list[Finding]:
    """What a check finds. One that meets what it cannot read ends with a finding of its own, so that the others run."""
    found = []
    try:
        for finding in check():
            found.append(finding)
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        name = type(error).__name__
        found.append(Finding(kind, f"A part of the file cannot be read ({name}), so this check could not go on."))
    return found


def _check_chain(connection: sqlite3.Connection) -> Iterator[Finding]:
    for seq, reason in log.broken_links(connection):
        yield Finding("log", f"The change log is not as it was written: {reason}.", f"changes {seq}")


def _check_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    for sentence in replay.mismatches(connection):
        yield Finding("replay", f"What is in the file does not follow from its log: {sentence}.")


def _check_backups(workspace: Workspace, reads: Reads, deep: bool) -> Iterator[Finding]:
    last = log.newest(reads.connection, "1")
    yield from integrity.check_backups(
        list_backups(reads.project()["id"]), last_change=last.at if last else "", now=workspace.clock.stamp(),
        read_back=deep,
    )  # fmt: skip


def _problems(
    workspace: Workspace, reads: Reads, deep: bool, viewer: str, pace: Pace, cancelled: Cancelled
) -> tuple[RuleProblem, ...] | None:
    try:
        if not deep and reads.incident_count() > MOST_JUDGED:
            return None
        return tuple(_judged(workspace, reads, viewer, pace, cancelled))
    except Stopped:
        raise
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, UserFault):
        return None  # the findings say what is broken


def _judged(workspace: Workspace, reads: Reads, viewer: str, pace: Pace, cancelled: Cancelled) -> Iterator[RuleProblem]:
    blind = reads.blind_articles(viewer)
    codebook = widened(workspace.codebook, [workspace.codebook_of(row[0]) for row in reads.codebooks()])
    total, context = reads.article_count(), project_context(reads, workspace.codebook, viewer)
    for done, coding in enumerate(reads.codings()):
        if cancelled():
            raise Stopped(_STOPPED)
        pace.tell(done, total, "Rules of the codebook")
        if coding.article.id in blind:
            coding = reads.coding(coding.article.id, (viewer,))
        numbers = {incident.id: incident.number for incident in coding.incidents}
        for problem in problems_of(coding, codebook, context):
            number = numbers.get(problem.incident, 0)
            yield RuleProblem(coding.article.id, number, problem.rule, problem.level, problem.message)


def _counts(reads: Reads, viewer: str) -> dict[str, int]:
    """How much there is, for the report; without what cannot be counted any more, and what is hidden from who looks."""
    counts = Counter[str]()
    with suppress(sqlite3.DatabaseError):  # the findings say what is broken
        seen, values = not_blind(reads.connection, "t.article", viewer)
        mine = f"(t.coder = ? OR {seen})"
        for name, condition, bound in (
            ("articles", ALWAYS, ()), ("incidents", mine, (viewer, *values)),
            ("evidence", f"(t.incident IS NULL OR EXISTS (SELECT 1 FROM incidents i WHERE i.id = t.incident "
                         f"AND i.coder = ?) OR {seen})", (viewer, *values)),
            ("not_codable", mine, (viewer, *values)), ("coders", ALWAYS, ()), ("changes", ALWAYS, ()),
        ):  # fmt: skip
            with suppress(sqlite3.DatabaseError):
                sql = f"SELECT count(*) FROM {name} t WHERE {condition if seen != ALWAYS else ALWAYS}"
                counts[name] = int(reads.connection.execute(sql, bound if seen != ALWAYS else ()).fetchone()[0])
    return dict(counts)
