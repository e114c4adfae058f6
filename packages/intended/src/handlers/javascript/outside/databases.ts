import { memberOf } from '../member.ts';
import type { Call } from '../run.ts';
import type { MadeTerm, OutsideTerm, Term } from '../term.ts';
import { UNKNOWN, membersOf } from '../term.ts';
import { recordHost } from './hosts.ts';
import { packageOf } from './package-name.ts';

/**
 * Drivers of databases, caches and brokers that speak to a host of their own, and how a client of each is made: by a
 * class or a function of the package, or by the package itself (`''`). Source: each driver's own manual (November 2026).
 */
const DRIVERS: Readonly<Record<string, readonly string[]>> = {
  '@elastic/elasticsearch': ['Client'],
  '@neondatabase/serverless': ['neon', 'Pool', 'Client'],
  '@opensearch-project/opensearch': ['Client'],
  '@planetscale/database': ['connect', 'Client'],
  '@redis/client': ['createClient', 'createCluster'],
  '@upstash/redis': ['Redis'],
  'cassandra-driver': ['Client'],
  ioredis: ['', 'default', 'Redis', 'Cluster'],
  kafkajs: ['Kafka'],
  knex: ['', 'default', 'knex'],
  mariadb: ['createConnection', 'createPool'],
  memcached: ['', 'default'],
  mongodb: ['MongoClient', 'MongoClient.connect', 'connect'],
  mongoose: ['connect', 'createConnection', 'default.connect'],
  mysql: ['createConnection', 'createPool'],
  mysql2: ['createConnection', 'createPool'],
  'neo4j-driver': ['driver'],
  pg: ['Client', 'Pool', 'default.Client', 'default.Pool'],
  postgres: ['', 'default'],
  redis: ['createClient', 'createCluster'],
  sequelize: ['Sequelize', '', 'default'],
  'serverless-mysql': ['', 'default'],
  'serverless-postgres': ['', 'default'],
  'serverless-pg': ['', 'default'],
  typeorm: ['DataSource', 'createConnection'],
};

/** Methods that lead to another part of the client, and send or answer nothing. */
const LEADING =
  /^(?:db|collection|model|connect|promise|getConnection|getClient|init|initialize|getRepository|manager|repository|session|producer|consumer|duplicate|config|on|once|off|use|end|close|quit|disconnect|destroy|release|unref|ping|authenticate|define|sync|then|catch|finally)$/;

/** Makes a client of a database: where it connects to is a host that the code speaks with. */
export function openDatabase(outside: OutsideTerm, one: Call): void {
  const makers = DRIVERS[packageOf(outside.name)];
  if (makers === undefined || !makers.includes(outside.path.join('.'))) return;
  recordHost({ host: addressOf(outside, one.args, one), method: undefined, sends: [], spot: one.spot }, one);
}

/** What a client of a database is asked; undefined where the call only leads on. */
export function askDatabase(made: MadeTerm, method: string, one: Call): Term | undefined {
  const root = rootOf(made);
  if (DRIVERS[packageOf(root.by.name)] === undefined || LEADING.test(method.split('.').at(-1) ?? '')) return undefined;
  return recordHost(
    { host: addressOf(root.by, root.args, one), method: undefined, sends: one.args, spot: one.spot },
    one,
  );
}

function rootOf(made: MadeTerm): MadeTerm {
  let root = made;
  // A chain is as long as the code that wrote it.
  while (root.from !== undefined) root = root.from;
  return root;
}

const ADDRESSES = ['connectionString', 'url', 'uri', 'host', 'hostname', 'server', 'node', 'endpoint'];
const LISTS = ['nodes', 'hosts', 'contactPoints', 'brokers', 'rootNodes'];
const INSIDE = ['socket', 'connection', 'config', 'replication', 'master'];

function addressOf(by: OutsideTerm, args: readonly Term[], one: Call): Term {
  for (const arg of args) {
    const found = addressIn(arg, one, 0);
    if (found !== undefined) return found;
  }
  // Source: PostgreSQL's manual, "Environment Variables": the driver takes what it is not told from there.
  return packageOf(by.name) === 'pg' ? { kind: 'variable', name: 'PGHOST' } : UNKNOWN;
}

function addressIn(arg: Term, one: Call, depth: number): Term | undefined {
  const [first = arg] = membersOf(arg);
  if (first.kind === 'variable' || first.kind === 'text') return first;
  if (first.kind === 'literal') return /[.:]\w/.test(String(first.value)) ? first : undefined;
  if (first.kind !== 'object' || depth > 2) return undefined;
  for (const name of ADDRESSES) if (first.properties.has(name)) return memberOf(first, name, one.run);
  for (const name of LISTS) {
    const list = first.properties.has(name) ? memberOf(first, name, one.run) : undefined;
    if (list?.kind === 'array' && list.items[0] !== undefined) return addressIn(list.items[0], one, depth + 1);
  }
  for (const name of INSIDE) {
    const inside = first.properties.has(name) ? addressIn(memberOf(first, name, one.run), one, depth + 1) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
