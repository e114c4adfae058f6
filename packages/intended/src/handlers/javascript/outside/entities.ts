import { memberOf } from '../member.ts';
import type { Call } from '../run.ts';
import { recordCall } from '../sdk/record-call.ts';
import { fieldsOf } from '../sdk/item-fields.ts';
import { recordFields } from '../record.ts';
import type { MadeTerm, OutsideTerm, Term } from '../term.ts';
import { UNKNOWN, emptyObject, membersOf } from '../term.ts';

/** Operations of the object mappers for DynamoDB that are followed, by the first step of the method's name. */
const OPERATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['get', ['GetItem']],
  ['batchGet', ['BatchGetItem']],
  ['put', ['PutItem']],
  ['create', ['PutItem']],
  ['save', ['PutItem']],
  ['upsert', ['UpdateItem']],
  ['update', ['UpdateItem']],
  ['patch', ['UpdateItem']],
  ['delete', ['DeleteItem']],
  ['remove', ['DeleteItem']],
  ['query', ['Query']],
  ['scan', ['Scan']],
  ['match', ['Query', 'Scan']],
  ['find', ['Query', 'Scan']],
  ['batchPut', ['BatchWriteItem']],
  ['batchDelete', ['BatchWriteItem']],
]);

const MAPPERS = new Set(['electrodb', 'dynamodb-toolbox', 'dynamoose']);

export function isMapper(by: OutsideTerm): boolean {
  return MAPPERS.has(by.name);
}

/** Attributes of an entity or schema, when it is made. */
export function noteEntity(by: OutsideTerm, { args, run, spot }: Call): void {
  for (const arg of args.flatMap((one) => membersOf(one))) {
    if (arg.kind !== 'object') continue;
    const named = ['attributes', 'schema']
      .map((name) => arg.properties.get(name))
      .find((one) => one?.kind === 'object' || one?.kind === 'made');
    const isSchema = by.name === 'dynamoose' && by.path.at(-1) === 'Schema';
    const shape = named?.kind === 'made' ? named.args[0] : (named ?? (isSchema ? arg : undefined));
    if (shape?.kind !== 'object') continue;
    const fields = fieldsOf(shape, spot).filter((field) => field.parent === undefined);
    recordFields(run.effects, {
      origin: 'schema',
      call: undefined,
      fields,
      at: spot.script.place(spot.start, spot.end),
    });
  }
}

/** A method of an entity: the call that it makes on the entity's table. */
export function callEntity(made: MadeTerm, method: string, one: Call): Term | undefined {
  const { run, spot, args } = one;
  const [first = ''] = method.split('.');
  const command =
    first === 'build' && args[0]?.kind === 'outside' ? args[0].path.at(-1)?.replace(/Command$/, '') : undefined;
  const operations =
    command === undefined
      ? OPERATIONS.get(first)
      : [
          command === 'Query' || command === 'Scan'
            ? command
            : command.replace(/^Batch(Put|Delete).*/, 'BatchWriteItem'),
        ];
  if (operations === undefined) return undefined;
  const input = emptyObject();
  input.properties.set('TableName', tableOf(made, one));
  const item = args[0] ?? UNKNOWN;
  if (command === undefined)
    input.properties.set(first === 'get' || first === 'delete' || first === 'remove' ? 'Key' : 'Item', item);
  const answers = operations.map((operation) =>
    recordCall({ service: 'dynamodb', operation, input, bound: undefined, spot, run }),
  );
  return answers[0];
}

/** The table of an entity: named in its options, or that of the table object that it is given. */
function tableOf(made: MadeTerm, one: Call, depth = 0): Term {
  if (made.from !== undefined && depth < 6) return tableOf(made.from, one, depth + 1);
  if (made.by.name === 'dynamoose') return made.args[0] ?? UNKNOWN;
  for (const arg of made.args) {
    const table =
      arg.kind === 'object'
        ? (arg.properties.get('table') ?? (made.by.path.at(-1) === 'Table' ? arg.properties.get('name') : undefined))
        : undefined;
    if (table?.kind === 'made') return tableOf(table, one, depth + 1);
    if (table !== undefined)
      return memberOf(arg, arg.kind === 'object' && arg.properties.has('table') ? 'table' : 'name', one.run);
  }
  return UNKNOWN;
}
