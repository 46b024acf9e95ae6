# SPDX-License-Identifier: MIT
"""The verbs: the only ways in which a project changes. OPERATIONS lists every one."""

from curator.operations.article_pairs import PairArticles
from curator.operations.articles import AddArticles, FieldWords, NewArticle, RemoveArticle, SetReading
from curator.operations.assigning import Assign, OpenLayers, Unassign
from curator.operations.carrying_over import CarriedOver, CarryOver
from curator.operations.choose_version import ChooseVersion
from curator.operations.comments import AddComment, ChangeComment, RemoveComment, ResolveComment
from curator.operations.copies import CopyValues, DuplicateIncident, SplitIncident
from curator.operations.evidence import (
    AddEvidence,
    AddNotCodable,
    ChangeNotCodable,
    MoveEvidence,
    RemoveEvidence,
    RemoveNotCodable,
    RetargetEvidence,
    SetEvidenceRole,
)
from curator.operations.finishing import FinishArticle, NothingToCode, ReopenArticle
from curator.operations.from_table import AddFromTable
from curator.operations.incidents import AddIncident, MoveIncident, RemoveIncident, SetIncidentStatus
from curator.operations.judging import CheckValue, RejectIncident, ReopenIncident, ReturnIncident, UncheckValue
from curator.operations.merging import MergeIncidents
from curator.operations.operation import Operation
from curator.operations.pairing import PairIncidents
from curator.operations.project import AddCoder, AdoptCodebook, CreateProject, RenameProject, SetProjectValue
from curator.operations.receive import ReceiveCoding, Received
from curator.operations.receive_handover import ReceiveHandOver, Steps, StopAsked
from curator.operations.rows import AddRow, MoveRow, RemoveRow
from curator.operations.saved import AddRelease, RemoveRelease, RemoveSaved, Save
from curator.operations.settling import AcceptIncident, AdoptAgreed, AdoptValue, SettleNeither
from curator.operations.settling_rows import AdoptRow, RejectRow, SettleRow
from curator.operations.taking_over import TakeOver
from curator.operations.value_writing import ValueSet
from curator.operations.values import AcceptProposals, SetArticleValue, SetValue, SetValues
from curator.operations.waiting import DropAllWaiting, DropWaiting, PlaceWaiting
from curator.operations.words import Given, GiveWords, MoreWords

OPERATIONS: tuple[type, ...] = (
    AddArticles, RemoveArticle, SetReading, SetArticleValue, FinishArticle, ReopenArticle, NothingToCode,
    AddIncident, RemoveIncident, MoveIncident, SetIncidentStatus, SetValue, SetValues,
    AcceptProposals, GiveWords, CopyValues, DuplicateIncident, SplitIncident, MergeIncidents,
    AddRow, RemoveRow, MoveRow,
    AddEvidence, MoveEvidence, SetEvidenceRole, RetargetEvidence, RemoveEvidence,
    AddNotCodable, ChangeNotCodable, RemoveNotCodable,
    AddComment, ChangeComment, ResolveComment, RemoveComment,
    PairIncidents, CheckValue, UncheckValue, ReturnIncident, RejectIncident, ReopenIncident,
    AcceptIncident, AdoptAgreed, AdoptValue, SettleNeither, AdoptRow, SettleRow, RejectRow, TakeOver,
    Assign, Unassign, OpenLayers,
    CreateProject, RenameProject, SetProjectValue, AddCoder, AdoptCodebook, ReceiveCoding,
    ReceiveHandOver, ChooseVersion, Save, RemoveSaved, AddRelease, RemoveRelease,
    CarryOver, PlaceWaiting, DropWaiting, DropAllWaiting, PairArticles, AddFromTable,
)  # fmt: skip

__all__ = [
    "OPERATIONS", "AcceptIncident", "AcceptProposals", "AddArticles", "AddCoder", "AddComment", "AddEvidence",
    "AddFromTable", "AddIncident", "AddNotCodable", "AddRelease", "AddRow", "AdoptAgreed", "AdoptCodebook", "AdoptRow",
    "AdoptValue", "Assign", "CarriedOver", "CarryOver", "ChangeComment", "ChangeNotCodable", "CheckValue",
    "ChooseVersion", "CopyValues", "CreateProject", "DropAllWaiting", "DropWaiting", "DuplicateIncident", "FieldWords",
    "FinishArticle", "GiveWords", "Given", "MergeIncidents", "MoreWords", "MoveEvidence", "MoveIncident",
    "MoveRow", "NewArticle", "NothingToCode",
    "OpenLayers", "Operation", "PairArticles", "PairIncidents", "PlaceWaiting", "ReceiveCoding", "ReceiveHandOver",
    "Received", "RejectIncident", "RejectRow", "RemoveArticle", "RemoveComment", "RemoveEvidence", "RemoveIncident",
    "RemoveNotCodable", "RemoveRelease", "RemoveRow", "RemoveSaved", "RenameProject", "ReopenArticle",
    "ReopenIncident", "ResolveComment", "RetargetEvidence", "ReturnIncident", "Save", "SetArticleValue",
    "SetEvidenceRole", "SetIncidentStatus", "SetProjectValue", "SetReading", "SetValue", "SetValues", "SettleNeither",
    "SettleRow", "SplitIncident", "Steps", "StopAsked", "TakeOver", "Unassign", "UncheckValue", "ValueSet",
]  # fmt: skip
