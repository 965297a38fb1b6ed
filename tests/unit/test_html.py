"""Pages become the text that a reader sees, in bounded time."""

from __future__ import annotations

import time

import pytest

from agent.sources.html import html_text

SEEN = {
    "<p>one<br>two</p><p>three</p>": "one\ntwo\n\nthree",
    "<ul><li>a<li>b</ul>": "- a\n- b",
    "<table><tr><td>x<td>y<tr><td>z</table>": "x | y\nz",
    "<p>a line that the\n mailer has   cut</p>": "a line that the mailer has cut",
    "<pre>x\ny</pre>": "x\ny",
    "<blockquote>old<br>words</blockquote>new": "> old\n> words\n\nnew",
    "<blockquote>a<blockquote>b</blockquote></blockquote>": "> a\n\n>> b",
    "<title>t</title><style>s</style><script>x</script><p>seen": "seen",
    "1 &lt; 2 &amp; 3&nbsp;4": "1 < 2 & 3 4",
    "<ol><li>a<li>b<ol start=7><li>c</ol></ol>": "1. a\n2. b\n7. c",
    "<ul><li><p>a</p><li> <li><b>b</b></ul>": "- a\n- b",
    "<table><tr><th>x<th>y<tr><td><p>1</p><td> <td><p>2</p></table>": "x | y\n1 | 2",
    "<table><tr><td><img><td><table><tr><td>in</table><tr><td>out</table>": "in\nout",
    "see <a href='https://x.org/a'>the plan</a>.": "see the plan (https://x.org/a).",
    "<a href='https://www.x.org/'>x.org</a>": "x.org",
    "<a href='https://x.org/a'>https://x.org/b</a>": "https://x.org/b (https://x.org/a)",
    "<a href='mailto:a@x.org?subject=y'>Ana</a>": "Ana (a@x.org)",
    "<a href='mailto:a@x.org'>a@x.org</a>": "a@x.org",
    "<a href='javascript:x()'>run</a> <a href='#top'>top</a> <a href='https://x.org'><img></a>": "run top",
    "<a href='https://x.org/" + "y" * 400 + "'>here</a>": "here (https://x.org/…)",
    "a\ue000b&#xe001;c": "abc",
    "": "",
    "<frameset>": "",
}


@pytest.mark.parametrize(("page", "text"), SEEN.items())
def test_a_page_reads_as_it_looks(page, text):
    lines = [line for line in html_text(page)[0].split("\n") if line.strip("> ")]
    assert lines == [line for line in text.split("\n") if line.strip("> ")]


HIDING = [
    "display: none",
    "display:none !important; display:block",
    "dis\\70lay:none",
    "display:/* x */none",
    "VISIBILITY:hidden",
    "font-size: 0px",
    "font-size:1px",
    "font:0/0 a",
    "max-height:0",
    "height:0;overflow:hidden",
    "opacity:0",
    "opacity:0.01",
    "mso-hide:all",
    "position:absolute;left:-9999px",
    "text-indent:-9999px",
    "position:absolute;clip:rect(0,0,0,0)",
    "color:#ffffff",
    "color:white",
    "color:rgb(254, 254, 254)",
    "color:transparent",
    "color:rgba(0,0,0,0)",
    "background:#000;color:black",
]


@pytest.mark.parametrize("attribute", ["hidden", *(f'style="{style}"' for style in HIDING)])
def test_what_is_hidden_is_handed_out_apart(attribute):
    assert html_text(f"<p>seen</p><div {attribute}>not <b hidden>this</b></div>") == ("seen", "not this")


@pytest.mark.parametrize("style", HIDING)
def test_what_a_style_sheet_hides_is_handed_out_apart(style):
    sheet = f"<style>@media all {{ .x {{ {style} }} }} p:hover, {', '} {{ color: red }}</style>"
    assert html_text(f"{sheet}<p>seen</p><p class=x>not this</p>") == ("seen", "not this")


SEEN_ALL_THE_SAME = [
    "<div style='background:#06c'><p style='color:#fff'>seen</p></div>",
    "<table bgcolor=black><tr><td><font color=white>seen</font></table>",
    "<div style='color:#fff'><p style='background:navy'>seen</p></div>",
    "<div style='color:#fff;background:url(x.png)'>seen</div>",
    "<div style='color:#fff'><a href='https://x.org'><span>x.org</span></a></div>",
    "<div style='font-size:0'><p style='font-size:14px'>seen</p></div>",
    "<div style='visibility:hidden'><p style='visibility:visible'>seen</p></div>",
    "<style>@media (max-width:600px) { p { display:none } }</style><p>seen</p>",
    "<td style='max-width:0;overflow:hidden'>seen",
    "<p style='line-height:0;opacity:1;display:block;font-size:85%;position:absolute;left:-5px'>seen",
]


@pytest.mark.parametrize("page", SEEN_ALL_THE_SAME)
def test_what_can_be_seen_is_not_taken_for_hidden(page):
    assert html_text(page) in (("seen", ""), ("x.org", ""))


def test_comments_descriptions_and_templates_are_hidden():
    page = "<p>seen<!-- one --><img alt='two words'><template><p>three</template><noscript>four</noscript>"
    assert html_text(page) == ("seen", "one two words three four")


def test_conditions_without_words_are_not_told():
    assert html_text("<!--[if mso]><table><tr><td><![endif]--><p>seen") == ("seen", "")


@pytest.mark.parametrize("part", ["<div>", "<blockquote>", "<b>", "<table>", "<svg><td>", "<font><p>"])
def test_endless_nesting_is_refused(part):
    start = time.process_time()
    with pytest.raises(ValueError, match="nested"):
        html_text(part * 100_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "part", ["<p>x", "<li>x", "<div>x</div>", "<td>x", "<p hidden>x", "<", "&", "<br>", "</div>"]
)
def test_long_pages_are_read_quickly(part):
    start = time.process_time()
    html_text(part * 50_000)
    assert time.process_time() - start < 5
