# SPDX-License-Identifier: MIT
"""Receiving hand-overs and colleagues' projects: reading, the preview, taking in, what to do next; and what is offered
of a watched folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from curator.app.handover.wording import plain
from curator.app.widgets import named
from curator.domain.faults import InputRefused, UserFault
from curator.domain.handover import PACKET
from curator.paths import HANDOVER_SUFFIX, PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.handover.receive_dialog import ReceiveDialog, Wanted
    from curator.app.handover.shown import Answers, FileShown
    from curator.app.handover.watching import FolderWatch, Found
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.review.queue_source import List
    from curator.tasks.handover import HandOverReport
    from curator.workspace import Workspace

_LOOK = "receive"  # under which the size of the preview is remembered
_WATCH = "watched folder"


class Receiving(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._watch: FolderWatch | None = None
        self._offered: list[Found] = []  # what the bar at the top tells of

    # Reading

    def ask(self) -> None:
        """Ask for the files, and show what they would bring."""
        from PySide6.QtWidgets import QFileDialog

        if self._writable() is None:
            return
        kinds = self.tr("Hand-overs and projects") + f" (*{HANDOVER_SUFFIX} *{PROJECT_SUFFIX})"
        dialog = QFileDialog(self._window, self.tr("Receive a hand-over"), str(self._window.memory.folder()), kinds)
        named(dialog, "receive.file", self.tr("Receive a hand-over"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda chosen: self._window.memory.keep_folder(Path(chosen[0]).parent))
        dialog.filesSelected.connect(lambda chosen: self.receive([Path(each) for each in chosen]))
        dialog.open()

    def receive(self, paths: Sequence[Path]) -> None:
        """Read these in the background, then show what they would bring. Nothing is written."""
        workspace = self._writable()
        if workspace is None:
            self._runner.say("warning", self.tr("Open the project that is to receive it first; nothing was changed."))
            return
        if self._window.page is not None:
            self._window.page.leave_editors()

        def job(progress: Any, cancelled: Any) -> list[FileShown | UserFault]:
            read: list[FileShown | UserFault] = []
            for at, path in enumerate(paths):
                progress(at, len(paths), self.tr("Reading {file}").format(file=plain(path.name)))
                try:
                    read.append(_read(workspace, path, cancelled))
                except UserFault as fault:
                    read.append(fault)
            return read

        self._runner.run(self.tr("Reading the hand-over"), job, lambda read: self._show(workspace, paths, read))

    def _show(self, workspace: Workspace, paths: Sequence[Path], read: Sequence[FileShown | UserFault]) -> None:
        faults = [(path, each) for path, each in zip(paths, read, strict=True) if isinstance(each, UserFault)]
        if len(paths) == 1 and faults:
            self._runner.refused(faults[0][1])
        elif faults:
            told = self.tr("1 of {all} files was not taken: {names}.")
            if len(faults) > 1:
                told = self.tr("{count} of {all} files were not taken: {names}.")
            names = ", ".join(plain(path.name) for path, _ in faults)
            parts = [(plain(path.name), [fault.sentence, *_places(fault)]) for path, fault in faults]
            told = told.format(count=len(faults), all=len(paths), names=names)
            self._runner.tell("fault", told, self.tr("What was found"), parts)
        files = [each for each in read if not isinstance(each, UserFault)]
        if files and self._is_open(workspace):
            self._make_dialog(workspace, files).open()

    def _make_dialog(self, workspace: Workspace, files: Sequence[FileShown]) -> ReceiveDialog:
        from curator.app.handover.receive_dialog import ReceiveDialog

        settings, project = self._window.settings, workspace.project_id

        def compare(file: FileShown, answers: Answers) -> None:
            def show(again: FileShown) -> None:
                if isValid(dialog):
                    dialog.show_again(again)

            self._window.background.run(lambda: _compared(workspace, file, answers), show, lane="compare")

        dialog = ReceiveDialog(
            files, self._window, size=settings.look_of(project, _LOOK), watched=settings.watched_folder(project),
            compare=compare,
        )  # fmt: skip
        dialog.size_kept.connect(lambda size: settings.remember_look(project, _LOOK, size))
        folder = files[0].path.parent
        known = [each.sha256 for each in files]
        dialog.watch_wanted.connect(lambda on: self.watch(folder if on else None, known))
        dialog.wanted.connect(lambda wanted: self._take(workspace, wanted))
        dialog.declined.connect(lambda declined: self._settle(workspace, declined))
        return dialog

    # Taking in

    def _take(self, workspace: Workspace, wanted: Wanted) -> None:
        came_back: list[int] = []  # how many articles

        def job(progress: Any, cancelled: Any) -> list[HandOverReport]:
            from curator.tasks.handover import receive

            reports = [
                receive(
                    workspace, file.handover, same_text=_of_same_text(answers), progress=progress, cancelled=cancelled
                )
                for file, answers in wanted.files
            ]  # fmt: skip
            came_back.append(_given_back(workspace, [file for file, _ in wanted.files]))
            return reports

        def done(reports: list[HandOverReport]) -> None:
            files = [file for file, _ in wanted.files]
            whole = (file for file, report in zip(files, reports, strict=True) if not report.undecided)
            self._settle(workspace, whole)
            self._tell(files, reports, came_back[0])

        self._runner.run(self.tr("Receiving"), job, done)

    def _tell(self, files: Sequence[FileShown], reports: Sequence[HandOverReport], came_back: int) -> None:
        """What came of it, and what to do next. `came_back`: in so many articles something was settled otherwise than
        who codes here had it."""
        from curator.app.handover.wording import STATES, several, told_states
        from curator.app.reports import handover_report

        counts = {outcome: sum(report.counts.get(outcome, 0) for report in reports) for outcome in STATES}
        added = sum(len(report.articles_added) for report in reports)
        told = [told_states(counts)]
        if added:
            told.append(self.tr("1 new article") if added == 1 else self.tr("{count} new articles").format(count=added))
        if came_back:
            one, many = self.tr("1 article was given back to you"), self.tr("{count} articles were given back to you")
            told.append(one if came_back == 1 else many.format(count=f"{came_back:,}"))
        parts = handover_report(reports)
        conflicting = bool(counts["conflicting"])
        row = self._window.messages.say(
            "warning" if parts or conflicting else "notice",
            self.tr("Received: {names}. {told}.").format(
                names=several(file.called for file in files), told=" · ".join(filter(None, told))
            ),
            subject="received",
        )
        if conflicting:
            row.offer(self.tr("Choose versions"), lambda: self._window.jobs.versions.show())
        if parts:
            heading, sentence = self.tr("Received hand-over"), " ".join(report.sentence for report in reports)
            row.offer(self.tr("Show"), lambda: self._runner.show_report(heading, sentence, parts))
        if came_back and "go.review" in self._window.keys.specs:
            row.offer(self.tr("Given back"), lambda: self._show_review("given_back"))
        elif any(file.handover.purpose != PACKET for file in files) and "go.review" in self._window.keys.specs:
            row.offer(self.tr("Review"), self._show_review)

    def _show_review(self, listed: List = "to_settle") -> None:
        """Not by its action, which leads out of the review again where one is in it."""
        page = self._window.page
        if page is not None:
            page.views.show_view("review")
            if page.views.review is not None:
                page.views.review.queue.choose_list(listed)

    def _settle(self, workspace: Workspace, files: Iterable[FileShown]) -> None:
        """These very files are not offered again in this project."""
        for file in files:
            self._window.settings.settle_handover(workspace.project_id, file.sha256)
        if {each.sha256 for each in self._offered} <= self._settled():  # nothing of what was offered is still open
            for row in self._window.messages.rows():
                if row.subject == _WATCH and self._offered:
                    self._window.messages.drop(row)
            self._offered = []

    # What was dropped on the window

    def project_dropped(self, path: Path) -> None:
        """A project was dropped while one is open: it may be meant to be opened, or to be received."""
        if self._window.already_open(path):
            return
        told = self.tr("{file} is a project. Open it in place of this one, or bring its work in here?")
        row = self._window.messages.say("notice", told.format(file=plain(path.name)), subject="project dropped")

        def settle_and(work: Any) -> None:
            self._window.messages.drop(row)
            work()

        row.offer(self.tr("Open it"), lambda: settle_and(lambda: self._window.open_project(path)))
        if self._writable() is not None:
            row.offer(self.tr("Bring its work in"), lambda: settle_and(lambda: self.receive([path])))

    # A folder that is watched

    def begin_watching(self, told: Iterable[str] = ()) -> None:
        """Look where the user asked for it in this project. `told`: the SHA-256 of files the user knows of."""
        workspace = self._writable()
        folder = self._window.settings.watched_folder(workspace.project_id) if workspace is not None else ""
        if workspace is None or not folder:
            self.stop_watching()
            return
        self._offered = []  # what is open still is found again
        self._watching().begin(Path(folder), told)

    def watch(self, folder: Path | None, told: Iterable[str] = ()) -> None:
        """From now on look for hand-overs for this project there; None: nowhere. `told`: as in `begin_watching`."""
        workspace = self._writable()
        if workspace is not None:
            self._window.settings.watch_folder(workspace.project_id, str(folder.absolute()) if folder else "")
            self.begin_watching(told)

    def stop_watching(self) -> None:
        self._offered = []
        if self._watch is not None:
            self._watch.stop()

    def _watching(self) -> FolderWatch:
        if self._watch is None:
            from curator.app.handover.watching import FolderWatch

            self._watch = FolderWatch(self._settled, self)
            self._watch.came.connect(self._offer)
            self._watch.gone.connect(lambda told: self._window.messages.say("warning", told, subject=_WATCH))
        return self._watch

    def _settled(self) -> frozenset[str]:
        workspace = self._runner.workspace
        return self._window.settings.settled_handovers(workspace.project_id) if workspace is not None else frozenset()

    def _offer(self, found: Sequence[Found]) -> None:
        """Say that hand-overs came; nothing is read before the user asks for it."""
        settled = self._settled()  # one's own may have been written since the look began
        open_still = [*self._offered, *found]  # what nobody has looked at yet is told of again with what came after it
        found = [each for each in dict.fromkeys(open_still) if each.sha256 not in settled]
        if not found:
            return
        names = [each.maker or plain(each.path.name) for each in found]
        if len(found) == 1 and found[0].purpose == PACKET:
            told = self.tr("A packet of {name} came: {file}.").format(name=names[0], file=plain(found[0].path.name))
        elif len(found) == 1:
            told = self.tr("A hand-over of {name} came: {file}.").format(name=names[0], file=plain(found[0].path.name))
        else:
            told = self.tr("{count} hand-overs came: {names}.")
            told = told.format(count=len(found), names=", ".join(dict.fromkeys(names)))
        row = self._window.messages.say("notice", told, subject=_WATCH)
        self._offered = list(found)
        paths = [each.path for each in found]

        def look() -> None:
            self._window.messages.drop(row)
            self.receive(paths)

        row.offer(self.tr("Look at it") if len(found) == 1 else self.tr("Look at them"), look)

    # Small questions

    def _writable(self) -> Workspace | None:
        workspace = self._runner.workspace
        return workspace if workspace is not None and workspace.writable else None

    def _is_open(self, workspace: Workspace) -> bool:
        return self._runner.workspace is workspace


def _places(fault: UserFault) -> tuple[str, ...]:
    return fault.places if isinstance(fault, InputRefused) else ()


def _read(workspace: Workspace, path: Path, cancelled: Any) -> FileShown:
    """Read and compare one file. Raises UserFault."""
    from curator.app.handover.file_names import sha256_of
    from curator.app.handover.shown import file_shown
    from curator.domain.disk_faults import disk_fault
    from curator.tasks.handover import preview
    from curator.tasks.handover_files import open_handover

    handover = open_handover(path, cancelled)
    try:
        sha256 = sha256_of(path)
    except OSError as error:
        raise disk_fault(error, "Reading the hand-over", path) from error
    return file_shown(path, sha256, handover, preview(workspace, handover, cancelled=cancelled), workspace.codebook)


def _compared(workspace: Workspace, file: FileShown, answers: Answers) -> FileShown:
    """The same file with what was said of its articles."""
    from curator.app.handover.shown import file_shown
    from curator.tasks.handover import preview

    there = preview(workspace, file.handover, same_text=_of_same_text(answers))
    return file_shown(file.path, file.sha256, file.handover, there, workspace.codebook, file)


def _of_same_text(answers: Answers) -> dict[str, str]:
    """Which article is meant, by its id in the hand-over; what is left out is not answered."""
    from curator.app.handover.shown import LEAVE

    return {article: answer for article, answer in answers.items() if answer != LEAVE}


def _given_back(workspace: Workspace, files: Sequence[FileShown]) -> int:
    """In how many articles these have brought decisions against what who codes here had. Takes its time."""
    from curator.tasks.reviewing import given_back

    judged = {
        each.article for file in files for each in file.preview.outcomes
        if each.kind == "judgement" and each.outcome in ("new", "newer")
    }  # fmt: skip
    if workspace.coder is None or not judged:
        return 0
    with workspace.read() as reads:
        found = given_back(reads, workspace.codebook, workspace.coder.id, sorted(judged))
    return sum(not all(each.taken for each in back.given) for back in found)
