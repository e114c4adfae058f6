import type { Place } from '#source/place';
import type { Value } from '#model/value';
import { itemsOf, literal, partsOf, valueAt } from '#model/read-value';
import { text, type Shape } from './shape.ts';

/** A condition that refuses callers by their network. */
interface Refusal {
  readonly property: string;
  readonly condition: (items: readonly Value[]) => Shape;
}

const isEndpoint = (item: Value): boolean => literal(item)?.startsWith('vpce-') ?? false;

/** Networks and endpoints have condition keys of their own. */
function byNetwork(operator: string): Refusal['condition'] {
  return (items) => {
    const endpoints = items.filter(isEndpoint);
    const networks = items.filter((item) => !isEndpoint(item));
    return {
      [operator]: {
        'aws:SourceVpc': networks.length === 0 ? undefined : networks,
        'aws:SourceVpce': endpoints.length === 0 ? undefined : endpoints,
      },
    };
  };
}

const REFUSALS: readonly Refusal[] = [
  { property: 'IpRangeWhitelist', condition: (items) => ({ NotIpAddress: { 'aws:SourceIp': items } }) },
  { property: 'IpRangeBlacklist', condition: (items) => ({ IpAddress: { 'aws:SourceIp': items } }) },
  { property: 'SourceVpcWhitelist', condition: byNetwork('StringNotEquals') },
  { property: 'SourceVpcBlacklist', condition: byNetwork('StringEquals') },
  { property: 'IntrinsicVpcWhitelist', condition: (items) => ({ StringNotEquals: { 'aws:SourceVpc': items } }) },
  { property: 'IntrinsicVpcBlacklist', condition: (items) => ({ StringEquals: { 'aws:SourceVpc': items } }) },
  { property: 'IntrinsicVpceWhitelist', condition: (items) => ({ StringNotEquals: { 'aws:SourceVpce': items } }) },
  { property: 'IntrinsicVpceBlacklist', condition: (items) => ({ StringEquals: { 'aws:SourceVpce': items } }) },
];

/**
 * The statements of one `ResourcePolicy`, about `resource` (`execute-api:/*` for the whole API, or one route). A list
 * of allowed networks allows everyone and then refuses those outside it, as the transform writes it.
 */
export function resourcePolicyStatements(policy: Value | undefined, resource: string): readonly Shape[] {
  if (policy?.kind !== 'dictionary') return [];
  const { at } = policy;
  const refusals = REFUSALS.flatMap(({ property, condition }): readonly Shape[] => {
    const items = itemsOf(valueAt(policy, property));
    return items.length === 0 ? [] : [statement('Deny', { principal: '*', resource, condition: condition(items) })];
  });
  const allowed = refusals.length === 0 ? [] : [statement('Allow', { principal: '*', resource })];
  const accounts = (property: string): readonly Value[] =>
    itemsOf(valueAt(policy, property)).map((account) => accountRoot(account, at));
  const welcome = accounts('AwsAccountWhitelist');
  const unwelcome = accounts('AwsAccountBlacklist');
  return [
    ...itemsOf(valueAt(policy, 'CustomStatements')),
    ...(welcome.length === 0 ? [] : [statement('Allow', { principal: { AWS: welcome }, resource })]),
    ...(unwelcome.length === 0 ? [] : [statement('Deny', { principal: { AWS: unwelcome }, resource })]),
    ...allowed,
    ...refusals,
  ];
}

function statement(effect: string, parts: { principal: Shape; resource: string; condition?: Shape }): Shape {
  return {
    Effect: effect,
    Principal: parts.principal,
    Action: 'execute-api:Invoke',
    Resource: [parts.resource],
    Condition: parts.condition,
  };
}

/** An account's number stands for its root; anything else is an ARN already. */
function accountRoot(account: Value, at: Place): Value {
  const parts = partsOf(account) ?? [];
  const first = parts[0];
  if (typeof first === 'string' && first.startsWith('arn:')) return account;
  return parts.length === 0 ? account : text(['arn:aws:iam::', ...parts, ':root'], at);
}
