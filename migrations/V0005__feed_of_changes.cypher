// Every change has a position in the order in which changes were committed; an entry says where its record is found.
// What was recorded before this migration has none, and is not in the feed.
CREATE CONSTRAINT entry_position IF NOT EXISTS FOR (e:Entry) REQUIRE e.position IS UNIQUE;
// A webhook is known by the name that it was given when it was made.
CREATE CONSTRAINT webhook_id IF NOT EXISTS FOR (w:Webhook) REQUIRE w.id IS UNIQUE;
