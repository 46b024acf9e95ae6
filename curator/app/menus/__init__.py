# SPDX-License-Identifier: MIT
"""The context menus of article, values and incidents: what can be done with what lies under the mouse."""
