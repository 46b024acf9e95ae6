# SPDX-License-Identifier: MIT
"""Handing work over, and sending a packet to begin with: into one file each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer

from curator.app.handover.file_names import file_name, sha256_of
from curator.app.widgets import named
from curator.domain.handover import LAYER, PACKET, HandOver
from curator.paths import HANDOVER_SUFFIX

if TYPE_CHECKING:
    from curator.app.handover.sending import HandOverWish, PacketWish
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace

    Make = Callable[[], HandOver]


class HandingOver(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def hand_over(self) -> None:
        """Ask whose work, and write it into a file."""
        from curator.app.handover.sending import HandOverDialog
        from curator.store.assignments import loads
        from curator.tasks.handover import usual_layers

        workspace = self._runner.workspace
        if workspace is None:
            return
        self._leave_editors()
        with workspace.read() as reads:
            coders, own = reads.coders(), workspace.coder
            own_id = own.id if own is not None else ""
            left = sum(each.assigned - each.finished for each in loads(reads.connection) if each.coder == own_id)
            usual = usual_layers(reads, own_id)
        dialog = HandOverDialog(coders, own, self._window, left, usual)
        names = {coder.id: coder.name for coder in coders}
        dialog.accepted.connect(lambda: self._ask_where(workspace, dialog.answer(), names))
        dialog.open()

    def _ask_where(self, workspace: Workspace, wish: HandOverWish, names: dict[str, str]) -> None:
        def make() -> HandOver:
            from curator.tasks.handover import make_handover

            return make_handover(
                workspace, coders=wish.coders, with_texts=wish.with_texts, purpose=LAYER, note=wish.note
            )

        self._ask(workspace, self.tr("Hand over my work"), [names[coder] for coder in wish.coders], make)

    def send_packet(self) -> None:
        """Ask which articles, and write what one begins with into a file."""
        from curator.app.handover.sending import PacketDialog

        workspace, page = self._runner.workspace, self._window.page
        if workspace is None or page is None:
            return
        numbers = page.library.chosen_numbers
        with workspace.read() as reads:
            count = reads.article_count()
            articles = [found.id for found in map(reads.article, numbers) if found is not None]
        dialog = PacketDialog(count, len(articles), self._assigned(workspace), self._window)
        dialog.accepted.connect(lambda: self._ask_where_packet(workspace, dialog.answer(), articles))
        dialog.open()

    def _assigned(self, workspace: Workspace) -> str:
        """Who is to code what, in a sentence."""
        from curator.store.assignments import loads

        with workspace.read() as reads:
            names = {coder.id: coder.name for coder in reads.coders()}
            counted = [(each.coder, each.assigned) for each in loads(reads.connection)]
        if not counted:
            return self.tr("Nothing is assigned to anybody: whoever begins from it chooses what to code.")
        told = (f"{names.get(coder, coder)}: {count:,}" for coder, count in counted)
        return self.tr("Assigned articles: {told}").format(told=" · ".join(told))

    def _ask_where_packet(self, workspace: Workspace, wish: PacketWish, articles: Sequence[str]) -> None:
        def make() -> HandOver:
            from curator.tasks.handover import make_handover

            return make_handover(
                workspace, coders=(), with_texts=wish.with_texts, purpose=PACKET, note=wish.note,
                articles=tuple(articles) if wish.chosen else None,
            )  # fmt: skip

        self._ask(workspace, self.tr("Send a packet"), [self.tr("packet")], make)

    def _ask(self, workspace: Workspace, title: str, who: Sequence[str], make: Make) -> None:
        """Ask where the file goes; whether one that is there is replaced, the system's dialog asks."""
        from PySide6.QtWidgets import QFileDialog

        folder, kinds = str(self._window.memory.folder()), self.tr("Hand-overs") + f" (*{HANDOVER_SUFFIX})"
        dialog = QFileDialog(self._window, title, folder, kinds)
        named(dialog, "hand_over.file", title)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        day = date.today().isoformat()  # of this computer: it is what the user calls today
        dialog.selectFile(file_name(workspace.name, who, day, workspace.ids.new()))
        dialog.setDefaultSuffix(HANDOVER_SUFFIX.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._write(workspace, title, Path(path), make))
        # A little later: the dialog before it has only just closed, and first gives the keyboard back to the window.
        QTimer.singleShot(0, dialog, dialog.open)

    def _write(self, workspace: Workspace, title: str, path: Path, make: Make) -> None:
        project = workspace.project_id

        def job(progress: Any, cancelled: Any) -> tuple[HandOver, str]:
            from curator.domain.disk_faults import disk_fault
            from curator.tasks.handover_files import save_handover
            from curator.tasks.job import stopping

            progress(0, 0, self.tr("Collecting what goes along"))
            handover = make()
            stopping(cancelled, "Stopped; no file was written.")()
            progress(0, 0, self.tr("Writing {file}").format(file=path.name))
            asked = path.suffix.lower() == HANDOVER_SUFFIX  # by the dialog, about the name that is written
            written = save_handover(handover, path, replace=asked)
            try:
                return handover, sha256_of(written)
            except OSError as error:
                raise disk_fault(error, "Writing the hand-over", path) from error

        def done(written: tuple[HandOver, str]) -> None:
            handover, sha256 = written
            self._window.settings.settle_handover(project, sha256)  # one's own is not offered in a watched folder
            self._window.memory.keep_folder(path.parent)
            self._tell(handover, path)

        self._runner.run(title, job, done)

    def _tell(self, handover: HandOver, path: Path) -> None:
        from curator.app.handover.wording import contents
        from curator.app.jobs.delivering import open_folder

        told = self.tr("{file} is written: {contents}. Give it to your colleague.")
        if handover.purpose == PACKET:
            told = self.tr("{file} is written: {contents}. Whoever opens it begins with them.")
        self._runner.say(
            "notice", told.format(file=path.name, contents=contents(handover)), self.tr("Show in folder"),
            lambda: open_folder(path.parent),
        )  # fmt: skip

    def _leave_editors(self) -> None:
        """What is being typed goes along."""
        if self._window.page is not None:
            self._window.page.leave_editors()
