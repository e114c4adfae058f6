import type { Place } from '#source/place';
import type { Identity } from '#model/node';
import type { Part, Value } from '#model/value';
import type { Contribution } from './contribution.ts';
import { textOf } from './name-index.ts';
import { wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

export interface Roles {
  readonly ids: readonly string[];
  /** Identities that no template defines; empty where all are resources. */
  readonly identities: readonly Identity[];
}

const NONE: Roles = { ids: [], identities: [] };

/** Identities that role properties name; one that no template defines becomes a referenced identity. */
export function rolesOf(reading: Reading, ...values: readonly (Value | undefined)[]): Roles {
  return values.map((value) => rolesIn(reading, value)).reduce(both, NONE);
}

function rolesIn(reading: Reading, value: Value | undefined): Roles {
  if (value === undefined || value.kind === 'absent' || value.kind === 'dictionary') return NONE;
  if (value.kind === 'choice') return rolesOf(reading, ...value.branches);
  if (value.kind === 'list') return rolesOf(reading, ...value.items);
  const parts = textOf(value);
  if (parts === undefined || parts.length === 0) return NONE;
  const found = reading.findParts(parts, 'iam');
  if (found?.type === 'AWS::IAM::Role') return { ids: [found.id], identities: [] };
  if (found?.type === 'AWS::IAM::InstanceProfile')
    return rolesIn(reading, found.properties.entries.get('Roles')?.value);
  const identity = referencedRole(parts, value.at, reading);
  return { ids: [identity.id], identities: [identity] };
}

function referencedRole(parts: readonly Part[], at: Place, reading: Reading): Identity {
  const words = wordsOf(parts);
  const name = words.slice(Math.max(words.lastIndexOf('/'), words.lastIndexOf(':')) + 1) || words;
  const id = reading.idOf(name, 'role');
  return { id, type: 'AWS::IAM::Role', resources: [], arn: parts, at, origin: 'referenced' };
}

function both(left: Roles, right: Roles): Roles {
  return {
    ids: [...new Set([...left.ids, ...right.ids])],
    identities: [...left.identities, ...right.identities],
  };
}

/** The part of a contribution that roles need. */
export function contributed(roles: Roles): Contribution {
  return roles.identities.length === 0 ? {} : { identities: roles.identities };
}
