"""Makes data/sam-policy-templates.json from the policy templates published with aws-sam-translator.

Run: python -m venv V && V/bin/pip install aws-sam-translator && V/bin/python make-sam-policy-templates.py DATE
DATE (YYYY-MM-DD) is the day of the download. Only facts are kept: names, parameters and statements. Every text becomes
one `${Name}` form, whether the source has Fn::Sub with a map or a bare Ref.
"""

import importlib.metadata
import json
import pathlib
import sys

import samtranslator.policy_templates_data as published


def flatten(value):
    if isinstance(value, list):
        return [flatten(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        return "${" + value["Ref"] + "}"
    if set(value) == {"Fn::Sub"}:
        return substitute(value["Fn::Sub"])
    return {key: flatten(item) for key, item in value.items()}


def substitute(argument):
    if isinstance(argument, str):
        return argument
    text, variables = argument
    for name, variable in variables.items():
        text = text.replace("${" + name + "}", flatten(variable))
    return text


def main():
    source = json.loads(pathlib.Path(published.POLICY_TEMPLATES_FILE).read_text())
    templates = {
        name: {
            "parameters": list(template["Parameters"]),
            "statements": flatten(template["Definition"]["Statement"]),
        }
        for name, template in sorted(source["Templates"].items())
    }
    out = {
        "source": "https://pypi.org/project/aws-sam-translator/ (policy_templates.json, Apache-2.0)",
        "version": importlib.metadata.version("aws-sam-translator"),
        "date": sys.argv[1],
        "madeBy": "scripts/make-sam-policy-templates.py",
        "templates": templates,
    }
    target = pathlib.Path(__file__).parent.parent / "data" / "sam-policy-templates.json"
    target.write_text(json.dumps(out, separators=(",", ":")) + "\n")
    print(f"{len(templates)} templates")


main()
