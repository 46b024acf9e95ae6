# SPDX-License-Identifier: MIT
"""curator export: the data set, in any format."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_project, add_viewer, looking, text, viewer
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.formats.export_profile import ExportProfile
    from curator.tasks.export import ExportOptions, ExportReport
    from curator.workspace import Workspace

_LAYERS = ("auto", "consensus", "all")


def add(commands: Any) -> None:
    parser = commands.add_parser("export", help="write the data set into a folder", allow_abbrev=False)
    add_project(parser)
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="a folder that is new or empty")
    parser.add_argument(
        "--format", metavar="NAME", type=text, default=None, help="csv (the default), csv-for-excel, xlsx, jsonl, "
        "geojson, acled-like, ucdp-ged-like, html, or that of an installed package",
    )  # fmt: skip
    parser.add_argument(
        "--profile", metavar="NAME", type=text, default=None,
        help="as this profile of the project says; other options go before it",
    )  # fmt: skip
    parser.add_argument(
        "--layer", metavar="auto|consensus|all|CODER", type=text, default=None,
        help="whose work: what is settled or the only one (auto, the default), the consensus, everybody's, or one "
        "coder's",
    )  # fmt: skip
    parser.add_argument(
        "--filter", metavar="FILE", type=Path, default=None, help="only the incidents that fit this filter (JSON)"
    )
    parser.add_argument("--article", metavar="N", type=text, action="append", default=[], help="only this article")
    parser.add_argument("--incident", metavar="N", type=text, action="append", default=[], help="only this incident")
    parser.add_argument("--labels", action="store_true", help="labels instead of codes, where the format has both")
    parser.add_argument("--without-texts", action="store_true", help="leave the articles' texts out")
    parser.add_argument("--with-memos", action="store_true", help="private memos, proposals and comments go along")
    parser.add_argument("--with-withdrawn", action="store_true", help="withdrawn incidents go along")
    parser.add_argument(
        "--for-excel", action="store_true", help="files for spreadsheets: cells that would run as formulas are disarmed"
    )
    parser.add_argument("--replace", action="store_true", help="replace an earlier data set in the folder")
    add_viewer(parser, unblind=True)
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.assigning import open_layers
    from curator.tasks.export import export_set

    with looking(arguments, arguments.unblind) as workspace:
        profile, altered = _profile(workspace, arguments.profile)
        options = _options(workspace, arguments, profile)
        if arguments.unblind is not None:
            open_layers(workspace, arguments.unblind)
        for sentence in altered:
            say.message(sentence)
        report = export_set(
            workspace, arguments.to, options, progress=running.progress, cancelled=running.cancelled
        )  # fmt: skip
    running.progress.clear()
    _tell(report, arguments.json)
    return DONE if report.complete and not altered else PARTLY


def _profile(workspace: Workspace, name: str | None) -> tuple[ExportProfile, list[str]]:
    """The profile of this name, and what a changed codebook alters in it. Raises WrongUse where there is none."""
    from curator.formats.export_profile import ExportProfile
    from curator.tasks.profiles import no_profile, profile_named

    if name is None:
        return ExportProfile(), []
    with workspace.read() as reads:
        found = profile_named(workspace, reads, name)
        if found is None:
            raise WrongUse(no_profile(reads, name))
    return found.profile, [f"Profile “{name}”: {sentence}" for sentence in found.alterations]


def _options(workspace: Workspace, arguments: Namespace, profile: ExportProfile) -> ExportOptions:
    from curator.domain.faults import UserFault
    from curator.tasks.profiles import options_of

    if arguments.format is not None:
        _require_format(arguments.format)
    more: dict[str, Any] = {
        "layer": layer_named(workspace, arguments.layer if arguments.layer is not None else profile.layer),
        "format": arguments.format if arguments.format is not None else profile.format,
        "texts": profile.texts and not arguments.without_texts,
        "memos": profile.memos or arguments.with_memos,
        "labels": profile.labels or arguments.labels,
        "include_withdrawn": profile.withdrawn or arguments.with_withdrawn,
        "filter": _filter(arguments.filter) if arguments.filter is not None else profile.filter,
        "for_excel": arguments.for_excel,
        "replace": arguments.replace,
        "viewer": viewer(workspace, arguments.viewer),
    }
    with workspace.read() as reads:
        articles = [(n, reads.article(int(n) if n.isdecimal() and len(n) < 16 else n)) for n in arguments.article]
        missing = next((n for n, article in articles if article is None), None)
        if missing is not None:
            raise WrongUse(f"There is no article {missing} in this project. Nothing was written.")
        try:
            incidents = tuple(reads.find_incident(n).id for n in arguments.incident)
        except UserFault as fault:
            raise WrongUse(fault.sentence) from fault
    more |= {"articles": tuple(article.id for _, article in articles if article is not None), "incidents": incidents}
    return options_of(profile, arguments.profile or "", **more)


def _require_format(name: str) -> None:
    from curator.domain.faults import InputRefused
    from curator.formats.dataset_writers import installed_writers

    try:
        installed_writers().named(name)
    except InputRefused as fault:
        raise WrongUse(fault.sentence) from fault


def layer_named(workspace: Workspace, layer: str) -> str:
    from curator.domain.faults import InputRefused
    from curator.tasks.coders import find_coder

    if layer in _LAYERS:
        return layer
    with workspace.read() as reads:
        try:
            return find_coder(reads.coders(), layer).id
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault


def _filter(path: Path) -> Any:
    from curator.domain.faults import InputRefused
    from curator.domain.filtering import IncidentFilter

    try:
        return IncidentFilter.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"The filter {path} cannot be read. Nothing was written.") from error
    except InputRefused as fault:
        raise WrongUse(fault.sentence) from fault


def _tell(report: ExportReport, as_json: bool) -> None:
    if as_json:
        say.as_json(report)
        return
    say.result(str(report.folder))
    say.message(report.sentence)
    for cell in report.formula_cells:
        lines = ", ".join(map(str, cell.lines[:5])) + (" ..." if cell.count > len(cell.lines[:5]) else "")
        say.message(f"  {cell.file}, column {cell.column}: {cell.count} cell(s), line {lines}")
    for left in report.left_out:
        say.message(f"  article {left.article} was left out: {left.reason}")
    for each in report.unsettled:
        say.message(f"  article {each.article}: {each.open} still to settle in the review")
