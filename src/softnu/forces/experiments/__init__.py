"""Experiments that look for forces beside gravity, and what is within their reach."""
