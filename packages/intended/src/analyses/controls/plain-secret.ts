import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';
import { judgeBranches, worstOf } from './judge-value.ts';

/**
 * Asks whether properties that must be secrets stand in the template. A parameter, a secret's reference or another
 * resource's attribute is where a secret belongs; a default of a parameter is in the template like any other text.
 */
export function judgeSecrets(resource: Resource, paths: readonly string[]): Outcome {
  const given = paths.map((path) => ({ path, value: valueAt(resource.properties, ...path.split('.')) }));
  return worstOf([
    satisfied,
    ...given.map(({ path, value }) =>
      judgeSecret(value, `\`${path}\` of \`${resource.id}\` is written in the template`),
    ),
  ]);
}

function judgeSecret(value: Value | undefined, message: string): Outcome {
  if (value === undefined) return satisfied;
  switch (value.kind) {
    case 'scalar':
      return value.value === null || value.value === '' || isReference(String(value.value))
        ? satisfied
        : violated(value.at, message);
    case 'choice':
      return judgeBranches(value, (branch) => judgeSecret(branch, message));
    case 'deferred':
      return value.why.cause === 'condition' ? undetermined(value) : satisfied;
    case 'text':
    case 'absent':
    case 'list':
    case 'dictionary':
      return satisfied;
    default:
      return value satisfies never;
  }
}

/** `{{resolve:secretsmanager:…}}` and the like are looked up when the stack is made. */
function isReference(text: string): boolean {
  return text.includes('{{resolve:') || /^arn:[\w-]+:(?:secretsmanager|ssm):/.test(text);
}
