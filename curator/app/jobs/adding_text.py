# SPDX-License-Identifier: MIT
"""Texts that are no files: pasted ones, pages out of a browser, and the article on show read anew from its page.

What lives here: reading them away from the window's thread, the sheet that asks about them, adding. What does not: what
is asked (dialogs/paste_text.py), reading and adding (tasks).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject

from curator.app.keyboard_place import come_forward
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.dialogs.paste_text import TextChoice
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.domain.coding import Article
    from curator.formats.article_readers import ReadArticle
    from curator.tasks.pasted_page import Reading
    from curator.workspace import Workspace


class AddingText(QObject):
    """Asks and adds for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def take(self, data: QMimeData | None) -> None:
        """Ask about what lies in the clipboard: a page of a browser, or a text."""
        from curator.app.page_clipboard import copied_page

        markup, address = copied_page(data) if data is not None else ("", "")
        text = data.text() if data is not None else ""
        if not markup or not text.strip():
            self.add_text(text)
            return

        def read() -> Any:
            from curator.tasks.pasted_page import read_pasted

            return read_pasted(markup, text, address)

        workspace = self._writable()
        if workspace is not None:
            self._read(read, lambda readings: self._ask_about_page(workspace, readings))

    def add_text(self, text: str) -> None:
        """Ask about a text, and add it as an article."""
        from curator.tasks.add_text import ASKED, add_text, read_text

        workspace = self._writable()
        if workspace is None:
            return
        if not text.strip():
            self._runner.say("notice", self.tr("There is no text in the clipboard. Copy one first."))
            return
        try:
            read = read_text(text)
        except UserFault as fault:
            self._runner.refused(fault)
            return

        def add(place: int, values: Mapping[str, str]) -> str:
            return add_text(workspace, read, values)

        self._ask(workspace, [self._choice(workspace, "", read)], ASKED, add)

    def read_anew(self) -> None:
        """Read the page of the article on show in another way: as a whole, or its article."""
        from curator.tasks.read_anew import read_anew

        workspace, page = self._writable(), self._window.page
        if workspace is None or page is None or page.shown is None:
            return
        article = page.shown.coding.article

        def none_other(fault: Any) -> None:
            self._runner.say("notice", fault.sentence)

        self._read(
            lambda: read_anew(workspace, article.id),
            lambda readings: self._ask_anew(workspace, article, readings),
            none_other,
        )

    def _writable(self) -> Workspace | None:
        workspace = self._runner.workspace
        return workspace if workspace is not None and workspace.writable else None

    def _read(
        self,
        work: Callable[[], Any],
        then: Callable[[list[Reading]], None],
        refused: Callable[[Any], object] | None = None,
    ) -> None:
        self._window.status.chosen.show_text(self.tr("Reading the page …"))

        def told(tell: Callable[[Any], object]) -> Callable[[Any], None]:
            def tell_of_it(result: Any) -> None:
                self._window.status.chosen.show_text("")
                tell(result)

            return tell_of_it

        self._window.background.run(work, told(then), told(refused or self._runner.refused), lane="reading a page")

    def _ask_about_page(self, workspace: Workspace, readings: Sequence[Reading]) -> None:
        from curator.tasks.add_text import ASKED_OF_PAGES, add_text

        def add(place: int, values: Mapping[str, str]) -> str:
            return add_text(workspace, readings[place].read, values, readings[place].data)

        labels = {
            "article": self.tr("the article, told from the rest"),
            "page": self.tr("all that was copied"),
            "text": self.tr("the plain text"),
        }
        choices = [self._choice(workspace, labels[one.how], one.read) for one in readings]
        self._ask(workspace, choices, ASKED_OF_PAGES, add)

    def _ask_anew(self, workspace: Workspace, article: Article, readings: Sequence[Reading]) -> None:
        from curator.app.dialogs.paste_text import Asked
        from curator.tasks.add_text import ASKED_OF_PAGES
        from curator.tasks.read_anew import gives_way, take_reading

        gives = gives_way(workspace, article)

        def add(place: int, values: Mapping[str, str]) -> str:
            added = take_reading(workspace, article, readings[place], values)
            if not gives:
                self._window.jobs.carrying.offer([(article.id, added)])
            return added

        main = self.tr("Take this text") if gives else self.tr("Add as a newer version")
        told = (
            self.tr("Nothing is coded in this article yet: the text below takes the place of the one it has.")
            if gives
            else self.tr("Work was done in this article, and its words keep their text: the text below is added as a "
                         "newer version of it.")
        )  # fmt: skip
        labels = {"article": self.tr("the article of the page"), "page": self.tr("all that the page shows")}
        choices = [self._choice(workspace, labels.get(one.how, ""), one.read) for one in readings]
        asked = Asked(self.tr("Read the page in another way"), told, main, main)
        self._ask(workspace, choices, ASKED_OF_PAGES, add, asked, article.fields)

    def _choice(self, workspace: Workspace, label: str, read: ReadArticle) -> TextChoice:
        from curator.app.dialogs.paste_text import TextChoice
        from curator.tasks.add_text import same_text

        there = same_text(workspace, read)
        names = [article.fields.get("title", "") or f"№ {article.n}" for article in there]
        told = self.tr("This very text is in the project already: “{title}”.").format(title=names[0]) if names else ""
        return TextChoice(label, read, told)

    def _ask(
        self, workspace: Workspace, choices: Sequence[TextChoice], fields: Sequence[str],
        add: Callable[[int, Mapping[str, str]], str], asked: Any = None, known: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        from curator.app.dialogs.paste_text import Asked, PasteSheet

        asked = asked or Asked(
            self.tr("Add a text as an article"),
            self.tr("Title, outlet and day are read from the text. Correct them where they are wrong."),
            self.tr("Add"), self.tr("Add all the same"),
        )  # fmt: skip
        sheet = PasteSheet(choices, fields, asked, self._window, known)
        sheet.wanted.connect(lambda place, values: self._add(workspace, lambda: add(place, values)))
        come_forward(sheet)

    def _add(self, workspace: Workspace, add: Callable[[], str]) -> None:
        page = self._window.page
        if page is None or page.workspace is not workspace:
            return
        try:
            added = add()
        except UserFault as fault:
            self._runner.refused(fault)
            return
        with workspace.read() as reads:
            article = reads.article(added)
        page.views.show_code()
        page.listing.read(article.n if article is not None else 0)
        page.article.reader.setFocus()  # to select words at once; an empty project had nothing that could have it
