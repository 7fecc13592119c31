"""An index in memory of many units whose documents print the same labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from ask_fixtures import FORESTRY_2031, facts

from qa.checks import Audit
from qa.index import DocParagraph, DocumentInfo
from qa.index.rows import item_of
from qa.model import Fact, Passage, Profile

COUNTIES = tuple(f"{a}{b}县" for a in "安平清河湖山林柳" for b in "远江溪泽宁丰阳顺")


@dataclass
class Made:
    """An index in memory of accounts of many counties' forestry bureaus; ``read`` notes which
    documents' facts were taken, a search finds the first ``found`` of them. Documents of the
    counties ``silent`` print no 基本支出."""

    counties: tuple[str, ...] = COUNTIES
    read: list[str] = field(default_factory=list)
    found: int = 10
    silent: frozenset[str] = frozenset()

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        names = [f"{county}林业局" for county in self.counties]
        return {f"{n}2031年度部门决算": Profile(n, 2031, "决算", title=n) for n in names}

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(
            DocumentInfo(doc, profile, "", (), 0, 0, 0, len(self._of(doc)), 0)
            for doc, profile in self.profiles.items()
        )

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        chosen = [doc for doc in self.profiles if docs is None or doc in docs]
        self.read += chosen
        return tuple(fact for doc in chosen for fact in self._of(doc))

    def _of(self, doc: str) -> list[Fact]:
        """The account of the forestry bureau of 云溪, each figure larger by the county's number."""
        number = [*self.profiles].index(doc)
        return [
            replace(fact, doc=doc, unit_name=self.profiles[doc].unit_name,
                    value=fact.value and fact.value + number)
            for fact in facts() if fact.doc == FORESTRY_2031
            and not (
                self.counties[number] in self.silent
                and "基本支出" in "".join((*fact.row, *fact.column))
            )
        ]  # fmt: skip

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        everything = (fact for doc in self.profiles for fact in self._of(doc))
        return tuple(f for f in everything if item_of(f) in items and f.year in years)

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.doc for f in self.facts_of_items(items, years)))

    def search(
        self,
        query: str,
        k: int = 10,
        docs: Collection[str] | None = None,
        legs: Sequence[Literal["bm25", "dense"]] = (),
    ) -> tuple[Passage, ...]:
        """The first documents: all print the same."""
        found = [doc for doc in self.profiles if docs is None or doc in docs]
        return tuple(Passage(doc, (), "prose", query, 1) for doc in found[: self.found])

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        return ()

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        return tuple(Audit(doc, (), ()) for doc in docs or ())
