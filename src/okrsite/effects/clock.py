"""The clock: what day and time it is where the company is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today_in(timezone: str) -> date:
    """The day it is now in a time zone by its IANA name; an unknown name counts as UTC."""
    return now_in(timezone).date()


def now_in(timezone: str) -> datetime:
    """The second it is now in a time zone by its IANA name; an unknown name counts as UTC."""
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.now(zone).replace(microsecond=0)
