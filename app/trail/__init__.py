"""The audit trail: who asked or changed what, when, under which key, with which outcome."""
