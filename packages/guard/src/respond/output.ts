import { deny, type Denial } from '../decision.ts';
import type { RouteRule } from '../policy.ts';
import { validate } from '../validation/schema.ts';

/**
 * Judges or trims the JSON body of an HTTP answer. A list of fields keeps those and drops the rest (`items.sku` goes
 * through lists); a schema denies what does not fit. Answers with an error status, and other types, pass.
 */
export async function filterHttp(answer: unknown, rule: RouteRule): Promise<unknown> {
  const { output } = rule;
  if (output === undefined || typeof answer !== 'object' || answer === null) return answer;
  const isWrapped = 'statusCode' in answer || 'body' in answer;
  const body = isWrapped && 'body' in answer ? answer.body : isWrapped ? undefined : answer;
  if ('statusCode' in answer && Number(answer.statusCode) >= 400) return answer;
  if (body === undefined || body === '') return answer;
  const value = typeof body === 'string' ? parse(body) : body;
  if (value === undefined) return deny('output-invalid', { rule: 'json' });
  if (!isFieldList(output)) {
    const denial: Denial | undefined = await validate(output, value, 'body');
    return denial === undefined
      ? answer
      : deny('output-invalid', { rule: denial.rule, ...(denial.name === undefined ? {} : { name: denial.name }) });
  }
  const kept = pick(
    value,
    output.map((field) => field.split('.')),
  );
  if (!isWrapped) return kept;
  return { ...answer, body: typeof body === 'string' ? JSON.stringify(kept) : kept };
}

function isFieldList(output: NonNullable<RouteRule['output']>): output is readonly string[] {
  return Array.isArray(output);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function pick(value: unknown, fields: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, fields));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(value)) {
    const deeper = fields.filter(([first]) => first === name);
    if (deeper.length === 0) continue;
    kept[name] = deeper.some((path) => path.length === 1)
      ? child
      : pick(
          child,
          deeper.map((path) => path.slice(1)),
        );
  }
  return kept;
}

/** An HTTP status in an answer, under the name that the platform gives it. */
export function statusField(answer: unknown, name: string): number | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const status = (answer as Readonly<Record<string, unknown>>)[name];
  return typeof status === 'number' ? status : undefined;
}
