"""Quadrature rules that the kernels share: panels, Fourier tails, Filon moments."""
