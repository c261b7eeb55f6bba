"""Figures: arrays or tables in, Matplotlib axes out, in one style without TeX."""
