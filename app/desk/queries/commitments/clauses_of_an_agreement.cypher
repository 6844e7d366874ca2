// What does an agreement bind its parties to, article by article?
// The clauses hang on the agreement; what each party took on stands on its own PARTY_TO.
:param agreement => 'north-atlantic-treaty';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (agreement:Agreement {key: $agreement})-[binds:BINDS]->(obligation:Obligation)
WHERE binds.validFrom <= $on AND (binds.validTo IS NULL OR $on <= binds.validTo)
  AND binds.supersededAt IS NULL AND binds.marking <= $clearance
  AND (binds.releasableTo IS NULL OR $nationality IN binds.releasableTo)
  AND agreement.marking <= $clearance AND obligation.marking <= $clearance
RETURN agreement, binds, obligation
ORDER BY obligation.article
// No agreement has more than some dozens of clauses.
LIMIT 50;
