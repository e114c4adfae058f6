import type { Resource } from '#model/application';
import { literal, partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';

export const ASSOCIATIONS = ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'] as const;

/** Is one of these resources, which stand for the same thing, behind a web ACL? `stage` narrows an API's. */
export function judgeWebAcl(
  { subjects, stage }: { readonly subjects: readonly Resource[]; readonly stage?: Value | undefined },
  fault: Outcome & { kind: 'violated' },
  context: Context,
): Outcome {
  const naming = new Set(subjects.flatMap((subject) => context.naming(subject, ...ASSOCIATIONS)));
  const found = [...naming].filter((one) => isOfStage(one, stage) && !isOfOtherStage(one, subjects, context));
  if (found.some((one) => one.exists.kind === 'known')) return satisfied;
  const [conditional] = found;
  if (conditional !== undefined) return undetermined(deferred('condition', conditional.id, conditional.at));
  for (const one of context.ofType(...ASSOCIATIONS)) {
    const subject = valueAt(one.properties, 'ResourceArn');
    if (subject?.kind === 'deferred') return undetermined(subject);
  }
  return violated(fault.at, fault.message);
}

/** An association may name another stage of the same API. */
function isOfStage(association: Resource, stage: Value | undefined): boolean {
  const name = literal(stage);
  const last = partsOf(valueAt(association.properties, 'ResourceArn'))?.at(-1);
  const named = typeof last === 'string' ? /\/stages\/([^/]+)$/.exec(last)?.[1] : undefined;
  return name === undefined || named === undefined || named === name;
}

/** Does it name a stage by reference, and none of these? */
function isOfOtherStage(association: Resource, subjects: readonly Resource[], context: Context): boolean {
  const [before, last] = partsOf(valueAt(association.properties, 'ResourceArn'))?.slice(-2) ?? [];
  if (typeof before !== 'string' || !before.endsWith('/stages/')) return false;
  if (typeof last !== 'object' || last.kind !== 'reference') return false;
  const isStage = context.ofType('AWS::ApiGateway::Stage').some(({ id }) => id === last.to);
  return isStage && subjects.every(({ id }) => id !== last.to);
}
