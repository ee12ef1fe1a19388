"""Where messages lie in a text: chat entries, keywords, beginning and end."""
