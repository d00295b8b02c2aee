"""The steps that bring a database up to date: a module for each part, a function for each step."""
