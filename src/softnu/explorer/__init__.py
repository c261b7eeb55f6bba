"""The local web page: any quantity of the catalogue as a curve or a map, with live controls.

``softnu explore`` serves it. It knows no physics and no quantities of its own: names, parameters,
units, ranges, formulas and sources come from the catalogue. What is shown is a
:class:`~softnu.explorer.view.View`; a process beside the page computes it
(:mod:`softnu.explorer.compute`), so that the page answers whatever a computation costs.
"""
