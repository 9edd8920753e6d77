"""Faults: why a language, a time zone or an address of the settings cannot be used."""

from urllib.parse import urlsplit

from okrsite.pipeline.suggest import suggestion


def fault_of_language(language: str) -> tuple[str, str, str] | None:
    """Why a site cannot speak a language: code, message, help; or None."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and rarely needed

    try:
        Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError, TypeError):
        message = f"the language '{language}' is not known"
        return "OKR050", message, 'Write its code, like "en", "de" or "pt-BR".'
    return None


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
