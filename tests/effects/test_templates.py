"""The templates of a theme are compiled once; what is kept of them never changes a page."""

import pytest
from msgspec.structs import replace

from okrsite.effects import templates
from okrsite.effects.cache_key import site_key
from okrsite.effects.templates import with_code
from okrsite.effects.themes import read_theme
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.render import template_code


@pytest.fixture
def counted(monkeypatch):
    """How many templates were compiled, one number for each time that any were."""
    counts = []

    def compiled(texts):
        counts.append(len(texts))
        return template_code(texts)

    monkeypatch.setattr(templates, "template_code", compiled)
    return counts


@pytest.fixture
def theme(tmp_path):
    return read_theme(tmp_path, ThemeSettings(), "en")


def test_templates_are_compiled_once_for_all_builds(theme, tmp_path, counted) -> None:
    first = with_code(theme, tmp_path)
    assert with_code(theme, tmp_path).code == first.code
    assert counted == [len(theme.templates)]


def test_another_template_is_compiled(theme, tmp_path, counted) -> None:
    with_code(theme, tmp_path)
    other = replace(theme, templates={**theme.templates, "404.html": "Gone"})
    assert (
        with_code(other, tmp_path).code["404.html"] != with_code(theme, tmp_path).code["404.html"]
    )
    assert len(counted) == 3


def test_a_template_with_a_mistake_keeps_no_other_from_being_compiled(theme) -> None:
    code = template_code({**theme.templates, "404.html": "{% if %}"})
    assert code.keys() == theme.templates.keys() - {"404.html"}


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda _: b"", bytes.upper]
)
def test_code_that_this_user_did_not_write_is_not_run(theme, tmp_path, counted, damage) -> None:
    assert site_key(tmp_path)
    with_code(theme, tmp_path)
    file = tmp_path / ".okrsite/templates"
    file.write_bytes(damage(file.read_bytes()))
    with_code(theme, tmp_path)
    assert len(counted) == 2


def test_a_clean_build_compiles_anew(theme, tmp_path, counted) -> None:
    with_code(theme, tmp_path)
    with_code(theme, tmp_path, is_fresh=True)
    assert len(counted) == 2
