"""Forces: the potential of two particles by exchange of neutrino pairs."""
