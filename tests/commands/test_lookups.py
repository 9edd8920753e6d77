"""`okrsite rules`, `schema` and `plugins`: what they list and explain."""

import json
import tomllib

import jsonschema
import pytest

from okrsite.builtin import SHIPPED
from okrsite.pipeline.schema import schemas


def test_rules_are_listed_one_a_line_outside_of_any_site(okrsite, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = okrsite("rules").out.splitlines()
    assert any(line.startswith("OKR204  hint     number-of-key-results ") for line in lines)
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", ["OKR204", "okr204", "number-of-key-results"])
def test_a_rule_is_explained_with_reason_examples_and_parameters(okrsite, site, name) -> None:
    said = okrsite("rules", name)
    assert said.out.startswith("OKR204 number-of-key-results (hint)\n\n")
    assert "\nBad:\n" in said.out
    assert "\nGood:\n" in said.out
    parameters = said.out.rpartition("defaults:\n")[2]
    assert tomllib.loads(parameters)["rules"]["parameters"]["OKR204"] == {"least": 2, "most": 5}


def test_an_unknown_rule_is_met_with_a_suggestion(okrsite, site) -> None:
    said = okrsite("rules", "number-of-key-result")
    assert said.exit == 2
    assert "Did you mean number-of-key-results?" in said.err


def test_schema_lists_its_kinds(okrsite, site) -> None:
    assert okrsite("schema").out.split() == list(schemas())


@pytest.mark.parametrize("kind", schemas())
def test_the_schema_of_every_kind_is_a_schema(okrsite, site, kind) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(okrsite("schema", kind).out))


def test_schemas_are_written_into_a_folder(okrsite, site) -> None:
    assert okrsite("schema", "--write", "schemas").exit == 0
    names = {path.name for path in (site / "schemas").iterdir()}
    assert names == {f"{kind}.schema.json" for kind in schemas()}


def test_an_unknown_kind_lists_the_known_ones(okrsite, site) -> None:
    said = okrsite("schema", "goal")
    assert said.exit == 2
    assert "objective" in said.err


def test_the_files_of_a_new_site_follow_their_schemas(site) -> None:
    for path in sorted((site / "content").rglob("*.md")):
        kind = {"people": "person", "index.md": "page"}.get(
            path.relative_to(site / "content").parts[0],
            path.relative_to(site / "content").parts[0].removesuffix("s"),
        )
        front = tomllib.loads(path.read_text().split("+++\n")[1])
        jsonschema.validate(json.loads(json.dumps(front, default=str)), schemas()[kind])


def test_plugins_tell_their_version_and_what_they_give(okrsite, write, site) -> None:
    write(
        "plugins/shout.py",
        "from okrsite.api import Exporter, hookimpl\n\n\n"
        "@hookimpl\ndef okrsite_exporters():\n"
        "    return [Exporter(name='shout', title='Shout', export=lambda *_: {'a': b'HEY'})]\n",
    )
    assert okrsite("plugins").out.splitlines()[-1].startswith("shout            not loaded: add ")
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.shout]\n")
    name, version, took, unit, *gives = okrsite("plugins").out.splitlines()[-2].split()
    assert (name, len(version), unit, gives) == ("shout", 12, "ms", ["exporters:", "shout"])
    assert float(took) >= 0
    assert okrsite("plugins").out.splitlines()[-1].split() == ["okrsite_exporters"]
    assert okrsite("export", "--format", "shout").out == "HEY"


def test_no_plugin_of_a_site_is_told_of_the_files_of_the_others(okrsite, write, site) -> None:
    settings = site / "okrsite.toml"
    for name in ("one", "two"):
        write(f"plugins/{name}.py", '"""Gives nothing."""\n')
        settings.write_text(f"{settings.read_text()}\n[plugins.{name}]\n")
    said = okrsite("plugins")
    assert said.exit == 0
    assert "OKR625" not in said.out


def test_a_plugin_that_cannot_be_used_is_listed_with_the_reason(okrsite, write, site) -> None:
    write("plugins/torn.py", "def broken(:\n")
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.torn]\n\n[plugins.gone]\n")
    said = okrsite("plugins")
    assert said.exit == 1
    assert "torn             not loaded" in said.out
    assert "OKR604 plugin torn cannot be loaded: SyntaxError" in said.out
    assert "OKR603 plugin gone is not there" in said.out


@pytest.mark.parametrize("table", ["[plugin.own]\n", "[plugins.own\n", "[plugins]\nown = 3\n"])
def test_settings_with_mistakes_are_told_before_anybody_looks_for_the_plugin(
    okrsite, site, table
) -> None:
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n{table}")
    said = okrsite("plugins")
    assert said.exit == 2
    assert "okrsite.toml:" in said.out


def test_a_file_that_no_settings_name_is_listed_as_not_loaded(okrsite, write, site) -> None:
    write("plugins/own.py", "1 / 0\n")
    said = okrsite("plugins")
    assert said.exit == 0
    assert said.out.splitlines()[-1].split() == [
        *("own", "not", "loaded:", "add", "[plugins.own]", "to", "okrsite.toml")
    ]


def test_two_plugins_that_give_one_name_are_told_once(okrsite, write, site) -> None:
    code = (
        "from okrsite.api import Exporter, hookimpl\n\n\n"
        "@hookimpl\ndef okrsite_exporters():\n"
        "    return [Exporter(name='same', title='Same', export=lambda *_: {})]\n"
    )
    write("plugins/one.py", code)
    write("plugins/two.py", code)
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.one]\n\n[plugins.two]\n")
    said = okrsite("plugins")
    assert said.exit == 1
    assert said.out.count("OKR608") == 1


def test_the_plugins_that_ship_are_listed_outside_of_any_site(
    okrsite, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = okrsite("plugins")
    assert said.exit == 0
    assert [line.split()[0] for line in said.out.splitlines()] == list(SHIPPED)


def test_the_doctor_tries_every_source_and_writes_nothing(okrsite, write, site) -> None:
    write(
        "plugins/dice.py",
        "from msgspec import Struct\nfrom okrsite.api import Observation, SourceType, hookimpl\n"
        "\n\nclass Nothing(Struct, frozen=True):\n    pass\n\n\n"
        "def fetch(requests, settings, context):\n"
        "    return [Observation(each.kpi.id, each.until, 4) for each in requests]\n\n\n"
        "@hookimpl\ndef okrsite_sources():\n"
        "    return [SourceType(name='dice', title='Dice', settings=Nothing, query=Nothing, "
        "fetch=fetch)]\n",
    )
    settings = site / "okrsite.toml"
    settings.write_text(
        f"{settings.read_text()}\n[plugins.dice]\n\n[sources.luck]\nplugin = 'dice'\n"
    )
    write("content/kpis/luck.md", "+++\ntitle = 'Luck'\n\n[source]\nuse = 'luck'\n+++\n")
    said = okrsite("plugins", "doctor")
    assert (said.exit, said.out) == (0, "luck (dice): good, 1 values for 1 KPI\n")
    assert not (site / "content/kpis/luck.csv").exists()


@pytest.mark.parametrize(
    "name", ["okrsite.tml", "okr-site.toml", "OKRsite.toml", "okrsite.toml.txt"]
)
def test_settings_that_are_called_otherwise_are_named(okrsite, tmp_path, monkeypatch, name) -> None:
    (tmp_path / name).write_text("[site]\n")
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    said = okrsite("check")
    assert said.exit == 2
    assert f"rename {tmp_path / name} to okrsite.toml" in " ".join(said.err.split())
