import type { Application } from '#model/application';
import type { Code, Compute } from '#model/node';
import { known } from '#model/value';
import { memoryFiles } from '#source/memory-files';
import { wholeFile } from '#source/place';
import type { HandlerFacts } from '../facts.ts';
import { readHandlers } from '../read-handlers.ts';

const at = wholeFile('template.yaml');

/** What a test may say of a function; the rest is a plain Node.js one at the root. */
export interface Making {
  readonly handler?: string;
  readonly root?: string;
  readonly runtime?: string;
  readonly code?: Code;
  readonly entryPoints?: readonly string[];
  readonly layers?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly id?: string;
}

export function makeCompute(making: Making): Compute {
  const code: Code = making.code ?? {
    kind: 'files',
    handler: known(making.handler ?? 'index.handler', at),
    runtime: known(making.runtime ?? 'nodejs22.x', at),
    root: known(making.root ?? '', at),
    entryPoints: making.entryPoints ?? [],
    layers: making.layers ?? [],
    at,
  };
  return {
    kind: 'compute',
    id: making.id ?? 'Fn',
    service: 'lambda',
    type: 'AWS::Lambda::Function',
    resources: [],
    at,
    origin: 'template',
    role: 'function',
    identities: [],
    code,
    environment: Object.entries(making.environment ?? {}).map(([name, value]) => ({
      name,
      value: { kind: 'scalar', value, at },
      at,
    })),
    logs: undefined,
    runs: [],
    network: { egress: 'open', vpc: false },
  };
}

export function makeApplication(computes: readonly Compute[]): Application {
  return {
    name: 'app',
    root: '/app',
    dialects: [],
    templates: [],
    resources: new Map(),
    computes,
    stores: [],
    gates: [],
    actors: [],
    identities: [],
    grants: [],
    routes: [],
    wires: [],
    schemas: [],
    unresolved: [],
    diagnostics: [],
  };
}

/** Facts of one function: its files by path, or the text of `index.js` alone. */
export async function factsOfSource(
  source: string | Readonly<Record<string, string>>,
  making: Making = {},
): Promise<HandlerFacts> {
  const files = memoryFiles(typeof source === 'string' ? { 'index.js': source } : source);
  const [facts] = await readHandlers(makeApplication([makeCompute(making)]), files);
  if (facts === undefined) throw new Error('no facts: the function has no code');
  return facts;
}

/** `dynamodb:PutItem@$TABLE` for each call, in order. */
export function callsIn(facts: HandlerFacts): readonly string[] {
  return facts.calls.map(({ service, operation, target }) => {
    if (target.kind === 'environment') return `${service}:${operation}@$${target.name}`;
    if (target.kind === 'literal') return `${service}:${operation}@${target.name}`;
    return `${service}:${operation}@(${target.kind})`;
  });
}

export function pathsIn(facts: HandlerFacts, of: 'logs' | 'returns' | 'sends'): readonly string[] {
  const sources =
    of === 'returns'
      ? facts.returns
      : of === 'logs'
        ? facts.logs.flatMap((log) => log.what)
        : facts.calls.flatMap((call) => call.sends);
  return sources.map((source) => {
    if (source.kind === 'environment') return `$${source.name}`;
    if (source.kind === 'call') return ['call', ...source.path].join('.');
    if (source.kind === 'host') return ['host', ...source.path].join('.');
    if (source.kind === 'field') return `field ${source.field.name}`;
    return source.kind === 'unknown' ? 'unknown' : [source.kind, ...source.path].join('.');
  });
}
