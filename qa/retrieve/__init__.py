"""Finding passages: which documents a query means, two ways of matching, and their fusion."""
