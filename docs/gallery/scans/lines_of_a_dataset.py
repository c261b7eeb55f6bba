"""
A scan as a dataset
===================

A grid of a quantity as an xarray dataset with units, drawn with xarray's own means. ``softnu
scan run`` does the same from a file, in pieces that survive a crash.
"""

import tempfile
from pathlib import Path

import matplotlib.pyplot as plt

from softnu.plots.style import style
from softnu.scan.config import read_config
from softnu.scan.run import run

folder = Path(tempfile.mkdtemp())
config = folder / "scan.toml"
config.write_text("""
schema = 1
title = "Two iron atoms"

[[quantity]]
name = "forces.vacuum.ratio_to_gravity"
label = "ratio"
inputs = { body1 = "Fe", body2 = "Fe" }

[[axis]]
parameter = "r"
start = "1 nm"
stop = "100 um"
points = 101
spacing = "log"

[[axis]]
parameter = "m_nu"
values = ["0 eV", "0.05 eV", "0.5 eV"]
""")
dataset = run(read_config(config), folder / "scan.zarr").to_dataset()
with style():
    fig, ax = plt.subplots()
    dataset["ratio"].plot.line(x="r", xscale="log", yscale="log", ax=ax)
    ax.set(ylim=(1e-30, 1.0), xlabel="r [nm]", ylabel="force over gravity")
plt.show()
