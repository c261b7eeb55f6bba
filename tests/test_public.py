"""The public names of the package, and that asking for them is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

import softnu

NAMES = {
    "DegenerateNeutrinos",
    "DirectionalNeutrinos",
    "IsotropicNeutrinos",
    "NeutrinoBeam",
    "Neutrinos",
    "ReactorNeutrinos",
    "RelicNeutrinos",
    "SoftnuError",
    "SolarNeutrinos",
    "SupernovaNeutrinos",
    "ThermalNeutrinos",
    "__version__",
    "atom",
    "electron",
    "evaluate",
    "natural",
    "neutron",
    "particle",
    "potential",
    "proton",
    "reach",
    "read_background",
}


def test_the_names_are_these():
    assert set(softnu.__all__) == NAMES
    assert set(dir(softnu)) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_there(name):
    assert getattr(softnu, name) is not None


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'elektron'"):
        softnu.elektron  # noqa: B018


def test_the_version_without_its_file():
    code = (
        "import sys\n"
        "sys.modules['softnu._version'] = None\n"
        "import softnu\n"
        "print(softnu.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip()
