// Mark a part of a record, the same part each time: the digest of a fact decides.
MATCH ()-[fact]->()
WHERE fact.digest IS NOT NULL AND left(fact.digest, 1) IN ['0', '1', '2']
CALL (fact) {
  SET fact.marking = CASE left(fact.digest, 1) WHEN '0' THEN 2 WHEN '1' THEN 4 ELSE 0 END,
      fact.releasableTo = CASE left(fact.digest, 1) WHEN '2' THEN ['POL'] END
} IN TRANSACTIONS OF 10000 ROWS;
