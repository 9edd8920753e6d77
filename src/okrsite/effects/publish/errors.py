"""Why a site could not be published."""


class PublishError(Exception):
    """The output folder cannot be used or written; `help` says what to do. Nothing was changed."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word a reader sees
        super().__init__(message)
        self.help = help
