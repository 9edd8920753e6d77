"""The ledger: what pages ask of a site in one build, noted, with a digest of every answer.

A key names one answer: a table and a name in it. Answers that a function works out for many pages
are answers of their own, with keys of their own; so a page that asked for one follows its value,
not everything that the function looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from types import FunctionType, MappingProxyType
from typing import Any, Final, Generic, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128, xxh3_128_digest

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.scored import Scored
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.context import (
    ALL,
    NAMES,
    ClosedContextError,
    PageContext,
    Voice,
)
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.shortcode import Shortcodes
from okrsite.pipeline.present.site import EARLIER, Site, earlier_tables_of, tables_of

T = TypeVar("T")
Key: TypeAlias = tuple[str, str]
Keys: TypeAlias = Collection[Key]
# The table of answers that a function worked out, and that of files below the site's folder.
SHARED: Final = "once"
FILE: Final = "file"
FRAME: Final[Key] = ("frame", "")

_Argument = str | int | None


class Noted(Struct, Generic[T], frozen=True):
    """What a function gave, the keys of everything that it asked for, and what failed in it."""

    value: T
    reads: frozenset[Key]
    findings: tuple[Diagnostic, ...] = ()


class Shared(Struct, frozen=True, array_like=True):
    """What is remembered of a shared answer: what it was worked out from, and its digest."""

    reads: tuple[Key, ...]
    digest: bytes


class Earlier(Struct, frozen=True):
    """What an earlier build noted: the digests of answers, and what shared ones rest on."""

    digests: Mapping[Key, bytes] = {}
    shared: Mapping[str, tuple[Key, ...]] = {}


def no_file(_: str) -> bytes | None:
    """Where there is no folder, there is no file."""
    return None


class Ledger:
    """Gives answers about one site to the contexts of its pages, and tells what was asked.

    `read_file` gives the bytes of a file below the site's folder, None where there is none;
    `shortcodes` fill the places of texts.
    """

    def __init__(
        self,
        site: Site,
        read_file: Callable[[str], bytes | None] = no_file,
        earlier: Earlier | None = None,
        shortcodes: Shortcodes | None = None,
    ) -> None:
        self.site = site
        self._tables = tables_of(site)
        self._earlier_tables: dict[str, Mapping[str, object]] = {}
        self._read_file = read_file
        self._earlier = earlier or Earlier()
        self._values: dict[Key, Any] = {}
        self._digests: dict[Key, bytes] = {}
        self._shared: dict[tuple[Any, ...], Noted[Any]] = {}
        self._made: dict[str, Shared] = {}
        self._new: dict[str, Shared] = {}
        self._voice = Voice(
            site.words,
            site.numbers,
            site.audience,
            MappingProxyType(site.theme.options),
            MappingProxyType(site.theme.static),
            site.version,
            (shortcodes or Shortcodes()).show,
        )

    def ask(self, path: str, function: Callable[..., T], *arguments: object) -> Noted[T]:
        """What a function gives when it is called with the context of a page, closed afterwards."""
        reads: set[Key] = set()
        findings: list[Diagnostic] = []
        is_open = True

        def ask(table: str, name: str) -> Any:
            if not is_open:
                raise ClosedContextError(_CLOSED)
            key = (table, name)
            reads.add(key)
            return self.value(key)

        def once(shared: Callable[..., Any], *given: Any, **named: Any) -> Any:
            if not is_open:
                raise ClosedContextError(_CLOSED)
            answer, key = self._once(shared, given, named)
            reads.update(answer.reads if key is None else (key,))
            findings.extend(answer.findings)
            return answer.value

        try:
            ctx = PageContext(ask, once, self._voice, path, fail=findings.append)
            value = function(ctx, *arguments)
        finally:
            is_open = False
        return Noted(value, frozenset(reads), tuple(findings))

    def value(self, key: Key) -> Any:
        """The answer of a key, frozen; None where there is none."""
        if key not in self._values:
            self._values[key] = self._value(*key)
        return self._values[key]

    def file(self, path: str) -> bytes:
        """A file of the content, not remembered; raises ValueError where there is none any more."""
        content = self._read_file(path)
        if content is None:
            raise ValueError(f"'{path}' cannot be read")
        return content

    def digest(self, key: Key) -> bytes:
        """The digest of the answer of a key; another answer has another digest."""
        known = self._digests.get(key)
        if known is None:
            known = self._digests[key] = self._digest(*key)
        return known

    @property
    def shared(self) -> Mapping[str, Shared]:
        """The shared answers that were worked out in this build, by their names."""
        return self._made

    def take_new(self) -> dict[str, Shared]:
        """The shared answers that were worked out since this was asked last."""
        new, self._new = self._new, {}
        return new

    def learn(self, shared: Mapping[str, Shared]) -> None:
        """Take in the shared answers that another process worked out for the same site."""
        for name, known in shared.items():
            if name not in self._made:
                self._made[name] = known
                self._digests[SHARED, name] = known.digest

    def _value(self, table: str, name: str) -> Any:
        if table == FILE:
            return self._read_file(name)
        if table == "scored":
            return self._scored()
        if name == ALL:
            return tuple([self.value((table, inner)) for inner in self._table(table)])
        if name == NAMES:
            return tuple(self._table(table))
        return frozen(self._table(table).get(name))

    def _table(self, name: str) -> Mapping[str, object]:
        """A table; those of an earlier moment are worked out when the first of them is asked."""
        if name in EARLIER and name not in self._earlier_tables:
            self._earlier_tables |= earlier_tables_of(self.site, EARLIER[name])
        return self._earlier_tables[name] if name in EARLIER else self._tables.get(name, {})

    def _scored(self) -> Scored:
        """The whole model with its tables as read-only views."""
        scored = self.site.scored
        return replace(
            scored, **{name: frozen(getattr(scored, name)) for name in scored.__struct_fields__}
        )

    def _digest(self, table: str, name: str) -> bytes:
        if table == SHARED:
            return self._shared_digest(name)
        if table == FILE:
            content = self.value((table, name))
            return b"" if content is None else xxh3_128_digest(content)
        if (table, name) == FRAME:
            return xxh3_128_digest(_encoded(frame_facts(self.site)))
        if table == "scored":
            return _joined((table, self.digest((table, ALL))) for table in self._tables)
        known = self._table(table)
        if name == ALL:
            return _joined((inner, self.digest((table, inner))) for inner in known)
        if name == NAMES:
            return _joined((inner, b"") for inner in known)
        return xxh3_128_digest(_encoded(known[name])) if name in known else b""

    def _once(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Noted[Any], Key | None]:
        """A shared answer, and its key where it can be found again in another build."""
        call = (function, given, tuple(named.items()))
        answer = self._shared.get(call)
        if answer is None:
            # Many pages get this one value, so none of them may change it.
            answer = self.ask("", lambda ctx: frozen(function(ctx, *given, **named)))
            self._shared[call] = answer
        name = "" if named else _name_of(function, given)
        if not name:
            return answer, None
        if name not in self._made:
            try:
                digest = xxh3_128_digest(_encoded(answer.value))
            # A value without a digest cannot be compared with that of another build.
            except (TypeError, ValueError, OverflowError):
                return answer, None
            self._made[name] = self._new[name] = Shared(tuple(sorted(answer.reads)), digest)
            self._digests[SHARED, name] = digest
        return answer, (SHARED, name)

    def _shared_digest(self, name: str) -> bytes:
        """The digest of a shared answer, worked out again only if what it rests on is another."""
        reads = self._earlier.shared.get(name)
        if reads is not None and all(
            self.digest(key) == self._earlier.digests.get(key) for key in reads
        ):
            digest = self._earlier.digests[SHARED, name]
            self._made[name] = Shared(reads, digest)
            return digest
        function, given = _called(name)
        if function is None:
            return b"unknown"
        try:
            call_plugin("", self._once, function, given, {})
        # The page that asks for the answer fails at it too, and says why.
        except PluginError:
            return b"failed"
        return self._made[name].digest if name in self._made else b"unknown"


_CLOSED = (
    "this context belongs to a page that is made already; "
    "each page and each list of names is asked with a context of its own"
)


def frame_facts(site: Site) -> tuple[object, ...]:
    """Everything that stands around a page, but for what is a page's own and the theme's."""
    return (site.settings.site, site.audience, site.today, site.navigation, site.version)


def _joined(parts: Iterable[tuple[str, bytes]]) -> bytes:
    digest = xxh3_128()
    for name, part in parts:
        digest.update(f"{len(name)} {name}".encode())
        digest.update(part)
    return digest.digest()


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(type(value))


_encoded = msgspec.msgpack.Encoder(enc_hook=_plain).encode


def _name_of(function: Callable[..., Any], given: tuple[Any, ...]) -> str:
    """How a call is found again in another build; empty where it cannot be."""
    if not isinstance(function, FunctionType) or _found(*_place(function)) is not function:
        return ""
    # Other arguments may be different things in the next build under the same text.
    if not all(isinstance(argument, str | int | None) for argument in given):
        return ""
    return msgspec.json.encode((*_place(function), *given)).decode()


def _called(name: str) -> tuple[FunctionType | None, tuple[_Argument, ...]]:
    module, function, *given = msgspec.json.decode(name)
    return _found(module, function), tuple(given)


def _place(function: FunctionType) -> tuple[str, str]:
    return function.__module__, function.__qualname__


def _found(module: str, name: str) -> FunctionType | None:
    """A function of a module that is loaded; nothing is ever imported for it."""
    found = vars(sys.modules[module]).get(name) if module in sys.modules else None
    return found if isinstance(found, FunctionType) else None
