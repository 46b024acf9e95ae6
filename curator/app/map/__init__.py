# SPDX-License-Identifier: MIT
"""The map of incidents: shapes of countries, marks with their precision drawn as an area, lasso."""
