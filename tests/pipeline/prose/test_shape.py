"""Headings, tasks, tables and code look as our pages need them."""

from okrsite.model.prose import anchor_of


def test_headings_go_one_level_down_and_no_further_than_six(prose) -> None:
    assert prose.html("# One\n\n###### Six\n") == (
        '<h2 id="text-one">One</h2>\n<h6 id="text-six">Six</h6>\n'
    )


def test_anchors_are_those_that_authors_know(prose) -> None:
    text = "# Why this `matters`, & how!\n# Größe\n# Why\n# Why\n# why\n# ***\n"
    headings = prose.read(text)[0].headings
    assert [heading.anchor for heading in headings] == [
        "why-this-matters--how", "größe", "why", "why-1", "why-2", "section",
    ]  # fmt: skip
    assert headings[0].text == "Why this matters, & how!"


def test_an_anchor_is_given_once_even_where_its_number_is_taken(prose) -> None:
    anchors = [heading.anchor for heading in prose.read("# a\n# a-1\n# a\n# a\n")[0].headings]
    assert len(set(anchors)) == 4


def test_the_id_in_the_page_is_apart_from_the_page_s_own(prose) -> None:
    assert f'id="{anchor_of("content")}"' in prose.html("# Content")


def test_a_note_has_headings_without_ids(prose) -> None:
    read, _ = prose.read("# Blockers", anchors=False)
    assert (read.parts, read.headings) == (("<h2>Blockers</h2>\n",), ())


def test_tasks_are_boxes_that_their_words_label(prose) -> None:
    assert prose.html("- [ ] write *it*\n- [x] done\n- [X] [too](goal:x)\n- [y] no\n") == (
        "<ul>\n"
        '<li class="task"><label><input type="checkbox" disabled> write <em>it</em></label></li>\n'
        '<li class="task"><label><input type="checkbox" disabled checked> done</label></li>\n'
        '<li class="task"><label><input type="checkbox" disabled checked> '
        '<a href="{goal:x}">too</a></label></li>\n'
        "<li>[y] no</li>\n</ul>\n"
    )
    assert prose.read("- [ ] write it")[0].text == "write it"


def test_a_task_s_details_stand_below_its_label(prose) -> None:
    written = prose.html("- [ ] one\n\n  more\n")
    assert "one</label></p>\n<p>more</p>" in written


def test_a_table_scrolls_and_has_no_inline_style(prose) -> None:
    assert prose.html("| a | b |\n|:--|--:|\n| 1 | 2 |\n") == (
        '<div class="scroll" tabindex="0">\n<table>\n<thead>\n<tr>\n'
        '<th class="align-left" scope="col">a</th>\n<th class="align-right" scope="col">b</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td class="align-left">1</td>\n<td class="align-right">2</td>\n'
        "</tr>\n</tbody>\n</table>\n</div>\n"
    )


def test_code_is_shown_and_its_language_is_a_class(prose) -> None:
    assert prose.html('```py "x\na < b\n```\n') == (
        '<pre tabindex="0"><code class="language-py">a &lt; b\n</code></pre>\n'
    )
    assert prose.html('```"onload=\n```\n').startswith(
        '<pre tabindex="0"><code class="language-&quot;onload=">'
    )


def test_struck_words_are_struck(prose) -> None:
    assert prose.html("~~old~~") == "<p><s>old</s></p>\n"


def test_nothing_is_guessed_about_quotes_and_dashes(prose) -> None:
    assert prose.html('"quoted" -- (c)') == "<p>&quot;quoted&quot; -- (c)</p>\n"


def test_the_plain_text_is_what_would_be_read_aloud(prose) -> None:
    text = (
        "# Why\n\nA *b*\n[c](goal:x) ![d](e.png) `f`\n\n- g\n\n```\nh\n```\n\n| i | j |\n|--|--|\n"
    )
    assert prose.read(text)[0].text == "Why\nA b c d f\ng\nh\ni\nj"


def test_an_empty_text_is_no_prose(prose) -> None:
    assert not prose.read("")[0]
    assert prose.read(" \n\n")[0].parts == ()


def test_line_ends_of_every_kind_mean_the_same(prose) -> None:
    text = "# A\n\nb [c](goal:d)\ne\n"
    assert prose.read(text) == prose.read(text.replace("\n", "\r\n"))
