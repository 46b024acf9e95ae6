# SPDX-License-Identifier: MIT
"""Classes whose annotations are their fields, as those of `dataclasses`, at next to no cost to declare.

What lives here: the two base classes, `Frozen` for values and `Mutable` for work in progress. What does not: any value.

`@dataclass(frozen=True)` writes and compiles six functions for every class, 2-3 ms a class with Python 3.11, and the
window needs seventy of them before its first paint. These two keep the same promises (equal by class and fields, a
Frozen hashable and never changed; the functions of `dataclasses` take them too), but share all functions;
`__init__` alone is written for each class, once more than a few of its values were made. Fields of a base come first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field

Made = TypeVar("Made")


_FEW = 20  # so many values are filled faster than an __init__ is compiled


class _Fresh:
    """Stands in the class for a default that is made anew for every value."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def fresh(*, default_factory: Callable[[], Made]) -> Made:
    """A default that is made anew for every value: `labels: Mapping[str, str] = fresh(default_factory=dict)`."""
    return cast(Made, _Fresh(default_factory))


class _AsDataclass:
    """Gives the functions of `dataclasses` what they ask of a class."""

    def __get__(self, value: object, owner: type[_Shape]) -> dict[str, Field[Any]]:
        shape: Any = owner  # mypy takes a class with its own __eq__ for unhashable
        return _dataclass_fields(shape)


class _Shape:
    """What both have in common."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _AsDataclass()
    _fields: ClassVar[tuple[str, ...]] = ()
    _key: ClassVar[Callable[[object], object]] = staticmethod(lambda value: ())

    def __init_subclass__(cls) -> None:
        if cls._fields:
            cls.__init__ = _Shape.__init__  # type: ignore[method-assign]  # not the one written for the class above
        names = dict.fromkeys(cls._fields)
        names.update((name, None) for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar"))
        cls._fields = tuple(names)
        if names:
            cls._key = attrgetter(*names)

    def __init__(self, *given: object, **named: object) -> None:
        cls: Any = type(self)
        made = _made[cls] = _made.get(cls, 0) + 1
        if made <= _FEW and _filled(self, given, named):
            return
        cls.__init__ = _written_init(cls)
        cls.__init__(self, *given, **named)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__class__._key
        return key(self) == key(other)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{self.__class__.__qualname__}({shown})"


@dataclass_transform(field_specifiers=(fresh,))
class Mutable(_Shape):
    """Fields that may be changed; therefore not hashable."""

    __hash__ = None  # type: ignore[assignment]  # as Python itself says it


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
class Frozen(_Shape):
    """A value: changing it raises FrozenInstanceError. What follows from it may be kept with `cached_property`."""

    def __hash__(self) -> int:
        return hash(self.__class__._key(self))

    def __setattr__(self, name: str, value: object) -> None:
        raise _refusal(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise _refusal(f"cannot delete field {name!r}")


Shape = TypeVar("Shape", bound=_Shape)
_made: dict[type[_Shape], int] = {}
_MISSING = object()


def replace(value: Shape, **changes: object) -> Shape:
    """The same value with some fields changed; `dataclasses.replace` without the import, which takes long."""
    return type(value)(**{**{name: getattr(value, name) for name in value._fields}, **changes})


def field_names(value: _Shape) -> tuple[str, ...]:
    """The names of its fields, in their order."""
    return value._fields


def _refusal(reason: str) -> AttributeError:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(reason)


def _filled(value: _Shape, given: tuple[object, ...], named: dict[str, object]) -> bool:
    """Give a value its fields; False, with nothing done, where the arguments do not fit: then let Python say why."""
    cls = type(value)
    names = cls._fields
    held = dict(zip(names, given, strict=False))
    if len(given) > len(names) or held.keys() & named.keys():
        return False
    held.update(named)
    for name in names:
        if name not in held:
            default = getattr(cls, name, _MISSING)
            if default is _MISSING:
                return False
            held[name] = default.make() if isinstance(default, _Fresh) else default
    if len(held) > len(names):
        return False
    value.__dict__.update(held)
    if hasattr(cls, "__post_init__"):
        cls.__post_init__(value)
    return True


def _written_init(cls: type[_Shape]) -> Callable[..., None]:
    """`__init__` as it would be written by hand: plain Python is the fastest way to make a value."""
    known: dict[str, Any] = {}
    head, body = ["self"], ["held = self.__dict__"]  # also where __setattr__ refuses
    for name in cls._fields:
        value = name
        if hasattr(cls, name):
            default = known[f"_of_{name}"] = getattr(cls, name)
            head.append(f"{name}=_of_{name}")
            if isinstance(default, _Fresh):
                value = f"_of_{name}.make() if {name} is _of_{name} else {name}"
        else:
            head.append(name)
        body.append(f"held[{name!r}] = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(head)}):\n " + "\n ".join(body), known)
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    written.__module__ = cls.__module__
    return written


@cache
def _dataclass_fields(cls: Any) -> dict[str, Field[Any]]:
    """Those of a dataclass with the same fields."""
    from dataclasses import field, make_dataclass

    columns: list[Any] = []
    for name in cls._fields:
        kind = next(each.__annotations__[name] for each in cls.__mro__ if name in getattr(each, "__annotations__", {}))
        default = getattr(cls, name, field())
        columns.append((name, kind, field(default_factory=default.make) if isinstance(default, _Fresh) else default))
    twin: Any = make_dataclass(cls.__name__, columns)
    fields: dict[str, Field[Any]] = twin.__dataclass_fields__
    return fields
