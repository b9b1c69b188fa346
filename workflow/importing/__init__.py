"""Reading a document that somebody wrote elsewhere, and laying it against the questions of the application."""
