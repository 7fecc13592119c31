"""Targets for a fuzzer: each takes bytes and fails where something is wrong with what is made of
them. ``python -m tests.fuzz`` runs them under atheris; the tests run each of them for a moment."""
