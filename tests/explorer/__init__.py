"""The explorer, in a real browser.

`axe.min.js` is axe-core 4.14.1 as published (MPL-2.0), SHA-256
29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c.
"""
