import type { Resource } from '#model/application';
import type { Grant } from '#model/grant';
import type { Value } from '#model/value';
import { dictionary, plain } from '#model/read-value';
import { grant } from './iam.ts';

/** A resource-side grant from statements a reader made out of a shorter form. */
export function statementGrant(resource: Resource, holder: string, statements: readonly Value[], label: string): Grant {
  const { at } = resource;
  const document = dictionary(
    { Version: plain('2012-10-17', at), Statement: { kind: 'list', items: statements, at } },
    at,
  );
  return grant(resource, `on ${holder}`, 'resource', holder, document, label);
}
