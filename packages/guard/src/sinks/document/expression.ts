import { type Breach, placesOf, type Taint } from '../taint.ts';

/** Name, `#alias`, `:value`, number, or one mark: the grammar of a DynamoDB expression has no literals. */
const TOKEN = /[#:]?[\w-]+(?:\[\d+\])?|<>|<=|>=|\S/g;

/**
 * Says which input shapes a DynamoDB expression (filter, condition, update, projection): it spans several tokens.
 * Values belong into `:value` places, names into `#name` places; a name alone is left to the handler.
 */
export function expressionBreach(expression: string, taints: readonly Taint[]): Breach | undefined {
  let ends: readonly (readonly [number, number])[] | undefined;
  for (const taint of taints) {
    if (taint.plain) continue;
    for (const form of taint.forms) {
      if (form.length < 3) continue;
      for (const start of placesOf(form, expression)) {
        ends ??= [...expression.matchAll(TOKEN)].map((match) => [match.index, match.index + match[0].length] as const);
        const touched = ends.filter(([from, to]) => from < start + form.length && to > start).length;
        if (touched > 1 && !/^[\w.]+(?:\s*,\s*[\w.]+)*$/.test(form))
          return {
            code: 'sink-nosql',
            rule: 'nosql.expression',
            input: taint.sent,
            because: 'the value spans several tokens of the expression',
          };
      }
    }
  }
  return undefined;
}
