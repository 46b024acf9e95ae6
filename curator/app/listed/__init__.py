# SPDX-License-Identifier: MIT
"""Long lists: of articles, of incidents, of what was done. What they have in common; what they show lives with each."""
