"""A brute-force reference of the model, made from its specification alone: slow and obvious."""
