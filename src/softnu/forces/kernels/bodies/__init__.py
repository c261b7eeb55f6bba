"""Extended bodies of uniform density: energy, force and torque.

==================  ===================================================================
``power_round``     potentials s^-n, closed forms: a sphere and a point
``power_plane``     slabs and half-spaces, with points and spheres
``power_spheres``   two spheres
``power_shells``    a spherical shell and a point, outside or inside
``power_integral``  closed forms, and integrals where they cancel
``weights``         how often each distance occurs between two bodies
``integral``        a central potential integrated over those distances
``central``         any central potential between any two of the bodies
``table``           a central potential tabulated for many bodies
``shapes``          bodies as arguments: balls, shells, layers; gravity
``medium``          the neutrino force between points as a central potential
``beam``            a sphere in a beam, exactly, by partial waves
``eikonal``         its slow wave, where the sphere is large beside the wave
``torque``          on rigid bodies about an axis, on spins
==================  ===================================================================
"""
