"""What the tests of the integrations share."""
