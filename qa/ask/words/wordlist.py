"""Many words looked for at once: what one pattern of them all would find, without the time that
such a pattern takes to be made and to be matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping


class WordList:
    """Words that are looked for in texts: from left to right, at each place the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words) - {""}
        sizes: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            sizes[word[0]].add(len(word))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}

    def find(
        self, text: str, admits: Callable[[int, str], bool] | None = None
    ) -> Iterator[tuple[int, str]]:
        """Where the words stand, none over another; only those that ``admits``, where given, says
        may stand at their place."""
        until = 0
        for at, first in enumerate(text):
            if at >= until and first in self._sizes:
                for size in self._sizes[first]:
                    word = text[at : at + size]
                    if word in self._words and (admits is None or admits(at, word)):
                        yield at, word
                        until = at + len(word)
                        break

    def replaced(
        self,
        text: str,
        written: Mapping[str, str],
        admits: Callable[[int, str], bool] | None = None,
    ) -> str:
        """``text`` with what is ``written`` for each of the words in their place."""
        parts, end = [], 0
        for at, word in self.find(text, admits):
            parts += [text[end:at], written[word]]
            end = at + len(word)
        return "".join((*parts, text[end:])) if parts else text

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of ``text`` on which the words stand."""
        return ((at, at + len(word)) for at, word in self.find(text))
