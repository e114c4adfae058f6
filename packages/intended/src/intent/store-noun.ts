import { wordsOf } from './words.ts';

/** Words that say what a store is, not what is in it. */
const CONTAINERS = new Set([
  'table',
  'tbl',
  'bucket',
  'store',
  'storage',
  'db',
  'database',
  'dynamo',
  'dynamodb',
  'ddb',
  'queue',
  'sqs',
  'fifo',
  'topic',
  'sns',
  's3',
  'stream',
  'kinesis',
  'firehose',
  'delivery',
  'bus',
  'event',
  'events',
  'cache',
  'redis',
  'index',
  'domain',
  'cluster',
  'aurora',
  'rds',
  'postgres',
  'mysql',
  'data',
  'global',
  'main',
  'my',
  'the',
  'app',
  'application',
  'aws',
  'resource',
  'instance',
  'dev',
  'prod',
  'test',
  'stage',
  'simple',
  'dlq',
  'dead',
  'letter',
  'name',
  'arn',
  'archive',
  'repository',
  'collection',
  'items',
]);

/** What a store is about, as a class id: `RidesTable` is `rides`, `order-events-queue` is `order`; undefined where its name says nothing. */
export function nounOfStore(id: string): string | undefined {
  const last = id.slice(id.lastIndexOf('.') + 1);
  const words = wordsOf(last).filter((word) => !CONTAINERS.has(word) && !/^[0-9a-f]{6,}$/.test(word));
  return words.length === 0 ? undefined : words.slice(0, 3).join('-');
}

/** `order-lines` → `Order lines`. */
export function titleOf(classId: string): string {
  const text = classId.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
