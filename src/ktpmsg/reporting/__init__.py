"""What was found out about a message: the report, its drawing, its reply."""
