import type { Diagnostic } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Entry, Value } from '#model/value';
import { warning } from './expansion.ts';

/** Sections of `Globals` and the types they speak for. */
const TYPES: Readonly<Record<string, string>> = {
  Function: 'AWS::Serverless::Function',
  Api: 'AWS::Serverless::Api',
  HttpApi: 'AWS::Serverless::HttpApi',
  WebSocketApi: 'AWS::Serverless::WebSocketApi',
  SimpleTable: 'AWS::Serverless::SimpleTable',
  StateMachine: 'AWS::Serverless::StateMachine',
  LayerVersion: 'AWS::Serverless::LayerVersion',
  CapacityProvider: 'AWS::Serverless::CapacityProvider',
};

export interface Globals {
  readonly byType: ReadonlyMap<string, Dictionary>;
  readonly diagnostics: readonly Diagnostic[];
}

/** `Globals` by SAM type; sections that are no dictionary or are unknown are reported and left out. */
export function readGlobals(globals: Value | undefined): Globals {
  if (globals === undefined || globals.kind === 'absent') return { byType: new Map(), diagnostics: [] };
  if (globals.kind !== 'dictionary')
    return {
      byType: new Map(),
      diagnostics: [warning(globals.at, '`Globals` is not a dictionary; write its sections')],
    };
  const byType = new Map<string, Dictionary>();
  const diagnostics: Diagnostic[] = [];
  for (const [section, { value, keyAt }] of globals.entries) {
    const type = Object.hasOwn(TYPES, section) ? TYPES[section] : undefined;
    if (type === undefined)
      diagnostics.push(warning(keyAt, `\`Globals\` has no section \`${section}\`; it is ignored`));
    else if (value.kind === 'dictionary') byType.set(type, value);
    else if (!isEmpty(value))
      diagnostics.push(warning(value.at, `\`Globals.${section}\` is not a dictionary; write its properties`));
  }
  return { byType, diagnostics };
}

/** The resource with its global properties filled in; the resource's own word is last. */
export function withGlobals(resource: Resource, globals: Globals): Resource {
  const section = globals.byType.get(resource.type);
  return section === undefined
    ? resource
    : { ...resource, properties: mergeDictionaries(section, resource.properties) };
}

/** Dictionaries are merged, lists are concatenated global first, anything else is overridden. */
function mergeDictionaries(global: Dictionary, local: Dictionary): Dictionary {
  const entries = new Map<string, Entry>(global.entries);
  for (const [key, entry] of local.entries) {
    const inherited = global.entries.get(key);
    entries.set(
      key,
      inherited === undefined ? entry : { keyAt: entry.keyAt, value: merge(inherited.value, entry.value) },
    );
  }
  return { ...local, entries };
}

function merge(global: Value, local: Value): Value {
  if (global.kind === 'dictionary' && local.kind === 'dictionary') return mergeDictionaries(global, local);
  if (global.kind === 'list' && local.kind === 'list') return { ...local, items: [...global.items, ...local.items] };
  return local;
}

function isEmpty(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}
