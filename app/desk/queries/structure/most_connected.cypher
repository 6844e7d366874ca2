// Which nations are allied with most others on a day?
// Two are allied while both are parties of an agreement that binds at least one of them to defence.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[own:PARTY_TO]->(agreement:Agreement)<-[theirs:PARTY_TO]-(ally:Nation)
WHERE ('defence' IN own.obligations OR 'defence' IN theirs.obligations)
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance AND ally.marking <= $clearance
RETURN nation.name AS nation,
       count(DISTINCT ally) AS allies,
       count(DISTINCT agreement) AS agreements
ORDER BY allies DESC, nation
// The first forty show the shape.
LIMIT 40;
