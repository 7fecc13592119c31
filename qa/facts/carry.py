"""What a paragraph carries from clause to clause while it is read.

Clauses of a disclosure lean on one another: “增长 2.3%” speaks of the item before it,
“其中：” opens a list of its parts, “全年预算数为” names only a version of what the heading
names. This is the memory for that. Each part of it lives as long as what it may serve: a
paragraph, a sentence, or a segment of one (up to ；).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from qa.facts.amounts import is_money
from qa.facts.items import Item, Parts, Path
from qa.facts.labels import YEAR, words
from qa.facts.names import strip_numbering
from qa.model import Basis, Profile


@dataclass(slots=True)
class Segment:
    """What only clauses of the same segment may lean on."""

    number: int = 0
    #: Whether no clause of it was read yet.
    opening: bool = True
    #: An item named by a clause without a figure, and one that a clause says has changed.
    subject: Path = ()
    moved: Path = ()
    #: What changes are set against, and which way the last one went.
    against: str | None = None
    direction: int = 0
    #: How the last figure relates to its item.
    role: str = ""
    #: The version of the base of a completion: 完成 年初预算 12 万元 的.
    version: str | None = None


@dataclass(slots=True)
class Sentence:
    """What only clauses of the same sentence may lean on."""

    #: The open lists, each within the one before.
    lists: list[Parts] = field(default_factory=list)
    year: int | None = None
    #: Whether no clause of it was read yet, and how many items were.
    fresh: bool = True
    items: int = 0
    #: 下设, at the head of a list that ends in a total.
    setting: str = ""
    #: The last item of money.
    money: Item | None = None
    #: What the sentence before said last to have changed, and against what.
    changed: Item | None = None
    compared: str | None = None
    #: What the changes of the parts of something are set against that changed against it.
    against: str | None = None


@dataclass(slots=True)
class Carry:
    """The memory of one paragraph; ``walk`` reads it and writes it clause by clause."""

    profile: Profile
    section: Path = ()
    #: The version of a figure of which no clause says another.
    basis: Basis = "预算"
    #: Whether any clause was read.
    begun: bool = False
    #: What a heading names, and whether it is a 科目, an item of its own.
    topic: Path = ()
    classified: bool = False
    #: The first item of the numbered point, and the last item whose own figure was read.
    head: Item | None = None
    last: Item | None = None
    #: The item read before the last one.
    before: Item | None = None
    #: Whether the last item was one of A、B、C; the whole of the outermost list that it stood in.
    joined: bool = False
    outer: Item | None = None
    #: The item of the last change, and the first one changed since a figure was read.
    changed: Item | None = None
    first_changed: Item | None = None
    #: 截至2020年12月31日 holds for the paragraph, as does the year that changes are set against.
    as_of: int | None = None
    compared_year: int | None = None
    sentence: Sentence = field(default_factory=Sentence)
    segment: Segment = field(default_factory=Segment)

    def start_sentence(self) -> None:
        """Forgets what only its own sentence may lean on."""
        changed = self.changed if self.segment.role == "change" else None
        compared = self.segment.against or self.sentence.against
        self.sentence = Sentence(changed=changed, compared=compared if changed else None)
        self.segment = Segment()

    def start_segment(self) -> None:
        """Forgets what only its own segment may lean on."""
        self.segment = Segment(self.segment.number + 1)

    def start_point(self, text: str) -> None:
        """A list number begins a point of its own, unless it numbers the parts of a list."""
        if self.segment.opening and strip_numbering(text.strip()) != text.strip():
            self.topic, self.head, self.classified = (), None, False
            if self.sentence.fresh:
                self.last = None

    def end_clause(self) -> None:
        """A clause was read: what follows is no beginning."""
        self.begun, self.sentence.fresh, self.segment.opening = True, False, False

    @property
    def parts(self) -> Parts | None:
        """The innermost open list."""
        return self.sentence.lists[-1] if self.sentence.lists else None

    @property
    def path(self) -> Path:
        """What the next item stands under: the topic, or the whole of the open list."""
        return self.parts.path if self.parts else self.topic

    @property
    def whole(self) -> Item | None:
        """The item whose parts are being read."""
        return self.parts.whole if self.parts else None

    def under(self, path: Path) -> Path:
        """``path`` below the topic or the open list, without repeating a label."""
        above = self.path
        repeats = bool(above and path) and above[-1] == path[0]
        numbered = bool(self.topic and path) and path[0].startswith("项目")
        bare = path[0].removeprefix("项目") if numbered and not repeats else ""
        if bare and bare not in words("clause", "empty"):
            path = (bare, *path[1:])
        while above and path and above[-1] == path[0]:
            above = above[:-1]
        return above + path

    def spoken_of(self) -> Item | None:
        """The item that a clause without a name speaks of.

        It is the last one; but after a row of parts (A、B、C), and at the start of a
        sentence that follows a list, it is the whole that was taken apart. A rate behind
        a change is one of the same item; a further change (；较年初预算减少 3 万元) one of the
        first that changed.
        """
        if self.segment.role == "change" and self.changed is not None:
            return self.changed
        if self.first_changed is not None:
            return self.first_changed
        if self.segment.opening and self.outer is not None:
            return self.outer
        if self.joined and self.whole is not None:
            return self.whole
        return self.last

    def keep(self, item: Item, *, joined: bool = False) -> None:
        """An item's own figure was read; ``joined`` to the one before it by 、."""
        lists = self.sentence.lists
        if lists:
            lists[-1] = lists[-1].with_part(item.value, item.unit)
        self.outer = lists[0].whole if lists else None
        self.before, self.last = self.last, item
        self.sentence.money = item if is_money(item.unit) else self.sentence.money
        self.joined, self.first_changed = joined, None
        self.head = self.head or item
        self.sentence.items += 1

    def leave_version(self) -> None:
        """What follows is of the item as it is told, no more of the version that it was set
        against: 支出 2 万元，年初预算 3 万元，差值 1 万元，其中：…."""
        one, other = self.before, self.last
        if one is not None and other is not None and one.row == other.path == other.row:
            self.last = one if one.basis == self.basis != other.basis else other

    def keep_change(self, item: Item, direction: int) -> None:
        """A change of ``item`` was read."""
        lists = self.sentence.lists
        if lists and lists[-1].moving and item is not self.changed:
            lists[-1] = lists[-1].with_part(item.value, item.unit)
        self.segment.direction, self.changed = direction, item
        self.first_changed = self.first_changed or item

    def keep_year(self, year: int | None) -> None:
        """A name holds a year: it is the sentence's, unless the name is that of a part."""
        if year and self.parts is None:
            self.sentence.year = year

    def compare(self, against: str) -> None:
        """What the next change is set against."""
        self.segment.against = against
        if match := YEAR.search(against):
            self.compared_year = int(match[1])

    def open_list(
        self, path: Path | None = None, *, bracket: bool = False, joined: bool = False
    ) -> None:
        """Opens a list of the parts of ``path``, or of the last item."""
        changed = self.segment.role == "change"
        if changed:
            self.sentence.against = _year_of(self.segment.against) or self.sentence.against
        whole = (self.changed if changed else self.last) if path is None else None
        under = whole.path if whole else (path or self.topic)
        number, leading = self.segment.number, self.sentence.fresh
        self.sentence.lists.append(Parts(under, whole, bracket, number, joined, leading))

    def take_change_apart(self) -> None:
        """A list that begins a sentence tells a change first: it takes apart what the sentence
        before said to have changed, where that is not the last item of a figure of its own."""
        changed, parts, last = self.sentence.changed, self.parts, self.last
        if changed is None or parts is None or not parts.leading or parts.count or parts.moving:
            return
        self.sentence.against = _year_of(self.sentence.compared)
        whole = last if last is not None and last.row[-1:] == changed.row[-1:] else changed
        self.sentence.lists[-1] = replace(parts, path=whole.path, whole=whole, moving=True)

    def close_bracket(self) -> None:
        """Closes the lists up to the one that the bracket opened."""
        self.segment.role, self.joined = "", False
        while self.sentence.lists:
            closed = self.sentence.lists.pop()
            if closed.bracket:
                if closed.whole is not None:
                    self.last, self.first_changed = closed.whole, None
                return

    def close_complete(self) -> None:
        """Closes the innermost list where its parts make up the whole: what follows is of that."""
        if self.parts is not None and self.parts.is_complete():
            self.last = self.sentence.lists.pop().whole

    def close_for(self, value: Decimal, unit: str | None, *, joined: bool) -> None:
        """Closes the lists that a new item of ``value`` cannot belong to.

        ``joined`` items (A、B、C) always stay together. A nothing that follows a complete
        list within a list belongs to the outer one.
        """
        lists = self.sentence.lists
        while lists and not joined:
            parts = lists[-1]
            nested = len(lists) > 1 and not parts.bracket
            ended = nested and value == 0 and parts.is_complete()
            if parts.holds(value, unit, self.segment.number) and not ended:
                return
            lists.pop()


def _year_of(against: str | None) -> str | None:
    """What the parts of something are set against that is set against ``against``: 2020年, where
    that is 2020年的总收入."""
    match = YEAR.search(against or "")
    return f"{match[1]}年" if match else against
