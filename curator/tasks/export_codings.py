# SPDX-License-Identifier: MIT
"""Writing coding files: one article's coding each, into a file or a folder.

What lives here: which articles, names of files, the report. What does not: the format (formats/coding_file.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator import atomic
from curator.domain.coding import Article
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused, NotNow
from curator.formats.coding_file import EXTENSION
from curator.formats.coding_file_writing import write_coding
from curator.paths import exists, is_folder
from curator.store.layers import layers
from curator.store.reads import Reads
from curator.tasks.coders import find_coder
from curator.tasks.export import in_use, viewer_of
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent, stopping
from curator.tasks.layer_choice import blind_sentence
from curator.tasks.needed_codebooks import Naming, project_codebooks
from curator.workspace import Workspace

_FILE_END = ".json"
_STOPPED = "Writing coding files was stopped. Nothing was written."


@dataclass(frozen=True)
class CodingsExported:
    """What was written: the files, in the order of article ids. `left_out`: (article, why) of those that are hidden
    from who writes until all who are assigned have finished them."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether no article was left out."""
        return not self.left_out

    @property
    def sentence(self) -> str:
        said = "1 coding file written." if len(self.files) == 1 else f"{len(self.files)} coding files written."
        if self.left_out:
            count = "1 article" if len(self.left_out) == 1 else f"{len(self.left_out)} articles"
            said += f" Left out because not all who are assigned have finished: {count}."
        return said


def export_codings(
    workspace: Workspace,
    target: Path,
    *,
    articles: Sequence[str] | None = None,
    coder: str = "",
    with_text: bool = False,
    private: bool = False,
    replace: bool = False,
    viewer: str | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> CodingsExported:
    """Write the codings of some articles (ids or local numbers; None: all that anybody worked on), of one coder or all.

    A `target` that ends in .json is one file for one article; else it is a folder, new or empty. `with_text`: the texts
    go along; `private`: memos and proposals too; `replace`: an earlier file or folder of coding files is replaced. It
    is written whole or not at all. `viewer`: who writes (as in ExportOptions); what assignments hide from them is left
    out. Raises UserFault.
    """
    pace = Pace(progress)
    with workspace.read_long(stopping(cancelled, _STOPPED)) as reads:
        only = (find_coder(reads.coders(), coder).id,) if coder else None
        chosen, left_out = _seen(reads, _chosen(reads, articles, only), only, viewer_of(workspace, viewer))
        files = _files(workspace, reads, chosen, only, with_text, private, pace, cancelled)
        try:
            if target.name.lower().endswith(_FILE_END):
                return CodingsExported((_one_file(target, files, len(chosen), replace),), left_out)
            with atomic.publish_folder(target, may_replace=_may_replace if replace else None) as new:
                names = []
                for name, data in files:
                    (new / name).write_bytes(data)
                    names.append(target / name)
        except FileExistsError as error:
            raise in_use(target, "choose another one, or replace the coding files in it") from error
        except OSError as error:
            raise disk_fault(error, "Writing the coding files", target) from error
    pace.end(len(chosen), "")
    return CodingsExported(tuple(names), left_out)


def chosen_ids(workspace: Workspace, articles: Sequence[str] | None) -> list[str] | None:
    """The ids of articles that are named by ids or local numbers; None where none is named. Raises InputRefused."""
    if articles is None:
        return None
    with workspace.read() as reads:
        return [article.id for article in _chosen(reads, articles, None)]


def _chosen(reads: Reads, articles: Sequence[str] | None, only: tuple[str, ...] | None) -> list[Article]:
    if articles is None:
        worked_on = layers(reads.connection)
        meant = {article for article, who in worked_on.items() if only is None or set(only) & set(who)}
        ids = [article for article in reads.article_ids() if article in meant]
    else:
        ids = list(articles)
    found = []
    for said in ids:
        article = reads.article(int(said) if said.isdecimal() and len(said) < 10 else said)
        if article is None:
            raise InputRefused(f"There is no article {said} in this project. Nothing was written.")
        found.append(article)
    if not found:
        raise InputRefused("Nothing is coded yet, so there is no coding to write.")
    return found


def _seen(
    reads: Reads, chosen: list[Article], only: tuple[str, ...] | None, viewer: str
) -> tuple[list[Article], tuple[tuple[str, str], ...]]:
    """The articles of which nothing that is asked for is hidden, and why the others are left out. Raises NotNow where
    none is left."""
    blind, worked_on = reads.blind_articles(viewer), layers(reads.connection)
    others = {each.id: {*worked_on.get(each.id, {})} - {viewer} for each in chosen if each.id in blind}
    hidden = {article for article, who in others.items() if (who if only is None else who.intersection(only))}
    left_out = tuple((one.id, blind_sentence(reads.waited_for(one.id))) for one in chosen if one.id in hidden)
    if left_out and len(left_out) == len(chosen):
        raise NotNow(f"All of it is hidden. {left_out[0][1]} Nothing was written.")
    return [one for one in chosen if one.id not in hidden], left_out


def _files(
    workspace: Workspace,
    reads: Reads,
    chosen: Sequence[Article],
    only: tuple[str, ...] | None,
    with_text: bool,
    private: bool,
    pace: Pace,
    cancelled: Cancelled,
) -> Iterable[tuple[str, bytes]]:
    codebook, coders = workspace.codebook, reads.coders()
    naming = Naming(codebook, project_codebooks(workspace, reads))
    for done, article in enumerate(chosen):
        if cancelled():
            raise Stopped(_STOPPED)
        pace.tell(done, len(chosen), article.fields.get("title", ""))
        coding = reads.coding(article.id, only)
        data = write_coding(
            coding, codebook, coders, include_text=with_text, private=private, codebook_of=workspace.codebook_of,
            further=naming.further(coding),
        )  # fmt: skip
        yield file_name(article), data


def _one_file(target: Path, files: Iterable[tuple[str, bytes]], count: int, replace: bool) -> Path:
    if count != 1:
        raise InputRefused(
            f"{target.name} is one file, and {count} articles are to be written. Name a folder, or one article."
        )
    if is_folder(target):
        raise IsADirectoryError(21, "is a folder", str(target))
    if exists(target) and not replace:
        raise NotNow(f"{target.name} is there already. Nothing was written; choose another name, or replace it.")
    for _, data in files:
        atomic.write_atomically(target, data, mode=0o644)
    return target


def _may_replace(folder: Path) -> None:
    foreign = [path.name for path in sorted(folder.iterdir()) if not path.name.endswith(EXTENSION)]
    if foreign:
        raise InputRefused(
            f"{folder.name} was not replaced, because it also holds {foreign[0]}. Nothing was written; choose another "
            "folder."
        )


def file_name(article: Article) -> str:
    """A name that is harmless on every system: words of the title, and enough of the id to tell articles apart."""
    said = article.fields.get("title") or Path(article.fields.get("source_file", "")).stem or "article"
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "article"
    return f"{slug}-{article.id[-12:]}{EXTENSION}"
