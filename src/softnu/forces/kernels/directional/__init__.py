"""Directional backgrounds: lobes of directions, spreads of energy, spectra.

:mod:`~softnu.forces.kernels.directional.waves` splits the average of a plane wave over a lobe
into waves that oscillate slowly and fast; :mod:`~softnu.forces.kernels.directional.moments`
makes the kernel tensors of them. :mod:`~softnu.forces.kernels.directional.lobe` is the kernel
of one energy, :mod:`~softnu.forces.kernels.directional.spectra` its integral over a spectrum,
:mod:`~softnu.forces.kernels.directional.spread` closed forms of the slow wave alone.
"""
