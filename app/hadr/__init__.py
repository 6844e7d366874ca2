"""Relief after a disaster: who can help a stricken nation, with what, how fast and on which footing."""
