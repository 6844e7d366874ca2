// Lists of engagements and agreements are mostly read from the latest on: by this the database reads them in that order
// and stops at the end of the page, where it would look at all of them and sort those that it found. Of two properties,
// so that it is read where both are asked for only: a question about a day alone is better begun elsewhere.
CREATE INDEX engagement_began IF NOT EXISTS FOR (n:Engagement) ON (n.validFrom, n.key);
CREATE INDEX agreement_began IF NOT EXISTS FOR (n:Agreement) ON (n.validFrom, n.key);
