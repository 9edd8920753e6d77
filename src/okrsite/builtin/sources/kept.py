"""Kept: what settings have to say of records that are kept between runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.api import SettingsMistake


def keep_mistakes(
    keep: bool, key: Sequence[str], watermark: str, at: str = ""
) -> Iterator[SettingsMistake]:
    """What is missing of what tells which records are newer, and which of them are the same.

    `at` is the path of the table that is kept, with a dot at its end.
    """
    if watermark and not keep:
        message = "`watermark` is of records that are kept (keep = true)"
        yield SettingsMistake(message, field=f"{at}watermark")
    elif keep and not watermark:
        message = "`keep` needs `watermark`, the field that its system compares with {since}"
        yield SettingsMistake(message, field=f"{at}keep")
    if keep and not key:
        message = "`keep` needs `key`, the fields that tell records apart"
        yield SettingsMistake(message, field=f"{at}keep")
