# SPDX-License-Identifier: MIT
"""The verbs: the only ways in which a project changes. OPERATIONS lists every one."""

from curator.operations.articles import AddArticles, FieldWords, NewArticle, RemoveArticle, SetReading
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
from curator.operations.incidents import AddIncident, MoveIncident, RemoveIncident, SetIncidentStatus
from curator.operations.operation import Operation
from curator.operations.project import AddCoder, AdoptCodebook, CreateProject, RenameProject
from curator.operations.receive import ReceiveCoding, Received
from curator.operations.rows import AddRow, MoveRow, RemoveRow
from curator.operations.value_writing import ValueSet
from curator.operations.values import AcceptProposals, SetArticleValue, SetValue, SetValues
from curator.operations.words import Given, GiveWords, MoreWords

OPERATIONS: tuple[type, ...] = (
    AddArticles, RemoveArticle, SetReading, SetArticleValue,
    AddIncident, RemoveIncident, MoveIncident, SetIncidentStatus, SetValue, SetValues,
    AcceptProposals, GiveWords,
    AddRow, RemoveRow, MoveRow,
    AddEvidence, MoveEvidence, SetEvidenceRole, RetargetEvidence, RemoveEvidence,
    AddNotCodable, ChangeNotCodable, RemoveNotCodable,
    CreateProject, RenameProject, AddCoder, AdoptCodebook, ReceiveCoding,
)  # fmt: skip

__all__ = [
    "OPERATIONS", "AcceptProposals", "AddArticles", "AddCoder", "AddEvidence", "AddIncident", "AddNotCodable",
    "AddRow", "AdoptCodebook", "ChangeNotCodable", "CreateProject", "FieldWords", "GiveWords", "Given",
    "MoreWords", "MoveEvidence", "MoveIncident", "MoveRow", "NewArticle", "Operation", "ReceiveCoding", "Received",
    "RemoveArticle", "RemoveEvidence", "RemoveIncident", "RemoveNotCodable", "RemoveRow", "RenameProject",
    "RetargetEvidence", "SetArticleValue", "SetEvidenceRole", "SetIncidentStatus", "SetReading", "SetValue",
    "SetValues", "ValueSet",
]  # fmt: skip
