# SPDX-License-Identifier: MIT
"""A way to make each operation, so that it fits a project in a random state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    INCIDENT_STATUSES,
    READING_STATES,
    ROLES,
)
from tests.codings_strategy import ONE_LINE
from tests.operation_makers.assigning import open_layers, pairs, set_project_value, unassign
from tests.operation_makers.comments import add_comment, own_comment, remove_comment
from tests.operation_makers.incidents import (
    add_incident,
    finish_article,
    merge_incidents,
    nothing_to_code,
    reopen_article,
    split_incident,
)
from tests.operation_makers.project import Project
from tests.operation_makers.receiving import choose_version, receive_hand_over
from tests.operation_makers.review import (
    accept_incident,
    adopt_agreed,
    adopt_row,
    adopt_value,
    check_value,
    pair_incidents,
    reject_incident,
    reject_row,
    reopen_incident,
    return_incident,
    settle_neither,
    settle_row,
    take_over,
    uncheck_value,
)
from tests.operation_makers.values import (
    accept_proposals,
    add_row,
    copy_values,
    set_article_value,
    set_value,
    set_values,
)
from tests.operation_makers.whole import (
    add_articles,
    add_from_table,
    add_release,
    adopt_codebook,
    carry_over,
    drop_all_waiting,
    drop_waiting,
    pair_articles,
    place_waiting,
    receive_coding,
    remove_release,
    remove_saved,
    save,
)
from tests.operation_makers.words import (
    add_evidence,
    add_not_codable,
    change_not_codable,
    give_words,
    move_evidence,
    own_evidence,
    own_passage,
    retarget_evidence,
)

MAKERS: dict[type, Callable[[Project], Any]] = {
    verbs.AddArticles: add_articles,
    verbs.RemoveArticle: lambda p: verbs.RemoveArticle(p.pick("articles")),
    verbs.SetReading: lambda p: verbs.SetReading(p.pick("articles"), p.draw(st.sampled_from(READING_STATES))),
    verbs.SetArticleValue: set_article_value,
    verbs.AddIncident: add_incident,
    verbs.RemoveIncident: lambda p: verbs.RemoveIncident(p.own_incident()[0]),
    verbs.MoveIncident: lambda p: verbs.MoveIncident(p.own_incident()[0], p.draw(st.integers(0, 4))),
    verbs.SetIncidentStatus: lambda p: verbs.SetIncidentStatus(
        p.own_incident()[0], p.draw(st.sampled_from(INCIDENT_STATUSES))
    ),
    verbs.SetValue: set_value,
    verbs.SetValues: set_values,
    verbs.AcceptProposals: accept_proposals,
    verbs.GiveWords: give_words,
    verbs.DuplicateIncident: lambda p: verbs.DuplicateIncident(p.own_incident()[0]),
    verbs.SplitIncident: split_incident,
    verbs.MergeIncidents: merge_incidents,
    verbs.CopyValues: copy_values,
    verbs.FinishArticle: finish_article,
    verbs.ReopenArticle: reopen_article,
    verbs.NothingToCode: nothing_to_code,
    verbs.AddRow: add_row,
    verbs.RemoveRow: lambda p: verbs.RemoveRow(p.row()[1]),
    verbs.MoveRow: lambda p: verbs.MoveRow(p.row()[1], p.draw(st.integers(0, 3))),
    verbs.AddEvidence: add_evidence,
    verbs.MoveEvidence: move_evidence,
    verbs.RetargetEvidence: retarget_evidence,
    verbs.SetEvidenceRole: lambda p: verbs.SetEvidenceRole(own_evidence(p)[0], p.draw(st.sampled_from(ROLES))),
    verbs.RemoveEvidence: lambda p: verbs.RemoveEvidence(own_evidence(p)[0]),
    verbs.AddComment: add_comment,
    verbs.ChangeComment: lambda p: verbs.ChangeComment(own_comment(p), p.draw(ONE_LINE)),
    verbs.ResolveComment: lambda p: verbs.ResolveComment(p.pick("comments"), p.draw(st.booleans())),
    verbs.RemoveComment: remove_comment,
    verbs.AddNotCodable: add_not_codable,
    verbs.ChangeNotCodable: change_not_codable,
    verbs.RemoveNotCodable: lambda p: verbs.RemoveNotCodable(own_passage(p)[0]),
    verbs.Assign: lambda p: verbs.Assign(pairs(p)),
    verbs.Unassign: unassign,
    verbs.OpenLayers: open_layers,
    verbs.SetProjectValue: set_project_value,
    verbs.RenameProject: lambda p: verbs.RenameProject(p.draw(ONE_LINE)),
    verbs.AddCoder: lambda p: verbs.AddCoder(f"Coder {p.workspace.ids.new()}"),
    verbs.AdoptCodebook: adopt_codebook,
    verbs.ReceiveCoding: receive_coding,
    verbs.AddFromTable: add_from_table,
    verbs.ReceiveHandOver: receive_hand_over,
    verbs.ChooseVersion: choose_version,
    verbs.PairIncidents: pair_incidents,
    verbs.CheckValue: check_value,
    verbs.UncheckValue: uncheck_value,
    verbs.ReturnIncident: return_incident,
    verbs.RejectIncident: reject_incident,
    verbs.ReopenIncident: reopen_incident,
    verbs.AcceptIncident: accept_incident,
    verbs.AdoptAgreed: adopt_agreed,
    verbs.AdoptValue: adopt_value,
    verbs.SettleNeither: settle_neither,
    verbs.AdoptRow: adopt_row,
    verbs.SettleRow: settle_row,
    verbs.RejectRow: reject_row,
    verbs.TakeOver: take_over,
    verbs.Save: save,
    verbs.CarryOver: carry_over,
    verbs.PairArticles: pair_articles,
    verbs.PlaceWaiting: place_waiting,
    verbs.DropWaiting: drop_waiting,
    verbs.DropAllWaiting: drop_all_waiting,
    verbs.RemoveSaved: remove_saved,
    verbs.AddRelease: add_release,
    verbs.RemoveRelease: remove_release,
}
