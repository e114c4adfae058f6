/** What the sink rules cost one warm request: inputs prepared once, then each sink asked, statements known and new. */
import type { Input } from '../src/inbound/inbound.ts';
import { hostBreach } from '../src/sinks/network/host.ts';
import { pathBreach } from '../src/sinks/path/escape.ts';
import { statementBreach } from '../src/sinks/sql/statement.ts';
import { sqlBreach } from '../src/sinks/sql/structure.ts';
import { prepare } from '../src/sinks/taint.ts';
import { scoreOf } from '../src/signals/score.ts';

const values = [
  'ann@example.com',
  "O'Brien & Sons",
  '12 rue de la Paix',
  '42',
  'Berlin',
  '2026-11-24T10:00:00Z',
  'f3b1c2d4-0000-4000-8000-000000000000',
  'a note, with commas; and more',
  'DE',
  '+49 30 1234567',
  'red',
  'true',
  '19.90',
  'order-7',
  'https://shop.example.com/cart?x=1',
];
const headers = [
  'api.example.com',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
  'text/html,application/json;q=0.9,*/*;q=0.8',
  'en-US,en;q=0.5',
  'gzip, deflate, br',
  'application/json',
  '1500',
  'https',
  '203.0.113.7',
  'Root=1-5e2f-abc',
];
const inputs: readonly Input[] = [
  ...values.map((value, at) => ({ where: 'body' as const, name: `field${at}`, value })),
  ...headers.map((value, at) => ({ where: 'header' as const, name: `h${at}`, value })),
];
const taints = prepare(inputs);
const sql =
  'SELECT id, name, total FROM orders WHERE customer_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT 50';
const concatenated = "SELECT id FROM orders WHERE city = 'Berlin' AND note = 'a note, with commas; and more'";
const egress = { allowed: ['*.amazonaws.com'], platform: new Set<string>() };
const roots = { declared: [], usual: ['/var/task', '/tmp'] };

const WORK: Readonly<Record<string, () => unknown>> = {
  'inputs prepared': () => prepare(inputs),
  'statement, known': () => statementBreach(sql, taints, ['postgres']),
  'statement, new': () => sqlBreach(sql, taints, ['postgres']),
  'statement with values in it': () => sqlBreach(concatenated, taints, ['postgres']),
  'host declared': () => hostBreach('dynamodb.eu-west-1.amazonaws.com', taints, egress),
  'file of the function': () => pathBreach('/var/task/config.json', taints, roots),
  'signals of all inputs': () => inputs.filter((input) => input.where === 'body').map((input) => scoreOf(input.value)),
};

for (const [name, work] of Object.entries(WORK)) {
  for (let at = 0; at < 20_000; at++) work();
  const rounds = Array.from({ length: 9 }, () => {
    // Time of this process, not of the wall: other work on the machine does not count.
    const start = process.cpuUsage();
    for (let at = 0; at < 5_000; at++) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 5_000;
  }).toSorted((a, b) => a - b);
  console.log(`${name.padEnd(28)} ${(rounds[4] ?? 0).toFixed(2)} µs`);
}
