"""A small site that is judged as the program judges it."""

from collections.abc import Callable, Mapping

import pytest

from okrsite.builtin.example import BASE
from okrsite.commands.workspace import shipped_plugins
from okrsite.hooks.host import collect
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.discover import discover
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import read_settings

Judge = Callable[[Mapping[str, str]], list[Diagnostic]]

SHIPPED, _ = collect(shipped_plugins())


@pytest.fixture(scope="session")
def findings_of() -> Judge:
    """Every finding of the files laid over the site of the rules' examples, by all stages."""
    return _findings_of


def _findings_of(site: Mapping[str, str]) -> list[Diagnostic]:
    files = {**BASE, **site}
    settings, mistakes = read_settings(files["okrsite.toml"].encode())
    found = discover(path for path in files if path != "okrsite.toml")
    markdown = Markdown(())
    documents = tuple(parse(path, files[path].encode(), markdown) for path in found.documents)
    assert settings.build.today
    understood = understand(
        documents,
        frozenset(found.assets),
        Conditions(settings, SHIPPED, "confidential", settings.build.today),
    )
    return [*mistakes, *found.findings, *understood.mistakes, *understood.findings]
