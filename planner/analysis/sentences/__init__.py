"""What the analyses found, in sentences: one module an analysis, both languages at once.

Each module has `with_sentences`: it takes an answer and returns it with a sentence beside each
finding. So the terminal and the pages say the very same words.
"""
