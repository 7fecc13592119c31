"""Answers in the words of a disclosure; ``Narrator`` finds what to quote."""
