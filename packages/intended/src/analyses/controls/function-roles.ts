import type { Resource } from '#model/application';
import { literal } from '#model/read-value';
import { deferred } from '#model/value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { notApplicable, undetermined } from './define-control.ts';
import { judgeAt, openOf } from './judge-value.ts';

/** Asks the role of a function; one that no template has leaves the question open. */
export function judgeRole(fn: Resource, context: Context, ask: (role: Resource) => Outcome): Outcome {
  return judgeAt(fn.properties, 'Role', (leaf) => {
    if (leaf === undefined) return notApplicable;
    const role = context.find(leaf, 'AWS::IAM::Role');
    if (role !== undefined) return ask(role);
    const text = literal(leaf);
    return undetermined(text === undefined ? openOf(leaf) : deferred('missing', text, leaf.at));
  });
}
