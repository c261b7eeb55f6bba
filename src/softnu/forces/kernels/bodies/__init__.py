"""Extended bodies of uniform density: energy, force and torque.

==================  ===================================================================
``power_law``       potentials s^-n: points, spheres, slabs, half-spaces, closed forms
``power_spheres``   the same for two spheres
``weights``         how often each distance occurs between two bodies
``central``         any central potential: one integral over distances
``table``           a central potential tabulated for many bodies
``shapes``          any two of points, spheres, shells, slabs, half-spaces; gravity
``medium``          the neutrino force between points as a central potential
``beam``            a sphere in a beam, exactly, by partial waves
``eikonal``         its slow wave, where the sphere is large beside the wave
``torque``          on rigid bodies about an axis, on spins
==================  ===================================================================
"""
