# SPDX-License-Identifier: MIT
"""incidents.csv of 100,000 incidents, beside the `sqlite3 -csv` command line printing the same columns.

Target: within 2 x CPU. The time of the whole set stands beside it, and the memory of the process.

    python tests/benchmarks/bench_export.py [INCIDENTS]
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.assets import asset
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Evidence, Incident, Row, Scalar
from curator.domain.ids import derived_id
from curator.formats.codebook_toml import read_codebook_file
from curator.formats.csv_columns import incidents_file
from curator.formats.csv_lines import header_line
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.store import dataset
from curator.store.dataset import LineColumn
from curator.store.proposals import Shown
from curator.tasks.export import export_set
from curator.workspace import Workspace
from tests.benchmarks.figures import noise, report, seconds

RUNS = 3
PER_ARTICLE = 50
TEXT = "Two were killed and three wounded near a checkpoint south of the city on Friday. " * 40
CODER = Coder(derived_id("coder"), "Coder 1")


def incident(article: str, codebook_id: str, number: int) -> Incident:
    """A plausible incident: 20 values, 3 rows, 8 spans."""
    name = derived_id("incident", article, str(number))
    values: dict[str, Scalar] = {
        "title": f"Attack no {number}, “near the city”", "event_type": "battle", "sub_event_type": "armed_clash",
        "stage": "accomplished", "civilian_targeting": "no", "date_text": "on Friday", "date_start": "2019-11-08",
        "date_end": "2019-11-08", "date_precision": "day", "date_basis": "relative", "location_text": "near the city",
        "location_name": "City", "admin1": "Nineveh", "country": "IRQ", "geo_precision": "2", "latitude": 36.34,
        "longitude": 43.13, "coord_source": "gazetteer", "report_status": "reported", "certainty": "probable",
        "scope": "in_scope", "notes": "On 8 November 2019, fighters attacked a checkpoint, killing two.",
    }  # fmt: skip
    rows = (
        Row(derived_id(name, "a"), "actors", 0, {"role": "initiator", "canonical": "Group", "type": "rebel_group"}),
        Row(derived_id(name, "b"), "actors", 1, {"role": "target", "canonical": "Army", "type": "state_forces"}),
        Row(derived_id(name, "c"), "casualties", 0, {
            "kind": "killed", "group": "all", "low": 2, "best": 2, "high": 2, "qualifier": "exact"}),
    )  # fmt: skip
    spans = tuple(
        Evidence(derived_id(name, str(at)), article, at * 10, at * 10 + 8, TEXT[at * 10 : at * 10 + 8], "direct", name,
                 "", field, 0)
        for at, field in enumerate(("", "event_type", "date_text", "date_start", "location_text", "country"))
    )  # fmt: skip
    return Incident(
        name, article, CODER.id, codebook_id, position=number, created="2020-01-01T00:00:00.000Z", values=values,
        rows=rows, evidence=spans,
    )  # fmt: skip


def fill(workspace: Workspace, count: int) -> None:
    for first in range(0, count, PER_ARTICLE):
        article = workspace.run(AddArticles((NewArticle(TEXT, {"title": f"Article {first}", "outlet": "A, B"}),)))[0]
        with workspace.read() as reads:
            there = reads.article(article)
        assert there
        some = tuple(incident(article, workspace.codebook_id, n) for n in range(min(PER_ARTICLE, count - first)))
        workspace.run(ReceiveCoding(ArticleCoding(there, TEXT, some), (CODER,)))


def columns(codebook: Codebook) -> tuple[list[LineColumn], str]:
    file = incidents_file(codebook)
    return [LineColumn(c.source, bool(c.quoted), c.derived) for c in file.columns], header_line(file.names)


def ours(workspace: Workspace, target: Path) -> None:
    some, header = columns(workspace.codebook)
    with workspace.read() as reads, target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(header)
        for batch in dataset.incident_lines(reads.connection, workspace.codebook, some, lambda *_: True):
            stream.writelines(batch)


def command_line(workspace: Workspace, target: Path) -> float:
    """CPU seconds of `sqlite3 -csv` for the same columns in the same order."""
    some, _ = columns(workspace.codebook)
    with workspace.read() as reads:
        shown = Shown(reads.connection, workspace.codebook)
        plain = [LineColumn(c.source, False, c.derived) for c in dataset._without_repeats(some)]
        cells = [dataset._incident_cell(reads.connection, shown, column) for column in plain]
    sql = (
        f"SELECT {', '.join(cells)} FROM articles a CROSS JOIN incidents i ON i.article = a.id "
        "JOIN coders k ON k.id = i.coder JOIN codebooks b ON b.id = i.codebook ORDER BY a.id, i.position, i.id"
    ).replace("number_text(", "(")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with target.open("wb") as stream:
        subprocess.run(["sqlite3", "-readonly", "-header", "-csv", str(workspace.path), sql], stdout=stream, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    if shutil.which("sqlite3") is None:
        print("This benchmark needs the sqlite3 command line.", file=sys.stderr)
        return 2
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    codebook = read_codebook_file(Path(str(asset("codebooks/incidents.toml"))))
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        with Workspace.create(folder / "a.curator", codebook) as workspace:
            fill(workspace, count)
            mine, base = [], []
            for run in range(RUNS):
                mine.append(seconds(partial(ours, workspace, folder / f"ours{run}.csv"))[0])
                base.append(command_line(workspace, folder / f"theirs{run}.csv"))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            whole = seconds(lambda: export_set(workspace, folder / "set"))
            memory_after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "incidents": count, "ours_cpu_s": round(sorted(mine)[1], 2), "sqlite3_cpu_s": round(sorted(base)[1], 2),
        "ratio_cpu": round(sorted(mine)[1] / sorted(base)[1], 2), "noise_ours": noise(mine),
        "noise_sqlite3": noise(base),
        "whole_set_cpu_s": round(whole[0], 1), "whole_set_wall_s": round(whole[1], 1),
        "memory_mb": round(memory_after), "memory_before_set_mb": round(memory),
    }  # fmt: skip
    return report("incidents.csv", figures, {"ratio_cpu": 2.0, "memory_mb": 300})


if __name__ == "__main__":
    sys.exit(main())
