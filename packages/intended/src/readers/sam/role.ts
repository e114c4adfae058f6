import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { generated } from './expansion.ts';
import { record, type Shape } from './shape.ts';

/** The trust policy that lets one service act as a role. */
export function trustOf(service: string, at: Place): Value {
  const statement = { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } };
  return record({ Version: '2012-10-17', Statement: [statement] }, at);
}

/** An inline policy of a role with one or more statements. */
export function inlinePolicy(name: string, statements: readonly Shape[], at: Place): Value {
  return record({ PolicyName: name, PolicyDocument: { Statement: statements } }, at);
}

/** A role that a service assumes only to do what its inline policies say (rules, schedules, API integrations). */
export function serviceRole(
  owner: Resource,
  logicalId: string,
  parts: {
    readonly service: string;
    readonly policies: readonly Value[];
    readonly boundary?: Value | undefined;
    readonly at: Place;
  },
): Resource {
  const { service, policies, boundary, at } = parts;
  return generated(owner, logicalId, 'AWS::IAM::Role', {
    properties: { AssumeRolePolicyDocument: trustOf(service, at), Policies: policies, PermissionsBoundary: boundary },
    at,
  });
}

/** ARN of one of the provider's managed policies. */
export function managedPolicy(path: string): string {
  return `arn:aws:iam::aws:policy/${path}`;
}
