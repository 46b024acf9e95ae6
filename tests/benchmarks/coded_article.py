# SPDX-License-Identifier: MIT
"""A coded article of any size: what the benchmarks of the window need."""

from __future__ import annotations

from itertools import count

from curator.domain.coding import Coder, Evidence, Incident
from curator.domain.ids import derived_id
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.shape import replace
from curator.workspace import Workspace

SENTENCE = "Officials said on Friday that two men were killed near the checkpoint, 60 km south of Mosul. "
LETTERS = 30  # of each highlight, at most


def news(characters: int, before: str = "") -> str:
    """So many characters of sentences in paragraphs; what stands `before` them makes the text another one."""
    paragraph = SENTENCE * 5
    return (before + (paragraph + "\n") * (characters // len(paragraph) + 1))[:characters]


def add_coded_article(
    workspace: Workspace, coder: Coder, characters: int, incidents: int, words: int, before: str = ""
) -> tuple[Incident, ...]:
    """An article with so many incidents of the coder, each with so many highlights: the first one its mention, the
    others of its text fields in turn. They lie one after the other from the beginning of the text to its end."""
    text = news(characters, before)
    article = workspace.run(AddArticles((NewArticle(text),)))[0]
    fields = [each.key for each in workspace.codebook.fields if each.kind == "text"]
    with workspace.read() as reads:
        coding = reads.coding(article)
    step = characters // (incidents * words)
    made, ids = [], (derived_id(article, str(n)) for n in count())
    for at in range(incidents):
        own = next(ids)
        spans = []
        for word in range(words):
            start = (at * words + word) * step
            end, field = start + min(LETTERS, step), "" if word == 0 else fields[word % len(fields)]
            spans.append(Evidence(next(ids), article, start, end, text[start:end], incident=own, field=field))
        made.append(Incident(own, article, coder.id, workspace.codebook_id, values={}, evidence=tuple(spans)))
    workspace.run(ReceiveCoding(replace(coding, incidents=tuple(made)), (coder,)))
    return tuple(made)
