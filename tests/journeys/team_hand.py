# SPDX-License-Identifier: MIT
"""The hands of a team in one window: making a project, assigning, packets, coding words first, handing over, settling.

What lives here: steps of the journeys of a team, by mouse and keys on named widgets, and the codebook and articles of
their project. What does not: what is done in which order, and what must come of it (test_team.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QWidget

from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.values.line import Line, LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import ArticleCoding, Coder, Incident
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, SHIFT, Hand

Key = Qt.Key

CODEBOOK = """\
format = "curator-codebook/1"
key = "blockades"
version = "1.0"
title = "Blockades"
language = "en"
not_codable = "left_out"
title_field = "name"
summary_fields = ["what"]

[[sections]]
key = "all"
label = "Blockade"

[[fields]]
key = "name"
kind = "text"
label = "Name"
core = true
required = true
evidence = "none"
has_basis = false
max_length = 80

[[fields]]
key = "what"
kind = "choice"
choices = "ways"
label = "What is blocked"
core = true
required = true
evidence = "required"

[[fields]]
key = "where"
kind = "place"
label = "Place"
core = true
parts = [
  { part = "words", key = "where_words", kind = "text", label = "Place as written", evidence = "required" },
  { part = "name", key = "where_name", kind = "text", label = "Place name" },
]

[[fields]]
key = "hurt"
kind = "count"
label = "Hurt"
core = true
parts = [
  { part = "low", key = "hurt_low", kind = "integer", label = "Low", minimum = 0 },
  { part = "best", key = "hurt_best", kind = "integer", label = "Best", minimum = 0 },
  { part = "high", key = "hurt_high", kind = "integer", label = "High", minimum = 0 },
  { part = "qualifier", key = "hurt_how", kind = "choice", choices = "how_exact", label = "How exact" },
]

[[fields]]
key = "sure"
kind = "choice"
choices = "degrees"
label = "Certainty"
required = true
evidence = "none"

[[keys]]
key = "L"
label = "Place"
field = "where"

[[keys]]
key = "J"
label = "Hurt"
field = "hurt"

[[lists]]
key = "ways"
choices = [
  { code = "road", label = "Road" },
  { code = "bridge", label = "Bridge" },
  { code = "port", label = "Port" },
]

[[lists]]
key = "degrees"
choices = [
  { code = "confirmed", label = "Confirmed" },
  { code = "probable", label = "Probable" },
  { code = "possible", label = "Possible" },
]

[[lists]]
key = "how_exact"
choices = [
  { code = "precisely", label = "Exactly", means = "exact" },
  { code = "no_fewer", label = "At least", means = "at_least" },
  { code = "no_more", label = "At most", means = "at_most" },
  { code = "roughly", label = "About", means = "approximate" },
  { code = "between", label = "Between two figures", means = "range" },
  { code = "unclear_number", label = "No figure", means = "vague" },
  { code = "not_said", label = "Not mentioned", means = "none_reported" },
  { code = "nobody", label = "Nobody, as the article says", means = "explicit_zero" },
]

[[lists]]
key = "left_out"
choices = [{ code = "past", label = "Past" }]
"""
FARMERS = """Farmers close a road

Angry farmers blocked the road near Tarmiyah on Monday, police said. Three farmers were hurt when soldiers fired into \
the air.

On Tuesday dockers closed the port of Umm Qasr for six hours. Nobody was hurt there.

Last year teachers had occupied a bridge in Kut for two days.
"""
STUDENTS = """Students close a bridge

Students closed a bridge in Basra on Wednesday. At least two students were hurt, a doctor said; the police spoke \
of four wounded.
"""


class TeamHand(Hand):
    """The hand of whoever sits at the window."""

    # -- what is there ----------------------------------------------------------------------------------------------
    @property
    def page(self) -> WorkspacePage:
        assert self.window.page is not None
        return self.window.page

    @property
    def text(self) -> str:
        """The article on show."""
        assert self.page.shown is not None
        return self.page.shown.coding.text

    def told(self) -> str:
        """Everything that is said at the top."""
        return "\n".join(row.text for row in self.window.messages.rows())

    def seen(self, name: str) -> bool:
        return any(
            each.isVisible()
            and (each.objectName() == name or any(w.isVisible() for w in each.findChildren(QWidget, name)))
            for each in QApplication.topLevelWidgets()
        )

    def label(self, name: str) -> str:
        return self.find(name, QLabel).text()

    def rest(self) -> None:
        """Until everything asked for is in the file and shown."""
        self.wait(lambda: not self.page.doing.busy and not self.window.status.job.running)
        settle(self.window)

    def fill(self, name: str, text: str) -> None:
        """Put this into a line in place of what is there."""
        self.find(name, QLineEdit).setFocus()
        self.key(Key.Key_A, CTRL)
        self.write(text)

    def choose_in_box(self, name: str, text: str) -> None:
        """Go down a box of choices until one begins so."""
        box = self.find(name, QComboBox)
        box.setFocus()
        self.key(Key.Key_Home)
        while not box.currentText().startswith(text):
            before = box.currentIndex()
            self.key(Key.Key_Down)
            assert box.currentIndex() != before, f"{name} does not offer {text}"

    def command(self, words: str) -> None:
        """Ctrl+K, words, Enter."""
        self.key(Key.Key_K, CTRL)
        self.write(words)
        self.key(Key.Key_Return)

    def drop(self, target: QWidget, *files: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDropEvent(
            QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        with self.acting():
            target.dropEvent(event)

    # -- projects ---------------------------------------------------------------------------------------------------
    def make_project(self, file: Path, name: str, codebook: Path, who: str, articles: Sequence[Path]) -> None:
        """A new project with a codebook of one's own; the articles are dropped on it."""
        self.key(Key.Key_N, CTRL)
        self.fill("new_project.name", name)
        self.fill("new_project.path.line", str(file))
        box = self.find("new_project.codebook", QComboBox)
        box.setFocus()
        self.key(Key.Key_End)
        self.fill("new_project.codebook_file.line", str(codebook))
        self.fill("new_project.coder", who)
        self.click("new_project.ok")
        self.wait(lambda: self.window.page is not None)
        self.drop(self.page, *articles)
        self.click("import.ok")
        self.wait(lambda: self.page.listing.article_count == len(articles))
        self.rest()

    def open_as(self, file: Path, coder: Coder) -> None:
        """The project on the own device of this person."""
        with Workspace.open(file, write=False) as workspace:
            project = workspace.project_id
        self.window.settings.remember_coder(project, coder.id, coder.name)
        self.key(Key.Key_O, CTRL)
        self.choose_file("open.dialog", str(file))
        self.wait(lambda: self.window.page is not None)
        self.rest()

    def close_project(self) -> None:
        self.key(Key.Key_W, CTRL)
        self.wait(lambda: self.window.page is None)

    def assign(self, new: str, percent: int, seed: int, times: int = 2) -> str:
        """Assign all articles to these new people, so many of them to several; what was said before it was done."""
        self.command("assign articles")
        self.fill("assign.new", new)
        for name, number in (("assign.share", percent), ("assign.times", times), ("assign.seed", seed)):
            self.find(name).setFocus()
            self.key(Key.Key_A, CTRL)
            self.write(str(number))
        self.find("assign.new").setFocus()
        self.wait(lambda: self.find("assign.ok").isEnabled())
        told = self.label("assign.told")
        self.click("assign.ok")
        self.wait(lambda: told in self.told())
        self.rest()
        return told

    def send_packet(self, file: Path) -> None:
        self.command("send a packet")
        self.click("packet.ok")
        self.choose_file("hand_over.file", str(file))
        self.wait(lambda: "begins with them" in self.told())

    def begin(self, packet: Path, file: Path, who: str) -> None:
        """On the start page: the packet is dropped, its two questions are answered."""
        self.drop(self.find("start"), packet)
        self.wait(lambda: self.seen("begin"))
        self.fill("begin.path.line", str(file))
        self.choose_in_box("begin.coder", who)
        self.click("begin.ok")
        self.wait(lambda: self.window.page is not None)
        self.rest()

    def hand_over(self, file: Path, whose: str = "") -> None:
        """What is ticked already into a file: Enter, and where to. `whose`: this layer is ticked too."""
        self.key(Key.Key_H, CTRL | SHIFT)
        if whose:
            layers = self.find("hand_over.layers", QListWidget)
            row = next(at for at in range(layers.count()) if layers.item(at).text() == whose)
            self.click_row("hand_over.layers", row)
            self.key(Key.Key_Space)
        self.click("hand_over.ok")
        self.choose_file("hand_over.file", str(file))
        self.wait(lambda: f"{file.name} is written" in self.told())

    def receive(self, *files: Path) -> None:
        """Drop the files, look at what they would bring, take it."""
        self.window.messages.clear()
        self.drop(self.page, *files)
        self.wait(lambda: self.seen("receive"))
        self.click("receive.ok")
        self.wait(lambda: self.told().startswith("Received"))
        self.rest()

    # -- coding, words first ----------------------------------------------------------------------------------------
    def select(self, words: str) -> None:
        start = self.text.index(words)
        self.drag_words(start, start + len(words))
        reader = self.find("reader", ReaderView)
        assert reader.text()[slice(*reader.selected_span())] == words

    def open_article(self, title: str) -> None:
        """Click the article with this title."""
        model = self.page.library.model
        row = next(at for at in range(model.rowCount()) if title in str(model.index(at, 0).data()))
        self.click_row("library.list", row)
        self.wait(lambda: self.text.startswith(title))
        self.rest()

    def start_incident(self, words: str, kind: str, name: str) -> None:
        """The words, N, the kind by its letters; then its name."""
        self.select(words)
        self.key(Key.Key_N)
        self.type(kind)
        self.key(Key.Key_Return)
        self.wait(lambda: self.own().values.get("what") == kind.lower())
        self.say("Name", name)

    def give(self, words: str, key: Key) -> None:
        """Words for a value by the key of its field; what they are read as is right."""
        self.select(words)
        self.key(key)
        self.rest()
        if any(line.proposed for line in self.values()):
            self.key(Key.Key_Return)
            self.rest()

    def say(self, label: str, text: str) -> None:
        """Type a value in its line of the form."""
        lines = self.page.side.values.lines.lines()
        row = next(at for at, line in enumerate(lines) if line.kind is LineKind.VALUE and line.label == label)
        self.click_row("values.list", row)
        self.type(text)
        self.key(Key.Key_Return)
        self.rest()

    def values(self) -> list[Line]:
        return [line for line in self.find("values.list", ValuesView).lines.lines() if line.kind is LineKind.VALUE]

    def own(self) -> Incident:
        """The active incident."""
        found = self.page.showing.own_incident()
        assert found is not None
        return found

    def finish(self) -> None:
        """Ctrl+Enter once the article has been read."""
        number = self.number()
        self.find("reader").setFocus()
        self.wait(lambda: not self.page.unread_paragraphs())
        self.key(Key.Key_Return, CTRL)
        self.rest()
        coder = self.page.workspace.coder
        assert coder is not None
        assert self.coding(number).reading.get(coder.id) == "finished", self.told()

    def number(self) -> int:
        assert self.page.shown is not None
        return self.page.shown.coding.article.n

    def coding(self, number: int) -> ArticleCoding:
        """All that is coded of an article, as it is in the file."""
        with self.page.workspace.read() as reads:
            article = reads.article(number)
            assert article is not None
            return reads.coding(article.id)


def written(folder: Path, **texts: str) -> list[Path]:
    """Files with these texts."""
    files = []
    for name, text in texts.items():
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def people(file: Path) -> dict[str, Coder]:
    with Workspace.open(file, write=False) as workspace, workspace.read() as reads:
        return {each.name: each for each in reads.coders()}
