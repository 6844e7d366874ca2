"""The feed: what was entered, corrected and closed, in the order of commits, as far as one may see it."""
