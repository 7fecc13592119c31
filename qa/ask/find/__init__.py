"""The facts that a query names, found and weighed; ``Desk`` is where the others ask for them."""
