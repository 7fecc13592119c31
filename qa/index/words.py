"""Word lists: which words a segmenter knows, and how they are kept as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from qa.index.segment import is_han, normalise, runs
from qa.lexicon import load
from qa.model import QaError

#: What a word of the field or of the corpus' labels weighs in a cut: enough to hold together
#: against the general words that it is made of.
FIELD_FREQUENCY = 20_000
#: A label longer than this is a sentence, not a word.
MAX_LABEL = 8
#: Texts that are looked through at a time.
AT_A_TIME = 2_000


@cache
def general_words() -> Mapping[str, int]:
    """jieba's own dictionary, read without its cache file: about half a second, once.

    The beginnings of words are in it with frequency 0 where they are no words themselves.
    """
    import jieba

    frequencies: dict[str, int]
    frequencies, _ = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    return MappingProxyType(frequencies)


def field_words() -> tuple[str, ...]:
    """The field's own words out of the lexicon, normalised."""
    return tuple(normalise(word) for group in load("words")["words"].values() for word in group)


def label_words(labels: Iterable[str]) -> set[str]:
    """The words that labels (of rows, columns, tables, projects, units) are made of."""
    return {
        run
        for label in labels
        for run in runs(normalise(label))
        if is_han(run) and 2 <= len(run) <= MAX_LABEL
    }


def general_words_in(texts: Iterable[str]) -> dict[str, int]:
    """The words of the general dictionary that occur anywhere in ``texts``."""
    known = general_words()
    found: set[str] = set()
    for run in {run for text in texts for run in runs(normalise(text)) if is_han(run)}:
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                piece = run[start:end]
                if piece not in known:
                    break
                if known[piece] > 0:
                    found.add(piece)
    return {word: known[word] for word in found}


def word_list(texts: Iterable[str], labels: Iterable[str]) -> dict[str, int]:
    """The words for texts of a corpus: general ones that occur, the field's, its labels'."""
    own = dict.fromkeys(sorted(label_words(labels)) + sorted(field_words()), FIELD_FREQUENCY)
    found: dict[str, int] = {}
    remaining = iter(texts)
    while some := list(islice(remaining, AT_A_TIME)):
        found |= general_words_in(some)
    return found | own


def words_text(words: Mapping[str, int]) -> str:
    """One ``word frequency`` a line, sorted: the same words give the same text."""
    return "".join(f"{word} {words[word]}\n" for word in sorted(words))


def words_of(text: str) -> dict[str, int]:
    """The words that ``words_text`` wrote; raises ``ValueError`` for anything else."""
    pairs = (line.split(" ") for line in text.splitlines())
    return {word: int(count) for word, count in pairs}


def save_words(path: Path, words: Mapping[str, int]) -> None:
    """Writes ``words`` into a file."""
    path.write_text(words_text(words), encoding="utf-8", newline="\n")


def load_words(path: Path) -> dict[str, int]:
    """The words that ``save_words`` wrote.

    Raises ``QaError`` where the file is none of those.
    """
    try:
        return words_of(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise QaError(f"词表读不出来：{path}（{error}）。请重新建立索引。") from error
