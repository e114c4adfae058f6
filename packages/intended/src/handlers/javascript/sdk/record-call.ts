import type { Field } from '#model/flow';
import type { Target } from '../../facts.ts';
import { memberOf } from '../member.ts';
import type { CallRecord } from '../record.ts';
import { keyOf } from '../record.ts';
import type { Run } from '../run.ts';
import { placeOf } from '../script.ts';
import type { Spot } from '../script.ts';
import type { Term } from '../term.ts';
import { UNKNOWN, joinAll, membersOf } from '../term.ts';
import { actionsOf } from './actions.ts';
import { alsoUsed } from './also-uses.ts';
import { distinctFields, fieldsOf, fieldsOfExpression } from './item-fields.ts';
import { KEY_NAMES, NOT_DATA } from './target-names.ts';
import { targetKey, targetsOf, targetsOfTerm } from './target.ts';

interface ApiCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Term;
  readonly bound: Term | undefined;
  readonly isLent?: boolean | undefined;
  readonly spot: Spot;
  readonly run: Run;
}

/** Records one API call, once for each resource it may name, and gives its answer. */
export function recordCall(call: ApiCall): Term {
  const parts = partsOfCall(call);
  const records = parts.map((part) => record(call, part));
  if (call.service !== 's3' && call.service !== 'secretsmanager')
    for (const input of membersOf(call.input))
      for (const also of alsoUsed(call.service, input, call.run)) recordCall({ ...call, ...also, bound: undefined });
  return joinAll(records.map((one): Term => ({ kind: 'answer', call: one, path: [] })));
}

interface Part {
  readonly target: Target;
  readonly actions: readonly string[];
  readonly input: Term;
}

function partsOfCall(call: ApiCall): readonly Part[] {
  const special = transactionParts(call) ?? batchParts(call) ?? busParts(call) ?? copyParts(call);
  if (special !== undefined && special.length > 0) return special;
  const actions = statementActions(call) ?? actionsOf(call.service, call.operation);
  return targetsOf(call.service, call.input, call.bound, call.spot, call.run).map((target) => ({
    target,
    actions,
    input: call.input,
  }));
}

const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

/** Each item of a transaction names its own table and needs its own action. */
function transactionParts({ service, operation, input, spot, run }: ApiCall): readonly Part[] | undefined {
  if (service !== 'dynamodb' || !operation.startsWith('Transact')) return undefined;
  return itemsIn(memberOf(input, 'TransactItems', run)).flatMap((item) =>
    Object.entries(TRANSACTION_ACTIONS).flatMap(([name, action]) =>
      membersOf(item.kind === 'object' ? (item.properties.get(name) ?? UNKNOWN) : UNKNOWN)
        .filter((member) => member.kind === 'object')
        .flatMap((member) =>
          targetsOf(service, member, undefined, spot, run).map((target) => ({
            target,
            actions: [action],
            input: member,
          })),
        ),
    ),
  );
}

/** `RequestItems: { [TABLE]: … }`. */
function batchParts({ service, operation, input, spot, run }: ApiCall): readonly Part[] | undefined {
  if (service !== 'dynamodb' || !operation.startsWith('Batch')) return undefined;
  const actions = actionsOf(service, operation);
  return membersOf(memberOf(input, 'RequestItems', run)).flatMap((requests) => {
    if (requests.kind !== 'object') return [];
    const named = [...requests.properties].map(([name, value]): Part => ({
      target: { kind: 'literal', name, at: placeOf(spot) },
      actions,
      input: value,
    }));
    const keyed = requests.rest.flatMap(({ key, value }) =>
      key === undefined ? [] : targetsOfTerm(key, spot).map((target): Part => ({ target, actions, input: value })),
    );
    return [...named, ...keyed];
  });
}

/** Each entry of PutEvents names its own bus; none is the account's default bus. */
function busParts({ service, operation, input, spot, run }: ApiCall): readonly Part[] | undefined {
  if (service !== 'events' || operation !== 'PutEvents') return undefined;
  const actions = ['events:PutEvents'];
  return itemsIn(memberOf(input, 'Entries', run)).flatMap((entry): readonly Part[] => {
    if (entry.kind !== 'object') return [];
    const bus = entry.properties.get('EventBusName');
    if (bus === undefined && entry.rest.length === 0)
      return [{ target: { kind: 'literal', name: 'default', at: placeOf(spot) }, actions, input: entry }];
    return (bus === undefined ? targetsOf(service, entry, undefined, spot, run) : targetsOfTerm(bus, spot)).map(
      (target) => ({ target, actions, input: entry }),
    );
  });
}

/** A copy also reads its source, `bucket/key`. */
function copyParts(call: ApiCall): readonly Part[] | undefined {
  const { service, operation, input, spot, run } = call;
  if (service !== 's3' || (operation !== 'CopyObject' && operation !== 'UploadPartCopy')) return undefined;
  const source = memberOf(input, 'CopySource', run);
  const from = membersOf(source).flatMap((member) => targetsOfTerm(bucketOfSource(member), spot));
  return [
    ...targetsOf(service, input, call.bound, spot, run).map((target) => ({ target, actions: ['s3:PutObject'], input })),
    ...from.map((target) => ({ target, actions: ['s3:GetObject'], input })),
  ];
}

function bucketOfSource(source: Term): Term {
  if (source.kind === 'literal')
    return { kind: 'literal', value: String(source.value).replace(/^\//, '').split('/')[0] };
  const first =
    source.kind === 'text' ? source.parts.find((part) => part.kind !== 'literal' || part.value !== '/') : undefined;
  if (first?.kind === 'literal') return bucketOfSource(first);
  return first ?? source;
}

/** PartiQL needs the action of its verb. Source: "IAM security policies with PartiQL for DynamoDB". */
function statementActions({ service, operation, input, run }: ApiCall): readonly string[] | undefined {
  if (service !== 'dynamodb' || !operation.includes('Statement')) return undefined;
  const statement = memberOf(input, 'Statement', run);
  const text = statement.kind === 'text' ? statement.parts[0] : statement;
  const verb = text?.kind === 'literal' ? String(text.value).trim().split(/\s/)[0]?.toLowerCase() : undefined;
  if (verb === 'select' || verb === 'insert' || verb === 'update' || verb === 'delete')
    return [`dynamodb:PartiQL${verb.charAt(0).toUpperCase()}${verb.slice(1)}`];
  return ['dynamodb:PartiQLSelect', 'dynamodb:PartiQLInsert', 'dynamodb:PartiQLUpdate', 'dynamodb:PartiQLDelete'];
}

function itemsIn(list: Term): readonly Term[] {
  return membersOf(list).flatMap((member) => {
    if (member.kind === 'array') return member.items.flatMap((item) => itemsIn(item));
    return member.kind === 'mixed' ? member.of.flatMap(itemsIn) : [member];
  });
}

function record(call: ApiCall, part: Part): CallRecord {
  const key = keyOf(call.spot, `${call.service}:${call.operation}|${targetKey(part.target)}|${part.actions.join()}`);
  const before = call.run.effects.calls.get(key);
  const sends = sendsOf(part.input, call.run);
  const fields = merge([], fieldsOfCall(call, part.input));
  const made: CallRecord = {
    service: call.service,
    operation: call.operation,
    actions: part.actions,
    target: part.target,
    key: keyOfObject(part.input, call.run),
    sends,
    fields,
    isLent: call.isLent === true,
    spot: call.spot,
    via: [...call.run.via],
  };
  if (before === undefined) {
    call.run.effects.calls.set(key, made);
    return made;
  }
  // The same call met again with other arguments: one record with the data of both.
  before.sends = [...before.sends, ...sends].slice(0, 200);
  before.fields = merge(before.fields, fields);
  return before;
}

function merge(left: readonly Field[], right: readonly Field[]): readonly Field[] {
  return distinctFields([...left, ...right]);
}

function keyOfObject(input: Term, run: Run): Term | undefined {
  for (const name of KEY_NAMES) {
    const key = input.kind === 'object' && input.properties.has(name) ? memberOf(input, name, run) : undefined;
    if (key !== undefined) return key;
  }
  return undefined;
}

function sendsOf(input: Term, run: Run): readonly Term[] {
  return membersOf(input).flatMap((member) => {
    if (member.kind !== 'object') return member.kind === 'literal' ? [] : [member];
    const own = [...member.properties]
      .filter(([name]) => !NOT_DATA.has(name))
      .map(([name]) => memberOf(member, name, run));
    return [...own, ...member.rest.map((entry) => entry.value)];
  });
}

/** Input members that hold an item or a key in the shape of the table. */
const ITEM_NAMES = ['Item', 'Key', 'AttributeUpdates', 'Keys'];
const EXPRESSION_NAMES = [
  'UpdateExpression',
  'ProjectionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ConditionExpression',
];

function fieldsOfCall(call: ApiCall, input: Term): readonly Field[] {
  const { service, spot, run } = call;
  return membersOf(input).flatMap((member): readonly Field[] => {
    if (member.kind === 'array') return member.items.flatMap((item) => fieldsOfCall(call, item));
    if (member.kind !== 'object') return [];
    if (service !== 'dynamodb') return fieldsOfPayload(member, spot, run);
    const items = ITEM_NAMES.flatMap((name) => fieldsOf(given(member, name, run), spot));
    const names = given(member, 'ExpressionAttributeNames', run);
    const expressions = EXPRESSION_NAMES.flatMap((name) => fieldsOfExpression(given(member, name, run), names, spot));
    const requests = ['PutRequest', 'DeleteRequest'].flatMap((name) => {
      const request = given(member, name, run);
      return request === undefined ? [] : fieldsOfCall(call, request);
    });
    return merge([...items, ...requests], expressions);
  });
}

const PAYLOADS = [
  'Body',
  'MessageBody',
  'Message',
  'Payload',
  'Data',
  'Detail',
  'input',
  'Value',
  'SecretString',
  'Record',
];

/** Fields of a message or object that the code builds itself (`JSON.stringify({ … })`). */
function fieldsOfPayload(input: Term, spot: Spot, run: Run): readonly Field[] {
  return PAYLOADS.flatMap((name) => fieldsOf(given(input, name, run), spot));
}

function given(input: Term, name: string, run: Run): Term | undefined {
  if (input.kind !== 'object' || (!input.properties.has(name) && input.rest.length === 0)) return undefined;
  return memberOf(input, name, run);
}
