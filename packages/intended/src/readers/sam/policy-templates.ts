import table from '../../../data/sam-policy-templates.json' with { type: 'json' };

/** A SAM policy template: its parameters and its statements, in which `${Parameter}` stands in texts. */
export interface PolicyTemplate {
  readonly parameters: readonly string[];
  readonly statements: unknown;
}

const templates: Readonly<Record<string, PolicyTemplate>> = table.templates;

/** The template of that name, or undefined. */
export function policyTemplate(name: string): PolicyTemplate | undefined {
  return Object.hasOwn(templates, name) ? templates[name] : undefined;
}
