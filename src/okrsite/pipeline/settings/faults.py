"""Faults: why a language, a time zone, an address or an ending of the settings cannot be used."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from okrsite.pipeline.assets import ACTIVE
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.words import locales_of


def fault_of_language(language: str, known: Collection[str] | None) -> tuple[str, str, str] | None:
    """Why a site cannot speak a language: code, message, help; or None.

    `known` are the languages that there are words in, None where nobody can tell.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and rarely needed

    all_ = f"Write one of {', '.join(sorted(known))}." if known else 'Write its code, like "en".'
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return "OKR050", f"the language '{language}' is not known", all_
    if known is None or locales_of(language, known):
        return None
    message = f"there are no words in the language '{language}'"
    help_ = f"{all_} Or put its words into themes/default/locales/{language}.toml."
    return "OKR050", message, help_


def language_tag(language: str) -> str:
    """A language as pages and locales write it: `pt-BR` for `pt_br`; as it is where it is none."""
    from babel.core import get_locale_identifier, parse_locale  # noqa: PLC0415 - heavy

    try:
        return get_locale_identifier(parse_locale(language.replace("_", "-"), sep="-"), sep="-")
    except ValueError:
        return language


def fault_of_timezone(name: str) -> tuple[str, str, str] | None:
    """Why the day of a site cannot be that of a time zone, or None."""
    from zoneinfo import available_timezones  # noqa: PLC0415 - reads the disk

    known = available_timezones()
    if name in known:
        return None
    message = f"the time zone '{name}' is not known{suggestion(name, known)}"
    return "OKR051", message, 'Write it as the IANA does, like "Europe/Berlin".'


def fault_of_address(address: str) -> tuple[str, str, str] | None:
    """Why pages cannot link to an address, or None."""
    help_ = 'Write it in full, like "https://goals.example.com/".'
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_whole = False
    if is_whole and address.isprintable() and " " not in address:
        return None
    return "OKR052", f"'{address}' is not an address of http or https", help_


def fault_of_asset_type(ending: str) -> tuple[str, str, str] | None:
    """Why files of an ending cannot be published beside texts, or None."""
    if ending in ACTIVE:
        return (
            "OKR056",
            f"files ending in '{ending}' can act in a reader's browser, and no setting allows them",
            "Put a page into content/pages/, and what a page loads into a theme.",
        )
    if re.fullmatch(r"\.[a-z0-9]{1,20}", ending):
        return None
    return (
        "OKR056",
        f"'{ending}' is no ending of files",
        'Write it small with its dot, like ".zip".',
    )
