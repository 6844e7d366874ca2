// health/ping
// Does the database answer?
//
// result: one
// timeout: 2 s
RETURN 1 AS answer
