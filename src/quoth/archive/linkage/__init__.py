"""Whether two speakers are one someone: names, roles, bodies and countries held against each other (`identity` is the
way in)."""
