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
    SetEvidenceRole,
)
from curator.operations.incidents import AddIncident, MoveIncident, RemoveIncident, SetIncidentStatus
from curator.operations.operation import Operation
from curator.operations.project import AddCoder, AdoptCodebook, CreateProject, RenameProject
from curator.operations.receive import ReceiveCoding, Received
from curator.operations.rows import AddRow, MoveRow, RemoveRow
from curator.operations.values import SetArticleValue, SetValue

OPERATIONS: tuple[type, ...] = (
    AddArticles, RemoveArticle, SetReading, SetArticleValue,
    AddIncident, RemoveIncident, MoveIncident, SetIncidentStatus, SetValue,
    AddRow, RemoveRow, MoveRow,
    AddEvidence, MoveEvidence, SetEvidenceRole, RemoveEvidence,
    AddNotCodable, ChangeNotCodable, RemoveNotCodable,
    CreateProject, RenameProject, AddCoder, AdoptCodebook, ReceiveCoding,
)  # fmt: skip

__all__ = [
    "OPERATIONS", "AddArticles", "AddCoder", "AddEvidence", "AddIncident", "AddNotCodable", "AddRow", "AdoptCodebook",
    "ChangeNotCodable", "CreateProject", "FieldWords", "MoveEvidence", "MoveIncident", "MoveRow", "NewArticle",
    "Operation", "ReceiveCoding", "Received", "RemoveArticle", "RemoveEvidence", "RemoveIncident", "RemoveNotCodable",
    "RemoveRow", "RenameProject", "SetArticleValue", "SetEvidenceRole", "SetIncidentStatus", "SetReading", "SetValue",
]  # fmt: skip
