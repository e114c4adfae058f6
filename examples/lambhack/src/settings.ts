import { type Answer, bodyOf, type Event, text } from './answer.ts';

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/** Merges deeply, also where the name of a field leads to the prototype of all objects. */
function merge(into: Tree, from: Tree): Tree {
  for (const [name, value] of Object.entries(from)) {
    const old = into[name];
    if (isTree(old) && isTree(value)) merge(old, value);
    else into[name] = value;
  }
  return into;
}

/** Saves settings and says what the caller may do: an object that was never touched decides. */
export async function handler(event: Event): Promise<Answer> {
  const sent: unknown = JSON.parse(bodyOf(event) || '{}');
  merge({ colour: 'blue', notify: {} }, isTree(sent) ? sent : {});
  const caller: Tree = {};
  return text(caller['isAdmin'] === true ? 'saved; welcome, administrator' : 'saved');
}
