"""Themes: found in the site, in this package or in an installed one, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

import okrsite
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.settings import Settings, ThemeSettings
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.toml.type_descriptions import as_list
from okrsite.pipeline.words import Words, locales_of, words_of

PACKAGE = Path(okrsite.__file__).parent
DEFAULT = "default"
GROUP = "okrsite.themes"

Content = TypeVar("Content")


class ThemeError(Exception):
    """A theme that cannot be used; the message says which and why."""


class UnknownThemeError(ThemeError):
    """There is no theme of a name."""


def read_theme(root: Path, settings: ThemeSettings, language: str) -> Theme:
    """The theme that a site asks for, with what it extends and the site's own changes laid over it.

    Raises ThemeError when there is no such theme, when it extends itself, when one of its files
    cannot be understood, and for an option that it does not have.
    """
    named = _named_layers(root, settings.name)
    layers = tuple(folder for _, folder in named)
    templates, given = _templates(named)
    return Theme(
        name=settings.name,
        templates=templates,
        given=given,
        static=_merged_files(layers, "static", Path.read_bytes),
        words=read_words(language, layers),
        options=_options(layers, settings),
    )


def read_words(language: str, layers: tuple[Path, ...] = ()) -> Words:
    """The words of a language, the package's, then each layer's; what is missing in English."""
    places = [PACKAGE / "locales", *(layer / "locales" for layer in layers)]
    names = dict.fromkeys(("en", *locales_of(language, _locales(places))))
    tables = [_read_toml(place / f"{name}.toml") for name in names for place in places]
    return words_of(language, *tables)


def theme_folders(root: Path, name: str) -> tuple[Path, ...]:
    """The folders that a theme is read from; raises ThemeError without such a theme."""
    return _layers(root, name)


def languages_of(root: Path, theme: str) -> frozenset[str] | None:
    """The languages that the package or a site's theme has words in; None without such a theme."""
    try:
        layers = _layers(root, theme)
    except ThemeError:
        return None
    return _locales([PACKAGE / "locales", *(layer / "locales" for layer in layers)])


def _locales(places: Iterable[Path]) -> frozenset[str]:
    return frozenset(path.stem for place in places for path in place.glob("*.toml"))


def _layers(root: Path, name: str) -> tuple[Path, ...]:
    """The folders that make up a theme, the most general first."""
    return tuple(folder for _, folder in _named_layers(root, name))


def _named_layers(root: Path, name: str) -> tuple[tuple[str, Path], ...]:
    """The folders that make up a theme with the theme that each is of, the most general first."""
    layers: list[tuple[str, Path]] = []
    seen: list[str] = []
    while name:
        if name in seen:
            raise ThemeError(f"theme '{seen[0]}' extends itself: {' -> '.join([*seen, name])}")
        seen.append(name)
        folders = _folders(root, name)
        layers = [*((name, folder) for folder in folders), *layers]
        tables = [_read_toml(folder / "theme.toml") for folder in folders]
        fallback = "" if name == DEFAULT else DEFAULT
        name = str({k: v for table in tables for k, v in table.items()}.get("extends", fallback))
    return tuple(layers)


def _folders(root: Path, name: str) -> list[Path]:
    shipped = (PACKAGE / "themes", PACKAGE.parent.parent / "themes")
    found = [place / name for place in shipped if _is_plain(name) and (place / name).is_dir()][:1]
    found = found or _installed(name)
    own = root / "themes" / name
    # The shipped theme of a site that is a clone of okrsite is in its own `themes/` as well.
    others = [folder.resolve() for folder in found]
    if _is_plain(name) and own.is_dir() and own.resolve() not in others:
        found.append(own)
    if not found:
        raise UnknownThemeError(
            f"there is no theme '{name}' in themes/, among those that ship or those installed"
            f"{suggestion(name, _theme_names(root))}"
        )
    return found


def _theme_names(root: Path) -> set[str]:
    shipped = (PACKAGE / "themes", PACKAGE.parent.parent / "themes", root / "themes")
    folders = {folder.name for place in shipped if place.is_dir() for folder in place.iterdir()}
    return folders | {point.name for point in entry_points(group=GROUP)}


def _installed(name: str) -> list[Path]:
    """The folder of an installed package that has a theme as an entry point; none without one.

    The package holds `theme.toml` and the folders of a theme, and is imported only to find it.
    """
    points = entry_points(group=GROUP, name=name)
    packages = sorted({str(point.dist and point.dist.name) for point in points})
    if len(packages) > 1:
        which = ", ".join(packages)
        raise ThemeError(f"the theme '{name}' is given by more than one package: {which}")
    for point in points:
        try:
            folder = Path(str(files(point.module)))
        except Exception as problem:
            why = f"{type(problem).__name__}: {problem}"
            raise ThemeError(f"the installed theme '{name}' cannot be loaded: {why}") from problem
        if not folder.is_dir():
            raise ThemeError(f"the installed theme '{name}' is no folder of files: {folder}")
        return [folder]
    return []


def _is_plain(name: str) -> bool:
    return bool(name) and name not in {".", ".."} and "/" not in name and "\\" not in name


def _templates(layers: Iterable[tuple[str, Path]]) -> tuple[dict[str, str], dict[str, str]]:
    """The templates of all layers by name, and by `THEME/NAME` as each theme gives them."""
    found: dict[str, str] = {}
    given: dict[str, str] = {}
    begun: set[str] = set()
    for theme, folder in layers:
        found |= {name: _read_text(path) for name, path in _files(folder / "templates")}
        partials = _files(folder / "partials")
        found |= {f"partials/{name}": _read_text(path) for name, path in partials}
        if theme not in begun:
            begun.add(theme)
            given |= {f"{theme}/{name}": text for name, text in found.items()}
    return dict(sorted(found.items())), given


def _merged_files(
    layers: tuple[Path, ...], kind: str, read: Callable[[Path], Content]
) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for layer in layers:
        found |= {name: read(path) for name, path in _files(layer / kind)}
    return dict(sorted(found.items()))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise ThemeError(f"{path} is not UTF-8 (at byte {problem.start})") from problem


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their names within it; links that lead out of it are left out."""
    inside = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_file() and path.resolve().is_relative_to(inside):
            yield _utf8_name(path.relative_to(folder).as_posix()), path


def _utf8_name(name: str) -> str:
    if name != name.encode(errors="replace").decode():
        raise ThemeError(f"the name of the theme's file {name!r} is not UTF-8")
    return name


def theme_findings(root: Path, settings: Settings) -> tuple[Diagnostic, ...]:
    """What is wrong with `[theme]`, at its places: no such theme, or no such option of it."""
    try:
        known = _known_options(_layers(root, settings.theme.name))
    except ThemeError as problem:
        return (theme_finding(settings, problem),)
    wrong = (_option_finding(settings, name, known) for name in settings.theme.options)
    return tuple(finding for finding in wrong if finding)


def theme_finding(settings: Settings, problem: ThemeError) -> Diagnostic:
    """Why the theme of a site cannot be used, at the place that names it."""
    span = settings.at("theme.name")
    if isinstance(problem, UnknownThemeError):
        help_ = 'Correct the name, or take it out: without one the theme is "default".'
        return error("OKR064", span, str(problem), help_)
    return error("OKR066", span, str(problem), "Mend this file of the theme, or name another one.")


def _option_finding(settings: Settings, name: str, known: Mapping[str, Any]) -> Diagnostic | None:
    span, theme = settings.at(f"theme.options.{name}"), settings.theme
    if name not in known:
        message = f"the theme '{theme.name}' has no option '{name}'{suggestion(name, known)}"
        help_ = f"It has {as_list(sorted(known), 'and')}." if known else "It has none at all."
        return error("OKR065", span, message, help_)
    default, written = known[name], theme.options[name]
    if _form(written) == _form(default):
        return None
    shown = msgspec.json.encode(default).decode()
    message = f"the option '{name}' must be {_form(default)}"
    return error("OKR065", span, message, f"Its default is {shown}.")


def _form(value: Any) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text in quotes"
        case list():
            return "a list"
        case _:
            return "a table"


def _options(layers: tuple[Path, ...], settings: ThemeSettings) -> dict[str, Any]:
    known = _known_options(layers)
    unknown = sorted(settings.options.keys() - known.keys())
    if unknown:
        has = ", ".join(sorted(known)) or "none"
        raise ThemeError(f"theme '{settings.name}' has no option '{unknown[0]}'; it has: {has}")
    return known | settings.options


def _known_options(layers: tuple[Path, ...]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for layer in layers:
        own = _read_toml(layer / "theme.toml").get("options", {})
        if not isinstance(own, dict):
            raise ThemeError(f"{layer / 'theme.toml'}: [options] must be a table")
        known |= own
    return known


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomli.loads(_read_text(path))
    except tomli.TOMLDecodeError as problem:
        raise ThemeError(f"{path}: {problem}") from problem
