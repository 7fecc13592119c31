"""The words of a question become a ``Query``, free of Chinese wording."""
