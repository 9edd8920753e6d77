"""Complaints: what the reader of TOML says, in the words of those who write it."""

_NO_NUMBER = (
    "this is neither a number nor a date",
    "A number is 4.5, a date 2026-10-12, and text stands in quotes.",
)
_WORDS = (
    ("string values must be quoted", "text must stand in quotes", 'Write it as "...".'),
    ("duplicate key", "this is written twice", "Keep one of the two."),
    ("invalid date", "", "A date is year-month-day, like 2026-10-12."),
    ("invalid float", *_NO_NUMBER),
    ("invalid integer", *_NO_NUMBER),
    (
        "invalid multi-line",
        "the closing quotes are missing",
        'Text of several lines ends with """.',
    ),
    ("invalid basic string", "the closing quote is missing", 'Text ends with " on its own line.'),
    ("key with no value", "a key without a value", 'Write key = "value".'),
    (
        "invalid unquoted key",
        "this key needs quotes, or is no key at all",
        "Keys are letters, digits, - and _; a key with anything else stands in quotes.",
    ),
    (
        "newlines are unsupported in inline tables",
        "{ ... } must stand on one line",
        "Close it on the line where it begins.",
    ),
    (
        "unexpected key or value",
        "something stands behind the value",
        'A line ends with its value; a quote inside of text is written \\".',
    ),
)


def in_words(reason: str, written: str) -> tuple[str, str]:
    """What is wrong and how to mend it, from the reader's reason and the text from there on."""
    if reason.startswith("string values must be quoted") and written[:1] in tuple("0123456789+-"):
        return _NO_NUMBER
    for beginning, message, help_ in _WORDS:
        if reason.startswith(beginning):
            return message or reason, help_
    return f"this is not TOML: {reason}", ""
