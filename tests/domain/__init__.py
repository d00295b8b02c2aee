"""The words of the field as typed data."""
