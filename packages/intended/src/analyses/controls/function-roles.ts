import type { Resource } from '#model/application';
import { partsOf } from '#model/read-value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { notApplicable, undetermined } from './define-control.ts';
import { judgeAt, openOf } from './judge-value.ts';

/**
 * Asks the role of a function. One that the template names, but does not have, belongs to another stack and is judged
 * there; one that is not known leaves the question open.
 */
export function judgeRole(fn: Resource, context: Context, ask: (role: Resource) => Outcome): Outcome {
  return judgeAt(fn.properties, 'Role', (leaf) => {
    if (leaf === undefined) return notApplicable;
    const role = context.find(leaf, 'AWS::IAM::Role');
    if (role !== undefined) return ask(role);
    const isNamed = partsOf(leaf)?.every((part) => typeof part === 'string' || part.kind === 'pseudo') ?? false;
    return isNamed ? notApplicable : undetermined(openOf(leaf));
  });
}
