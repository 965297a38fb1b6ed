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
    "": "",
    "<frameset>": "",
}


@pytest.mark.parametrize(("page", "text"), SEEN.items())
def test_a_page_reads_as_it_looks(page, text):
    lines = [line for line in html_text(page)[0].split("\n") if line.strip("> ")]
    assert lines == [line for line in text.split("\n") if line.strip("> ")]


@pytest.mark.parametrize(
    "attribute", ["hidden", "style='display: none'", "style='VISIBILITY:hidden'", "style='font-size: 0px'"]
)
def test_what_is_hidden_is_handed_out_apart(attribute):
    assert html_text(f"<p>seen</p><div {attribute}>not <b hidden>this</b></div>") == ("seen", "not this")


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
