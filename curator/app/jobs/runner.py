# SPDX-License-Identifier: MIT
"""Running a job and telling what came of it.

What lives here: one job at a time, its messages and reports, what is still untold when a project is closed. What does
not: what the jobs ask and do (the other modules of this room).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator.domain.faults import InputRefused, UserFault

if TYPE_CHECKING:
    from curator.app.dialogs.form import FormDialog
    from curator.app.main_window import MainWindow
    from curator.app.message_bar import MessageRow
    from curator.app.reports import Part
    from curator.workspace import Workspace


class JobRunner(QObject):
    """Runs and tells for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._subject = ""  # what the messages are about: a newer one takes the place of an older
        self._outcome = ""  # of an import, until it has been told

    def run(
        self, title: str, job: Callable[[Any, Any], Any], done: Callable[[Any], None],
        refused: Callable[[UserFault], None] | None = None,
    ) -> bool:  # fmt: skip
        """Run a job, then tell what came of it; whether it was begun. `refused`: who is told of a fault, usually the
        bar of messages."""

        def told(tell: Callable[[Any], None]) -> Callable[[Any], None]:
            def tell_of_it(result: Any) -> None:
                self._outcome = ""
                self._subject = title
                tell(result)
                self._subject = ""

            return tell_of_it

        begun = self._window.status.job.start(title, job, told(done), told(refused or self.refused))
        busy = self.tr("Something else is being done; wait for it, or stop it.")
        if not begun and refused is not None:
            refused(UserFault(busy))
        elif not begun:
            self.say("notice", busy)
        return begun

    def run_for(
        self, dialog: FormDialog, title: str, job: Callable[[Any, Any], Any], done: Callable[[Any], None]
    ) -> None:  # fmt: skip
        """As `run`, for a dialog whose main button was pressed. It stands aside meanwhile, so that the work can be seen
        and stopped; refused, it comes back with all that was typed and the reason. It closes when the work is done."""
        from curator.app.jobs.asking_dialog import AskingDialog

        asking = AskingDialog(dialog, self, self._window, done)
        if self.run(title, job, asking.done, asking.refused):
            asking.stand_aside()

    def remembered(self, job: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        """An import whose outcome is said later if its project is closed before it could be told."""

        def run(progress: Any, cancelled: Any) -> Any:
            try:
                report = job(progress, cancelled)
            except UserFault as fault:
                self._outcome = fault.sentence
                raise
            self._outcome = report.sentence
            if report.stopped:
                self._outcome += " " + self.tr("Importing the same again adds the rest.")
            return report

        return run

    def untold(self) -> list[str]:
        """Sentences about what nobody was told; each is given once."""
        outcome, self._outcome = self._outcome, ""
        told = self.tr("An import was under way when the project was closed. {outcome}")
        return [told.format(outcome=outcome)] if outcome else []

    def say(self, kind: Any, text: str, act: str = "", work: Callable[[], object] | None = None) -> MessageRow:
        return self._window.messages.say(kind, text, act, work, subject=self._subject)

    def refused(self, fault: UserFault) -> None:
        """Say a fault; where it names places, offer to show them."""
        places = fault.places if isinstance(fault, InputRefused) else ()
        self.tell("fault", fault.sentence, self.tr("What was found"), [("", places)] if places else [])

    def tell(self, kind: Any, sentence: str, heading: str, parts: Sequence[Part]) -> MessageRow:
        """Say a sentence; where there is more to read, offer to show it."""
        if not parts:
            return self.say(kind, sentence)
        return self.say(kind, sentence, self.tr("Show"), lambda: self.show_report(heading, sentence, parts))

    def show_report(self, heading: str, sentence: str, parts: Sequence[Part]) -> None:
        from curator.app.dialogs import sheet

        body = [sheet.title(heading), sheet.words(sentence)]
        for told, lines in parts:
            body += [sheet.part(told) if told else "", sheet.listed(lines)]
        self.show_sheet("report", heading, "".join(body))

    def show_sheet(self, name: str, heading: str, body: str) -> None:
        from curator.app.dialogs.sheet import Sheet
        from curator.app.keyboard_place import come_forward

        come_forward(Sheet(name, heading, body, self._window))

    @property
    def workspace(self) -> Workspace | None:
        return self._window.page.workspace if self._window.page else None
