"""The language of plans: what a secretariat's text says, read out of it as facts with their places.

Pure functions from words to readings; nothing here opens a file or knows a project. Every rule is
for the language of these documents, none for one document.
"""
