"""What a grammar says: its rules as formats, and the texts that they describe as records."""
