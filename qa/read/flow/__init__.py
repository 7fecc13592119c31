"""Tables in the running text of a PDF, where a blank cell leaves no trace."""
