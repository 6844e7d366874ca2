"""Entente: relationship intelligence for military diplomacy and security cooperation."""
