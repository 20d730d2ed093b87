"""Documents in three formats (PDF, ODT, DOCX) from one neutral model; nothing of workshops or pages."""
