"""What a paragraph carries from clause to clause while it is read.

Clauses of a disclosure lean on one another: “增长 2.3%” speaks of the item before it,
“其中：” opens a list of its parts, “全年预算数为” names only a version of what the heading
names. This is the memory for that: the topic, the last item, the open lists, the year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qa.facts.amounts import convert, is_money, split_unit
from qa.facts.clauses import comparison_in, moved_item
from qa.facts.labels import YEAR, any_of, squeeze, words
from qa.facts.names import name_of, strip_numbering, without_lead
from qa.facts.pieces import Piece
from qa.model import Basis, Profile

#: A first sentence no longer than this is the heading of its paragraph.
_LONGEST_TOPIC = 40
#: Parts may exceed their whole by this much of it: figures are rounded.
_ROUNDING = Decimal("0.002")

_QUOTED = re.compile(r"^“([^“”]{4,40})”")
#: A name that ends with its level in the classification: …（类）…（款）行政运行（项）.
_CLASSIFIED = re.compile(r"[（(](?:[类款项]|\d{3,9})[）)]”?$")

#: What may stand behind a 科目 that the figures after it are of.
_ENDS_OF_NAME = ("。", "：", ":", "，", ",")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item that later clauses may lean on; ``path`` is what its parts stand under."""

    row: Path
    path: Path
    year: int
    basis: Basis
    unit: str | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """An open list of the parts of ``whole``, with the sum and number of those read so far.

    ``whole`` is ``None`` where only a name opens the list (“…支出决算中，”). ``joined``
    lists hold nothing but A、B、C; ``leading`` ones begin a sentence.
    """

    path: Path
    whole: Item | None
    bracket: bool
    segment: int
    joined: bool = False
    leading: bool = False
    total: Decimal = Decimal(0)
    count: int = 0

    def holds(self, value: Decimal, unit: str | None, segment: int) -> bool:
        """Whether one more part of ``value`` can belong to this list.

        The first one of the same segment does; a later one as long as it counts in the
        same unit and the parts do not outgrow the whole. A list without a known whole ends
        with its sentence.
        """
        if self.bracket:
            return True
        if self.count == 0:
            if segment != self.segment and self.whole is not None:
                return False
            alike = self.whole is None or _in_unit(value, unit, self.whole.unit) is not None
            return alike or not self.leading
        if self.joined or self.whole is None:
            return not self.joined
        share = _in_unit(value, unit, self.whole.unit)
        if share is None:
            return segment == self.segment and not self.is_complete()
        return self.total + share <= self.whole.value * (1 + _ROUNDING)

    def is_complete(self) -> bool:
        """Whether the parts read so far make up the whole."""
        whole = self.whole
        if whole is None or self.count == 0 or whole.value <= 0:
            return False
        return abs(self.total - whole.value) <= whole.value * _ROUNDING

    def with_part(self, value: Decimal, unit: str | None) -> Parts:
        """The list after one more part."""
        share = _in_unit(value, unit, self.whole.unit) if self.whole else None
        return replace(self, total=self.total + (share or 0), count=self.count + 1)


def _in_unit(value: Decimal, unit: str | None, wanted: str | None) -> Decimal | None:
    """``value`` in the unit ``wanted``; ``None`` where the two measure different things."""
    if unit is None or wanted is None:
        return value if unit == wanted else None
    if split_unit(unit)[1] != split_unit(wanted)[1]:
        return None
    return convert(value, unit, wanted)


class Carry:
    """The memory of one paragraph; ``walk`` reads it and writes it clause by clause."""

    def __init__(self, profile: Profile, section: Path = ()) -> None:
        self.profile = profile
        self.section = section
        self.topic: Path = ()
        self.classified = False  # whether the topic is a 科目, an item of its own
        self.head: Item | None = None  # the first item of the numbered point
        self.last: Item | None = None  # the last item whose own figure was read
        self.outer: Item | None = None  # the whole of the list that the last item stood in
        self.changed: Item | None = None  # the item of the last change
        self.first_changed: Item | None = None  # the first one changed since a figure was read
        self.joined = False  # whether the last item was one of A、B、C
        self.lists: list[Parts] = []
        self.begun = False  # whether anything of the paragraph was read
        self.as_of: int | None = None  # 截至2020年12月31日 holds for the paragraph
        self.compared_year: int | None = None  # the year that changes are set against
        self.start_sentence()

    def start_sentence(self) -> None:
        """Forgets what only its own sentence may lean on."""
        self.lists = []
        self.year: int | None = None
        self.fresh = True  # nothing of the sentence read yet
        self.items = 0
        self.setting = ""  # 下设, at the head of a list that ends in a total
        self.segment = -1
        self.start_segment()

    def start_segment(self) -> None:
        """Forgets what only its own segment (up to ；) may lean on."""
        self.segment += 1
        self.opening = True
        self.subject: Path = ()  # an item named by a clause without a figure
        self.moved: Path = ()  # the item that a clause says has changed
        self.against: str | None = None
        self.role = ""
        self.version: str | None = None  # of the base of a completion: 完成 年初预算 12 万元 的
        self.direction = 0

    @property
    def path(self) -> Path:
        """What the next item stands under: the topic, or the whole of the open list."""
        return self.lists[-1].path if self.lists else self.topic

    @property
    def whole(self) -> Item | None:
        """The item whose parts are being read."""
        return self.lists[-1].whole if self.lists else None

    def number(self, text: str) -> None:
        """A list number begins a point of its own, unless it numbers the parts of a list."""
        if self.opening and strip_numbering(text.strip()) != text.strip():
            self.topic, self.head, self.classified = (), None, False
            if self.fresh:
                self.last = None

    def keep(self, item: Item, *, joined: bool = False) -> None:
        """An item's own figure was read; ``joined`` to the one before it by 、."""
        if self.lists:
            self.lists[-1] = self.lists[-1].with_part(item.value, item.unit)
        self.outer = self.lists[0].whole if self.lists else None
        self.last, self.joined, self.first_changed = item, joined, None
        self.head = self.head or item
        self.items += 1

    def spoken_of(self) -> Item | None:
        """The item that a clause without a name speaks of.

        It is the last one; but after a row of parts (A、B、C), and at the start of a
        sentence that follows a list, it is the whole that was taken apart. A rate behind
        a change is one of the same item; a further change (；较年初预算减少 3 万元) one of the
        first that changed.
        """
        if self.role == "change" and self.changed is not None:
            return self.changed
        if self.first_changed is not None:
            return self.first_changed
        if self.opening and self.outer is not None:
            return self.outer
        if self.joined and self.whole is not None:
            return self.whole
        return self.last

    def keep_change(self, item: Item, direction: int) -> None:
        """A change of ``item`` was read."""
        self.direction, self.changed = direction, item
        self.first_changed = self.first_changed or item

    def open_list(
        self, path: Path | None = None, *, bracket: bool = False, joined: bool = False
    ) -> None:
        """Opens a list of the parts of ``path``, or of the last item."""
        last = self.changed if self.role == "change" else self.last
        whole = last if path is None else None
        under = whole.path if whole else (path or self.topic)
        self.lists.append(Parts(under, whole, bracket, self.segment, joined, self.fresh))

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

    def close_bracket(self) -> None:
        """Closes the lists up to the one that the bracket opened."""
        self.role, self.joined = "", False
        while self.lists:
            closed = self.lists.pop()
            if closed.bracket:
                if closed.whole is not None:
                    self.last, self.first_changed = closed.whole, None
                return

    def settle_lists(self, value: Decimal, unit: str | None, *, joined: bool) -> None:
        """Closes the lists that a new item of ``value`` cannot belong to.

        ``joined`` items (A、B、C) always stay together. A nothing that follows a complete
        list within a list belongs to the outer one.
        """
        while self.lists and not joined:
            parts = self.lists[-1]
            nested = len(self.lists) > 1 and not parts.bracket
            if parts.holds(value, unit, self.segment) and not (
                nested and value == 0 and parts.is_complete()
            ):
                return
            self.lists.pop()

    def words(self, piece: Piece) -> None:
        """A clause without a figure: it may name a topic, a year, a list, a comparison."""
        text = piece.words.strip()
        self.number(text)
        bare = squeeze(strip_numbering(text))
        first, self.begun = not self.begun or bare != squeeze(text), True
        if self._opens_list(bare) or self._names_topic(bare, piece.closing, first=first):
            return
        if compared := comparison_in(bare):
            self.compare(compared[1])
            self.moved = name_of(compared[0], self.profile).path or self.moved
            return
        if year := _leading_year(bare):
            self.year = year
            if bare.startswith("截"):
                self.as_of = year
        if (item := moved_item(bare)) and (name := name_of(item, self.profile)).path:
            self.moved = name.path
        if match := _setting().match(bare):
            self.setting = match[0]
        if self.head is None and (about := _about().search(bare) or _quoted(bare)):
            name = name_of(about[1], self.profile)
            self.topic = name.path or self.topic
        if self.opening or piece.before in ("：", ":"):
            self.subject = self._named_thing(bare)

    def _named_thing(self, bare: str) -> Path:
        """What a clause without a figure begins with: 某项目根据建设进度，预算由 …"""
        match = _subject().match(bare)
        if match is None or not match[1].endswith(words("parts", "things")):
            return ()
        return name_of(match[1], self.profile).path

    def compare(self, against: str) -> None:
        """What the next change is set against."""
        self.against = against
        if match := YEAR.search(against):
            self.compared_year = int(match[1])

    def _opens_list(self, bare: str) -> bool:
        """其中, 具体包括, “三公”经费支出决算中."""
        among = _among_behind().search(bare)
        if among is not None:
            before = bare[: among.start()]
            if self.lists and before in words("names", "sides"):
                # 收入包括：甲 3 万元；支出包括：乙 3 万元 take the same whole apart.
                self.last, self.role = self.lists[0].whole or self.last, ""
                self.lists = []
            named = name_of(before, self.profile).path
            self.open_list(self.path + named if named and self.last is None else None)
            return True
        if bare.endswith("中") and bare[:-1].endswith(words("parts", "wholes")):
            name = name_of(bare[:-1].removeprefix("在"), self.profile)
            self.year = name.year or self.year
            if name.path:
                self.open_list(self.topic + name.path)
                return True
        return False

    def _names_topic(self, bare: str, closing: str, *, first: bool) -> bool:
        """Whether the clause is the heading of its paragraph or numbered point.

        A heading is a whole sentence, or stands before a colon, and nothing but a name;
        “某项目绩效自评综述” is one wherever it stands. A 科目 with its levels is one however long
        it is: “…（类）…（款）行政运行（项）。主要用于…。年初预算为 1,115.48 万元”.
        """
        if first and self.fresh and closing in _ENDS_OF_NAME and _CLASSIFIED.search(bare):
            self.topic, self.classified = name_of(bare, self.profile).path, True
            return bool(self.topic)
        announced = bare.endswith(words("names", "announcers"))
        ends = closing in ("：", ":", "。", "\n", "")
        if not self.fresh or len(bare) > _LONGEST_TOPIC or not (announced or (first and ends)):
            return False
        if any(word in bare for word in words("names", "introducers")) and not announced:
            return False
        tails = words("names", "heading_tails")
        while found := next((tail for tail in tails if bare.endswith(tail)), None):
            bare = bare.removesuffix(found)
        path = name_of(bare, self.profile).path
        if not path and bare in words("names", "own_versions"):
            path = (bare,)
        if "".join(path) != YEAR.sub("", bare):
            return False
        self.topic = path
        return True


def _leading_year(bare: str) -> int | None:
    """The year that a clause begins with: 2021年， or 截至2021年12月底，.

    That of a comparison (与2020年预算持平) is none.
    """
    if bare.startswith((*words("relation", "with"), *words("relation", "compare"))):
        return None
    match = YEAR.match(without_lead(bare).removeprefix("截至").removeprefix("截止"))
    return int(match[1]) if match else None


@cache
def _among_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:主要|具体)?(?:{any_of('parts', 'among')})$")


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of('parts', 'setting')})")


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?:^|组织|部门|单位)对(.{{4,40}}?)(?:{any_of('parts', 'about')})")


def _quoted(bare: str) -> re.Match[str] | None:
    """The project or system in quotation marks that a clause begins with."""
    match = _QUOTED.match(bare)
    return match if match and match[1].endswith(words("parts", "things")) else None


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"^(.{{2,40}}?)(?:{any_of('parts', 'subject_ends')})")


def is_money_word(text: str) -> bool:
    """Whether a bare 万 beside ``text`` counts money."""
    return any(word in text for word in words("money_words", "words"))


def money_unit(unit: str | None, text: str, beside: str | None) -> str | None:
    """``unit``, with the 元 that a bare 万 or 亿 leaves out where it counts money."""
    if unit in ("万", "亿") and (is_money(beside) or is_money_word(text)):
        return f"{unit}元"
    return unit
