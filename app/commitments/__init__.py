"""Commitments: who is bound to defend whom, directly and through others, and who is bound to both sides."""
