# SPDX-License-Identifier: MIT
"""A data set that was corrected in a spreadsheet comes back as a list of changes: what a program did by itself is none,
what changed on both sides is shown, what is missing goes only where it is ticked, one Undo takes all back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Incident
from curator.domain.faults import InputRefused
from curator.formats.csv_lines import read_lines
from curator.operations import (
    AddArticles,
    AddCoder,
    AddIncident,
    AddRow,
    NewArticle,
    RemoveIncident,
    RemoveRow,
    SetArticleValue,
    SetIncidentStatus,
    SetValue,
)
from curator.store.reads import Reads
from curator.tasks.corrected_files import is_returned_set, read_returned
from curator.tasks.correction_list import Correction, CorrectionList
from curator.tasks.corrections import find_corrections
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.take_corrections import take_corrections
from curator.workspace import Workspace
from tests.sound_case import TEXT, incidents_codebook

pytestmark = pytest.mark.slow  # each file is read in a process of its own

Rows = list[dict[str, str]]
VALUES = {
    "title": "=Attack", "event_type": "battle", "date_start": "2019-11-08", "date_end": "2019-11-08",
    "latitude": 36.185527, "location_name": "007", "notes": "Rebels; and\n“guards”, 10-12", "admin1": "10-12",
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", incidents_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        (article,) = workspace.run(AddArticles((NewArticle(TEXT, {"title": "An article", "published": "2019-11-09"}),)))
        for title in ("=Attack", "Second"):
            made = workspace.run(AddIncident(article, None, {**VALUES, "title": title}))
            workspace.run(
                AddRow(made, "casualties", {"kind": "killed", "group": "all", "low": 2, "best": 2, "high": 2})
            )
            workspace.run(AddRow(made, "actors", {"role": "initiator", "name_text": "Army"}))
        yield workspace


@pytest.fixture(params=["csv", "csv-for-excel"])
def folder(project: Workspace, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return exported(project, tmp_path / "set", str(request.param))


def exported(project: Workspace, folder: Path, format_: str = "csv") -> Path:
    export_set(project, folder, ExportOptions(format=format_, layer="all"))
    return folder


def file_of(folder: Path, name: str) -> Path:
    return next(path for path in (folder / f"{name}.csv", folder / f"{name}-for-excel.csv") if path.exists())


def correct(folder: Path, name: str, change: Callable[[Rows], Rows], *, sign: str = ";", end: str = "\n") -> None:
    """Write a file as a spreadsheet would: another separator, other line ends, a byte order mark."""
    path = file_of(folder, name)
    lines = [cells for _, cells in read_lines(path)]
    rows = change([dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]])
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign, lineterminator=end)
    writer.writerows([lines[0], *([row[name] for name in lines[0]] for row in rows)])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def back(project: Workspace, path: Path) -> CorrectionList:
    return find_corrections(project, read_returned(path, project.codebook))


def by(found: CorrectionList) -> dict[tuple[str, str], Correction]:
    return {(one.kind, one.field): one for one in found.corrections}


def incidents(project: Workspace) -> list[Incident]:
    with project.read() as reads:
        return [one for article in reads.article_ids() for one in reads.coding(article).incidents]


def as_excel(rows: Rows) -> Rows:
    """What a spreadsheet does by itself to each kind of cell."""
    altered = {
        "2019-11-08": "08/11/2019", "36.185527": "36,185527", "007": "7", "10-12": "12-Oct", "2": "2.0",
    }  # fmt: skip
    return [
        {name: altered.get(cell, cell) if name != "position" else cell for name, cell in row.items()} for row in rows
    ]


def test_a_set_that_a_spreadsheet_wrote_again_holds_no_change(project: Workspace, folder: Path) -> None:
    assert is_returned_set(folder)
    assert back(project, folder).corrections == ()
    for name in ("incidents", "casualties", "actors", "articles"):
        correct(folder, name, as_excel if name != "articles" else lambda rows: rows)
    assert back(project, folder).corrections == ()
    assert back(project, file_of(folder, "incidents")).sentence == f"{folder.name}: nothing was corrected."


def test_what_was_corrected_is_listed_with_old_and_new_taken_and_undone(project: Workspace, folder: Path) -> None:
    def change(rows: Rows) -> Rows:
        rows = as_excel(rows)
        rows[0]["date_end"], rows[0]["event_type"] = "09/11/2019", "Riots"
        rows[1]["notes"], rows[1]["status"] = "", "finished"
        rows[1]["event_type"] = "war"
        return rows

    correct(folder, "incidents", change)
    correct(folder, "casualties", lambda rows: [{**rows[0], "best": "3"}, *rows[1:]])
    correct(folder, "articles", lambda rows: [{**rows[0], "outlet": "Daily"}])
    before = incidents(project)
    found = back(project, folder)
    listed = {(one.where, one.label): (one.old, one.new) for one in found.corrections}
    assert listed[("“=Attack”", "Date: Last day")] == ("2019-11-08", "2019-11-09")
    assert listed[("“Second”", "Notes")] == (VALUES["notes"], "")
    assert listed[("“Second”", "Status")] == ("draft", "finished")
    assert listed[("“=Attack”, Casualties 1", "Count: Best")] == ("2", "3")
    assert listed[("article “An article”", "Outlet")] == ("", "Daily")
    refused = {one.new: one.refused for one in found.corrections if one.refused}
    assert refused == {"war": "“war” is not in the list event_types", "Riots": "“Riots” is not in the list event_types"}
    report = take_corrections(project, [one for one in found.corrections if one.usual])
    assert (report.taken, report.not_taken) == (5, ())
    after = incidents(project)
    assert (after[0].values["date_end"], after[1].status, "notes" in after[1].values) == (
        "2019-11-09",
        "finished",
        False,
    )
    assert after[0].rows_of("casualties")[0].values["best"] == 3
    assert back(project, folder).sentence.endswith("2 that cannot be taken.")
    step = project.undo_target()
    assert step is not None
    assert step.note.startswith("Corrections from ")
    project.undo()
    assert incidents(project) == before


def test_what_was_changed_on_both_sides_is_a_conflict_and_what_changed_here_alone_is_nothing(
    project: Workspace, folder: Path
) -> None:
    first, second = incidents(project)
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, rows[1]])
    project.run(SetValue(first.id, "admin1", "Mosul"))
    project.run(SetValue(second.id, "admin1", "Basra"))
    (found,) = back(project, folder).corrections
    assert (found.old, found.new, found.exported, found.conflict, found.usual) == (
        "Mosul",
        "Erbil",
        "10-12",
        True,
        False,
    )
    assert found.remark == "changed in the project too since the export (it was “10-12”)"
    assert take_corrections(project, [found]).taken == 1
    assert incidents(project)[0].values["admin1"] == "Erbil"


def test_a_status_that_was_set_here_since_the_export_is_not_set_back(project: Workspace, folder: Path) -> None:
    first, second = incidents(project)
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, {**rows[1], "status": "finished"}])
    project.run(SetIncidentStatus(first.id, "withdrawn"))
    project.run(SetIncidentStatus(second.id, "withdrawn"))
    found = back(project, folder).corrections
    assert [(one.field, one.conflict) for one in found] == [("admin1", False), ("status", True)]
    assert (found[1].old, found[1].new, found[1].exported) == ("withdrawn", "finished", "draft")
    assert take_corrections(project, [one for one in found if one.usual]).taken == 1
    assert [one.status for one in incidents(project)] == ["withdrawn", "withdrawn"]


def test_where_the_log_of_the_set_is_not_there_a_changed_status_is_asked_about(
    project: Workspace, folder: Path
) -> None:
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, {**rows[1], "status": "finished"}])
    file_of(folder, "changes").unlink()
    project.run(SetIncidentStatus(incidents(project)[0].id, "withdrawn"))
    found = [one for one in back(project, folder).corrections if one.field == "status"]
    assert [(one.new, one.conflict) for one in found] == [("draft", True), ("finished", False)]


def test_what_is_missing_goes_only_where_it_is_ticked_and_what_is_new_comes(project: Workspace, folder: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [rows[0], {**rows[0], "id": "", "title": "Third", "event_type": "riot"}]

    correct(folder, "incidents", change)
    correct(folder, "actors", lambda rows: [rows[0], {**rows[0], "id": "", "name_text": "Police"}, rows[1]])
    found = back(project, folder)
    kinds = {one.kind: one for one in found.corrections if not one.group}
    assert kinds["removed"].where == "“Second”"
    assert (kinds["removed"].usual, kinds["added"].usual) == (False, True)
    assert take_corrections(project, [one for one in found.corrections if one.usual]).taken == 2
    assert [one.values["title"] for one in incidents(project)] == ["=Attack", "Second", "Third"]
    assert [row.values["name_text"] for row in incidents(project)[0].rows_of("actors")] == ["Army", "Police"]
    assert take_corrections(project, [kinds["removed"]]).taken == 1
    assert [one.values["title"] for one in incidents(project)] == ["=Attack", "Third"]


def test_a_file_that_comes_back_twice_adds_nothing_twice(project: Workspace, folder: Path) -> None:
    correct(folder, "incidents", lambda rows: [*rows, {**rows[0], "id": "", "title": "Third"}])
    correct(folder, "actors", lambda rows: [*rows, {**rows[0], "id": "", "name_text": "Police"}])
    assert take_corrections(project, [one for one in back(project, folder).corrections if one.usual]).taken == 2
    again = back(project, folder).corrections
    assert [one.refused for one in again] == [
        "an incident of yours with all these values is in the article already",
        "a row with all these values is in the incident already",
    ]
    assert take_corrections(project, [one for one in again if one.usual]).taken == 0


def test_a_computed_cell_is_said_not_taken(project: Workspace, folder: Path) -> None:
    correct(folder, "incidents", lambda rows: [{**rows[0], "killed_best": "9"}, *rows[1:]])
    (found,) = back(project, folder).corrections
    assert found.refused == "it is computed from other values; correct those"


def test_only_the_own_layer_is_corrected(project: Workspace, folder: Path) -> None:
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, *rows[1:]])
    project.act_as(project.run(AddCoder("Bob")))
    (found,) = back(project, folder).corrections
    assert found.refused == "it is in the layer of Ann, who alone corrects it"
    assert (found.old, found.exported) == ("", ""), "whose work may be hidden"
    assert take_corrections(project, [found]).taken == 0


def test_nothing_of_a_colleagues_incident_is_told_by_a_file_alone(
    project: Workspace, folder: Path, tmp_path: Path
) -> None:
    """Not even whether a guess is right: what comes back is the same for every guess."""
    told = set()
    project.act_as(project.run(AddCoder("Bob")))
    for admin1, status, day, low in (
        ("guess", "finished", "2001-01-01", "9"), ("10-12", "draft", "2019-11-08", "2"), ("", "", "", ""),
    ):  # fmt: skip

        def guess(
            rows: Rows, admin1: str = admin1, status: str = status, day: str = day, low: str = low
        ) -> Rows:  # fmt: skip
            return [
                {**row, **{key: cell for key, cell in
                           (("admin1", admin1), ("status", status), ("date_start", day), ("low", low)) if key in row}}
                for row in rows
            ]  # fmt: skip

        for name in ("incidents", "casualties"):
            correct(folder, name, guess, sign=",")
            alone = tmp_path / f"alone-{name}.csv"
            alone.write_bytes(file_of(folder, name).read_bytes())
            found = back(project, alone)
            assert found.corrections == ()
            told.add((name, found.told))
    assert len(told) == 2
    assert all("2 lines are of other layers" in sentences[0] for _, sentences in told)


def test_a_row_of_a_colleague_tells_not_whether_it_is_still_there(
    project: Workspace, folder: Path, tmp_path: Path
) -> None:
    row = next(one for one in incidents(project)[0].rows if one.group == "casualties").id
    alone = tmp_path / "alone.csv"
    alone.write_bytes(file_of(folder, "casualties").read_bytes())
    ann, bob = project.coder, project.run(AddCoder("Bob"))
    assert ann is not None
    project.act_as(bob)
    before = back(project, alone), back(project, folder)
    project.act_as(ann)
    project.run(RemoveRow(row))
    project.act_as(bob)
    assert (back(project, alone), back(project, folder)) == before


def test_changed_words_are_said_not_to_be_read_back(project: Workspace, folder: Path) -> None:
    path = file_of(folder, "evidence")
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    (told,) = back(project, folder).told
    assert told.startswith(f"{path.name} was changed too; it is not read back")
    assert "words in the window" in told


def test_many_corrections_of_one_article_read_it_once(
    project: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(folder, "incidents", lambda rows: [{**row, "admin1": "Erbil", "admin2": "Makhmur"} for row in rows])
    found = back(project, folder)
    read: list[str] = []
    coding = Reads.coding

    def counted(self: Reads, article: str, *others: object, **named: object) -> object:
        read.append(article)
        return coding(self, article, *others, **named)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(Reads, "coding", counted)
    assert take_corrections(project, found.corrections).taken == 4
    assert len(read) == 1
    monkeypatch.undo()
    assert [one.values["admin2"] for one in incidents(project)] == ["Makhmur", "Makhmur"]


def test_a_value_of_what_is_gone_by_then_is_passed_over(project: Workspace, folder: Path) -> None:
    incident = incidents(project)[0]
    project.run(SetValue(incident.id, "admin1", None))
    export_set(project, folder.parent / "again", ExportOptions(layer="all"))
    correct(folder.parent / "again", "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, *rows[1:]])
    (found,) = back(project, folder.parent / "again").corrections
    project.run(RemoveIncident(incident.id))
    report = take_corrections(project, [found])
    assert (report.taken, [why for _, why in report.not_taken]) == (0, ["it was changed meanwhile"])


def test_what_changes_between_the_list_and_the_step_stays(project: Workspace, folder: Path) -> None:
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, *rows[1:]])
    (found,) = back(project, folder).corrections
    project.run(SetValue(found.incident, "admin1", "Basra"))
    report = take_corrections(project, [found])
    assert (report.taken, report.not_taken) == (0, (("“=Attack”, Location: Province", "it was changed meanwhile"),))
    project.run(RemoveIncident(found.incident))
    assert back(project, folder).corrections[0].refused == "this incident was taken out of the project since the export"


def test_one_file_alone_is_known_by_its_headings(project: Workspace, folder: Path, tmp_path: Path) -> None:
    correct(folder, "incidents", lambda rows: [{**rows[0], "admin1": "Erbil"}, *rows[1:]])
    alone = tmp_path / "corrected by Ann.csv"
    alone.write_bytes(file_of(folder, "incidents").read_bytes())
    found = back(project, alone)
    if not any("computed" in one.refused for one in found.corrections):
        assert [(one.field, one.old, one.new) for one in found.corrections if one.field == "admin1"] == [
            ("admin1", "10-12", "Erbil")
        ]
    assert "cannot be told" in found.told[0]
    alone.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputRefused, match="no file of a data set"):
        read_returned(alone, project.codebook)
    with pytest.raises(InputRefused, match="is no data set"):
        read_returned(tmp_path, project.codebook)


def test_a_workbook_saved_beside_the_file_is_read_too(project: Workspace, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = exported(project, tmp_path / "set")
    book = openpyxl.Workbook()
    for number, (_, cells) in enumerate(read_lines(folder / "incidents.csv")):
        book.active.append(["Erbil" if number == 1 and cell == "10-12" else cell for cell in cells])
        for cell in book.active[number + 1]:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type  # a text, as a spreadsheet imports it
    book.save(folder / "incidents.xlsx")
    assert [(one.field, one.new) for one in back(project, folder).corrections] == [("admin1", "Erbil")]


def test_metadata_that_the_project_has_now_is_no_change(project: Workspace, folder: Path) -> None:
    correct(folder, "articles", lambda rows: [{**rows[0], "title": "Corrected"}])
    (found,) = back(project, folder).corrections
    project.run(SetArticleValue(found.article, "title", "Corrected"))
    assert back(project, folder).corrections == ()
