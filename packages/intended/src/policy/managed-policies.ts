import type { Place } from '#source/place';
import type { Part, Value } from '#model/value';
import { partsOf, plain } from '#model/read-value';
import { parsePolicy } from './parse-policy.ts';
import type { Policy, Statement } from './statement.ts';
import { lineOf } from './tables.ts';
import type { Tables } from './tables.ts';
import { wordsOfParts } from './words-of-parts.ts';

/** Documents of the provider's own policies, read only when one is used. */
export interface ManagedPolicies {
  /** By name or ARN, as a template gives it; what has no document here is unknown, never empty. */
  find(document: Value, at: Place): Policy;
}

export function managedPolicies(tables: Tables): ManagedPolicies {
  const documents = new Map<string, unknown>();
  const read = (name: string): unknown => {
    if (!documents.has(name)) documents.set(name, readDocument(tables, name));
    return documents.get(name);
  };
  const find = (document: Value, at: Place): Policy => {
    switch (document.kind) {
      case 'absent':
        return NOTHING;
      case 'list':
        return join(document.items.map((item) => find(item, at)));
      case 'choice':
        return uncertain(join(document.branches.map((branch) => find(branch, at))));
      case 'scalar':
      case 'text':
        return named(partsOf(document) ?? NULL_NAME, at, read);
      case 'deferred':
      case 'dictionary':
        return unknown(
          document.kind === 'deferred' ? `managed policy \`${document.why.name}\`` : 'managed policy without a name',
          at,
        );
    }
    return document satisfies never;
  };
  return { find };
}

const NULL_NAME: readonly Part[] = ['null'];

const NOTHING: Policy = { statements: [], diagnostics: [], unknown: [] };

function unknown(what: string, at: Place): Policy {
  return { statements: [], diagnostics: [], unknown: [{ what, at }] };
}

function join(policies: readonly Policy[]): Policy {
  return {
    statements: policies.flatMap((one) => one.statements),
    diagnostics: policies.flatMap((one) => one.diagnostics),
    unknown: policies.flatMap((one) => one.unknown),
  };
}

function uncertain(policy: Policy): Policy {
  return { ...policy, statements: policy.statements.map((one): Statement => ({ ...one, certain: false })) };
}

/** Only the common ones are at hand; the others are decompressed once one is asked for. */
function readDocument(tables: Tables, name: string): unknown {
  const line = lineOf(tables, 'managed-policies-common.txt', name) ?? lineOf(tables, 'managed-policies.txt', name);
  return line === undefined ? undefined : JSON.parse(line.slice(name.length + 1));
}

function named(parts: readonly Part[], at: Place, read: (name: string) => unknown): Policy {
  const name = nameOf(parts);
  const document = name === undefined ? undefined : read(name);
  if (document === undefined) return unknown(`managed policy \`${name ?? wordsOfParts(parts)}\``, at);
  return parsePolicy(plain(document, at));
}

/** Name in `arn:<partition>:iam::aws:policy/<path>/<name>`, or the name alone; undefined for a policy of an account. */
function nameOf(parts: readonly Part[]): string | undefined {
  const text = parts
    .map((part) =>
      typeof part === 'string' ? part : part.kind === 'pseudo' && part.name === 'AWS::Partition' ? 'aws' : '\u0000',
    )
    .join('');
  if (text.includes('\u0000')) return undefined;
  const arn = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(text);
  if (arn !== null) return arn[1];
  return /^[\w+=,.@-]+$/.test(text) ? text : undefined;
}
