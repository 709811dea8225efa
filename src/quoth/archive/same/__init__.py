"""Same story, same words: articles that are copies, and statements that are one saying."""
