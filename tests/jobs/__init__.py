"""Sweeps over worker processes and clusters."""
