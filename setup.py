"""What setup.cfg cannot say: templates/ and plan/ are installed as parts of zmddoc."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["zmddoc", "zmddoc.*"]), "zmddoc.plan", "zmddoc.templates"],
    package_dir={"zmddoc.plan": "plan", "zmddoc.templates": "templates"},
)
