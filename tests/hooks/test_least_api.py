"""A plugin may say which version of the API it needs; an older program says so and runs nothing."""

import pytest

from okrsite.hooks.least_api import api_fault
from okrsite.hooks.loading import load_plugins
from okrsite.hooks.specs import API_VERSION
from okrsite.pipeline.settings import read_settings


def loaded(tmp_path, text):
    (tmp_path / "desk.py").write_text(text)
    settings, _ = read_settings(b"[plugins.desk]\n")
    return load_plugins(settings.plugins, tmp_path)


def test_a_plugin_for_a_later_version_is_told_and_not_run(tmp_path) -> None:
    text = f"from okrsite.api import Tomorrow\n\nOKRSITE_API = {API_VERSION + 1}\n"
    plugins, (finding,) = loaded(tmp_path, text)
    assert plugins == ()
    assert finding.code == "OKR635"
    assert str(finding).startswith("okrsite.toml:1:1: ")
    needs = f"it needs version {API_VERSION + 1} of okrsite.api, and this okrsite has {API_VERSION}"
    assert finding.message == f"plugin desk cannot be used: {needs}"


@pytest.mark.parametrize(
    "text", ["", "OKRSITE_API = 1", "OKRSITE_API: int = 1", "def f():\n    OKRSITE_API = 99"]
)
def test_a_plugin_for_this_version_or_without_a_word_of_it_is_run(tmp_path, text) -> None:
    (plugin,), findings = loaded(tmp_path, f"{text}\n")
    assert plugin.name == "desk"
    assert findings == ()


@pytest.mark.parametrize("value", ["'2'", "True", "1.5", "VERSION"])
def test_a_version_that_is_no_number_is_told(value) -> None:
    assert api_fault(f"OKRSITE_API = {value}") == f"its OKRSITE_API is {value}, not a whole number"


def test_what_is_no_python_is_told_as_such(tmp_path) -> None:
    _, (finding,) = loaded(tmp_path, "OKRSITE_API = \n")
    assert finding.code == "OKR604"
