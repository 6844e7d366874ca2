"""Planning: which engagements and agreements close gaps within a budget and a calendar."""
