import { expressionBreach } from '../document/expression.ts';
import { statementBreach } from '../sql/statement.ts';
import type { Dialect } from '../sql/tokens.ts';
import type { Breach, Taint } from '../taint.ts';

/** Fields of AWS requests that hold a statement: RDS Data, Redshift Data, DynamoDB PartiQL, Athena, Timestream. */
const STATEMENTS = new Set(['statement', 'sql', 'sqls', 'querystring', 'query']);
const DIALECTS: readonly Dialect[] = ['postgres', 'mysql', 'partiql'];
const MOST_STEPS = 5_000;

/** True for the request of an AWS client whose body may hold a statement or an expression. */
export function mayHoldStatement(host: string, target: unknown): boolean {
  if (typeof target === 'string' && target !== '')
    return /^(?:DynamoDB|Amazon?Athena|RedshiftData|Timestream)/.test(target);
  return /^(?:rds-data|redshift-data|athena|dynamodb)[.-]/.test(host);
}

/** Says which input shapes a statement or an expression in the JSON body of a request to AWS. */
export function requestBreach(body: string, taints: readonly Taint[]): Breach | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const left: unknown[] = [parsed];
  for (let steps = 0; left.length > 0 && steps < MOST_STEPS; steps++) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, value] of Object.entries(one)) {
      const breach = typeof value === 'string' ? fieldBreach(name, value, taints) : undefined;
      if (breach !== undefined) return breach;
      if (Array.isArray(value) && STATEMENTS.has(name.toLowerCase()))
        left.push(...value.filter((text) => typeof text === 'string').map((text) => ({ sql: text })));
      left.push(value);
    }
  }
  return undefined;
}

function fieldBreach(name: string, value: string, taints: readonly Taint[]): Breach | undefined {
  if (STATEMENTS.has(name.toLowerCase())) return statementBreach(value, taints, DIALECTS);
  return name.endsWith('Expression') ? expressionBreach(value, taints) : undefined;
}
