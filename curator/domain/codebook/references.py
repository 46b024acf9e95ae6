# SPDX-License-Identifier: MIT
"""Faults in what refers to fields: conditions, rules, keys of the keyboard, derived columns, the codebook's head.

What lives here: these checks. What does not: the fields themselves (checks.py), the shape of the document (reading.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from curator.domain.codebook import kinds
from curator.domain.codebook.checks import RESERVED_KEYS, nodes
from curator.domain.codebook.faults import Fault, Path, did_you_mean
from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.model import Codebook, Condition, Derived, Field, Key, Rule
from curator.domain.rules.params import Param
from curator.domain.rules.table import RULE_KINDS

RESERVED_LETTERS = ("N", "M", "X")
_NUMBERS = ("integer", "decimal")


def check_references(codebook: Codebook, faults: list[Fault]) -> None:
    """All faults in what refers to fields, groups, lists and codes."""
    checker = _Checker(codebook, faults)
    checker.head()
    for group, path, field, _ in nodes(codebook):
        for name in ("visible_when", "required_when"):
            checker.conditions(getattr(field, name), (*path, name), group)
        own = {node.key for node in field.nodes()}
        if any(condition.field in own and not condition.group for condition in field.visible_when):
            checker.fault((*path, "visible_when"), "a field cannot be hidden because of its own value.")
    checker.keyboard()
    checker.rules()
    checker.derived()


class _Checker:
    """The codebook, the faults so far, and look-ups that add a fault when they find nothing."""

    def __init__(self, codebook: Codebook, faults: list[Fault]) -> None:
        self.codebook = codebook
        self.faults = faults

    def fault(self, path: Path, reason: str) -> None:
        self.faults.append(Fault(path, reason))

    def group(self, key: str, path: Path) -> bool:
        if key and key not in self.codebook.group_by_key:
            self.fault(path, f"there is no group “{key}”.{did_you_mean(key, self.codebook.group_by_key)}")
            return False
        return True

    def node(self, key: str, group: str, path: Path, leaf: bool = False) -> Field | None:
        """The node with this key; None with a fault where there is none, or none with a column of its own."""
        found = self.codebook.node(key, group)
        if found is None:
            known = self._keys(group)
            where = f" in the group “{group}”" if group else ""
            self.fault(path, f"there is no field “{key}”{where}.{did_you_mean(key, known)}")
            return None
        if leaf and found.parts:
            parts = ", ".join(each.key for each in found.leaves())
            self.fault(path, f"“{key}” is a compound; name one of its parts: {parts}.")
            return None
        return found

    def _keys(self, group: str) -> list[str]:
        tops = self.codebook.group_by_key[group].fields if group else self.codebook.fields
        return [node.key for top in tops for node in top.nodes()]

    def value(self, text: str, leaf: Field, path: Path) -> None:
        """A code or number written in the codebook must be one the field can hold."""
        kind = KINDS.get(leaf.kind)
        if kind is None or ("choices" in kind.attributes and leaf.choices not in self.codebook.list_by_key):
            return
        try:
            if leaf.kind in _NUMBERS:
                kinds.parse(text, leaf, self.codebook)
            else:
                kinds.check(text, leaf, self.codebook)
        except ValueError as reason:
            choices = self.codebook.choices_of(leaf)
            hint = did_you_mean(text, choices.by_code) if choices is not None else ""
            self.fault(path, f"“{leaf.key}” cannot hold this: {reason}.{hint}")

    def conditions(self, conditions: Iterable[Condition], path: Path, group: str) -> None:
        for position, condition in enumerate(conditions):
            self.condition(condition, (*path, position), group)

    def condition(self, condition: Condition, path: Path, group: str) -> None:
        if bool(condition.field) == bool(condition.group):
            self.fault(path, "a condition names either a field or a group.")
            return
        if condition.group:
            if condition.any_of or condition.at_least is not None:
                self.fault(path, "a condition about a group says what its rows hold with “where”, not “any_of”.")
            if self.group(condition.group, (*path, "group")):
                self.conditions(condition.where, (*path, "where"), condition.group)
            return
        if condition.where:
            self.fault((*path, "where"), "“where” belongs to a condition with a group; remove it, or name the group.")
        compared = bool(condition.any_of) or condition.at_least is not None
        leaf = self.node(condition.field, group, (*path, "field"), leaf=compared)
        if leaf is None or not compared:
            return
        if condition.at_least is not None and leaf.kind not in _NUMBERS:
            self.fault((*path, "at_least"), f"“{leaf.key}” is no number; “at_least” needs one.")
        for position, text in enumerate(condition.any_of):
            self.value(text, leaf, (*path, "any_of", position))

    def head(self) -> None:
        codebook = self.codebook
        if codebook.not_codable and codebook.not_codable not in codebook.list_by_key:
            hint = did_you_mean(codebook.not_codable, codebook.list_by_key)
            reason = f"there is no list “{codebook.not_codable}” with the reasons of passages not codable.{hint}"
            self.fault(("not_codable",), reason)
        if codebook.title_field:
            leaf = self.node(codebook.title_field, "", ("title_field",), leaf=True)
            if leaf is not None and leaf.kind != "text":
                self.fault(("title_field",), f"“{leaf.key}” is no text; the title field must be one.")
            elif leaf is not None and leaf.private:
                self.fault(("title_field",), f"“{leaf.key}” is private; the log would let a title leave.")
        for position, key in enumerate(codebook.summary_fields):
            self.node(key, "", ("summary_fields", position), leaf=True)

    def keyboard(self) -> None:
        seen: set[str] = set()
        for position, key in enumerate(self.codebook.keys):
            self._key(key, ("keys", position), seen)
            seen.add(key.key.upper())

    def _key(self, key: Key, path: Path, seen: set[str]) -> None:
        letter = key.key.upper()
        if key.key and not (len(key.key) == 1 and key.key.isascii() and key.key.isalnum()):
            self.fault((*path, "key"), f"“{key.key}” is no key: one letter A-Z or one digit is needed.")
        elif letter in RESERVED_LETTERS:
            self.fault((*path, "key"), f"the key {letter} belongs to Curator (N, M and X); choose another.")
        elif letter in seen:
            self.fault((*path, "key"), f"the key {letter} is given twice; choose another.")
        if not self.group(key.group, (*path, "group")):
            return
        if key.field:
            self.node(key.field, key.group, (*path, "field"))
        if key.presets and not key.group:
            self.fault((*path, "presets"), "presets belong to the rows of a group; name the group, or remove them.")
            return
        for position, (field, value) in enumerate(key.presets):
            place: Path = (*path, "presets", position)
            leaf = self.node(field, key.group, (*place, "field"), leaf=True)
            if leaf is not None:
                self.value(value, leaf, (*place, "value"))

    def rules(self) -> None:
        ids: set[str] = set()
        always: set[str] = set()
        for position, rule in enumerate(self.codebook.rules):
            path: Path = ("rules", position)
            if rule.id and rule.id.casefold() in ids:
                self.fault((*path, "id"), f"“{rule.id}” is already the id of another rule; every one needs its own.")
            ids.add(rule.id.casefold())
            kind = RULE_KINDS.get(rule.kind)
            if kind is None:
                continue
            if kind.always and rule.kind in always:
                self.fault((*path, "kind"), f"a codebook words the rule kind “{rule.kind}” only once.")
            always.add(rule.kind)
            if kind.fixed and rule.level != kind.level:
                self.fault((*path, "level"), f"rules of kind “{rule.kind}” always have the level {kind.level}.")
            self._rule(rule, path)

    def _rule(self, rule: Rule, path: Path) -> None:
        group = str(rule.params.get("group", ""))
        if not self.group(group, (*path, "group")):
            return
        for param in RULE_KINDS[rule.kind].params:
            if param.name in rule.params and param.type != "group":
                self._param(rule, param, (*path, param.name), group)
        if rule.kind == "implies" and not rule.params.get("then") and not rule.params.get("then_any"):
            self.fault(path, "this rule says what it applies to but not what must hold; add “then” or “then_any”.")
        if rule.kind == "child_of":
            node = self.codebook.node(str(rule.params.get("field", "")), group)
            if node is not None and not node.parent:
                self.fault((*path, "field"), f"“{node.key}” has no parent; give the field one.")

    def _param(self, rule: Rule, param: Param, path: Path, group: str) -> None:
        value = rule.params[param.name]
        if param.type == "conditions":
            self.conditions(value, path, group)
        elif param.type == "leaves":
            leaves = [self.node(key, group, (*path, position), leaf=True) for position, key in enumerate(value)]
            self._leaves(rule, [leaf for leaf in leaves if leaf is not None], len(value), path)
        elif param.type in ("leaf", "node", "date", "count") and value:
            node = self.node(value, group, path, leaf=param.type == "leaf")
            if node is not None and param.type in ("date", "count") and node.kind != param.type:
                self.fault(path, f"“{value}” is no {param.type}; this rule needs a compound {param.type}.")
            elif node is not None and rule.kind == "in_range" and node.kind not in _NUMBERS:
                self.fault(path, f"“{value}” is no number; this rule needs one.")

    def _leaves(self, rule: Rule, leaves: list[Field], given: int, path: Path) -> None:
        fewest = 2 if rule.kind in ("in_order", "together") else 1
        if given < fewest:
            self.fault(path, f"this rule needs at least {'two fields' if fewest == 2 else 'one field'}.")
        if rule.kind == "in_order":
            comparable = {"number" if leaf.kind in _NUMBERS else leaf.kind for leaf in leaves}
            if len(comparable) > 1 or not comparable <= {"number", "day"}:
                self.fault(path, "these fields cannot be put in order; all must be numbers, or all days.")

    def derived(self) -> None:
        taken = {node.key for _, _, node, _ in nodes(self.codebook) if self.codebook.node(node.key) is node}
        for position, entry in enumerate(self.codebook.derived):
            path: Path = ("derived", position)
            for column in entry.columns if entry.key else ():
                if column in RESERVED_KEYS or column in taken:
                    self.fault((*path, "key"), f"the data set already has a column “{column}”; choose another key.")
                taken.add(column)
            if self.group(entry.group, (*path, "group")):
                self._derived(entry, path)

    def _derived(self, entry: Derived, path: Path) -> None:
        if entry.kind in ("count_total", "joined", "row_count") and not entry.group:
            self.fault(path, f"a derived column of kind “{entry.kind}” needs a “group”.")
            return
        if entry.kind == "year" and entry.group:
            self.fault((*path, "group"), "the year is taken from a date of the incident; remove “group”.")
            return
        if entry.total and entry.kind != "count_total":
            self.fault((*path, "total"), "“total” belongs to a derived column of kind “count_total”; remove it.")
        if entry.fallback and entry.kind != "joined":
            self.fault((*path, "fallback"), "“fallback” belongs to a derived column of kind “joined”; remove it.")
        elif entry.fallback:
            self.node(entry.fallback, entry.group, (*path, "fallback"), leaf=True)
        self.conditions(entry.where, (*path, "where"), entry.group)
        self.conditions(entry.total, (*path, "total"), entry.group)
        if entry.kind == "row_count":
            return
        if not entry.field:
            self.fault(path, f"a derived column of kind “{entry.kind}” needs a “field”.")
            return
        leaf = self.node(entry.field, entry.group, (*path, "field"), leaf=entry.kind != "count_total")
        wanted = {"count_total": "count", "year": "day"}.get(entry.kind)
        if leaf is not None and wanted and leaf.kind != wanted:
            self.fault((*path, "field"), f"“{entry.field}” is of kind “{leaf.kind}”; this needs kind “{wanted}”.")
        self._refuse_private(entry, path)

    def _refuse_private(self, entry: Derived, path: Path) -> None:
        """What never leaves must not leave as part of a derived column either."""
        keys = [entry.field, entry.fallback, *(condition.field for condition in (*entry.where, *entry.total))]
        for key in keys:
            node = self.codebook.node(key, entry.group) if key else None
            above = self.codebook.above(key, entry.group) if node else ()
            if node and any(each.private for each in (*node.nodes(), *above)):
                self.fault((*path, "field"), f"“{key}” is private; a derived column would let it leave.")
