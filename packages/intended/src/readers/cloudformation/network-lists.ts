import { literal, partsOf } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Call } from './scope.ts';

/** `Fn::Cidr`: address blocks of an IPv4 block that is known; deferred for any other. */
export function cidr(call: Call): Value {
  const { argument, at, scope, resolve } = call;
  const [blockTree, countTree, bitsTree] = argument.kind === 'list' ? argument.items : [];
  if (blockTree === undefined || countTree === undefined) {
    scope.report('error', at, '`Fn::Cidr` needs an address block and a count');
    return deferred('malformed', 'Fn::Cidr', at);
  }
  const block = literal(resolve(blockTree, scope));
  const count = Number(literal(resolve(countTree, scope)) ?? Number.NaN);
  const bits = bitsTree === undefined ? Number.NaN : Number(literal(resolve(bitsTree, scope)) ?? Number.NaN);
  const blocks = block === undefined ? undefined : blocksOf(block, count, bits);
  if (blocks === undefined) return deferred('attribute', 'Fn::Cidr', at);
  return { kind: 'list', items: blocks.map((value): Value => ({ kind: 'scalar', value, at })), at };
}

function blocksOf(block: string, count: number, bits: number): readonly string[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/\d{1,2}$/.exec(block);
  const valid =
    Number.isInteger(count) && count >= 1 && count <= 256 && Number.isInteger(bits) && bits >= 1 && bits <= 31;
  if (match === null || !valid) return undefined;
  const start = match.slice(1, 5).reduce((address, octet) => address * 256 + Number(octet), 0);
  return Array.from({ length: count }, (_, index) => `${dotted(start + index * 2 ** bits)}/${32 - bits}`);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** `Fn::GetAZs`: which zones an account has in a region only AWS knows. */
export function getAZs(call: Call): Value {
  const region = partsOf(call.resolve(call.argument, call.scope));
  const [only] = region ?? [];
  const name = typeof only === 'string' && only !== '' ? only : 'AWS::Region';
  return deferred('attribute', `Fn::GetAZs ${name}`, call.at);
}

/** `Fn::ImportValue`: deferred until the stacks are linked; the name is as written, unknown parts as `${Name}`. */
export function importValue(call: Call, nameOf: (value: Value) => string): Value {
  return deferred('import', nameOf(call.resolve(call.argument, call.scope)), call.at);
}
