# SPDX-License-Identifier: MIT
"""The coefficients give the figures that their authors published, for the tables their authors published.

Every table is entered by hand from the source named beside it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.review import distances
from curator.review.coefficients import Table, alpha, cohen, fleiss, gwet, percent
from curator.review.distances import Distance, masi, ordinal

_ = None
# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units.
CANONICAL: Table = tuple(
    zip(
        (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
        (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
        strict=True,
    )
)
# J. L. Fleiss (1971), table 1: thirty patients, six psychiatrists each; depression, personality disorder,
# schizophrenia, neurosis, other.
DIAGNOSES = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def crossed(*rows: tuple[int, ...]) -> Table:
    """The table of two coders from how often the first gave the row and the second the column."""
    return [(at, to) for at, row in enumerate(rows) for to, times in enumerate(row) for _ in range(times)]


@pytest.mark.parametrize(
    ("distance", "published"),
    [(distances.nominal, 0.743), (distances.interval, 0.849), (distances.ratio, 0.797)],
)
def test_alpha_of_the_canonical_data(distance: Distance, published: float) -> None:
    figure = alpha(CANONICAL, distance)
    assert figure.value == pytest.approx(published, abs=0.0005)
    # "40 pairable values" in eleven units, as the source counts them
    assert (figure.units, figure.values, figure.given) == (11, 40, 12)


def test_alpha_of_the_canonical_data_by_ranks() -> None:
    figure = alpha(CANONICAL, weighing=lambda marginals: ordinal((1, 2, 3, 4, 5), marginals))
    assert figure.value == pytest.approx(0.815, abs=0.0005)


def test_cohens_own_kappa() -> None:
    """Cohen (1960), table 2 of 200 patients: .492; the same weighted 0 1 3 / 1 0 6 / 3 6 0 in Cohen (1968): .348."""
    table = crossed((88, 14, 18), (10, 40, 10), (2, 6, 12))
    weights = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
    assert cohen(table).value == pytest.approx(0.492, abs=0.0005)
    assert cohen(table, lambda one, other: weights[one][other]).value == pytest.approx(0.348, abs=0.0005)


def test_fleiss_own_kappa() -> None:
    table = [[kind for kind in range(5) for _ in range(int(row[kind]))] for row in DIAGNOSES.split()]
    assert percent(table).value == pytest.approx(0.556, abs=0.0005)  # his P-bar
    assert fleiss(table).value == pytest.approx(0.430, abs=0.0005)


def test_gwets_own_ac1() -> None:
    """K. L. Gwet, "Kappa statistic is not satisfactory for assessing the extent of agreement between raters" (2002):
    118 and 2 of 125 agreed, 5 not: kappa -.0234 where agreement is .944; AC1 .9408."""
    table = crossed((118, 5), (2, 0))
    assert percent(table).value == pytest.approx(0.944, abs=0.0005)
    assert cohen(table).value == pytest.approx(-0.0234, abs=0.00005)
    assert gwet(table).value == pytest.approx(0.9408, abs=0.00005)


def test_gwets_ac1_with_missing_values() -> None:
    """Gwet, Handbook (2014), the data of four raters and twelve subjects: agreement .81818, AC1 .77544."""
    assert percent(CANONICAL).value == pytest.approx(0.81818, abs=0.000005)
    assert gwet(CANONICAL).value == pytest.approx(0.77544, abs=0.000005)
    assert alpha(CANONICAL).value == pytest.approx(0.74342, abs=0.000005)


@pytest.mark.parametrize(
    ("one", "other", "masi_distance", "jaccard_distance"),
    [
        ("ab", "ab", 0.0, 0.0),
        ("ab", "abcd", 1 - 1 / 2 * 2 / 3, 1 / 2),
        ("abc", "bcd", 1 - 2 / 4 * 1 / 3, 1 / 2),
        ("ab", "cd", 1.0, 1.0),
        ("", "", 0.0, 0.0),
        ("", "a", 1.0, 1.0),
    ],
)
def test_masi_as_passonneau_defines_it(one: str, other: str, masi_distance: float, jaccard_distance: float) -> None:
    """Passonneau (2006), section 3: M is 1, 2/3, 1/3 or 0 for equal, held, overlapping and disjoint sets."""
    for pair in ((frozenset(one), frozenset(other)), (frozenset(other), frozenset(one))):
        assert masi(*pair) == pytest.approx(masi_distance)
        assert distances.jaccard(*pair) == pytest.approx(jaccard_distance)


@pytest.mark.parametrize("figure", [cohen, fleiss, gwet, alpha])
def test_where_nothing_varies_a_figure_is_not_defined(figure: Callable[[Table], object]) -> None:
    assert repr(figure([(1, 1), (1, 1)])).count("value=None, reason='all values are the same'") == 1
    assert repr(figure([(1, None), (None, 2)])).count("value=None, reason='no unit has values of two coders'") == 1


def test_numbers_too_large_to_be_squared_are_said_to_be() -> None:
    assert alpha([(1e300, 1e300), (0.0, 1.0)], distances.interval).reason == "the values are too large to be squared"
    assert alpha([(1e300, 1e300), (0.0, 1.0)], distances.ratio).value is not None


def test_percent_needs_no_variation() -> None:
    assert percent([(1, 1), (1, 1)]).value == 1.0
    assert percent([(1, None)]).value is None


def test_a_figure_that_does_not_fit_the_table_says_so() -> None:
    assert cohen([(1, 1, 2), (1, 2, 2)]).reason == "this figure is for two coders"
    assert fleiss([(1, 1, 2), (1, 2, None)]).reason == "the units do not all have the same number of values"
    assert fleiss([(1, 1, 2), (1, 2, 1), (None, 1, None)]).value is not None
