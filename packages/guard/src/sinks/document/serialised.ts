import type { Breach, Taint } from '../taint.ts';

/** Marks of texts that a deserialiser turns into running code, in languages whose texts reach a function at all. */
const MARKS: readonly (readonly [string, RegExp])[] = [
  ['node', /_\$\$ND_(?:FUNC|CC)\$\$_|"__js_function"|\{"\$\$?js_function/],
  ['yaml', /!!js\/(?:function|regexp|undefined)|!!python\/(?:object|name|module)|!ruby\/(?:object|hash)|!!javax?\./],
  ['java', /(?:^|[^A-Za-z0-9+/])rO0AB[A-Za-z0-9+/]{3}|aced0005/],
  ['php', /(?:^|[;{:])[OC]:\+?\d+:"[\w\\]+":\d+:\{/],
  [
    'python',
    /c(?:os|posix|nt|subprocess|builtins|__builtin__)\r?\n(?:system|popen|Popen|eval|exec)|(?:^|[^A-Za-z0-9+/])gAS[VW][A-Za-z0-9+/]{6}/,
  ],
  ['dotnet', /AAEAAAD\/{5}|"\$type"\s*:\s*"[\w.]+(?:,|\.)/],
  ['ruby', /(?:^|[^A-Za-z0-9+/])BAh[bvIj7][A-Za-z0-9+/]{4}/],
  ['json-types', /"@type"\s*:\s*"(?:com|org|java|javax|sun|net)\./],
];

/** Says which input carries an object that a careless deserialiser would run. */
export function serialisedBreach(taints: readonly Taint[]): Breach | undefined {
  for (const taint of taints) {
    if (taint.plain && taint.sent.value.length < 8) continue;
    for (const form of taint.forms) {
      const mark = MARKS.find(([, pattern]) => pattern.test(form));
      if (mark !== undefined)
        return {
          code: 'sink-code',
          rule: `deserialise.${mark[0]}`,
          input: taint.sent,
          because: `the value is a serialised object (${mark[0]})`,
        };
    }
  }
  return undefined;
}
