"""The choice among fillings, held against an enumeration of them."""
