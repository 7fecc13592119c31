"""An ``Outcome`` becomes an ``Answer``: sentences, sources, doubts."""
