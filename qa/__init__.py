"""Exact question answering over Chinese fiscal disclosures."""

__version__ = "0.1.0"
