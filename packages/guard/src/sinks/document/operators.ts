import { type Breach, placesOf, type Taint } from '../taint.ts';

/** Operators of document stores that a query may hold: comparison, logic, elements, evaluation, arrays, updates, stages. */
const OPERATORS = new Set(
  (
    'eq ne gt gte lt lte in nin and or nor not exists type mod regex options text where expr jsonSchema all elemMatch ' +
    'size function accumulator lookup merge out unionWith graphLookup set unset inc push pull rename min max mul ' +
    'addToSet pop currentDate setOnInsert bit geoWithin near nearSphere comment slice meta search match project group ' +
    'like iLike notLike between startsWith endsWith substring col literal'
  )
    .split(' ')
    .map((name) => `$${name}`),
);

/**
 * The operator that an input brings as the name of a field: `login.$ne`, `login[$ne]`, or a JSON text with such
 * a key. A scalar was expected wherever a handler puts the value into a filter.
 */
export function operatorsOf(taint: Taint): readonly string[] {
  const named = taint.sent.name.includes('$') ? (taint.sent.name.match(/\$[A-Za-z]+/g) ?? []) : [];
  const { value } = taint.sent;
  const held =
    value.includes('$') && /^\s*[[{]/.test(value)
      ? [...value.matchAll(/["'](\$[A-Za-z]{2,16})["']\s*:/g)].map((match) => match[1] ?? '')
      : [];
  return [...named, ...held].filter((operator) => OPERATORS.has(operator));
}

/** Says which input put an operator into a query that holds these operators, or code into `$where`. */
export function operatorBreach(query: DocumentQuery, taints: readonly Taint[]): Breach | undefined {
  for (const taint of taints) {
    const brought = operatorsOf(taint).find((operator) => query.operators.has(operator));
    if (brought !== undefined) return breach(taint, `the value brings \`${brought}\``);
    if (query.scripts.length > 0 && !taint.plain && scriptShapedBy(query.scripts, taint))
      return breach(taint, 'the value is run by the store as code');
  }
  return undefined;
}

export interface DocumentQuery {
  /** Names of fields that begin with `$`. */
  readonly operators: ReadonlySet<string>;
  /** Texts of `$where`, `$function` and `$accumulator`. */
  readonly scripts: readonly string[];
}

function breach(taint: Taint, because: string): Breach {
  return { code: 'sink-nosql', rule: 'nosql.operator', input: taint.sent, because };
}

/** In a store's script a value must at least stay free of what ends its literal. */
function scriptShapedBy(scripts: readonly string[], taint: Taint): boolean {
  return taint.forms.some(
    (form) =>
      form.length > 1 &&
      /['"`;(){}|&=<>\\]/.test(form) &&
      scripts.some((script) => placesOf(form, script, 1).length > 0),
  );
}

/** Collects operators and scripts of a query object, as drivers send it. Bounded; cycles end at the bound. */
export function documentQuery(value: unknown): DocumentQuery {
  const operators = new Set<string>();
  const scripts: string[] = [];
  const left: unknown[] = [value];
  for (let steps = 0; left.length > 0 && steps < 10_000; steps++) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, inner] of Object.entries(one)) {
      if (name.startsWith('$')) operators.add(name);
      if (typeof inner === 'string' && (name === '$where' || name === '$function' || name === 'body'))
        scripts.push(inner);
      left.push(inner);
    }
  }
  return { operators, scripts };
}
