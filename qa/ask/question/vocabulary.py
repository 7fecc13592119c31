"""What the documents at hand hold that questions may name."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.ask.question.spelling import Speller


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the corpus holds that questions name: units, 科目 codes, labels and what sentences
    count, their bigrams and the limits in them (100万元以上), and who mends what is misspelt."""

    units: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    grams: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    speller: Speller = field(default_factory=Speller)
