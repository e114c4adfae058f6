"""Makes data/sam-connector-profiles.json from the connector profiles published with aws-sam-translator.

Run: python -m venv V && V/bin/pip install aws-sam-translator && V/bin/python make-sam-connector-profiles.py DATE
DATE (YYYY-MM-DD) is the day of the download. For each pair of types: who holds the policy, in which form, and the
statements of each permission, in which `${Source.Arn}` and the like stand for the two ends.
"""

import importlib.metadata
import json
import pathlib
import sys

import samtranslator.model.connector_profiles as published

FORMS = {
    "AWS_IAM_ROLE_MANAGED_POLICY": "role",
    "AWS_SQS_QUEUE_POLICY": "queue",
    "AWS_SNS_TOPIC_POLICY": "topic",
    "AWS_LAMBDA_PERMISSION": "permission",
}


def flatten(value):
    if isinstance(value, str):
        return value.replace("%{", "${")
    if isinstance(value, list):
        return [flatten(item) for item in value]
    if isinstance(value, dict):
        return {key: flatten(item) for key, item in value.items()}
    return value


def profile(written):
    properties = written["Properties"]
    access = {
        name: category.get("Statement", [category]) for name, category in properties["AccessCategories"].items()
    }
    return {
        "form": FORMS[written["Type"]],
        "holder": "source" if properties["SourcePolicy"] else "destination",
        "access": flatten(access),
    }


def main():
    folder = pathlib.Path(published.__file__).parent
    source = json.loads((folder / "profiles.json").read_text())["Permissions"]
    profiles = {
        f"{start} {end}": profile(written)
        for start, ends in sorted(source.items())
        for end, written in sorted(ends.items())
    }
    out = {
        "source": "https://pypi.org/project/aws-sam-translator/ (connector profiles.json, Apache-2.0)",
        "version": importlib.metadata.version("aws-sam-translator"),
        "date": sys.argv[1],
        "madeBy": "scripts/make-sam-connector-profiles.py",
        "profiles": profiles,
    }
    target = pathlib.Path(__file__).parent.parent / "data" / "sam-connector-profiles.json"
    target.write_text(json.dumps(out, separators=(",", ":")) + "\n")
    print(f"{len(profiles)} profiles")


main()
