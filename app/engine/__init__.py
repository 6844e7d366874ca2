"""The embedded Neo4j: fetched, configured, started, watched and stopped without Docker and without an installed Java.

`supervisor` is what the rest of Entente calls; `archives.fetch_archives` may be called ahead of it, to have everything
on this machine before the network is gone.
"""
