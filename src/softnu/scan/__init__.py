"""Scans: from a config file over a grid of catalogue quantities to a labelled dataset."""
