# SPDX-License-Identifier: MIT
"""curator handover: one's work in a file for a colleague, packets to begin with, and receiving either."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_coder, add_project, add_viewer, reading, text, viewer, writing
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.domain.handover import HandOver
    from curator.domain.receiving import Outcome
    from curator.tasks.handover import HandOverReport, Preview
    from curator.workspace import Workspace

_EVERYBODY = "all"


def add(commands: Any) -> None:
    parser = commands.add_parser("handover", help="hand work over, and receive a colleague's", allow_abbrev=False)
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_create(kinds)
    _add_inspect(kinds)
    _add_receive(kinds)


def _add_create(kinds: Any) -> None:
    parser = kinds.add_parser(
        "create", help="write a hand-over: a coder's work, or a packet to begin with", allow_abbrev=False
    )
    add_project(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write; .curator-handover is added")
    parser.add_argument(
        "--coder", metavar="CODER|all", type=text, action="append", dest="coders",
        help="whose work goes along (may be repeated; default: who codes here on this device)",
    )  # fmt: skip
    parser.add_argument(
        "--packet", action="store_true", help="articles, assignments and codebook for coders to begin with; no work"
    )
    parser.add_argument("--without-texts", action="store_true", help="the articles' texts stay here (copyright)")
    parser.add_argument(
        "--articles", metavar="ID|N", type=text, nargs="+", default=None, help="only these (ids or local numbers)"
    )
    parser.add_argument("--note", metavar="TEXT", type=text, default="", help="a word to who receives it")
    parser.add_argument("--replace", action="store_true", help="replace a file that is there")
    add_viewer(parser, "--as")
    parser.add_argument("--json", action="store_true", help="what was written, as JSON")
    parser.set_defaults(run=run_create)


def _add_inspect(kinds: Any) -> None:
    parser = kinds.add_parser(
        "inspect", help="show what is in a hand-over, and what it would bring; nothing is changed", allow_abbrev=False
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a hand-over, or a colleague's project file")
    parser.add_argument("project", metavar="PROJECT", nargs="?", help="the project that would receive it")
    parser.add_argument("--json", action="store_true", help="all of it as JSON")
    parser.set_defaults(run=run_inspect)


def _add_receive(kinds: Any) -> None:
    parser = kinds.add_parser(
        "receive",
        help="take in hand-overs, or colleagues' project files",
        description="Each file is taken in by one step that Undo takes back. The same file twice changes nothing.",
        allow_abbrev=False,
    )
    add_project(parser)
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="a hand-over, or a colleague's project file"
    )
    parser.add_argument(
        "--same-text", metavar="same|add|ID=ID|ID=add", type=text, action="append", default=[],
        help="where only the text says that an article is here: it is the same one, or another one to be added; "
        "for all, or for the article ID of the file",
    )  # fmt: skip
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the reports as JSON")
    parser.set_defaults(run=run_receive)


# -- create ------------------------------------------------------------------------------------------------------------
def run_create(arguments: Namespace, running: Running) -> int:
    from curator.domain.handover import LAYER, PACKET
    from curator.tasks.handover import hidden_articles, make_handover
    from curator.tasks.handover_files import save_handover

    with reading(arguments.project) as workspace:
        who = viewer(workspace, arguments.viewer)
        coders = None if arguments.packet else _coders(workspace, arguments.coders, who)
        handover = make_handover(
            workspace, coders=coders, with_texts=not arguments.without_texts,
            purpose=PACKET if arguments.packet else LAYER, articles=_articles(workspace, arguments.articles),
            note=arguments.note, viewer=who,
        )  # fmt: skip
        hidden = frozenset() if arguments.packet else hidden_articles(workspace, coders, who)
    path = save_handover(handover, arguments.file, replace=arguments.replace)
    if arguments.json:
        say.as_json({"file": path, **_summary(handover), "hidden": len(hidden)})
    else:
        say.result(str(path))
        say.message(_told(handover))
        if hidden:
            count = "1 article" if len(hidden) == 1 else f"{len(hidden)} articles"
            say.message(f"Colleagues' work on {count} was left out: not all who are assigned have finished.")
    return PARTLY if hidden else DONE


def _coders(workspace: Workspace, said: list[str] | None, who: str) -> list[str] | None:
    """The ids of those whose work goes along; None: everybody's."""
    from curator.domain.faults import InputRefused
    from curator.tasks.coders import choices, find_coder
    from curator.tasks.handover import usual_layers

    with workspace.read() as reads:
        coders, usual = reads.coders(), list(usual_layers(reads, who))
    if said is None:
        if not any(coder.id == who for coder in coders):
            raise WrongUse(
                f"Say whose work goes along: nobody is known to code in {workspace.path.name} on this device. "
                f"{choices(coders)} Use --coder with one of these or “all”. Nothing was written."
            )
        return usual
    if _EVERYBODY in said:
        return None
    try:
        return [find_coder(coders, name).id for name in said]
    except InputRefused as fault:
        raise WrongUse(fault.sentence) from fault


def _articles(workspace: Workspace, said: list[str] | None) -> list[str] | None:
    if said is None:
        return None
    found = []
    with workspace.read() as reads:
        for name in said:
            article = reads.article(int(name) if name.isdecimal() and len(name) < 8 else name)
            if article is None:
                raise WrongUse(f"There is no article {name} in this project. Nothing was written.")
            found.append(article.id)
    return found


# -- inspect -----------------------------------------------------------------------------------------------------------
def run_inspect(arguments: Namespace, running: Running) -> int:
    from curator.tasks.handover import preview
    from curator.tasks.handover_files import open_handover

    handover = open_handover(arguments.file, running.cancelled)
    if not arguments.project:
        if arguments.json:
            say.as_json(_summary(handover))
        else:
            say.result(_told(handover))
        return DONE
    with reading(arguments.project) as workspace:
        shown = preview(workspace, handover, cancelled=running.cancelled)
    if arguments.json:
        say.as_json({**_summary(handover), "preview": shown})
    else:
        _show(handover, shown)
    return PARTLY if shown.counts["conflicting"] or shown.counts["refused"] else DONE


def _summary(handover: HandOver) -> Mapping[str, Any]:
    kinds: dict[str, int] = {}
    for version in handover.versions:
        kinds[version.kind] = kinds.get(version.kind, 0) + 1
    names = {coder.id: coder.name for coder in handover.coders}
    return {
        "project": handover.project, "name": handover.project_name, "purpose": handover.purpose,
        "made_by": names.get(handover.made_by, ""), "program": handover.program, "note": handover.note,
        "layers": [names.get(layer, layer) for layer in handover.layers], "coders": handover.coders,
        "codebooks": [{"key": book.key, "version": book.version} for book in handover.codebooks],
        "articles": len(handover.articles),
        "texts": sum(each.text is not None for each in handover.articles), "units": kinds,
    }  # fmt: skip


def _told(handover: HandOver) -> str:
    """What is in it, in one sentence."""
    from curator.domain.handover import PACKET

    names = {coder.id: coder.name for coder in handover.coders}
    who = ", ".join(names.get(layer, layer) for layer in handover.layers)
    what = "A packet" if handover.purpose == PACKET else f"The work of {who}" if who else "A hand-over"
    texts = sum(each.text is not None for each in handover.articles)
    articles = "1 article" if len(handover.articles) == 1 else f"{len(handover.articles):,} articles"
    incidents = sum(version.kind == "incident" and not version.gone for version in handover.versions)
    coded = "1 incident" if incidents == 1 else f"{incidents:,} incidents"
    end = "" if texts == len(handover.articles) else f" ({texts:,} with text)"
    return f"{what} of “{handover.project_name}”: {articles}{end}, {coded}."


def _show(handover: HandOver, shown: Preview) -> None:
    say.result(_told(handover))
    say.result(shown.sentence)
    for match in shown.articles:
        if match.how not in ("id", "added"):
            say.message(f"Article “{match.title}” ({match.handed}): {_HOW[match.how]}.")
        for row_id, title in match.candidates:
            say.message(f"  here: “{title}” ({row_id})")
    for coder in shown.coders:
        if coder.name != coder.name_here:
            say.message(f"{coder.name} is called {coder.name_here} here, because somebody has that name already.")
    for book in shown.codebooks:
        if not book.known:
            say.message(book.refused or f"The codebook {book.key} {book.version} would be kept beside the one here.")
    if shown.mapping is not None and not shown.mapping.same_fields:
        for words, some in (
            ("Fields that this project's codebook lacks", shown.mapping.fields_there),
            ("Fields that theirs lacks", shown.mapping.fields_here),
            ("Choices that this project's codebook lacks", shown.mapping.choices_there),
            ("Choices that theirs lacks", shown.mapping.choices_here),
        ):
            if some:
                say.message(f"{words}: {', '.join(some)}.")
    _show_refused(shown.outcomes)


_HOW = {
    "url": "found by its text and address", "source_file": "found by its text and file name",
    "outlet": "found by its text and outlet", "choice": "taken for the one that was named",
    "same_text": "an article here has the same text; say with --same-text whether it is this one",
    "missing": "not here, and its text did not come along", "other_text": "here it has another text",
}  # fmt: skip


def _show_refused(outcomes: Iterable[Outcome]) -> None:
    reasons: dict[str, int] = {}
    for each in outcomes:
        if each.outcome == "refused":
            reasons[each.reason] = reasons.get(each.reason, 0) + 1
    for reason, count in reasons.items():
        say.message(f"Refused: {count:,}. {reason}")


# -- receive -----------------------------------------------------------------------------------------------------------
def run_receive(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.tasks.handover_files import open_handover

    told: dict[str, Any] = {}
    complete = True
    with writing(arguments) as workspace:
        for file in arguments.files:
            try:
                handover = open_handover(file, running.cancelled)
            except InputRefused as fault:
                told[str(file)] = {"refused": fault.sentence, "places": fault.places}
                complete = False
                say.message(f"{file.name}: {fault.sentence}")
                continue
            report = _received(workspace, handover, arguments.same_text, running)
            told[str(file)] = report
            complete = complete and report.complete
            if not arguments.json:
                _show_report(file, report)
    if arguments.json:
        say.as_json(told)
    return DONE if complete else PARTLY


def _received(workspace: Workspace, handover: HandOver, same_text: list[str], running: Running) -> HandOverReport:
    from curator.domain.faults import InputRefused
    from curator.tasks.handover import preview, receive
    from curator.tasks.handover_files import same_text_answers

    answers: dict[str, str] = {}
    if same_text:
        try:
            answers = same_text_answers(preview(workspace, handover), same_text)
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault
    report = receive(workspace, handover, same_text=answers, progress=running.progress, cancelled=running.cancelled)
    running.progress.clear()
    return report


def _show_report(file: Path, report: HandOverReport) -> None:
    say.result(f"{file.name}: {report.sentence}")
    for match in report.undecided:
        say.message(f"Article “{match.title}” ({match.handed}): {_HOW[match.how]}.")
    for name, name_here in report.renamed:
        say.message(f"{name} is called {name_here} here, because somebody has that name already.")
    for each in report.codebooks_kept:
        say.message(f"The codebook {each} is kept beside the one in force.")
    for each in report.codebooks_refused:
        say.message(each)
    _show_refused(report.refused)
