"""What if a nation withdrew, joined or lost something: the difference that it would make, with nothing written."""
