"""Advice on plain language, computed here: nothing is sent anywhere, and nothing is ever refused.

Source: the rules of *langage clair* of the French administration, and *How to write in plain English*.
"""

from plugins.charter.plain.advice import Advice, Adviser, advice_on

__all__ = ["Advice", "Adviser", "advice_on"]
