import type { Place } from '#source/place';
import type { Part, Value } from '#model/value';
import { dictionary } from '#model/read-value';
import { merge } from './arn-templates.ts';

/**
 * A value that may also be written as JSON in a string, symbolic parts included (`Fn::Sub` around a definition).
 * Places inside such a string are those of the string. What is not JSON is given back as it is.
 */
export function parsed(value: Value | undefined): Value | undefined {
  const parts = value?.kind === 'text' ? value.parts : stringPart(value);
  if (value === undefined || parts === undefined) return value;
  // A private-use character stands for nothing in any language, so a marker made of it is no one's own words.
  const text = parts.map((part, index) => (typeof part === 'string' ? part : `\uE000${index}\uE000`)).join('');
  // A bare marker, outside any quotes, stands for a number, a list or an object.
  const document = read(text) ?? read(text.replaceAll(/([:[,]\s*)(\uE000\d+\uE000)(?=\s*[,\]}])/g, '$1"$2"'));
  return document === undefined ? value : valueOf(document, parts, value.at);
}

function stringPart(value: Value | undefined): readonly Part[] | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? [value.value] : undefined;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueOf(document: unknown, parts: readonly Part[], at: Place): Value {
  if (Array.isArray(document)) return { kind: 'list', items: document.map((item) => valueOf(item, parts, at)), at };
  if (typeof document === 'object' && document !== null)
    return dictionary(
      Object.fromEntries(Object.entries(document).map(([key, item]) => [key, valueOf(item, parts, at)])),
      at,
    );
  if (typeof document === 'string') return textOrScalar(document, parts, at);
  if (typeof document === 'number' || typeof document === 'boolean') return { kind: 'scalar', value: document, at };
  return { kind: 'scalar', value: null, at };
}

function textOrScalar(text: string, parts: readonly Part[], at: Place): Value {
  if (!text.includes('\uE000')) return { kind: 'scalar', value: text, at };
  const pieces = text.split(/\uE000(\d+)\uE000/).flatMap((piece, index): readonly Part[] => {
    const part = index % 2 === 0 ? piece : parts[Number(piece)];
    return part === undefined ? [] : [part];
  });
  return { kind: 'text', parts: merge(pieces), at };
}
