"""How good it is: question sets, table cells and retrieval scored against the truth."""
