"""Template loader: templates by their names, of their texts or of what was compiled of these."""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class TemplateLoader(BaseLoader):
    """Gives templates from their `code`, where it has that, else from their `texts`."""

    def __init__(self, texts: Mapping[str, str], code: Mapping[str, bytes]) -> None:
        self._texts, self._code = texts, code

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja gives it
        template: str,
    ) -> tuple[str, str, None]:
        """The text of a template without the indents of its lines, and its name."""
        text = self._texts.get(template)
        if text is None:
            raise TemplateNotFound(template)
        # With its name in the place of a file's, an exception tells which template it is from.
        return _INDENT.sub("", text), template, None

    def load(
        self,
        environment: Environment,
        name: str,
        known: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template that can be rendered."""
        if name not in self._code:
            return super().load(environment, name, known)
        # Nobody else's: cache files are signed by the user whom this process belongs to.
        code = marshal.loads(self._code[name])  # noqa: S302
        return environment.template_class.from_code(environment, code, known or {})

    def compiled(self, environment: Environment, name: str) -> bytes:
        """The code of a template. Raises what Jinja finds wrong with its text."""
        text, filename, _ = self.get_source(environment, name)
        return marshal.dumps(environment.compile(text, name, filename))
