import type { Resource } from '#model/application';
import type { Control, Outcome } from './define-control.ts';
import { satisfied } from './define-control.ts';
import { judgeEveryAt } from './each-item.ts';
import type { Must } from './judge-value.ts';
import { judgeValue } from './judge-value.ts';
import type { PropertyFacts } from './property-control.ts';
import { propertyControl } from './property-control.ts';

export const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

/** A fact about a table, which a global table has once for each replica. */
export function tableControl(facts: Omit<PropertyFacts, 'type' | 'alsoTypes' | 'applies'>): Control {
  const control = propertyControl({ ...facts, type: 'AWS::DynamoDB::Table' });
  return {
    ...control,
    types: [...control.types, GLOBAL_TABLE],
    reads: [...control.reads, `${GLOBAL_TABLE}.Replicas.${facts.path}`],
    judge: (table, context) =>
      table.type === GLOBAL_TABLE
        ? judgeReplicas(table, facts.path, facts.must, facts.otherwise)
        : control.judge(table, context),
  };
}

/** Asks every replica of a global table. */
export function judgeReplicas(table: Resource, path: string, must: Must, otherwise: string): Outcome {
  return judgeEveryAt(
    table.properties,
    'Replicas',
    (replica) =>
      judgeValue(replica, path, must, { at: replica.at, message: `a replica of \`${table.id}\` ${otherwise}` }),
    satisfied,
  );
}
