# SPDX-License-Identifier: MIT
"""From a document (what TOML or JSON gives) to the codebook's values: shape, types and unknown attributes.

What lives here: reading each table of the document, going on after a fault so that one reading names them all.
What does not: faults that need the whole codebook (checks.py), line numbers (formats).
Every list keeps its length, also when an entry is faulty, so that positions still lead to their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from curator.domain.codebook.faults import Fault, Path, did_you_mean
from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.model import (
    Choice,
    ChoiceList,
    Codebook,
    Condition,
    Derived,
    EvidenceNeed,
    Field,
    Group,
    Key,
    Level,
    Rule,
    Section,
)
from curator.domain.coding import BASES, ROLES
from curator.domain.rules.params import Param
from curator.domain.rules.table import RULE_KINDS

FORMAT = "curator-codebook/1"
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
EVIDENCE_NEEDS = ("required", "possible", "none")
LEVELS = ("error", "warning", "hint")
METRICS = ("nominal", "ordinal", "interval", "ratio", "masi", "jaccard")
DERIVED_KINDS = ("count_total", "joined", "row_count", "year")

_KEY_RULE = "a key begins with a small letter and has only a-z, 0-9 and _, at most 40 of them"
_WORDS = {str: "text in quotes", bool: "true or false", list: "a list in [ ]", dict: "a table", int: "a number"}


class Table:
    """One table of the document: gives its attributes by type and collects what is wrong with them."""

    def __init__(self, value: object, path: Path, known: Iterable[str], faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self._values: Mapping[str, object] = cast(Mapping[str, object], value) if isinstance(value, Mapping) else {}
        self._silent = False
        if not isinstance(value, Mapping):
            self.fault("", f"a table is expected here, not {_named(value)}.")
            self._silent = True  # what it lacks need not be told as well
        names = set(known)
        for name in self._values:
            if name not in names:
                self.fault(name, f"there is no attribute “{name}” here.{did_you_mean(name, names)}")

    def fault(self, name: str, reason: str) -> None:
        if not self._silent:
            self.faults.append(Fault((*self.path, name) if name else self.path, reason))

    def has(self, name: str) -> bool:
        return name in self._values

    def raw(self, name: str) -> object:
        return self._values.get(name)

    def text(self, name: str, default: str = "", needed: bool = False) -> str:
        """A text; with `needed` it must be there and not be empty."""
        value = self._values.get(name)
        if isinstance(value, str):
            if needed and not value.strip():
                self.fault(name, f"“{name}” is empty; give it a text.")
            if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", value):
                self.fault(name, f"“{name}” holds a control character; remove it.")
                return default
            return value
        if value is not None:
            self.fault(name, f"“{name}” must be {_WORDS[str]}, not {_named(value)}.")
        elif needed:
            self.fault("", f"“{name}” is missing; add it.")
        return default

    def matching(self, name: str, pattern: re.Pattern[str], rule: str, needed: bool = True) -> str:
        """A text that fits `pattern`; `rule` says what fits."""
        value = self.text(name, needed=needed)
        if value.strip() and not pattern.fullmatch(value):
            self.fault(name, f"“{value}” cannot be used as {name}: {rule}.")
        return value

    def one_of(self, name: str, allowed: Iterable[str], default: str = "", needed: bool = False) -> str:
        value = self.text(name, default, needed)
        names = tuple(allowed)
        if value and value not in names:
            hint = did_you_mean(value, names)
            self.fault(name, f"“{value}” is no {name}; possible are {', '.join(names)}.{hint}")
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self._values.get(name, default)
        if not isinstance(value, bool):
            self.fault(name, f"“{name}” must be {_WORDS[bool]} (without quotes), not {_named(value)}.")
            return default
        return value

    def number(self, name: str, whole: bool = False) -> float | int | None:
        value = self._values.get(name)
        if value is None:
            return None
        good = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not good or value != value or abs(cast(float, value)) > 2**53:
            self.fault(name, f"“{name}” must be a {'whole ' if whole else ''}number, not {_named(value)}.")
            return None
        return cast("float | int", value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            self.fault(name, f"“{name}” must be a list of texts, each in quotes.")
            return ()
        return tuple(str(value) for value in values)

    def labels(self) -> Mapping[str, str]:
        """Labels in other languages: {de = "Datum"}."""
        value = self._values.get("labels", {})
        if not isinstance(value, Mapping) or not all(isinstance(label, str) for label in value.values()):
            self.fault("labels", '“labels” must be a table from language to text, for example {de = "Datum"}.')
            return {}
        for language in value:
            if not LANGUAGE.fullmatch(language):
                self.fault("labels", f"“{language}” is no language code such as de or pt-BR.")
        return dict(value)

    def tables(self, name: str, known: Iterable[str]) -> list[Table]:
        """A list of tables."""
        names = tuple(known)
        return [
            Table(value, (*self.path, name, position), names, self.faults)
            for position, value in enumerate(self._list(name))
        ]

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name, [])
        if isinstance(value, list):
            return value
        self.fault(name, f"“{name}” must be {_WORDS[list]}, not {_named(value)}.")
        return []


def _named(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {value!r}"
    if isinstance(value, str):
        return f"the text “{value[:40]}”"
    if isinstance(value, list | Mapping):
        return "a list" if isinstance(value, list) else "a table"
    return "a date or time"


_CODEBOOK = (
    "format", "key", "version", "title", "language", "help", "guidelines", "not_codable", "mention_required",
    "title_field", "summary_fields", "sections", "lists", "fields", "groups", "keys", "rules", "derived",
)  # fmt: skip
_CHOICE = (
    "code", "label", "help", "under", "means", "retired", "lexicon", "examples", "counter_examples", "labels",
)  # fmt: skip
_FIELD = (
    "key", "kind", "label", "part", "parts", "choices", "parent", "section", "core", "required", "required_when",
    "visible_when", "evidence", "has_basis", "usual_basis", "private", "default", "minimum", "maximum", "max_length",
    "help", "examples", "counter_examples", "lexicon", "metric", "labels",
)  # fmt: skip
_GROUP = ("key", "label", "fields", "section", "core", "row_label", "help", "labels")
_KEYBOARD = ("key", "label", "field", "group", "presets")
_DERIVED = ("key", "label", "kind", "field", "group", "where", "total", "help", "fallback")
_RULE = ("id", "kind", "level", "message", "help")
_ROW_CONDITION = ("field", "any_of", "at_least", "negate")
_CONDITION = (*_ROW_CONDITION, "group", "where")


def read_shape(document: object, faults: list[Fault]) -> Codebook:
    """The codebook as far as the document gives one; what is wrong with its shape goes into `faults`."""
    top = Table(document, (), _CODEBOOK, faults)
    marker = top.text("format")
    if marker and marker != FORMAT:
        top.fault("format", f"this program reads “{FORMAT}”, not “{marker}”; a newer Curator may be needed.")
    return Codebook(
        key=top.matching("key", KEY, _KEY_RULE),
        version=top.matching("version", VERSION, "letters, digits, dots, hyphens, at most 40, for example 1.0"),
        title=top.text("title", needed=True),
        language=top.matching("language", LANGUAGE, "a language code such as en or pt-BR", False) or "en",
        sections=tuple(_section(table) for table in top.tables("sections", ("key", "label", "help"))),
        lists=tuple(_list(table) for table in top.tables("lists", ("key", "choices", "open"))),
        fields=tuple(_field(table) for table in top.tables("fields", _FIELD)),
        groups=tuple(_group(table) for table in top.tables("groups", _GROUP)),
        keys=tuple(_keyboard(table) for table in top.tables("keys", _KEYBOARD)),
        rules=_rules(top),
        derived=tuple(_derived(table) for table in top.tables("derived", _DERIVED)),
        not_codable=top.text("not_codable", needed=True),
        mention_required=top.flag("mention_required", True),
        title_field=top.text("title_field"),
        summary_fields=top.texts("summary_fields"),
        help=top.text("help"),
        guidelines=top.texts("guidelines"),
    )


def _section(table: Table) -> Section:
    return Section(table.matching("key", KEY, _KEY_RULE), table.text("label", needed=True), table.text("help"))


def _list(table: Table) -> ChoiceList:
    choices = tuple(_choice(entry) for entry in table.tables("choices", _CHOICE))
    return ChoiceList(table.matching("key", KEY, _KEY_RULE), choices, table.flag("open", False))


def _choice(table: Table) -> Choice:
    code = table.text("code", needed=True)
    return Choice(
        code=code,
        label=table.text("label", code, needed=table.has("label")),
        help=table.text("help"),
        under=table.text("under"),
        means=table.text("means"),
        retired=table.flag("retired", False),
        lexicon=table.texts("lexicon"),
        examples=table.texts("examples"),
        counter_examples=table.texts("counter_examples"),
        labels=table.labels(),
    )


def _field(table: Table, depth: int = 0) -> Field:
    kind = table.one_of("kind", KINDS, needed=True)
    if depth > 2 and table.has("parts"):
        table.fault("parts", "parts cannot be nested this deep.")
    parts = table.tables("parts", _FIELD) if depth <= 2 else []
    return Field(
        key=table.matching("key", KEY, _KEY_RULE),
        kind=kind,
        label=table.text("label", needed=True),
        part=table.text("part"),
        parts=tuple(_field(part, depth + 1) for part in parts),
        choices=table.text("choices"),
        parent=table.text("parent"),
        section=table.text("section"),
        core=table.flag("core", False),
        required=table.flag("required", False),
        required_when=_conditions(table, "required_when"),
        visible_when=_conditions(table, "visible_when"),
        evidence=cast(EvidenceNeed, table.one_of("evidence", EVIDENCE_NEEDS, "possible")),
        has_basis=table.flag("has_basis", True),
        usual_basis=table.one_of("usual_basis", BASES),
        private=table.flag("private", False),
        default=_default(table),
        minimum=table.number("minimum"),
        maximum=table.number("maximum"),
        max_length=cast("int | None", table.number("max_length", whole=True)),
        help=table.text("help"),
        examples=table.texts("examples"),
        counter_examples=table.texts("counter_examples"),
        lexicon=table.texts("lexicon"),
        metric=table.one_of("metric", METRICS),
        labels=table.labels(),
    )


def _default(table: Table) -> str | int | float | None:
    value = table.raw("default")
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    table.fault("default", f"“default” must be a text or a number, not {_named(value)}.")
    return None


def _group(table: Table) -> Group:
    return Group(
        key=table.matching("key", KEY, _KEY_RULE),
        label=table.text("label", needed=True),
        fields=tuple(_field(entry) for entry in table.tables("fields", _FIELD)),
        section=table.text("section"),
        core=table.flag("core", False),
        row_label=table.text("row_label"),
        help=table.text("help"),
        labels=table.labels(),
    )


def _keyboard(table: Table) -> Key:
    presets = tuple(
        (preset.text("field", needed=True), preset.text("value", needed=True))
        for preset in table.tables("presets", ("field", "value"))
    )
    return Key(
        table.text("key", needed=True), table.text("label", needed=True), table.text("field", needed=True),
        table.text("group"), presets,
    )  # fmt: skip


def _derived(table: Table) -> Derived:
    kind: Any = table.one_of("kind", DERIVED_KINDS, needed=True)
    return Derived(
        key=table.matching("key", KEY, _KEY_RULE),
        label=table.text("label", needed=True),
        kind=kind,
        field=table.text("field"),
        group=table.text("group"),
        where=_conditions(table, "where"),
        total=_conditions(table, "total"),
        help=table.text("help"),
        fallback=table.text("fallback"),
    )


def _conditions(table: Table, name: str) -> tuple[Condition, ...]:
    return tuple(_condition(entry, nested=True) for entry in table.tables(name, _CONDITION))


def _condition(table: Table, nested: bool) -> Condition:
    where = table.tables("where", _ROW_CONDITION) if nested else []
    return Condition(
        field=table.text("field"),
        any_of=table.texts("any_of"),
        at_least=table.number("at_least"),
        group=table.text("group") if nested else "",
        where=tuple(_condition(entry, nested=False) for entry in where),
        negate=table.flag("negate", False),
    )


def _rules(top: Table) -> tuple[Rule, ...]:
    # Which attributes a rule may have depends on its kind, so look at the kind first.
    given = top.raw("rules")
    rules = []
    for position, entry in enumerate(given if isinstance(given, list) else []):
        kind = entry.get("kind") if isinstance(entry, Mapping) else None
        spec = RULE_KINDS.get(kind) if isinstance(kind, str) else None
        params = spec.params if spec else ()
        # Of an unknown kind nobody can say which attributes it has: then only the kind is a fault.
        names = [param.name for param in params] if spec else list(entry) if isinstance(entry, Mapping) else []
        rules.append(_rule(Table(entry, ("rules", position), (*_RULE, *names), top.faults), params))
    if given is not None and not isinstance(given, list):
        top.fault("rules", f"“rules” must be {_WORDS[list]}, not {_named(given)}.")
    return tuple(rules)


def _rule(table: Table, params: tuple[Param, ...]) -> Rule:
    kind = table.one_of("kind", RULE_KINDS, needed=True)
    level = cast(Level, table.one_of("level", LEVELS, "error"))
    values: dict[str, Any] = {}
    for param in params:
        value = _param(table, param) if table.has(param.name) else None
        if value is not None and value != () and value != "":
            values[param.name] = value
        elif param.needed:
            table.fault("", f"the rule kind “{kind}” needs “{param.name}”: {param.help}.")
    id_rule = "a letter, then letters, digits, dots, hyphens or _, at most 40"
    return Rule(table.matching("id", RULE_ID, id_rule), kind, level, table.text("message"), values, table.text("help"))


def _param(table: Table, param: Param) -> object:
    if param.type == "conditions":
        return _conditions(table, param.name)
    if param.type == "leaves":
        return table.texts(param.name)
    if param.type == "number":
        return table.number(param.name)
    if param.type == "role":
        return table.one_of(param.name, ROLES)
    return table.text(param.name)
