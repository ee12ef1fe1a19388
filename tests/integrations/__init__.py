"""Tests with the frameworks and libraries that numbers and records go into."""
