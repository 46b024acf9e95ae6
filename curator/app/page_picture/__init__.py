# SPDX-License-Identifier: MIT
"""The picture of a PDF page beside the text of its article."""
