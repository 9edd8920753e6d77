"""What the docs show works as it stands there."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli.program import program
from okrsite.commands.authoring.cycle_names import named_cycle
from okrsite.commands.terminal import Terminal
from okrsite.pipeline.fix import fixed
from okrsite.pipeline.toml.read import read_toml

DOCS = Path(__file__).parents[2] / "docs"
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FISCAL = re.compile(r"^\| `(fy[\w-]+)` \| (\S+) \| (\S+) \|$", re.MULTILINE)
MENDED = re.compile(r"^\| `([^`]+ = [^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([\w./-]*\.md)?(?:#([\w-]+))?\)")


def files_of(page: str) -> dict[str, str]:
    return dict(FILE.findall((DOCS / page).read_text("utf-8")))


def test_the_site_of_the_authoring_guide_has_no_mistake_and_no_warning(
    tmp_path, monkeypatch
) -> None:
    for path, text in files_of("authoring.md").items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        program,
        ["check", "--strict", "--today", "2026-11-20"],
        obj=Terminal(),
        standalone_mode=False,
    )
    answer, _ = result.return_value
    assert answer.exit == 0, answer.out


def test_the_authoring_guide_shows_every_kind_of_file_and_every_shape() -> None:
    shown = files_of("authoring.md")
    folders = {path.split("/")[1] for path in shown if path.startswith("content/")}
    assert folders == {"teams", "people", "cycles", "kpis", "objectives", "checkins", "pages"}
    everything = "\n".join(shown.values())
    for shape in ("target", "change", "keep", "milestones", "zones"):
        assert f"\n{shape} = " in everything


def test_a_companys_own_year_has_the_days_that_the_authoring_guide_tells() -> None:
    guide = (DOCS / "authoring.md").read_text("utf-8")
    year_starts = int(re.search(r"^year_starts = (\d+)$", guide, re.MULTILINE)[1])
    told = FISCAL.findall(guide)
    assert len(told) == 3
    for name, first, last in told:
        cycle = named_cycle(name, year_starts)
        assert (str(cycle.start), str(cycle.end)) == (first, last)


def test_what_the_authoring_guide_says_is_mended_becomes_that() -> None:
    told = MENDED.findall((DOCS / "authoring.md").read_text("utf-8"))
    assert len(told) == 10
    for written, mended in told:
        findings = read_toml(written, "goal.md").findings
        assert fixed({"goal.md": written.encode()}, findings).contents["goal.md"].decode() == mended


def test_the_settings_that_the_docs_show_are_understood() -> None:
    from okrsite.pipeline.settings import read_settings

    text = re.search(r"```toml\n(.*?)```", (DOCS / "settings.md").read_text(), re.DOTALL)[1]
    assert tomllib.loads(text)["rules"]["parameters"]["OKR204"]["least"] == 3
    settings, findings = read_settings(text.encode())
    assert (settings.site.title, findings) == ("Lanternleaf", ())


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_link_between_the_docs_leads_somewhere(page) -> None:
    text = (DOCS / page).read_text("utf-8")
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    for target, anchor in LINK.findall(prose):
        found = DOCS / (target or page)
        assert found.is_file(), target
        assert not anchor or anchor in anchors(found.read_text("utf-8")), (target, anchor)


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    plain = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    return plain | set(re.findall(r'<a id="([^"]+)">', text))
