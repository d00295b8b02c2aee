"""The words of the field as typed data: repertoire, person, level, team, composition, result."""
