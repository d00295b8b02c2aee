"""Where templates and fixtures are found, and the catalogue of translations."""
