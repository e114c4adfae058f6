import { lineOf, oncePerTables } from './tables.ts';
import type { Tables } from './tables.ts';

/** One action of a service as published. */
export interface Action {
  readonly name: string;
  /** R read, W write, L list, T tagging, P permissions management: the provider's access level. */
  readonly level: string;
  /** Indexes into the service's resource types; empty for actions that take only `*`. */
  readonly types: readonly number[];
}

export interface ActionService {
  readonly service: string;
  readonly types: readonly ResourceType[];
  readonly actions: readonly Action[];
}

/** A resource type with its ARN's format as published: `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
export interface ResourceType {
  readonly name: string;
  readonly arn: string;
}

const servicesOf: (tables: Tables) => Map<string, ActionService | undefined> = oncePerTables(() => new Map());

/** Reads one service's line of the actions table, once; undefined for a service it has not. */
export function readService(tables: Tables, service: string): ActionService | undefined {
  const services = servicesOf(tables);
  if (!services.has(service)) services.set(service, parseService(tables, service));
  return services.get(service);
}

function parseService(tables: Tables, service: string): ActionService | undefined {
  const line = lineOf(tables, 'iam-actions.txt', service);
  if (line === undefined) return undefined;
  const [, shapes = '', actions = ''] = line.split('\t');
  return {
    service,
    types: shapes === '' ? [] : shapes.split('|').map((shape) => readType(service, shape)),
    actions: actions.split('|').map(readAction),
  };
}

function readType(service: string, shape: string): ResourceType {
  const equals = shape.indexOf('=');
  const arn = shape.slice(equals + 1);
  const whole = arn.startsWith('~') ? `arn:\${Partition}:${service}:\${Region}:\${Account}:${arn.slice(1)}` : arn;
  return { name: shape.slice(0, equals), arn: whole };
}

function readAction(text: string): Action {
  const colon = text.indexOf(':');
  const types = text.slice(colon + 2);
  return {
    name: text.slice(0, colon),
    level: text.charAt(colon + 1),
    types: types === '' ? [] : types.split('.').map(Number),
  };
}
