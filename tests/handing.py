# SPDX-License-Identifier: MIT
"""A lead's project and a colleague's copy of it, with hand-overs between them, for tests of the window.

What lives here: making the files. What does not: what the window makes of them (tests/app/handover, tests/journeys).
Field keys are looked up in the codebook: none is named.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.handover import LAYER, PACKET
from curator.formats.handover_writing import write_handover
from curator.operations import AddArticles, AddCoder, AddComment, AddIncident, Assign, NewArticle, SetReading, SetValue
from curator.tasks.handover import make_handover
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook

TEXTS = {
    "Two policemen killed near Kirkuk": "Two policemen were killed when gunmen attacked a checkpoint near Kirkuk on "
    "Friday. Nobody claimed the attack.",
    "Oil field guards come under fire": "Unknown gunmen fired mortar shells at the guards of an oil field on Tuesday. "
    "At least two guards were injured.",
    "Bomb wounds pilgrims": "A bomb wounded five pilgrims on the road to Karbala on Monday, police said.",
}
COPY = "The agency reported on Sunday that a bridge was blown up in the north. Nobody was hurt."
LEAD, BEN = "Ada", "Ben"


class Team:
    """`lead`: Ada's project, of which Ben is assigned two articles; `ben`: his copy of it, in which both have changed
    the same incident of Ada's; `packet` and `handover` are files."""

    def __init__(self, folder: Path, codebook: Codebook | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.lead, self.ben_file = folder / "lead.curator", folder / "ben.curator"
        self.packet = folder / "packet.curator-handover"
        self.book = codebook or incidents_codebook()
        with Workspace.create(self.lead, self.book, name="Iraq security 2019") as workspace:
            self.ada: Coder = workspace.run(AddCoder(LEAD))
            self.ben: Coder = workspace.run(AddCoder(BEN))
            workspace.act_as(self.ada)
            self.articles: tuple[str, ...] = workspace.run(
                AddArticles(tuple(NewArticle(text, {"title": title, "outlet": "Agency A"})
                                  for title, text in TEXTS.items()))
            )  # fmt: skip
            workspace.run(Assign(tuple((article, self.ben.id) for article in self.articles[:2])))
            write_handover(make_handover(workspace, coders=(), purpose=PACKET, note="Please by Friday."), self.packet)
            self.project_id = workspace.project_id
            self.incident: str = workspace.run(
                AddIncident(self.articles[2], (0, 25), {self.title: "Bomb near Karbala"})
            )
            workspace.run(AddArticles((NewArticle(COPY, {"title": "Bridge blown up", "outlet": "Agency A"}),)))
        shutil.copy(self.lead, self.ben_file)

    @property
    def title(self) -> str:
        """The key of the field that names an incident."""
        return self.book.title_field

    def at_ben(self) -> Workspace:
        """His copy, opened; he codes in it."""
        workspace = Workspace.open(self.ben_file)
        workspace.act_as(self.ben)
        return workspace

    def work_of_ben(self, name: str = "ben", *, texts: bool = True, note: str = "", finished: bool = True) -> Path:
        """He codes both of his articles, says something, and hands it over."""
        with self.at_ben() as workspace:
            for article, title in zip(self.articles[:2], ("Checkpoint attacked", "Mortar fire"), strict=True):
                incident = workspace.run(AddIncident(article, (0, 30), {self.title: title}))
                workspace.run(SetReading(article, "finished" if finished else "started"))
            workspace.run(AddComment(article, "How many were wounded?", incident))
        return self.hand_over_of(self.ben, name, texts=texts, note=note)

    def hand_over_of(
        self, coder: Coder, name: str, *, texts: bool = True, note: str = "", at: Path | None = None
    ) -> Path:
        """What this coder did in Ben's copy (or in another file), as a file."""
        path = self.folder / f"{name}.curator-handover"
        with Workspace.open(at or self.ben_file) as workspace:
            workspace.act_as(coder)
            made = make_handover(workspace, coders=(coder.id,), with_texts=texts, purpose=LAYER, note=note)
        write_handover(made, path)
        return path

    def changed_apart(self, name: str = "ada-elsewhere") -> Path:
        """Ada changes her incident here and in the copy, and hands over from there."""
        for file, title in ((self.lead, "Bomb wounds five"), (self.ben_file, "Bomb on the road")):
            with Workspace.open(file) as workspace:
                workspace.act_as(self.ada)
                workspace.run(SetValue(self.incident, self.title, title))
        return self.hand_over_of(self.ada, name)

    def same_text_elsewhere(self, name: str = "other-source") -> Path:
        """Ben brought the copy of an article in by himself, from another outlet, and coded it."""
        file = self.folder / "elsewhere.curator"
        with Workspace.create(file, self.book, name="Elsewhere") as workspace:
            ben = workspace.run(AddCoder(BEN, id=self.ben.id))
            workspace.act_as(ben)
            article = workspace.run(AddArticles((NewArticle(COPY, {"title": "A bridge", "outlet": "Channel E"}),)))[0]
            workspace.run(AddIncident(article, (0, 10), {self.title: "Bridge"}))
        return self.hand_over_of(self.ben, name, at=file)
