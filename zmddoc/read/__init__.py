"""Reading a project folder: files to text, YAML to values with places, values to models."""

from zmddoc.read.project import read_project

__all__ = ["read_project"]
