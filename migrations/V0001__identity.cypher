// Everything that facts are about is an :Entity beside its own label, with one key across all labels, so that a fact
// can be written by the keys of its ends, whatever they are. Sources have keys of their own.
CREATE CONSTRAINT entity_key IF NOT EXISTS FOR (e:Entity) REQUIRE e.key IS UNIQUE;
CREATE CONSTRAINT nation_key IF NOT EXISTS FOR (n:Nation) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT agreement_key IF NOT EXISTS FOR (a:Agreement) REQUIRE a.key IS UNIQUE;
CREATE CONSTRAINT source_key IF NOT EXISTS FOR (s:Source) REQUIRE s.key IS UNIQUE;

// A record is one version of one fact; two records of one version would be a fact written twice.
CREATE CONSTRAINT asserted_by_record IF NOT EXISTS FOR ()-[r:ASSERTED_BY]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT party_to_record IF NOT EXISTS FOR ()-[r:PARTY_TO]-() REQUIRE r.recordId IS UNIQUE;
