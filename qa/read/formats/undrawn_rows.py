"""The rows of undrawn tables: a cell may take lines above and below the one that the figures of its
row stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.read.figures import is_code, is_dash, is_figure
from qa.read.formats.doubtful import unmarked
from qa.read.formats.printed import PrintedLine, Word
from qa.read.hierarchy import standard_codes
from qa.read.labels import numbering
from qa.read.patterns import matches, words
from qa.read.text import tight

# Points by which a word may stand over the middle between two columns.
_SLACK = 1.0
# Of the distance of two rows: what is nearer is one row. In sizes of the type: how near to the end
# of the longest line in its column one ends that goes on.
_SAME_ROW, _FULL = 0.72, 1.6
# In sizes of the type: a line that ends so far from the edge of its column has room for a character
# more. So many labels show where that edge is. Lines of one label are no farther apart.
_ONE_MORE, _FEWEST_BROKEN, _NEAR = 0.9, 2, 2.6
# So many rows show that rules part them.
_FEWEST_RULED = 2
# Digits: a shorter number is that of a column.
_CODE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a row, and how far down the page it begins and ends, in points."""

    words: tuple[Word, ...]
    top: float
    bottom: float


def _is_amount(word: Word) -> bool:
    """Whether a word is a figure with decimals: numbers of rows, codes and years have none."""
    return is_figure(unmarked(word.text)) and "." in word.text


def amounts_of(line: PrintedLine) -> list[Word]:
    """The words of a line that are figures with decimals."""
    return [word for word in line.words if _is_amount(word)]


def numbers_columns(line: PrintedLine) -> bool:
    """Whether a line holds the numbers of the columns (1, 2, 3), behind 栏次 or alone."""
    small = [word for word in line.words if word.text.isdecimal() and len(word.text) < _CODE]
    return len(small) > 1 and len(small) >= len(line.words) - 1


def rows_of(
    body: Sequence[PrintedLine], columns: Sequence[float], rules: Sequence[float] = ()
) -> list[Row]:
    """The lines of ``body`` put together to rows; none where a word belongs to no one of the
    ``columns`` (their edges from left to right, in points) or a line to no one row.

    ``rules`` are the heights, in points, of the rules across the page: where they part all rows
    with figures, they tell the rows."""
    amounts = [bool(amounts_of(line)) for line in body]
    if not _fits(body, columns):
        return []
    owner = _between_rules(body, amounts, rules) or _owners(body, amounts, columns)
    return [] if owner is None else _put_together(body, owner)


def rows_by_length(
    lines: Sequence[PrintedLine], start: int, end: int, columns: Sequence[float]
) -> tuple[list[Row], int]:
    """The rows of the lines from ``start`` to ``end``, and the line behind them, by the lengths of
    their labels: one that is as long as its column is broad goes on in the next line, others end.

    No rows where that does not give every row one line with figures, or is seen fewer than twice.
    """
    ends = [_label_end(line, columns) for line in lines]
    edge = max(ends[start:end], default=0.0)

    def goes_on(at: int) -> bool:
        # Figures alone stand in the middle beside two lines of their label.
        while at > start and not ends[at]:
            at -= 1
        return edge - ends[at] < _ONE_MORE * lines[at].size

    while end < len(lines) and goes_on(end - 1) and _is_rest(lines, end, columns):
        end += 1
    owner: list[int] = []
    groups, first = 0, start
    for at in range(start, end):
        if goes_on(at) and at + 1 < end:
            continue
        group = range(first, at + 1)
        filled = [one - start for one in group if amounts_of(lines[one])]
        rests = [one for one in group[1:] if ends[one]]
        if len(filled) != 1 or goes_on(at) or any(_begins_row(lines[one]) for one in rests):
            return [], end
        groups += len(group) > 1
        owner += filled * len(group)
        first = at + 1
    body = lines[start:end]
    fits = groups >= _FEWEST_BROKEN and _fits(body, columns)
    return (_put_together(body, owner) if fits else []), end


def _label_end(line: PrintedLine, columns: Sequence[float]) -> float:
    """Where the words of a line in the first column end; 0 where it has none there."""
    own = [word.right for word in line.words if _field(word, columns) == 0]
    return max(own, default=0.0)


def _is_rest(lines: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a line may be the rest of the label above it."""
    line, above = lines[at], lines[at - 1]
    near = line.top - above.top <= _NEAR * line.size
    return near and all(_field(word, columns) == 0 for word in line.words)


def _begins_row(line: PrintedLine) -> bool:
    """Whether a line begins like no rest of a label: numbered, coded, a sum or a known subject."""
    text = tight(line.words[0].text)
    named = text in standard_codes() or matches("reading", "body", "sum", text)
    return named or is_code(text) or numbering(text) is not None or text.startswith("其中")


def _fits(body: Sequence[PrintedLine], columns: Sequence[float]) -> bool:
    """Whether every word stands in one column, and columns of money hold nothing else."""
    placed = [(_field(word, columns), word) for line in body for word in line.words]
    money = {field for field, word in placed if _is_amount(word)}
    return all(
        field is not None and (field not in money or _fills_money(word.text))
        for field, word in placed
    )


def _put_together(body: Sequence[PrintedLine], owner: Sequence[int]) -> list[Row]:
    """The rows of lines that have the numbers ``owner`` of theirs; none where two overlap."""
    rows: list[Row] = []
    for number in sorted(set(owner)):
        own = [line for line, row in zip(body, owner, strict=True) if row == number]
        words = tuple(word for line in own for word in line.words)
        rows.append(Row(words, min(w.top for w in words), max(w.bottom for w in words)))
    return rows if all(b.top >= a.top and b.bottom >= a.bottom for a, b in pairwise(rows)) else []


def _fills_money(text: str) -> bool:
    """Whether a column of money may hold these words: a figure, or what stands for none."""
    text = unmarked(text)
    return is_figure(text) or is_dash(text) or text in words("reading", "body", "placeholders")


def _between_rules(
    body: Sequence[PrintedLine], amounts: Sequence[bool], rules: Sequence[float]
) -> list[int]:
    """The same as ``_owners`` where a rule is drawn between every two lines with figures, else
    nothing: what stands between two rules is a row."""
    bands = [sum(rule < (line.top + line.bottom) / 2 for rule in rules) for line in body]
    filled = [band for band, amount in zip(bands, amounts, strict=True) if amount]
    if len(filled) < _FEWEST_RULED or len(set(filled)) < len(filled):
        return []
    own = {band: at for at, band in reversed(list(enumerate(bands)))}
    own |= {bands[at]: at for at, amount in enumerate(amounts) if amount}
    return [own[band] for band in bands]


def _owners(
    body: Sequence[PrintedLine], amounts: Sequence[bool], columns: Sequence[float]
) -> list[int] | None:
    """The number of the row of every line, which is that of its first line; ``None`` where one
    may belong to two rows."""
    middles = [(line.top + line.bottom) / 2 for line in body]
    lines = [at for at, filled in enumerate(amounts) if filled]
    apart = [middles[b] - middles[a] for a, b in pairwise(lines)]
    if not apart:
        return list(range(len(body))) if all(amounts) else None
    near = _SAME_ROW * min(apart)
    owner = [at if filled else -1 for at, filled in enumerate(amounts)]
    coded = _coded(body, amounts)
    for at, filled in enumerate(amounts):
        if filled:
            continue
        rows = [row for row in lines if abs(middles[row] - middles[at]) <= near]
        if len(rows) > 1:
            return None
        if rows:
            owner[at] = rows[0]
        elif (whole := _row_of_rest(body, at, amounts, coded, columns)) is not None:
            owner[at] = whole
        elif (coded and not _begins_with_code(body[at])) or _may_go_on(body, at, columns):
            return None
        else:
            owner[at] = at
    return owner


def _coded(body: Sequence[PrintedLine], amounts: Sequence[bool]) -> bool:
    """Whether every row with figures, but for sums, begins with a code."""
    rows = [line for line, filled in zip(body, amounts, strict=True) if filled]
    coded = [line for line in rows if _begins_with_code(line)]
    sums = [line for line in rows if matches("reading", "body", "sum", line.words[0].text)]
    return bool(coded) and len(coded) + len(sums) == len(rows)


def _begins_with_code(line: PrintedLine) -> bool:
    return is_code(line.words[0].text)


def _row_of_rest(
    body: Sequence[PrintedLine],
    at: int,
    amounts: Sequence[bool],
    coded: bool,
    columns: Sequence[float],
) -> int | None:
    """The row that a line without figures belongs to, at the distance of two rows: the one above
    or below where a bracket is open between them, and where each row has a code but this line.

    Between two rows with codes the longer of the two lines goes on.
    """
    above = at - 1 if at and amounts[at - 1] else None
    below = at + 1 if at + 1 < len(body) and amounts[at + 1] else None
    if above is not None and _is_open(body[above]) and _closes(body[at]):
        return above
    if below is not None and _is_open(body[at]) and _closes(body[below]):
        return below
    if not coded or _begins_with_code(body[at]) or len(body[at].words) > 1:
        return None
    if above is None or not _begins_with_code(body[above]):
        return None
    full = [_may_end_full(body, line, columns) for line in (above, at)]
    return above if full == [True, False] else None


def _is_open(line: PrintedLine) -> bool:
    text = tight(line.text)
    return text.count("(") > text.count(")")


def _closes(line: PrintedLine) -> bool:
    text = tight(line.text)
    return text.count(")") > text.count("(")


def _may_end_full(body: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a label of a line ends as far right as any in its column."""
    labels = [
        (_field(word, columns), word)
        for line in body
        for word in line.words
        if not is_figure(unmarked(word.text))
    ]
    widest: dict[int | None, float] = {}
    for field, word in labels:
        widest[field] = max(widest.get(field, 0.0), word.right)
    own = {id(word) for word in body[at].words}
    return any(
        widest[field] - word.right < _FULL * word.size for field, word in labels if id(word) in own
    )


def _may_go_on(body: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a line without figures may be the rest of the one above, which is as long as any,
    or go on below itself; one that numbers the columns never does."""
    if numbers_columns(body[at]):
        return False
    lines = range(max(at - 1, 0), at + 1)
    return any(_may_end_full(body, line, columns) for line in lines)


def _field(word: Word, columns: Sequence[float]) -> int | None:
    """The column that holds all of a word."""
    for number, (left, right) in enumerate(pairwise(columns)):
        if left - _SLACK <= word.left and word.right <= right + _SLACK:
            return number
    return None
