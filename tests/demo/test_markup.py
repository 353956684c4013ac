"""Slack's markup, written as Markdown."""

import pytest

from bench.demo.markup import lone_emoji, to_markdown


def shown(text: str) -> str:
    return to_markdown(text, lambda name: f"[@{name}](/people/1)")


@pytest.mark.parametrize(
    ("slack", "markdown"),
    [
        ("see <https://example.org/a?b=1&amp;c=2>", "see <https://example.org/a?b=1&c=2>"),
        ("<http://example.org/x|the page>", "[the page](http://example.org/x)"),
        ("<http://example.org/a_(b)|it>", "[it](<http://example.org/a_(b)>)"),
        ("<http://example.org|a [b]>", r"[a \[b\]](http://example.org)"),
        ("<mailto:ada@example.org|ada@example.org>", "[ada@example.org](mailto:ada@example.org)"),
    ],
)
def test_a_link_stays_a_link(slack: str, markdown: str) -> None:
    assert shown(slack) == markdown


def test_a_mention_becomes_ours() -> None:
    assert shown("<@Ada> and <@U12|bob>: look") == "[@Ada](/people/1) and [@U12](/people/1): look"


def test_channels_and_everybody_become_plain_words() -> None:
    assert shown("<!channel> see <#C123|help>") == "@channel see #help"


def test_bold_and_struck_out_text_use_two_signs() -> None:
    assert shown("*very* ~not~ _so_") == "**very** ~~not~~ _so_"


def test_a_lone_asterisk_does_not_begin_emphasis() -> None:
    assert shown("regexp* and string*") == r"regexp\* and string\*"


def test_a_fence_stands_on_lines_of_its_own() -> None:
    assert shown("try ```(f &lt;x&gt;)``` now") == "try\n\n```\n(f <x>)\n```\n\nnow"


def test_nothing_is_marked_up_inside_code() -> None:
    assert shown("`a *b* :smile: &amp;&amp; <http://x.org>`") == "`a *b* :smile: && http://x.org`"


def test_a_fence_is_longer_than_the_ticks_inside() -> None:
    assert shown("```a `` b```") == "```\na `` b\n```"


def test_markup_characters_of_html_stay_text() -> None:
    assert shown("a &lt;b&gt; &amp; &amp;lt;") == r"a \<b> & &amp;lt;"


def test_a_quote_ends_with_its_line() -> None:
    assert shown("&gt; said\nanswered") == "> said\n\nanswered"


def test_a_line_ends_where_it_ended() -> None:
    assert shown("one\ntwo\n\nthree") == "one  \ntwo\n\nthree"


def test_names_of_emoji_become_emoji_and_other_colons_stay() -> None:
    assert shown(":+1: at 10:20:30 :no-such-thing:") == "👍 at 10:20:30 :no-such-thing:"


@pytest.mark.parametrize(
    ("text", "emoji"), [(" :smile: ", "😄"), ("👍", "👍"), (":smile: yes", None), (":rimshot:", None)]
)
def test_a_message_of_one_emoji_is_known(text: str, emoji: str | None) -> None:
    assert lone_emoji(text) == emoji
