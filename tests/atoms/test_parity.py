"""Interactions of named atoms: the paper's transition, scaling, arrays of masses, errors."""

from __future__ import annotations

import numpy as np
import pytest

from softnu import evaluate
from softnu.atoms import State, Transition, hydrogen_like, neutrino_force, z_gamma_mixing
from softnu.errors import ConfigError, DivergentMatrixElement, DomainError, SoftnuError
from softnu.neutrinos import Neutrinos

#: The same kernels with the same numbers.
SAME = 1e-13
#: Five printed digits.
PRINTED = 3e-5
#: Masses of neutrinos change elements by (m a)^2, 2e-10.
NEARLY_MASSLESS = 1e-9
#: |U_ei|^2 = 0.6813, 0.2967, 0.0220.
NU = Neutrinos("0 eV", sin2_theta12=0.2967 / 0.978, sin2_theta13=0.0220)
LINE, PAIR = "4F5/2 F=3 - 4F7/2 F=3", ("4D5/2 F=3", "4F5/2 F=3")
H = hydrogen_like("H")


def test_ratio_of_the_paper_s_transition():
    force = neutrino_force(H, NU)
    ratio = force.e1_m1_ratio(LINE)
    assert ratio.imag == pytest.approx(1.7756e-26, rel=PRINTED, abs=0)
    assert ratio.real == pytest.approx(-2.0599e-26, rel=PRINTED, abs=0)
    # The switches: hyperfine structure alone, and with the Lamb shift.
    assert force.e1_m1_ratio(LINE, lamb=False, widths=False) == pytest.approx(
        2.9061e-25j, rel=PRINTED, abs=0
    )
    assert force.e1_m1_ratio(LINE, widths=False) == pytest.approx(4.1773e-26j, rel=PRINTED, abs=0)


def test_competing_element_dominates_with_d_states():
    ratio = z_gamma_mixing(H).element(*PAIR) / neutrino_force(H, NU).element(*PAIR)
    assert abs(float(ratio.value)) == pytest.approx(2.05e3, rel=2e-3, abs=0)  # three digits


@pytest.mark.parametrize("ordering", ["normal", "inverted"])
@pytest.mark.parametrize("nature", ["dirac", "majorana"])
def test_arrays_of_masses_give_the_values_of_the_catalogue(ordering, nature):
    masses = ["0 eV", "50 eV", "500 eV"]  # so heavy that they count
    nu = Neutrinos("0 eV", ordering=ordering, nature=nature)
    force = neutrino_force(H, nu, m_lightest=masses)
    inputs = {"m_lightest": masses, "ordering": ordering, "nature": nature}
    line, pair = Transition.parse(LINE), Transition.parse(" - ".join(PAIR))
    ratio = force.e1_m1_ratio(line)
    assert ratio.shape == (3,)
    named = evaluate("atoms.e1_m1_ratio", **line.inputs(), **inputs)
    assert ratio.imag.tolist() == pytest.approx(named.value.tolist(), rel=SAME, abs=0)
    element = evaluate("atoms.pv_element.loop", **pair.element_inputs(), **inputs)
    assert force.element(*PAIR).value.tolist() == pytest.approx(
        element.value.tolist(), rel=SAME, abs=0
    )


def test_admixtures_of_all_n_are_those_of_the_catalogue():
    ratio = neutrino_force(H, NU).e1_m1_ratio(LINE, all_n=True)
    known = {"Ue_sq": np.abs(NU.mixing[0]) ** 2, "masses": NU.masses}
    named = evaluate(
        "atoms.e1_m1_ratio", **Transition.parse(LINE).inputs(), **known, admixtures="all_n"
    )
    assert ratio.imag == pytest.approx(float(named.value), rel=SAME, abs=0)


def test_a_cutoff_makes_elements_of_p_states_finite():
    force = neutrino_force(H, NU, cutoff="0.843 GeV")
    inputs = Transition.parse("3P3/2 F=2 - 3D3/2 F=2").element_inputs()
    known = {"Ue_sq": np.abs(NU.mixing[0]) ** 2, "masses": NU.masses}
    named = evaluate("atoms.pv_element.loop", **inputs, **known, cutoff="0.843 GeV")
    found = force.element("3P3/2 F=2", "3D3/2 F=2")
    assert found.value == pytest.approx(float(named.value), rel=SAME, abs=0)


@pytest.mark.parametrize(
    ("make", "power", "tolerance"),
    [
        # G_F^2/(mu a^6), and 1/(mu a^(3 + l1 + l2)) up to the range of the force, Z alpha.
        (lambda atom: neutrino_force(atom, NU), 5.0, NEARLY_MASSLESS),
        (z_gamma_mixing, 11.0, 2e-5),
    ],
)
def test_powers_of_the_reduced_mass_without_nuclear_spin(make, power, tolerance):
    ion = hydrogen_like("4He+")
    light = ion.replace(reduced_mass=True, nuclear_mass="1 GeV")
    states = (State(6, 4, 4.5, 4.5, 0), State(6, 5, 4.5, 4.5, 0))
    ratio = make(light).element(*states) / make(ion).element(*states)
    assert float(ratio.value) == pytest.approx(light.mass**power, rel=tolerance, abs=0)


def test_charges_scale_elements_of_ions():
    # K ~ Z^6 and H_1 ~ Q_W for nuclei without spin.
    helium, carbon = (neutrino_force(hydrogen_like(name), NU) for name in ("4He+", "12C5+"))
    states = (State(4, 2, 2.5, 2.5, 0), State(4, 3, 2.5, 2.5, 0))
    ratio = float((carbon.element(*states) / helium.element(*states)).value)
    assert ratio == pytest.approx(3.0**6 * 3.0, rel=NEARLY_MASSLESS, abs=0)


def test_elements_between_states_that_the_force_does_not_connect_vanish():
    assert neutrino_force(H, NU).element("5F5/2 F=3", "4F7/2 F=3").value == 0.0
    assert z_gamma_mixing(H).element("5F5/2 F=3", "4F7/2 F=3").value == 0.0


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: neutrino_force(hydrogen_like("3He+"), NU), ConfigError, "missing g_A_N"),
        (lambda: z_gamma_mixing(hydrogen_like("7Li2+")), ConfigError, "missing g_A_N"),
        (
            lambda: neutrino_force(hydrogen_like("Mu"), NU, cutoff="1 GeV"),
            ConfigError,
            "cutoff is not allowed for muonium",
        ),
        (lambda: neutrino_force(H, NU, cutoff="0 GeV"), DomainError, "cutoff = '0 GeV'"),
        (lambda: neutrino_force(H, NU, m_lightest=0.1), SoftnuError, "no unit"),
        (lambda: neutrino_force(H, NU, m_lightest="-1 eV"), DomainError, "m_lightest = '-1 eV'"),
        (
            lambda: neutrino_force(H, NU).element("3P3/2 F=2", "3D3/2 F=2"),
            DivergentMatrixElement,
            "give cutoff",
        ),
        (
            lambda: neutrino_force(H, NU).element("4D5/2 F=2", "4F5/2 F=3"),
            DomainError,
            "parity violation keeps F",
        ),
        (
            lambda: neutrino_force(H, NU).e1_m1_ratio("4D5/2 F=3 - 4F7/2 F=3"),
            DomainError,
            "M1 keeps n and l",
        ),
        (
            lambda: neutrino_force(H, NU).e1_m1_ratio(
                LINE, hyperfine=False, lamb=False, widths=False
            ),
            DomainError,
            "have the same energy",
        ),
        (
            lambda: neutrino_force(H, NU).e1_m1_ratio(Transition.parse("4F5/2 - 4F7/2", I=0)),
            DomainError,
            "hydrogen has I",
        ),
    ],
)
def test_what_is_refused(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


def test_an_axial_coupling_that_is_given_is_used():
    one, two = (
        neutrino_force(hydrogen_like("3He+", g_A_N=g), NU).element(*PAIR).value for g in (0.3, 0.9)
    )
    nothing = neutrino_force(hydrogen_like("3He+", g_A_N=0.0), NU).element(*PAIR).value
    assert float((two - nothing) / (one - nothing)) == pytest.approx(3.0, rel=SAME * 10, abs=0)
