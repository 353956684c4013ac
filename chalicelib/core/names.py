"""Names, as lists sort and find them: without case, without accents, by the beginning of any word."""

import re
import unicodedata

LONGEST = 200
MOST_WORDS = 5  # of a name that are looked for: each is a row in every list that has the name

# Between the words of a name: Anne-Marie O'Neil, "Ines (Berlin)".
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015'\u2019.,;:/&()\[\]\"]+")


_PIECE = 200  # characters


def plain(text: str) -> str:
    """Without case and accents.

    Piece by piece: thousands of accents on one letter, which go anyway, would each be put in order past all
    before it.
    """
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    split = "".join(unicodedata.normalize("NFKD", piece) for piece in pieces).casefold()
    return "".join(c for c in split if not unicodedata.combining(c))


def folded(name: str) -> str:
    return plain(name).replace("#", " ").strip()[:LONGEST].strip() or "~"


def beginnings(whole: str) -> list[str]:
    """A folded name from each of its words on, the whole of it first."""
    starts = [0, *(m.end() for m in _BETWEEN.finditer(whole) if m.end() < len(whole))]
    if len(starts) > MOST_WORDS:
        starts = [*starts[: MOST_WORDS - 1], starts[-1]]
    return [whole[start:] for start in starts]


def words(asked: str) -> list[str]:
    """What is looked for: each is to be the beginning of a word."""
    if not asked.strip():
        return []
    return [word for word in _BETWEEN.split(folded(asked)) if word] or [folded(asked)]


def fits(whole: str, asked: list[str]) -> bool:
    own = beginnings(whole)
    return all(any(text.startswith(word) for text in own) for word in asked)


def met_at(whole: str, word: str) -> str | None:
    """Where a search for this word meets a folded name, first if it does so more than once."""
    return next((text for text in beginnings(whole) if text.startswith(word)), None)
