"""Who somebody is, by the word of a provider (OpenID Connect): what it is asked, and what its answers are worth."""
