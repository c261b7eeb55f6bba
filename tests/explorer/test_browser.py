"""The page in a real browser: views, controls, messages, files; nothing leaves the machine."""

import csv
import io
import re
from urllib.parse import urlparse

import astropy.units as u
import numpy as np
import pytest
from playwright.sync_api import expect, sync_playwright

from softnu.catalogue import evaluate
from softnu.catalogue.table import tabulate
from softnu.explorer import snippets
from softnu.explorer.start import start, starts
from softnu.explorer.view import axis_of
from tests.explorer.served import served

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds that anything may take on a busy machine; first calls may compile.
PATIENCE = 40_000
#: The figure holds the floats of the catalogue; only the text of the slider rounds.
SAME = 1e-12
#: The same for points of a grid that are written out again; spectra amplify their rounding.
NEAR = 1e-9
#: A single value is shown with eight digits.
SHOWN = 1e-7
PHONE = 390
expect.set_options(timeout=PATIENCE)
#: The columns of the first curve that Bokeh draws.
COLUMNS = """() => {
  const seen = [], found = []
  for (const root of Bokeh.documents[0].roots()) {
    for (const model of root.references()) if (!seen.includes(model)) seen.push(model)
  }
  for (const model of seen) {
    if (model.type != "GlyphRenderer" || model.glyph.type != "Line") continue
    if (model.glyph.y.field != "y") continue
    const {x, y} = model.data_source.data
    found.push([Array.from(x), Array.from(y)])
  }
  return found
}"""


@pytest.fixture(scope="module")
def address():
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser, request):
    made = browser.new_context(**getattr(request, "param", {}))
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context):
    """A page that fails the test if it complains, or asks for anything outside of the machine."""
    complaints, outside = [], []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )

    def guard(route):
        if urlparse(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    opened.route("**/*", guard)
    yield opened
    assert not outside
    assert not complaints


def show(page, address, query):
    page.goto(address + query)
    page.wait_for_selector(".downloads a")


def curves(page):
    return [(np.array(x, float), np.array(y, float)) for x, y in page.evaluate(COLUMNS)]


def settle(page, label, value):
    entry = page.get_by_label(label)
    entry.fill(value)
    entry.press("Enter")


def number(shown):
    return float(shown.inner_text().split("=")[1])


@pytest.mark.parametrize("name", starts())
def test_every_start_view_draws_the_numbers_of_the_catalogue(page, address, name):
    show(page, address, f"?view={name}")
    first = start(name)
    expect(page.get_by_text(first.text)).to_be_visible()
    expect(page.locator("math")).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.locator(".still")).to_have_count(0)
    x, y = curves(page)[0]
    axis = axis_of(first.view.choice)
    unit = first.view.choice.inputs[axis].split(":")[0].partition(" ")[2]
    points = f"[{float(x[3])!r} {unit}, {float(x[-2])!r} {unit}]"
    inputs = dict(first.view.choice.inputs) | {axis: points}
    expected = tabulate(first.view.choice.name, inputs).values.value
    np.testing.assert_allclose(y[[3, -2]], expected, rtol=NEAR)


@pytest.mark.parametrize("name", starts())
def test_a_still_figure_comes_first_without_scripts(browser, address, name):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}?view={name}")
    expect(page.get_by_text(start(name).text)).to_be_visible()
    expect(page.locator(".still svg")).to_be_visible()
    expect(page.get_by_role("link", name=start(name).title)).to_have_attribute(
        "aria-current", "page"
    )
    context.close()


@pytest.mark.parametrize(
    "context",
    [{"viewport": {"width": PHONE, "height": 844}, "color_scheme": "dark"}],
    indirect=True,
)
def test_the_page_fits_a_phone_in_the_dark(page, address):
    show(page, address, "?view=forces")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", paper)[:3])) < 40


def test_a_control_changes_the_curve_to_the_value_of_the_catalogue(page, address):
    show(page, address, "?quantity=forces.isotropic.j_factor&factor=a&T=2+K&r=1+um:1+m:40:log")
    before = curves(page)[0][1]
    settle(page, re.compile("^T: "), "3 K")
    page.wait_for_function(f"() => ({COLUMNS})()[0][1][0] != {float(before[0])!r}")
    x, y = curves(page)[0]
    expected = evaluate("forces.isotropic.j_factor", factor="a", T="3 K", r=x * u.um).value
    np.testing.assert_allclose(y, np.where(expected > 0, expected, np.nan), rtol=SAME)
    assert not np.array_equal(y, before)


def test_the_keyboard_moves_a_slider_and_defaults_wait_in_a_card(page, address):
    show(page, address, "?quantity=neutrinos.mass_sum&m_lightest=1+meV")
    value = page.locator(".value")
    before = value.inner_text()
    handle = page.get_by_role("slider").first
    handle.focus()
    handle.press("ArrowRight")
    expect(value).not_to_have_text(before)
    mass = page.get_by_label("m_lightest: mass").input_value()
    assert mass != "1 meV"
    expected = evaluate("neutrinos.mass_sum", m_lightest=mass).value
    assert number(value) == pytest.approx(expected, rel=SHOWN, abs=0.0)
    page.get_by_role("button", name=re.compile("more with defaults")).click()
    before = value.inner_text()
    page.get_by_label("ordering: mass ordering").select_option("inverted")
    expect(value).not_to_have_text(before)
    inverted = evaluate("neutrinos.mass_sum", m_lightest=mass, ordering="inverted").value
    assert number(value) == pytest.approx(inverted, rel=SHOWN, abs=0.0)


def test_an_invalid_entry_shows_its_message_and_keeps_the_figure(page, address):
    show(page, address, "?view=renp")
    before = curves(page)[0][1]
    settle(page, "m_lightest: mass", "0.05 m")
    alarm = page.get_by_role("alert")
    expect(alarm).to_contain_text("m_lightest in 'm' has the wrong unit")
    np.testing.assert_array_equal(curves(page)[0][1], before)
    settle(page, "m_lightest: mass", "__import__('os')")
    expect(alarm).to_contain_text("is not a number with a unit")
    settle(page, "m_lightest: mass", "0.05 eV")
    expect(alarm).to_have_count(0)


def test_a_hostile_address_is_answered_with_a_message(page, address):
    show(page, address, "?quantity=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("alert")).to_contain_text("unknown quantity '<img")


def test_downloads_hold_the_numbers_of_the_figure(page, address):
    show(page, address, "?view=matter")
    contents = {}
    for name in ("CSV", "PNG", "SVG"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"neutrinos.mass.{name.lower()}"
        contents[name] = waiting.value.path().read_bytes()
    assert contents["PNG"].startswith(b"\x89PNG")
    assert b"<svg" in contents["SVG"]
    table = list(csv.reader(io.StringIO(contents["CSV"].decode())))
    numbers = np.array(table[1:], dtype=float)
    for column, (x, y) in zip(numbers.T[1:], curves(page), strict=True):
        np.testing.assert_array_equal(numbers[:, 0], x)
        np.testing.assert_array_equal(column, y)


def test_quantities_are_found_by_words_and_drawn(page, address):
    show(page, address, "?view=forces")
    quantities = page.get_by_label("quantity", exact=True)
    expect(quantities.locator("optgroup")).to_have_count(7)
    page.get_by_label("find a quantity").press_sequentially("screening")
    found = quantities.locator("option", has_text="isotropic.screening_length")
    expect(quantities.locator("option", has_text="mixing")).to_have_count(0)
    quantities.select_option(label=found.inner_text())
    expect(page.locator("pre")).to_contain_text("forces.isotropic.screening_length")
    expect(page.get_by_role("heading", level=2)).to_contain_text("screen the vacuum force")


def test_axes_overlays_and_references_are_chosen(page, address):
    show(page, address, "?view=forces")
    page.get_by_label("the same as").select_option("command line")
    page.get_by_label("washington 1999").uncheck()
    expect(page.locator("pre")).to_contain_text("ratio_to_gravity")
    page.get_by_label("1. forces.background.ratio_to_gravity").uncheck()
    expect(page.locator("pre")).not_to_contain_text("background.ratio_to_gravity")
    settle(page, "body1: atom 1", "Pb")
    expect(page.locator("pre")).to_contain_text("--body1 Pb")
    page.get_by_role("button", name="Keep this curve").click()
    settle(page, "body1: atom 1", "C")
    expect(page.get_by_label("1. body1 = Pb")).to_be_checked()
    other = page.get_by_label("overlay another quantity")
    expect(other.locator("option", has_text="forces.background.ratio_to_gravity")).to_have_count(1)
    other.select_option("forces.background.ratio_to_gravity")
    expect(page.locator("pre")).to_contain_text("eval forces.background.ratio_to_gravity")
    page.get_by_label("second axis").select_option("m_nu")
    expect(page.locator("pre")).to_contain_text("--m_nu")
    page.get_by_label("points").nth(1).fill("30")
    page.get_by_label("points").nth(1).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("nothing can lie over a map")


@pytest.mark.parametrize(
    "context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True
)
def test_what_is_copied_is_what_is_shown(page, address):
    show(page, address, "?view=relics")
    view = start("relics").view.along("h", start("relics").view.choice.inputs["h"])
    for kind, text in {
        "Python": snippets.python(view),
        "command line": snippets.command(view),
        "scan config": snippets.config(view),
        "address": f"?{view.query()}",
    }.items():
        page.get_by_label("the same as").select_option(kind)
        expect(page.locator("pre")).to_have_text(text)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"?{view.query()}"


def test_everything_is_reached_by_the_keyboard(page, address):
    show(page, address, "?view=renp")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => {
                  let one = document.activeElement
                  while (one.shadowRoot && one.shadowRoot.activeElement)
                    one = one.shadowRoot.activeElement
                  return one.tagName + " " + (one.innerText || one.value || "").slice(0, 20)
                }"""
            )
        )
    tags = {one.split(" ")[0] for one in reached}
    assert {"A", "INPUT", "SELECT", "BUTTON", "DIV", "PRE"} <= tags
    assert {"A PNG", "A CSV", "BUTTON Copy", "BUTTON Keep this curve"} <= reached
