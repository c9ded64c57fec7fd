"""The one thing setup.cfg cannot say: templates/ is installed as zmddoc/templates/."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["zmddoc", "zmddoc.*"]), "zmddoc.templates"],
    package_dir={"zmddoc.templates": "templates"},
)
