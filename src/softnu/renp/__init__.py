"""RENP: radiative emission of neutrino pairs from excited atoms, and light mediators in it."""
