# SPDX-License-Identifier: MIT
"""Operations that end the coding of an article, or take it up again: reading state and incidents together.

What lives here: finishing, reopening, “nothing to code”. What does not: judging problems (domain/rules; whoever asks
for Finish shows them before), the reading state alone (articles.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import NotNow
from curator.domain.rules.always import proposals
from curator.domain.rules.facts import Facts
from curator.domain.rules.params import Params
from curator.operations.articles import write_reading
from curator.operations.operation import article_title
from curator.store import codings
from curator.store.undo import group_tables
from curator.store.writer import Writer


@dataclass(frozen=True)
class FinishArticle:
    """The acting coder is done: reading state and the coder's drafts become finished. Returns how many drafts.

    Raises NotNow while values of the coder's incidents (withdrawn ones aside) are only proposed.
    """

    kind: ClassVar[str] = "finish_article"
    article: str

    def apply(self, writer: Writer) -> int:
        title = article_title(writer, self.article)
        waiting = _proposed(writer, self.article)
        if waiting:
            said = "1 value is only proposed" if waiting == 1 else f"{waiting} values are only proposed"
            raise NotNow(f"{said}. Accept or change {'it' if waiting == 1 else 'them'} first; nothing was changed.")
        drafts = _set_status(writer, self.article, "draft", "finished")
        write_reading(writer, self.article, "finished")
        writer.describe(f"Finish the article {title}", self.article)
        return drafts


@dataclass(frozen=True)
class ReopenArticle:
    """Take a finished article up again: it is started, and all the coder's finished incidents are drafts.

    Returns how many incidents. Raises NotNow where the article is neither finished nor without anything to code.
    """

    kind: ClassVar[str] = "reopen_article"
    article: str

    def apply(self, writer: Writer) -> int:
        title = article_title(writer, self.article)
        if write_reading(writer, self.article, "started") not in ("finished", "nothing_to_code"):
            raise NotNow("The article is not finished; nothing was changed.")
        drafts = _set_status(writer, self.article, "finished", "draft")
        writer.describe(f"Reopen the article {title}", self.article)
        return drafts


@dataclass(frozen=True)
class NothingToCode:
    """The acting coder has read the article and found nothing to code.

    Raises NotNow where the coder has incidents in it that are not withdrawn.
    """

    kind: ClassVar[str] = "nothing_to_code"
    article: str

    def apply(self, writer: Writer) -> None:
        title = article_title(writer, self.article)
        count = int(
            writer.query(
                "SELECT count(*) FROM incidents WHERE article = ? AND coder = ? AND status <> 'withdrawn'",
                (self.article, writer.acting_coder().id),
            )[0][0]
        )
        if count:
            said = "an incident" if count == 1 else f"{count} incidents"
            raise NotNow(f"You have coded {said} in this article. Remove or withdraw what is not one first.")
        write_reading(writer, self.article, "nothing_to_code")
        writer.describe(f"Nothing to code in the article {title}", self.article)


def _set_status(writer: Writer, article: str, before: str, after: str) -> int:
    found = writer.query(
        "SELECT id FROM incidents WHERE article = ? AND coder = ? AND status = ? ORDER BY position, id",
        (article, writer.acting_coder().id, before),
    )
    for (incident,) in found:
        writer.put("incidents", str(incident), {"status": after})
    return len(found)


def _proposed(writer: Writer, article: str) -> int:
    """How many values the problem list would name as proposed, in the coder's incidents that are not withdrawn."""
    groups = [table.removeprefix("incident_") for table in group_tables(writer.connection)]
    coding = codings.coding(writer.connection, article, groups, (writer.acting_coder().id,), with_text=False)
    return sum(
        len(list(proposals(Facts(coding, incident, writer.codebook), Params({}))))
        for incident in coding.incidents
        if incident.status != "withdrawn"
    )
