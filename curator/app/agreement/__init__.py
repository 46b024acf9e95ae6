# SPDX-License-Identifier: MIT
"""How far coders agree, in the window: the panel of figures, the cases behind them, the confusion of choices."""
