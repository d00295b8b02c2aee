"""To give account of the program itself: the register's entry, a model card, instructions for use.

All three are made from the same facts, which come from the program as it is.
"""
