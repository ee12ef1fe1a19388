"""What the command `ktpmsg archive` does: many files in, a part of results for each out."""
