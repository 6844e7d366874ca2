"""Webhooks: what happens, sent on to whoever asked for it, signed, and again until it arrives."""
