"""Entente from Python: its questions and its lists, as typed methods whose results are pandas frames.

    from entente_client import Entente

    with Entente("http://127.0.0.1:8000") as entente:
        answer = entente.alliance_paths("Norway", "Japan", on="2024-07-01")
        answer["paths", "hops"]
        entente.engagements(where={"kind": {"eq": "joint_exercise"}}, sort="-since", limit=100)

It needs nothing of the service's own code, and knows its questions from `questions.py`, which is generated.
"""

from entente_client.answer import Answer
from entente_client.client import CutShort, Entente
from entente_client.problem import Problem

__all__ = ["Answer", "CutShort", "Entente", "Problem"]
