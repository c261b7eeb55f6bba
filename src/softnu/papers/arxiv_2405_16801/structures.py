"""The spin structures that are the rows of Tables 1 and 2, and inputs that isolate each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Separation of the entries, 1/eV: unit length, so that r T = T/eV.
R_PER_EV = (0.6, 0.0, 0.8)
R = [f"{x} 1/eV" for x in R_PER_EV]
MASSES = {"mass1": "0.51099895 MeV", "mass2": "938.27208816 MeV"}
_VECTORS = {"g_V1": 1, "g_A1": 0, "g_V2": 1, "g_A2": 0}
_AXIALS = {"g_V1": 0, "g_A1": 1, "g_V2": 0, "g_A2": 1}
_MIXED = {"g_V1": 0, "g_A1": 1, "g_V2": 1, "g_A2": 0}

#: Why every printed parity-violating entry linear in v is twice ours.
FACTOR_2 = (
    "The printed terms linear in v are twice the non-relativistic limit of the Dirac current: "
    "exact spinors give j^0 = g_V + g_A sigma.(p + p')/2m, the normalisation that the weak-charge "
    'Hamiltonian of atomic parity violation has too. convention="published" keeps the factor 2.'
)


@dataclass(frozen=True)
class Structure:
    """One row: which term it is, and the inputs of ``two_particles`` that leave only it."""

    id: str
    title: str
    inputs: Mapping[str, Any] = field(hash=False)

    @property
    def seen_from_2(self) -> dict[str, Any]:
        """The inputs in the frame where particle 2 is at rest."""
        inputs = dict(self.inputs)
        v2 = inputs.pop("velocity2", (0.0, 0.0, 0.0))
        v1 = inputs.pop("velocity1", (0.0, 0.0, 0.0))
        return inputs | {"velocity1": [a - b for a, b in zip(v1, v2, strict=True)]}

    @property
    def linear_in_v(self) -> bool:
        """Whether the printed entry carries the factor 2."""
        return self.inputs["order_v"] == 1


STRUCTURES = (
    Structure("si", "spin independent", {**_VECTORS, "order_v": 0}),
    Structure(
        "sd-pc",
        "spin dependent, parity conserving",
        {**_AXIALS, "spin1": [0.36, 0.48, 0.8], "spin2": [0.36, 0.48, 0.8], "order_v": 0},
    ),
    Structure(
        "sd-pv0",
        "parity violating, O(v⁰): r̂·(σ₁×σ₂)",
        {**_AXIALS, "spin1": [0, 1, 0], "spin2": [-0.8, 0, 0.6], "order_v": 0},
    ),
    Structure(
        "sd-pv1",
        "parity violating, O(v)",
        {
            **_MIXED,
            "spin1": [0.36, 0.48, 0.8],
            "spin2": [-0.6, 0.8, 0],
            "velocity1": [0.02, -0.015, 0.01],
            "velocity2": [-0.001, 0.002, 0.003],
            "order_v": 1,
        },
    ),
)
