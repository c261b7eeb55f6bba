"""
What oscillation data leave open
================================

A scan with draws of the oscillation parameters from their errors: the spectrum of ytterbium
near its thresholds, with the band that holds 95 % of the draws.
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

[[quantity]]
name = "renp.spectrum.sm"
label = "I"
inputs = { atom = "Yb", m_lightest = "0.01 eV" }

[[axis]]
parameter = "trigger_energy"
start = "1.069 eV"
stop = "1.0717 eV"
points = 136

[[axis]]
name = "draw"
samples = 200
seed = 1
method = "gaussian"
oscillation_set = "NuFIT-6.0"
ordering = "normal"
""")
I = run(read_config(config), folder / "scan.zarr").to_dataset()["I"]
low, middle, high = I.quantile([0.025, 0.5, 0.975], dim="draw").values
with style():
    fig, ax = plt.subplots()
    ax.fill_between(I.trigger_energy, low, high, alpha=0.4, label="95 % of the draws")
    ax.plot(I.trigger_energy, middle, label="median")
    ax.set(xlabel="photon energy [eV]", ylabel="spectrum I")
    ax.legend()
plt.show()
