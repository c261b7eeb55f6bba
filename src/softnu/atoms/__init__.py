"""Atoms: the parity violation that neutrino forces cause in them."""
