"""The explorer: a page at the front door that shows the record in pictures, each with its table and its query."""
