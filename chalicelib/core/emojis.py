"""What people react with: one emoji, written one way."""

from functools import cache

from chalicelib.core.errors import Invalid


def check_emoji(emoji: str) -> str:
    """One emoji, fully qualified (Unicode TR 51), so that ❤ and ❤️ count as one. Raises Invalid."""
    qualified = _qualified().get(emoji.replace(_SELECTOR, ""))
    if not qualified:
        raise Invalid("emoji", "This is not one emoji")
    return qualified


_SELECTOR = "\ufe0f"  # "shown as an emoji": keyboards leave it out here and there


@cache
def _qualified() -> dict[str, str]:
    from emoji import EMOJI_DATA, STATUS

    whole = STATUS["fully_qualified"]
    return {emoji.replace(_SELECTOR, ""): emoji for emoji, of in EMOJI_DATA.items() if of["status"] == whole}
