// One key for each kind of entity, and one record for each version of a fact: a fact written twice is refused.
// A test holds this against the declared model.
CREATE CONSTRAINT organization_key IF NOT EXISTS FOR (n:Organization) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT obligation_key IF NOT EXISTS FOR (n:Obligation) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT unit_key IF NOT EXISTS FOR (n:Unit) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT attache_post_key IF NOT EXISTS FOR (n:AttachePost) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT engagement_key IF NOT EXISTS FOR (n:Engagement) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT engagement_series_key IF NOT EXISTS FOR (n:EngagementSeries) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT initiative_key IF NOT EXISTS FOR (n:Initiative) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT capability_key IF NOT EXISTS FOR (n:Capability) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT standard_key IF NOT EXISTS FOR (n:Standard) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT requirement_key IF NOT EXISTS FOR (n:Requirement) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT dispute_key IF NOT EXISTS FOR (n:Dispute) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT information_barrier_key IF NOT EXISTS FOR (n:InformationBarrier) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT domain_key IF NOT EXISTS FOR (n:Domain) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT member_of_record IF NOT EXISTS FOR ()-[r:MEMBER_OF]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT binds_record IF NOT EXISTS FOR ()-[r:BINDS]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT part_of_record IF NOT EXISTS FOR ()-[r:PART_OF]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT participated_in_record IF NOT EXISTS FOR ()-[r:PARTICIPATED_IN]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT in_series_record IF NOT EXISTS FOR ()-[r:IN_SERIES]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT sent_by_record IF NOT EXISTS FOR ()-[r:SENT_BY]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT accredited_to_record IF NOT EXISTS FOR ()-[r:ACCREDITED_TO]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT belongs_to_record IF NOT EXISTS FOR ()-[r:BELONGS_TO]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT has_capability_record IF NOT EXISTS FOR ()-[r:HAS_CAPABILITY]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT implements_record IF NOT EXISTS FOR ()-[r:IMPLEMENTS]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT requires_record IF NOT EXISTS FOR ()-[r:REQUIRES]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT serves_record IF NOT EXISTS FOR ()-[r:SERVES]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT governed_by_record IF NOT EXISTS FOR ()-[r:GOVERNED_BY]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT disputes_record IF NOT EXISTS FOR ()-[r:DISPUTES]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT restricts_record IF NOT EXISTS FOR ()-[r:RESTRICTS]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT borders_record IF NOT EXISTS FOR ()-[r:BORDERS]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT in_domain_record IF NOT EXISTS FOR ()-[r:IN_DOMAIN]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT deployed_in_record IF NOT EXISTS FOR ()-[r:DEPLOYED_IN]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT signalled_record IF NOT EXISTS FOR ()-[r:SIGNALLED]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT transferred_to_record IF NOT EXISTS FOR ()-[r:TRANSFERRED_TO]-() REQUIRE r.recordId IS UNIQUE;
CREATE CONSTRAINT measured_by_record IF NOT EXISTS FOR ()-[r:MEASURED_BY]-() REQUIRE r.recordId IS UNIQUE;
