"""One figure or many: looked up, compared, added, divided, listed. The end is an ``Outcome``."""
