import type { Breach, Taint } from '../taint.ts';

/** `a.__proto__.b`, `a[constructor][prototype]`, `constructor.prototype`: as path of names or as a key of a JSON text. */
const PATH =
  /(?:^|[.[\]/"'\s])__proto__(?:$|[.[\]/"'\s:=])|(?:^|[.[\]/])constructor(?:\]\[|\.|\/|\[['"]?)prototype(?:$|[.[\]/])/;
const KEYS = /"(?:__proto__|\\u005f\\u005fproto\\u005f\\u005f)"\s*:|"constructor"\s*:\s*\{[^}]{0,200}"prototype"\s*:/i;

/** Says which input names the prototype of an object, as the name of a field or in a text that will be parsed or split. */
export function prototypeBreach(taints: readonly Taint[]): Breach | undefined {
  const found = taints.find(namesPrototype);
  if (found === undefined) return undefined;
  return { code: 'sink-prototype', rule: 'prototype.path', input: found.sent, because: 'the value names a prototype' };
}

export function namesPrototype(taint: Taint): boolean {
  if (mentions(taint.sent.name) && PATH.test(taint.sent.name)) return true;
  return taint.forms.some(
    (form) => mentions(form) && ((form.length < 256 && PATH.test(form) && !/\s/.test(form)) || KEYS.test(form)),
  );
}

function mentions(text: string): boolean {
  return text.includes('proto') || text.includes('\\u005f');
}
