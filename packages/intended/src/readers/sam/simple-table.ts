import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { nothing, primary, type Expansion } from './expansion.ts';
import { joined, only, record } from './shape.ts';
import { tagList } from './tags.ts';

const CARRIED = ['TableName', 'SSESpecification', 'PointInTimeRecoverySpecification', 'ProvisionedThroughput'];
const KEY_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** AWS::Serverless::SimpleTable: a table with one key, on demand unless a throughput is given. */
export function expandSimpleTable(table: Resource): Expansion {
  const { properties, at } = table;
  const name = valueAt(properties, 'PrimaryKey', 'Name') ?? 'id';
  const type = valueAt(properties, 'PrimaryKey', 'Type');
  const keyType = type === undefined ? 'S' : (KEY_TYPES[literal(type) ?? ''] ?? type);
  const made = record(
    {
      AttributeDefinitions: [{ AttributeName: name, AttributeType: keyType }],
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
      BillingMode: valueAt(properties, 'ProvisionedThroughput') === undefined ? 'PAY_PER_REQUEST' : undefined,
      Tags: tagList(valueAt(properties, 'Tags'), undefined, at),
    },
    at,
  );
  return { ...nothing, resources: [primary(table, 'AWS::DynamoDB::Table', joined(made, only(properties, CARRIED)))] };
}
