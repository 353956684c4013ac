"""Slack's markup as Markdown. https://api.slack.com/reference/surfaces/formatting tells the former."""

import html
import re
from collections.abc import Callable

import emoji

_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_INLINE = re.compile(r"(`[^`\n]+`)")
_ANGLE = re.compile(
    r"<@(?P<person>[^<>|]+)(?:\|[^<>]*)?>"
    r"|<#(?P<id>[^<>|]+)(?:\|(?P<channel>[^<>]*))?>"
    r"|<!(?P<everybody>[^<>|]+)(?:\|[^<>]*)?>"
    r"|<(?P<url>[a-z]+:[^<>|\s]+)(?:\|(?P<label>[^<>]*))?>"
)
_STAR = re.compile(r"(?<![\w*])\*(?P<bold>\S(?:[^*\n]*\S)?)\*(?![\w*])|(?P<bullet>^\s*\* )|\*", re.MULTILINE)
_STRIKE = re.compile(r"(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])")
_SHORTCODE = re.compile(r":[a-z0-9_+-]*[a-z][a-z0-9_+-]*:|:\+1:|:-1:")
_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")  # one before an entity has to stay: Markdown reads those
_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?=\S)")
_AFTER_QUOTE = re.compile(r"^(>[^\n]*)\n(?=[^>\n])", re.MULTILINE)

Mention = Callable[[str], str]


def to_markdown(text: str, mention: Mention) -> str:
    """`mention` makes of a pseudonym what stands for it."""
    parts = _FENCE.split(text)  # prose, code, prose, ...
    blocks = [_fence(part) if place % 2 else _prose(part, mention) for place, part in enumerate(parts)]
    return "\n\n".join(block for block in blocks if block)


def lone_emoji(text: str) -> str | None:
    """The emoji, where a message is nothing else."""
    found = _emoji(text.strip())
    return found if emoji.is_emoji(found) else None


def _fence(code: str) -> str:
    plain = _plain(code).strip("\n")
    longest = max((len(run) for run in re.findall(r"`+", plain)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}\n{plain}\n{ticks}" if plain.strip() else ""


def _prose(text: str, mention: Mention) -> str:
    parts = _INLINE.split(text)
    shown = "".join(_plain(part) if place % 2 else _words(part, mention) for place, part in enumerate(parts))
    # A line's end is one in Slack, in Markdown only with two spaces before it.
    return _BREAK.sub("  \n", _AFTER_QUOTE.sub(r"\1\n\n", shown.strip()))


def _plain(code: str) -> str:
    """In code nothing is markup, not even the links that Slack finds there."""
    shown = _ANGLE.sub(lambda found: found["label"] or found["url"] or _named(found), code)
    return html.unescape(shown)


def _named(found: re.Match[str]) -> str:
    return f"@{found['person'] or found['everybody']}" if not found["id"] else f"#{found['channel']}"


def _words(text: str, mention: Mention) -> str:
    shown, end = [], 0
    for found in _ANGLE.finditer(text):
        shown += [_emphasis(text[end : found.start()]), _link(found, mention)]
        end = found.end()
    return "".join([*shown, _emphasis(text[end:])])


def _link(found: re.Match[str], mention: Mention) -> str:
    if found["person"]:
        return mention(found["person"])
    if found["everybody"]:
        return f"@{found['everybody']}"
    if found["id"]:
        return f"#{found['channel'] or 'channel'}"
    url = html.unescape(found["url"])
    if not found["label"]:
        return f"<{url}>"
    label = re.sub(r"([\[\]*_`\\])", r"\\\1", html.unescape(found["label"]))
    return f"[{label}](<{url}>)" if re.search(r"[()]", url) else f"[{label}]({url})"


def _emphasis(text: str) -> str:
    text = _STRIKE.sub(r"~~\1~~", _STAR.sub(_star, text))
    text = _AMPERSAND.sub("&", text.replace("&lt;", r"\<").replace("&gt;", ">"))
    return _emoji(text)


def _star(found: re.Match[str]) -> str:
    if found["bold"]:
        return f"**{found['bold']}**"
    return found["bullet"] or r"\*"


def _emoji(text: str) -> str:
    return _SHORTCODE.sub(lambda found: emoji.emojize(found[0], language="alias"), text)
