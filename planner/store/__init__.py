"""What is kept: one SQLite database in the data folder (architecture.md, "Storage")."""
