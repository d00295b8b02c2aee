"""The document of a decision, section by section, in the reader's language."""
