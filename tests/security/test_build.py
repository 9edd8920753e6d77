"""A build as an editor meets it: mistakes, assets, plugins, folders, caches and sizes."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, CYCLE, KPI, OBJECTIVE, SETTINGS, objective_text, page_text
from okrsite.commands.errors import CommandError

if TYPE_CHECKING:
    from conftest import Company

BROKEN = {
    "content/objectives/broken-0.md": '+++\ntitle = "Half\n+++\n',
    "content/objectives/broken-1.md": "+++\ntitel = 'x'\n+++\n",
    "content/teams/broken-2.md": b"\xff\xfe",
    "content/kpis/broken-3.md": "",
    "content/kpis/broken-4.csv": "date,value\n2026-13-01,1\n",
}
GOOD = {f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(8)}
CANARY = "canary-of-the-merger"
PNG = b"\x89PNG\r\n\x1a\n"


def test_every_broken_file_is_told_and_nothing_is_published(company: Company) -> None:
    company.write(GOOD)
    company.build()
    before = company.shown()
    company.write(BROKEN)
    for loudness in (("-q",), ("-v",)):
        done = company.run("build", *loudness)
        assert done.returncode == 1
        for path in BROKEN:
            assert f"{path}:" in done.stdout, done.stdout
        assert "Traceback" not in done.stdout + done.stderr
    assert company.shown() == before


def test_keeping_going_publishes_what_does_not_depend_on_the_broken(company: Company) -> None:
    company.write(GOOD)
    company.build()
    whole = company.shown()
    company.write(BROKEN)
    assert company.build(keep_going=True).pages > 0
    shown = company.shown()
    for number in range(8):
        path = f"objectives/g{number}.html"
        assert shown[path] == whole[path]
    assert not any("broken" in path for path in shown)


def test_no_page_is_made_of_a_goal_with_a_mistake(company: Company) -> None:
    company.write(GOOD)
    company.write(
        {
            "content/objectives/g3.md": GOOD["content/objectives/g3.md"].replace(
                'owner = "ada"', 'owner = "ada"\ncolour = "red"'
            )
        }
    )
    assert company.build(keep_going=True).pages > 0
    assert not (company.site / "objectives/g3.html").exists()
    assert (company.site / "objectives/g4.html").exists()


def test_warnings_keep_a_site_back_when_strict_alone(company: Company) -> None:
    company.write({"content/objectives/number.md": objective_text("10 %")})
    assert company.build().pages > 0
    assert company.build(strict=True).pages == 0
    done = company.run("build", "--strict")
    assert done.returncode == 1
    assert "content/objectives/number.md" in done.stdout


def test_broken_settings_publish_nothing_even_when_keeping_going(company: Company) -> None:
    company.write({SETTINGS: BASE[SETTINGS] + 'audience = "publik"\n'})
    done = company.run("build", "--keep-going")
    assert done.returncode == 2
    assert "okrsite.toml:" in done.stdout
    assert not company.site.exists()


def test_an_asset_is_published_when_a_text_that_is_seen_links_it(company: Company) -> None:
    company.write(
        {
            OBJECTIVE: objective_text(
                body="![A chart](chart.png) and [the plan](../pages/plan.pdf)"
            ),
            "content/objectives/chart.png": PNG + b"chart",
            "content/objectives/unused.png": PNG + b"unused",
            "content/pages/plan.pdf": b"%PDF-1.7",
            "content/data/raw.csv": "secret,1\n",
        }
    )
    company.build()
    files = {path for path in company.shown() if path.startswith("files/")}
    assert files - {"files/", "files/objectives/", "files/pages/"} == {
        "files/objectives/chart.png",
        "files/pages/plan.pdf",
    }
    assert (
        'href="../files/pages/plan.pdf"'
        in (company.site / "objectives/keep-customers.html").read_text()
    )


def test_what_only_a_confidential_text_links_is_not_published(company: Company) -> None:
    company.write(
        {
            "content/objectives/merger.md": objective_text(
                "The merger is quiet",
                'owner = "ada"\nvisibility = "confidential"',
                body=f"![A chart]({CANARY}.png)",
            ),
            f"content/objectives/{CANARY}.png": PNG + CANARY.encode(),
        }
    )
    company.build(audience="internal")
    assert CANARY not in repr(company.shown())
    company.build(audience="confidential")
    assert any(CANARY in path for path in company.shown())
    company.build(audience="internal")
    assert CANARY not in repr(company.shown())


def test_an_active_asset_is_refused(company: Company) -> None:
    company.write(
        {
            OBJECTIVE: objective_text(body="[Try it](demo.html) ![x](logo.png)"),
            "content/objectives/demo.html": "<script>alert(1)</script>",
            "content/objectives/logo.png": "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        }
    )
    result = company.build()
    assert [finding.code for finding in result.findings if finding.severity == "error"] == [
        "OKR046"
    ] * 2
    assert not company.site.exists()
    company.build(keep_going=True)
    assert not any("demo" in path or "logo" in path for path in company.shown())


def test_a_drawing_is_published_without_what_acts(company: Company) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><path d='M0 0'/></svg>"
    company.write(
        {
            OBJECTIVE: objective_text(body="![x](logo.svg)"),
            "content/objectives/logo.svg": drawing,
        }
    )
    result = company.build()
    assert [finding.code for finding in result.findings if finding.severity == "hint"] == ["OKR067"]
    assert (company.site / "files/objectives/logo.svg").read_bytes() == (
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"></path></svg>'
    )


def test_a_maintainer_can_allow_another_ending(company: Company) -> None:
    company.write(
        {
            OBJECTIVE: objective_text(body="[All of it](all.zip)"),
            "content/objectives/all.zip": b"PK\x03\x04",
        }
    )
    assert company.build().pages == 0
    company.write({SETTINGS: BASE[SETTINGS] + 'asset_types = [".zip"]\n'})
    company.build()
    assert (company.site / "files/objectives/all.zip").read_bytes() == b"PK\x03\x04"


@pytest.mark.parametrize(
    "target",
    ["../../../secret.txt", "/etc/passwd", "..%2f..%2f..%2fsecret.txt", "../../okrsite.toml"],
)
def test_a_link_in_a_text_reads_nothing_outside_of_the_content(
    company: Company, target: str
) -> None:
    (company.root.parent / "secret.txt").write_text(CANARY)
    company.write({SETTINGS: BASE[SETTINGS] + f"# {CANARY}\n"})
    company.write({OBJECTIVE: objective_text(body=f"[x]({target})")})
    company.build(keep_going=True)
    assert not any(CANARY.encode() in data for data in company.shown().values())
    assert not any(path.startswith("files") for path in company.shown())


@pytest.mark.parametrize("name", ["../../escaped", "/escaped", "..", "a/../../b", "x\\..\\y"])
def test_no_id_leads_out_of_the_site(company: Company, name: str) -> None:
    around = {path for path in company.root.parent.rglob("*") if "company" not in path.parts}
    text = objective_text().replace("+++\n", f"+++\nid = '{name}'\naliases = ['{name}']\n", 1)
    company.write({"content/objectives/out.md": text})
    company.build(keep_going=True)
    assert {
        path for path in company.root.parent.rglob("*") if "company" not in path.parts
    } == around
    assert not any("escaped" in path for path in company.shown())


def test_a_folder_of_somebody_else_is_refused_with_a_sentence(company: Company) -> None:
    company.write({"site/thesis.doc": "years of work"})
    done = company.run("build")
    assert done.returncode == 2
    assert "okrsite did not make" in done.stderr
    assert [path.name for path in company.site.iterdir()] == ["thesis.doc"]


def test_the_output_must_not_be_among_the_sources(company: Company) -> None:
    for output in (".", "content/site"):
        done = company.run("build", "--output", output)
        assert done.returncode == 2, output
    with pytest.raises(CommandError):
        company.build(output=company.root)
    assert (company.root / OBJECTIVE).exists()


def test_a_damaged_missing_or_forbidden_cache_changes_no_byte(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if all files had stood still for long, so that they are known again by their marks.
    monkeypatch.setattr("okrsite.effects.files.time.time_ns", lambda: 2**62)
    company.write(GOOD)
    company.build()
    expected = company.shown()
    packs = [path for path in (company.root / ".okrsite").iterdir() if path.name != ".gitignore"]
    names = {path.name.partition("-")[0] for path in packs}
    assert (len(packs), names) == (
        7,
        {"cells", "documents", "observations", "marks", "site", "templates"},
    )
    flips = random.Random(4711)
    for pack in packs * 2:
        data = bytearray(pack.read_bytes())
        data[flips.randrange(len(data))] ^= 1 << flips.randrange(8)
        pack.write_bytes(bytes(data))
        company.build()
        assert company.shown() == expected
    for pack in packs:
        pack.write_bytes(pack.read_bytes()[:100])
    company.build()
    assert company.shown() == expected
    shutil.rmtree(company.root / ".okrsite")
    (company.root / ".okrsite").write_text("not a folder")
    company.build()
    assert company.shown() == expected


def test_a_page_of_a_plugin_that_fails_is_named_and_the_others_stay(company: Company) -> None:
    company.write(
        {
            SETTINGS: BASE[SETTINGS] + "\n[plugins.wobbly]\n",
            "plugins/wobbly.py": """
from okrsite.api import hookimpl
from okrsite.api.pages import Page, PageKind

def names(ctx):
    yield Page("one", "wobbly.html", "wobbly.html", "Wobbly", section="wobbly")

def view(ctx, name):
    return 1 / 0

@hookimpl
def okrsite_pages():
    templates = {"wobbly.html": ""}
    return [PageKind(name="wobbly", title="Wobbly", names=names, view=view, templates=templates)]

@hookimpl
def okrsite_after_build(result):
    raise RuntimeError("nobody is there to be told")
""",
        }
    )
    result = company.build()
    (finding,) = [finding for finding in result.findings if finding.severity == "error"]
    assert finding.code == "OKR615"
    assert "plugin 'wobbly'" in finding.message
    assert "ZeroDivisionError" in finding.message
    assert not company.site.exists()
    assert company.build(keep_going=True).pages > 0
    assert not (company.site / "wobbly.html").exists()


def test_an_observer_that_fails_is_a_warning_and_the_site_is_published(company: Company) -> None:
    company.write(
        {
            SETTINGS: BASE[SETTINGS] + "\n[plugins.deaf]\n",
            "plugins/deaf.py": """
from okrsite.api import hookimpl

@hookimpl
def okrsite_after_build(result):
    raise RuntimeError(f"nobody heard of {result.pages > 0}")
""",
        }
    )
    result = company.build()
    assert [finding.code for finding in result.findings] == ["OKR616"]
    assert "nobody heard of True" in result.findings[0].message
    assert result.pages > 0


def test_builds_at_the_same_time_wait_for_each_other(company: Company) -> None:
    company.write(GOOD)
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(company.run, "build", "--clean") for _ in range(4)]
    assert [future.result().returncode for future in done] == [0, 0, 0, 0]
    together = company.shown()
    company.build(is_fresh=True)
    assert company.shown() == together
    assert {path.name for path in company.root.iterdir()} == {
        *(".okrsite", "content", "okrsite.toml", "site")
    }


def test_two_pages_that_one_disk_would_take_for_one_name_both(company: Company) -> None:
    company.write(
        {
            SETTINGS: BASE[SETTINGS] + "\n[plugins.twin]\n",
            "plugins/twin.py": """
from okrsite.api import hookimpl
from okrsite.api.pages import File, PageKind

def names(ctx):
    yield File("twin", "Objectives/KEEP-customers.html")

@hookimpl
def okrsite_pages():
    return [PageKind(name="twin", title="Twin", names=names, content=lambda *_: b"twin")]
""",
        }
    )
    done = company.run("build")
    assert done.returncode == 1
    assert "objectives/keep-customers.html" in done.stdout
    assert "Objectives/KEEP-customers.html" in done.stdout


def test_links_in_the_content_are_findings(company: Company) -> None:
    (company.root.parent / "secret.md").write_text(objective_text(CANARY))
    (company.root / "content/objectives/linked.md").symlink_to(company.root.parent / "secret.md")
    (company.root / "content/loop").symlink_to(".")
    result = company.build(keep_going=True)
    assert [finding.code for finding in result.findings if finding.severity == "error"] == [
        "OKR045"
    ] * 2
    assert not any(CANARY.encode() in data for data in company.shown().values())


@pytest.mark.parametrize("path", ["content/objectives/loop.md", "content/loop.png"])
@pytest.mark.parametrize("asked", [[], ["content"]])
def test_a_link_to_itself_stops_no_check(company: Company, path: str, asked: list[str]) -> None:
    (company.root / path).symlink_to(Path(path).name)
    done = company.run("check", *asked)
    assert done.returncode == 1, done.stderr
    assert f"{path}:1:1: OKR045" in done.stdout


def test_a_site_without_content_is_none(company: Company) -> None:
    shutil.rmtree(company.root / "content")
    result = company.build()
    assert result.pages == 0
    assert "OKR047" in {finding.code for finding in result.findings}
    assert not company.site.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_long_chain_of_goals_ends(company: Company) -> None:
    company.write(
        {
            f"content/objectives/c{n}.md": objective_text(
                f"Link {n}", f'owner = "ada"\nsupports = ["c{n + 1}"]', key_results="", checkins=""
            )
            for n in range(300)
        }
    )
    company.write({"content/objectives/c300.md": objective_text("The last link")})
    assert company.build().pages > 300


def test_a_circle_of_goals_is_an_error_that_is_told(company: Company) -> None:
    company.write(
        {
            f"content/objectives/c{n}.md": objective_text(
                f"Link {n}", f'owner = "ada"\nsupports = ["c{(n + 1) % 300}"]', key_results=""
            )
            for n in range(300)
        }
    )
    result = company.build()
    assert result.pages == 0
    assert any(finding.severity == "error" for finding in result.findings)


@pytest.mark.slow
def test_a_hundred_thousand_files_end_well(company: Company) -> None:
    company.write(
        {f"content/pages/{n % 100}/p{n}.md": page_text(f"P {n}", "x") for n in range(100_000)}
    )
    done = company.run("build")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["front matter", "key results", "chain", "circle"])
def test_size_ends_in_a_site_or_in_a_finding(company: Company, shape: str) -> None:
    match shape:
        case "front matter":
            company.write({KPI: "+++\n" + "x = 1\n" * 1_700_000 + "+++\n"})
        case "key results":
            company.write({CYCLE: BASE[CYCLE]})
            results = "".join(f'[[key_results]]\nid = "k{n}"\n' for n in range(100_000))
            company.write({OBJECTIVE: objective_text(key_results=results)})
        case _:
            last = "supports = []" if shape == "chain" else 'supports = ["c0"]'
            following = [*(f'supports = ["c{n + 1}"]' for n in range(9_999)), last]
            company.write(
                {
                    f"content/objectives/c{n}.md": objective_text(
                        f"Link {n}", fields, key_results=""
                    )
                    for n, fields in enumerate(following)
                }
            )
    done = company.run("build")
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
